"""The work of a check is counted, not timed, so that no change makes it much dearer unseen.

A change that is worth its work records it: `python benchmarks/work.py --save`.
"""

from __future__ import annotations

import pytest

from count_work import OTHER, counter, stage_of
from kpicli import cli, documents, linter
from kpicli.rules import registry, specific
from work import Counted, Work, counted, growing, grown, recorded

BEFORE = {"parse": 300.0, "locate": 2.0, "memory": 25.0}


@pytest.fixture(scope="module")
def work() -> Counted:
    return counted()


def test_every_stage_is_counted(work: Counted) -> None:
    assert {"parse", "models", "workspace", "progress", "locate", "memory"} <= set(work.many)
    assert sum(name.startswith("rules/") for name in work.many) >= 6


def test_no_stage_does_much_more_than_was_recorded(work: Counted) -> None:
    before = recorded() or work.many
    assert grown(work.many, before) == []


def test_no_stage_grows_faster_than_the_number_of_goals(work: Counted) -> None:
    assert growing(work) == []


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (BEFORE, []),
        ({"parse": 200.0}, []),
        ({"parse": 315.9}, []),
        ({"parse": 331.0}, ["parse: 300.0 -> 331.0 calls for each KPI (+10%)"]),
        ({"locate": 3.0}, []),
        ({"locate": 3.2}, ["locate: 2.0 -> 3.2 calls for each KPI (+60%)"]),
        ({"memory": 30.0}, ["memory: 25.0 -> 30.0 KiB for each KPI (+20%)"]),
        ({"rules/new": 4.0}, ["rules/new: 0.0 -> 4.0 calls for each KPI (new)"]),
        (
            {"locate": 9.0, "parse": 390.0},
            [
                "parse: 300.0 -> 390.0 calls for each KPI (+30%)",
                "locate: 2.0 -> 9.0 calls for each KPI (+350%)",
            ],
        ),
    ],
)
def test_what_grew_is_told_with_the_most_first(now: Work, told: list[str]) -> None:
    assert grown(now, BEFORE) == told


@pytest.mark.parametrize(
    ("many", "told"),
    [
        ({"parse": 250.0}, []),
        ({"parse": 336.0}, []),
        ({"parse": 338.0}, ["parse: 300.0 -> 338.0 calls for each KPI (+13%)"]),
        ({"locate": 4.0}, ["locate: 2.0 -> 4.0 calls for each KPI (+100%)"]),
    ],
)
def test_what_grows_faster_than_the_goals_is_told(many: Work, told: list[str]) -> None:
    assert growing(Counted(few=BEFORE, many=many)) == told


@pytest.mark.parametrize(
    ("file", "stage"),
    [
        (documents.__file__, "parse"),
        (linter.__file__, "linter"),
        (linter.__file__.replace("__init__", "locate"), "locate"),
        (registry.__file__, "rules"),
        (specific.__file__.replace("__init__", "vague_title"), "rules/specific"),
        (cli.__file__, "cli"),
        (pytest.__file__, ""),
    ],
)
def test_a_file_belongs_to_a_stage(file: str, stage: str) -> None:
    assert stage_of(file) == stage


def test_a_call_into_other_code_belongs_to_whoever_makes_it() -> None:
    counts: dict[str, int] = {}
    count = counter(counts)
    ours, foreign = (
        compile("import sys; frame = sys._getframe()", name, "exec")
        for name in (documents.__file__, "elsewhere.py")
    )
    for code, event in ((ours, "call"), (foreign, "call"), (foreign, "c_call")):
        names: dict[str, object] = {}
        exec(code, names)  # noqa: S102 - a frame of a given file
        count(names["frame"], event, None)  # type: ignore[arg-type]  # it is a frame
    for _ in range(5):
        count(names["frame"], "return", None)  # type: ignore[arg-type]  # it is a frame
    count(names["frame"], "c_call", None)  # type: ignore[arg-type]  # it is a frame
    assert counts == {"parse": 3, OTHER: 1}
