"""The architecture that ARCHITECTURE.md describes is the one that is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "kpicli"


def _rooms() -> set[str]:
    return {path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file()}


def _layers() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(part["layers"] for part in contracts if part["id"] == "rooms")
    return {room.strip(" ()") for layer in layers for room in layer.split("|")}


def test_every_room_has_its_layer() -> None:
    assert _layers() == {*_rooms(), "__main__"}


def test_every_room_is_described() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert set(re.findall(r"^  (\w+)/ ", text, re.MULTILINE)) == _rooms()


def test_modules_are_named_for_what_they_hold() -> None:
    names = {path.stem for path in SOURCE.rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "base"}


def test_files_stay_short() -> None:
    lengths = {
        path.relative_to(SOURCE).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
    }
    assert not {path: length for path, length in lengths.items() if length > 400}


def test_only_the_command_line_prints() -> None:
    pattern = re.compile(r"\bprint\(|sys\.std(out|err)\b")
    printing = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("*.py")
        if pattern.search(path.read_text("utf-8"))
    }
    assert printing <= {"cli", "__main__.py"}
