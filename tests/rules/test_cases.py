"""The edge cases of the rules: `<family>/<rule-name>.md` beside this file.

A case is a heading of the second level, some words, and the files of a small goal repository in
fenced blocks. `# error: [rule-name]` at the end of a line announces a finding there; words in
quotes after it must occur in what the finding says: its severity, message, labels or help. A block
`toml` is the `kpi.toml`, and a block that opens with `yaml before` a file of an earlier revision,
whose changes are not committed. "As of 2026-03-01" in the words sets the date; else it is
2026-09-01.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kpicli.rules.page import Section, repository_of, sections_of
from repository import AS_OF
from rules.announced import disagreements

FOLDER = Path(__file__).parent
_AS_OF = re.compile(r"\b[Aa]s of ([0-9]{4}-[0-9]{2}-[0-9]{2})")

CASES = [
    pytest.param(path.stem, section, id=f"{path.stem}: {section.heading}")
    for path in sorted(FOLDER.glob("*/*.md"))
    for section in sections_of(path.read_text("utf-8"))
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: str, case: Section) -> None:
    repository = repository_of(case.text)
    assert repository.files, "a case has a goal repository"
    day = _AS_OF.search(case.text)
    as_of = date.fromisoformat(day[1]) if day else AS_OF
    assert disagreements(repository, rule, as_of) == []
