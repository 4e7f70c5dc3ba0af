"""Every way of writing a goal file keeps its bytes: the file before, and the file after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.edit import Mode, NewActual
from recording_cases import CASES, FORCED

from .recording import recording

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_an_actual_goes_where_it_belongs_and_nothing_else_changes(
    before: str, after: str, tmp_path: Path
) -> None:
    file = tmp_path / "goals.yaml"
    file.write_bytes(before.encode())
    outcome = recording(tmp_path, NewActual("a", "2026-02-28", "29"))
    assert not outcome.refused
    assert file.read_bytes().decode() == after


@pytest.mark.parametrize(("before", "after"), FORCED.values(), ids=FORCED)
def test_a_value_is_replaced_and_nothing_else(before: str, after: str, tmp_path: Path) -> None:
    file = tmp_path / "goals.yaml"
    file.write_bytes(before.encode())
    outcome = recording(tmp_path, NewActual("a", "2026-02-28", "30"), mode=Mode.FORCED)
    assert not outcome.refused
    assert file.read_bytes().decode() == after
