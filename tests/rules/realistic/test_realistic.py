"""All rules at once on goals as people write them.

`sound/` holds goals in which nothing is wrong, however odd they look: no error and no warning may
appear. In `flawed/` each mark announces the mistake made on its line, and nothing else may appear.
Infos are worth a look and no mistake; they are left out of account.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kpicli.rules.page import repository_of
from repository import AS_OF
from rules.announced import disagreements

FOLDER = Path(__file__).parent
_AS_OF = re.compile(r"\bAs of ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_INFO = re.compile(r"not announced: \S+ \S+ info: ")
_GOAL = re.compile(r"^ *- (?:\{id:|id:).*", re.MULTILINE)
_EVERY_RULE = "ALL"
_MANY = 60


def files(folder: str) -> list[Path]:
    return sorted((FOLDER / folder).glob("*.md"))


def name_of(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", [*files("sound"), *files("flawed")], ids=name_of)
def test_every_mistake_is_found_and_nothing_else_is_called_one(path: Path) -> None:
    text = path.read_text("utf-8")
    day = _AS_OF.search(text)
    as_of = date.fromisoformat(day[1]) if day else AS_OF
    parts = disagreements(repository_of(text), _EVERY_RULE, as_of)
    assert [part for part in parts if not _INFO.match(part)] == []


def test_sound_goals_announce_nothing() -> None:
    assert all(not repository_of(path.read_text("utf-8")).marks for path in files("sound"))


def test_there_are_many_sound_goals_and_many_mistakes() -> None:
    sound = "".join(path.read_text("utf-8") for path in files("sound"))
    flawed = [mark for path in files("flawed") for mark in repository_of(path.read_text()).marks]
    assert len(_GOAL.findall(sound)) >= _MANY
    assert len(flawed) >= _MANY
