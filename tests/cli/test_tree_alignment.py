"""`kpi tree --alignment`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kpicli.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from .conftest import Kpi


def test_nothing_between_departments(kpi: Kpi) -> None:
    done = kpi("tree", "--alignment")
    assert (done.code, done.out) == (
        ExitCode.CLEAN,
        "No two departments pull on anything together\n",
    )


def test_the_alignment_as_json(kpi: Kpi) -> None:
    document = json.loads(kpi("tree", "--alignment", "--format", "json").out)
    assert document == {"schema": "kpi.alignment/v1", "pairs": []}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "dot"), "`--alignment` is not drawn as dot"),
        (("leads",), "`--alignment` is about all departments"),
    ],
)
def test_what_has_no_alignment(kpi: Kpi, arguments: tuple[str, ...], words: str) -> None:
    done = kpi("tree", "--alignment", *arguments)
    assert done.code == ExitCode.USAGE
    assert words in done.err
