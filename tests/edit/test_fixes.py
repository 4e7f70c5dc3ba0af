"""What fixes make of goal files, rule by rule and style by style."""

from __future__ import annotations

import re

import pytest

from kpicli.findings import Safety
from kpicli.rules.page import sections_of
from kpicli.rules.registry import RULES
from repository import GOALS, lint, reader, shown

from .fix_cases import CASES, Case
from .fixing import fix_once, fixed_text, reasons

_CHANGE = re.compile("«(.*?)\\|(.*?)»", re.DOTALL)


def _before(text: str) -> str:
    return _CHANGE.sub(r"\1", text)


def _after(text: str) -> str:
    return _CHANGE.sub(r"\2", text)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_fix_changes_this_and_nothing_else(case: Case) -> None:
    before = _before(case.text)
    assert fixed_text(before, "ALL", safety=Safety.SAFE) == (
        _after(case.text) if case.safety is Safety.SAFE else before
    )
    rules = (case.rule, "D1", "S101", "T101")
    assert fixed_text(before, *rules, safety=Safety.UNSAFE) == _after(case.text)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_was_fixed_is_found_no_more(case: Case) -> None:
    rules = (case.rule, "D1", "S101", "T101")
    found = [line.split()[1] for line in shown(lint({GOALS: _after(case.text)}, *rules))]
    assert f"{case.rule}:" not in found


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_other_line_breaks_stay(case: Case, newline: str) -> None:
    before, after = (text(case.text).replace("\n", newline) for text in (_before, _after))
    rules = (case.rule, "D1", "S101", "T101")
    assert fixed_text(before, *rules, safety=Safety.UNSAFE) == after


def test_every_rule_with_a_fix_has_a_case_and_says_so() -> None:
    pages = {rule.name: {part.heading for part in sections_of(_page(rule))} for rule in RULES}
    assert {name for name, headings in pages.items() if "Fix" in headings} == {
        case.rule for case in CASES.values()
    }


def _page(rule: type) -> str:
    return "\n".join(line.strip() for line in (rule.__doc__ or "").splitlines())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_page_names_the_safety_of_its_fixes(case: Case) -> None:
    page = next(_page(rule) for rule in RULES if rule.name == case.rule)
    text = next(part.text for part in sections_of(page) if part.heading == "Fix")
    assert re.search(rf"\b{case.safety}\b", text, re.IGNORECASE)


_PEOPLE = "people: [{id: dana, title: D}]\n"
LEFT = {
    "an anchor and its alias": (
        f"{_PEOPLE}kpis: [{{id: a, title: A, owner: &o dane}},\n {{id: b, title: B, owner: *o}}]",
        "D006",
        ["its value has an anchor or a tag", "it comes through an alias from line 2"],
    ),
    "a merge": (
        f"{_PEOPLE}defaults: &d {{owner: dane}}\nkpis:\n  - {{<<: *d, id: a, title: A}}",
        "D006",
        ["it comes through a merge from line 2"],
    ),
    "a repeated key with another value": (
        "kpis:\n  - id: a\n    title: A\n    title: B\n",
        "D004",
        ["something else would change with it"],
    ),
    "a repeated key with a comment": (
        "kpis:\n  - id: a\n    title: A\n    title: A  # really\n",
        "D004",
        ["a comment stands beside it"],
    ),
    "a repeated key below a comment": (
        "kpis:\n  - id: a\n    title: A\n    # really\n    title: A\n",
        "D004",
        ["a comment stands beside it"],
    ),
}


@pytest.mark.parametrize(("text", "rule", "why"), LEFT.values(), ids=LEFT)
def test_what_cannot_be_changed_alone_is_left(text: str, rule: str, why: list[str]) -> None:
    found = fix_once(text, rule, safety=Safety.UNSAFE)
    assert [reason for _, reason in found.left] == why
    assert not found.changed


UNSAFE_LEFT = {
    "a key that is there already": (
        "kpis:\n  - {id: a, title: A, target: 5, taget: 6}\n",
        "D003",
        ["`target` is there already"],
    ),
    "a value that the format refuses": (
        "kpis:\n  - {id: a, title: A, ownr: [x, y]}\n",
        "D003",
        ["`owner`: expected a text, found a list"],
    ),
    "a text of several lines": (
        "kpis:\n  - id: a\n    title: A\n    target: >-\n      at least\n      95%\n",
        "M104",
        ["its value is not written on one line"],
    ),
    "a comment beside what would go": (
        "kpis:\n  - id: a\n    title: A\n    direction: at_most  # why\n    target: '>= 5'\n",
        "M108",
        ["a comment stands beside it"],
    ),
    "the key that opens an item": (
        "kpis:\n  - direction: at_most\n    id: a\n    title: A\n    target: '>= 5'\n",
        "M108",
        ["something else stands on its line"],
    ),
}


@pytest.mark.parametrize(("text", "rule", "why"), UNSAFE_LEFT.values(), ids=UNSAFE_LEFT)
def test_unsafe_fixes_keep_to_the_same_guarantees(text: str, rule: str, why: list[str]) -> None:
    assert reasons(text, rule, safety=Safety.UNSAFE) == why


def test_of_two_fixes_at_one_place_one_waits_for_the_next_round() -> None:
    text = "kpis:\n  - id: a  # kpi: ignore[missing-owner, missing-period] x\n    title: A\n"
    text += "    owner: dana\n    period: 2026\n"
    outcome = fix_once(text, "D1", "S101", "T101")
    assert len(outcome.applied) == len(outcome.left) == 1
    assert fixed_text(text, "D1", "S101", "T101") == text.replace(
        "  # kpi: ignore[missing-owner, missing-period] x", ""
    )


def test_one_line_that_many_findings_come_from_is_fixed_for_all() -> None:
    text = "defaults: {owner: dane}\npeople: [{id: dana, title: D}]\nkpis:\n"
    text += "".join(f"  - {{id: k{n}, title: K{n}}}\n" for n in range(5))
    outcome = fix_once(text, "D006", safety=Safety.UNSAFE)
    assert len(outcome.applied) == 5
    assert outcome.changed[GOALS] == (text, text.replace("dane", "dana"))


def test_a_sound_fix_is_made_beside_one_that_is_not() -> None:
    text = "kpis:\n  - {id: a, title: A, unit: on}\n  - id: b\n    title: B\n    title: C\n"
    assert fixed_text(text, "D101") == text.replace("unit: on", 'unit: "on"')


def test_a_file_that_is_not_understood_is_left() -> None:
    text = "kpis:\n  - {id: a, title: A, unit: on}\n"
    findings = [part.finding for part in lint({GOALS: text}, "D101").findings]
    from kpicli.edit.fixes import fixed, placed_fixes  # noqa: PLC0415 - only here

    broken = reader({GOALS: "kpis: [\n"})
    assert fixed(findings, broken, Safety.SAFE).left == (
        (findings[0], "`goals.yaml` is not understood"),
    )
    assert placed_fixes(findings, broken) == (None,)
