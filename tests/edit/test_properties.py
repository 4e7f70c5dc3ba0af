"""What holds for every goal file, in whatever style it is written."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicli.documents import parse
from kpicli.edit import NewActual
from kpicli.source import SourceFile

from .recording import recording
from .styled_goals import styled_goals

if TYPE_CHECKING:
    from kpicli.documents import Value

_BREAK = re.compile(r"\r\n|\r|\n")


def _data(contents: bytes) -> dict[str, Value]:
    document, findings = parse(SourceFile("goals.yaml", contents.decode("utf-8-sig")))
    assert document
    assert not findings
    return document.data


def _lines(contents: bytes) -> list[str]:
    return _BREAK.split(contents.decode())


def _breaks(contents: bytes) -> set[str]:
    return set(_BREAK.findall(contents.decode()))


def _has_one_part_more(part: bytes, whole: bytes) -> bool:
    """Whether the second is the first with something put in at one place."""
    front = next(
        (i for i, (a, b) in enumerate(zip(part, whole, strict=False)) if a != b), len(part)
    )
    return whole.endswith(part[front:])


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(styled_goals(), st.data())
def test_recording_adds_one_actual_and_keeps_every_byte(
    drawn: tuple[bytes, list[str], str], data: st.DataObject
) -> None:
    before, ids, day = drawn
    goal = data.draw(st.sampled_from(ids))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "goals.yaml"
        file.write_bytes(before)
        outcome = recording(Path(folder), NewActual(goal, day, "29"))
        after = file.read_bytes()
    assert not outcome.refused
    assert _has_one_part_more(before, after)
    assert _breaks(after) == _breaks(before)
    expected = _data(before)
    kpi = next(part for part in _kpis(expected) if part["id"] == goal)
    known = kpi.get("actuals")
    kpi["actuals"] = {**(known if isinstance(known, dict) else {}), day: "29"}
    assert _data(after) == expected
    added = len(_lines(after)) - len(_lines(before))
    assert added in ({0, 1} if isinstance(known, dict) else {0, 2})


def _kpis(data: dict[str, Value]) -> list[dict[str, Value]]:
    kpis = data["kpis"]
    assert isinstance(kpis, list)
    return [kpi for kpi in kpis if isinstance(kpi, dict)]
