"""Build the wheel and the source archive, and check what somebody gets who installs them.

`just dist` runs it; the two files are in `dist/` afterwards. It stops at the first thing that does
not hold: equal bytes of a second build and of a build from the source archive, all files of the
package and nothing else, valid metadata, and a program that runs from the wheel, also by `uvx`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from email.parser import Parser
from pathlib import Path
from shutil import which

ROOT = Path(__file__).parent.parent
IGNORED = {"__pycache__"}
UV = which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}") or "uv"  # noqa: TID251 - a script
EXTRAS = ("excel", "lsp", "solver")


class NotFit(Exception):  # noqa: N818 - it is what this program finds out
    """Something does not hold of what was built."""


def main() -> None:
    """Build, check, and say what was checked."""
    folder = ROOT / "dist"
    with tempfile.TemporaryDirectory() as temporary:
        again = Path(temporary)
        wheel, archive = build(ROOT, folder)
        expect_equal(folder, again, build(ROOT, again / "again"))
        expect_equal(folder, again, build(unpacked(archive, again / "unpacked"), again / "from"))
        expect_contents(wheel, archive)
        run(UV, "tool", "run", "--from", "twine>=6.1", "twine", "check", "--strict", wheel, archive)
        expect_program(wheel, again)
    for file in (wheel, archive):
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes, sha256 {_hash(file)}")


def build(source: Path, folder: Path) -> tuple[Path, Path]:
    """The wheel and the source archive of a tree; their times are fixed, or `SOURCE_DATE_EPOCH`."""
    for left in folder.glob("kpicli-*"):
        left.unlink()
    run(UV, "build", "--quiet", "--out-dir", folder, source)
    (wheel,), (archive,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, archive


def unpacked(archive: Path, folder: Path) -> Path:
    """The tree of a source archive."""
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    return tree


def expect_equal(folder: Path, shown_from: Path, built: tuple[Path, Path]) -> None:
    """The same names and the same bytes as in `dist/`."""
    for file in built:
        if _hash(file) != _hash(folder / file.name):
            raise NotFit(f"{file.relative_to(shown_from)} has other bytes than dist/{file.name}")


def expect_contents(wheel: Path, archive: Path) -> None:
    """All files of the package in both, the licence, nothing else in the wheel, a sane version."""
    with zipfile.ZipFile(wheel) as file:
        held = set(file.namelist())
        (about,) = (name for name in held if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(file.read(about).decode())
    packaged = {name for name in held if not name.partition("/")[0].endswith(".dist-info")}
    _expect_same("the wheel", packaged, package_files(ROOT / "src"))
    if not any(name.endswith("/licenses/LICENSE") for name in held):
        raise NotFit("the wheel has no licence")
    with tarfile.open(archive) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
    missing = {f"src/{name}" for name in package_files(ROOT / "src")} - names
    if missing:
        raise NotFit(f"the source archive lacks {', '.join(sorted(missing))}")
    print(f"{metadata['Name']} {metadata['Version']}, Python {metadata['Requires-Python']}")


def package_files(source: Path) -> set[str]:
    """The files of the package, as paths of a wheel."""
    files = (path for path in (source / "kpicli").rglob("*") if path.is_file())
    return {path.relative_to(source).as_posix() for path in files if not IGNORED & set(path.parts)}


def expect_program(wheel: Path, folder: Path) -> None:
    """`kpi` runs from the wheel by `uvx`, and in an environment with all extras."""
    goals = folder / "goals"
    run(UV, "tool", "run", "--from", wheel, "kpi", "init", goals, "--quiet")
    run(UV, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(UV, "pip", "install", "--quiet", "--python", python, f"{wheel}[{','.join(EXTRAS)}]")
    for arguments in (("check",), ("report",), ("tree",)):
        run(python, "-m", "kpicli", *arguments, "--root", goals, "--quiet")
    run(python, "-m", "kpicli", "export", "-o", folder / "goals.xlsx", "--root", goals, "--quiet")
    run(python, "-c", "import kpicli.server, pygls, z3")


def run(*command: str | Path) -> None:
    """Run a program whose failure is ours."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        text = " ".join(map(str, command))
        raise NotFit(f"`{text}` failed with {done.returncode}\n{done.stdout}{done.stderr}")


def _expect_same(where: str, held: set[str], expected: set[str]) -> None:
    for names, verb in ((expected - held, "lacks"), (held - expected, "should not have")):
        if names:
            raise NotFit(f"{where} {verb} {', '.join(sorted(names))}")


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    try:
        main()
    except NotFit as error:
        sys.exit(f"error: {error}")
