"""A real Swift compiler on Linux: Debian 13's, in a folder of its own because it needs a newer C library than older systems have.

    .venv/bin/python tests/swiftlang.py      # beforehand: about 500 MB to download, 3 GB on disk
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from commands import run
from filelock import FileLock

CACHE = Path(__file__).parents[1] / ".cache" / "swift"
SYSTEM = CACHE / "trixie"
# Where a project lies while the compiler looks at it.
INSIDE = "/project"
# The compiler's own libraries, which Debian keeps where the loader does not look.
LIBRARIES = "/usr/libexec/swift/lib/swift/linux"
# No mount of this outlives the command: they are made in a name space that ends with it.
ENTER = f"""
mount -t proc proc "$1/proc"
mount --bind "$2" "$1{INSIDE}"
system=$1
shift 2
exec chroot "$system" env -i PATH=/usr/bin:/bin:/usr/libexec/swift/bin HOME=/tmp LANG=C.UTF-8 LD_LIBRARY_PATH={LIBRARIES} sh -ec 'cd {INSIDE}; exec "$@"' sh "$@"
"""


def missing() -> str | None:
    """Why there is no Swift compiler here, in words; nothing where there is one, or one can be installed."""
    if not shutil.which("unshare") or not hasattr(os, "geteuid"):
        return "Swift is compiled on Linux only: on a Mac, open the project in Xcode"
    if os.geteuid():
        return "Swift is compiled in a Debian of its own, which only root can enter"
    if not (CACHE / "installed").exists() and not shutil.which("debootstrap"):
        return "Swift is compiled in a Debian of its own: apt-get install debootstrap"
    return None


def system() -> Path:
    """The folder of a Debian that has the compiler; whoever asks first installs it, while the others wait."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        if not (CACHE / "installed").exists():
            shutil.rmtree(SYSTEM, ignore_errors=True)
            run(CACHE, "debootstrap", "--variant=minbase", "trixie", str(SYSTEM))
            (SYSTEM / INSIDE[1:]).mkdir()
            swift(CACHE, "apt-get", "install", "-y", "--no-install-recommends", "swiftlang", "libc6-dev", inside=SYSTEM)
            swift(CACHE, "apt-get", "clean", inside=SYSTEM)
            (CACHE / "installed").touch()
    return SYSTEM


def swift(project: Path, *command: str, status: int | None = 0, inside: Path | None = None) -> str:
    """What a command of that Debian prints in the folder of a project, such as `swiftc`; fails as `run` does."""
    enter = ["unshare", "--mount", "--", "sh", "-ec", ENTER, "enter", str(inside or system()), str(project)]
    return run(project, *enter, *command, status=status)


if __name__ == "__main__":
    print(missing() or system())
