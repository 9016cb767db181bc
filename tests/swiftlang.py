"""A real Swift compiler on Linux: Debian 13's, in a folder of its own because it needs a newer C library than older systems have.

.venv/bin/python tests/swiftlang.py      # beforehand: about 500 MB to download, 3 GB on disk, three minutes
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from commands import run
from filelock import FileLock

CACHE = Path(__file__).parents[1] / ".cache" / "swift"
SYSTEM = CACHE / "trixie"
# Stand-ins for what only Apple's SDK has, and for libraries that need it: each a module, in the order of their imports.
STUBS = Path(__file__).parent / "swift" / "stubs"
MODULES = (
    "UIKit",
    "UserNotifications",
    "CoreLocation",
    "CryptoKit",
    "AuthenticationServices",
    "Amplify",
    "AWSPluginsCore",
    "AWSAPIPlugin",
    "AWSCognitoAuthPlugin",
    "AWSS3StoragePlugin",
    "AmplifyFoundation",
    "AmplifyKinesisClient",
    "AmplifyConnectClient",
    "MapLibre",
    "AWSAppSyncEvents",
    "UniformTypeIdentifiers",
    "CoreTransferable",
    "SwiftUI",
    "QuickLook",
    "PhotosUI",
    "Authenticator",
    "FaceLiveness",
)
SWIFT_6 = ("-swift-version", "6", "-warnings-as-errors", "-parse-as-library")
# As far as the compiler finds what values do on their way from one task to another; of all files, not until the first error.
CHECK = ("-emit-sil", "-wmo", "-o", "/dev/null")
# Where a project lies while the compiler looks at it.
INSIDE = "/project"
# The compiler's own libraries, which Debian keeps where the loader does not look.
LIBRARIES = "/usr/libexec/swift/lib/swift/linux"
PATH = "/usr/bin:/bin:/usr/libexec/swift/bin"
# No mount of this outlives the command: they are made in a name space that ends with it.
ENTER = f"""
mount -t proc proc "$1/proc"
mount --bind "$2" "$1{INSIDE}"
system=$1
shift 2
exec chroot "$system" env -i PATH={PATH} HOME=/tmp LANG=C.UTF-8 LD_LIBRARY_PATH={LIBRARIES} sh -ec 'cd {INSIDE}; exec "$@"' sh "$@"
"""
# Swift 6.0's Observation names a function of the runtime that its Linux build does not export, and never calls it.
LINK = ("-Xlinker", "--allow-shlib-undefined")


def missing() -> str:
    """Why Swift cannot be compiled here, in words; nothing where it can."""
    if not shutil.which("unshare") or not hasattr(os, "geteuid"):
        return "Swift is compiled on Linux here; on a Mac, Xcode does it"
    if os.geteuid():
        return "Swift is compiled in a Debian of its own, which root alone can enter"
    if not (CACHE / "installed").exists() and not shutil.which("debootstrap") and not shutil.which("apt-get"):
        return "Swift is compiled in a Debian of its own, which debootstrap makes"
    return ""


def system() -> Path:
    """The folder of a Debian that has the compiler; whoever asks first installs it, while the others wait."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        if not (CACHE / "installed").exists():
            if not shutil.which("debootstrap"):
                run(CACHE, "apt-get", "update", "-qq")
                run(CACHE, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "debootstrap")
            shutil.rmtree(SYSTEM, ignore_errors=True)
            run(CACHE, "debootstrap", "--variant=minbase", "trixie", str(SYSTEM))
            (SYSTEM / INSIDE[1:]).mkdir()
            enter(SYSTEM, CACHE, "apt-get", "install", "-y", "--no-install-recommends", "swiftlang", "libc6-dev")
            enter(SYSTEM, CACHE, "apt-get", "clean")
            (CACHE / "installed").touch()
    return SYSTEM


def enter(debian: Path, project: Path, *command: str, status: int | None = 0) -> str:
    """What a command of that Debian prints in the folder of a project; fails as `run` does."""
    return run(
        project,
        "unshare",
        "--mount",
        "--",
        "sh",
        "-ec",
        ENTER,
        "enter",
        str(debian),
        str(project),
        *command,
        status=status,
    )


def swift(project: Path, *command: str, status: int | None = 0) -> str:
    """What a command of the compiler prints in the folder of a project, such as `swiftc`; fails as `run` does."""
    return enter(system(), project, *command, status=status)


def modules() -> str:
    """Where, in that Debian, the compiled stand-ins are; whoever asks first compiles them."""
    text = "".join((STUBS / f"{name}.swift").read_text() for name in MODULES)
    folder = f"/modules/{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    outside = system() / folder[1:]
    with FileLock(CACHE / "lock"):
        if not (outside / "compiled").exists():
            shutil.rmtree(outside, ignore_errors=True)
            outside.mkdir(parents=True)
            for name in MODULES:
                emit = ("-emit-module", "-module-name", name, "-o", f"{folder}/{name}.swiftmodule")
                # As their packages are: none of them is in Swift 6 mode.
                enter(
                    SYSTEM,
                    STUBS,
                    "swiftc",
                    *emit,
                    "-swift-version",
                    "5",
                    "-I",
                    folder,
                    "-parse-as-library",
                    f"{name}.swift",
                )
            (outside / "compiled").touch()
    return folder


def type_check(project: Path, status: int | None = 0) -> str:
    """What the compiler says of the app of a project, in Swift 6 mode; paths are those in `App/`."""
    folder = modules()
    own = project / ".type-check"
    shutil.rmtree(own, ignore_errors=True)
    for path in (project / "App").rglob("*.swift"):
        copy = own / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(previews_as_views(path.read_text()))
    app = sorted(path.relative_to(project).as_posix() for path in own.rglob("*.swift"))
    search = ("-I", folder, "-I", app_core(project))
    try:
        printed = swift(project, "swiftc", *CHECK, "-module-name", "App", *SWIFT_6, *search, *app, status=status)
    finally:
        shutil.rmtree(own)
    return printed.replace(f"{own.name}/", "")


def app_core(project: Path) -> str:
    """Where, in that Debian, the compiled package of a project is."""
    sources = sorted((project / "AppCore/Sources").rglob("*.swift"))
    folder = f"/modules/{hashlib.sha256(b''.join(path.read_bytes() for path in sources)).hexdigest()[:16]}"
    names = [path.relative_to(project).as_posix() for path in sources]
    emit = ("-emit-module", "-module-name", "AppCore", "-o", f"{folder}/AppCore.swiftmodule")
    with FileLock(CACHE / "lock"):
        if not (SYSTEM / folder[1:] / "AppCore.swiftmodule").exists():
            (SYSTEM / folder[1:]).mkdir(parents=True, exist_ok=True)
            enter(SYSTEM, project, "swiftc", *emit, *SWIFT_6, *names)
    return folder


def previews_as_views(text: str) -> str:
    """A file whose previews are properties: their macro comes with Xcode."""
    return re.sub(r"^#Preview(?:\(\"([^\"]*)\"\))? \{", _property, text, flags=re.MULTILINE)


def _property(found: re.Match[str]) -> str:
    name = re.sub(r"\W", "", found[1] or "")
    return f"@MainActor @ViewBuilder private var preview{name}: some View {{"


if __name__ == "__main__":
    print(missing() or system())
