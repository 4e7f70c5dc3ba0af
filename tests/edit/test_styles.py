"""Every way of writing a goal file keeps its bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kpicli.documents import events
from kpicli.edit import Mode, NewActual

from .recording import recording
from .recording_cases import CASES, FORCED

if TYPE_CHECKING:
    from pathlib import Path

_CHANGE = re.compile(r"«(?:([^»|]*)\|)?([^»]*)»")


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The test runs with the parser that is installed, and without libyaml."""
    if request.param == "python":
        monkeypatch.setattr(events, "CParser", None)
    return str(request.param)


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_an_actual_goes_where_it_belongs_and_nothing_else_changes(
    marked: str, tmp_path: Path
) -> None:
    file = tmp_path / "goals.yaml"
    file.write_bytes(_CHANGE.sub(r"\1", marked).encode())
    outcome = recording(tmp_path, NewActual("a", "2026-02-28", "29"))
    assert not outcome.refused
    assert file.read_bytes().decode() == _CHANGE.sub(r"\2", marked)


@pytest.mark.parametrize("marked", FORCED.values(), ids=FORCED)
def test_a_value_is_replaced_and_nothing_else(marked: str, tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_bytes(_CHANGE.sub(r"\1", marked).encode())
    outcome = recording(tmp_path, NewActual("a", "2026-02-28", "30"), mode=Mode.FORCED)
    assert not outcome.refused
    assert file.read_bytes().decode() == _CHANGE.sub(r"\2", marked)
