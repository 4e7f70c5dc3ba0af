"""What every rule must have: a name in three spellings, a code of its family, a page, cases."""

from __future__ import annotations

import re
from inspect import getfile
from pathlib import Path

import pytest

from kpicli.findings import LOADING_RULES, Certainty, Severity
from kpicli.rules.families import FAMILIES, place_of
from kpicli.rules.page import HEADINGS, page_of, page_text, sections_of, summary_of
from kpicli.rules.registry import RULES
from kpicli.rules.rule import Rule

CASES = Path(__file__).parent
LONGEST = 140
CURE = re.compile(r"(?:no|avoid|use|prefer|consider|require|check|disallow)-")

every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def family_folder(rule: type[Rule]) -> str:
    return next(family.folder for family in FAMILIES if family.letter == rule.code[0])


@every_rule
def test_name_class_and_file_agree(rule: type[Rule]) -> None:
    assert rule.__name__ == "".join(part.capitalize() for part in rule.name.split("-"))
    assert Path(getfile(rule)).name == f"{rule.name.replace('-', '_')}.py"


@every_rule
def test_name_states_the_fault(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    assert not CURE.match(rule.name)


@every_rule
def test_code_is_of_the_family_whose_folder_holds_the_file(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[A-Z][0-9]{3}", rule.code)
    assert Path(getfile(rule)).parent.name == family_folder(rule)


@every_rule
def test_file_is_short(rule: type[Rule]) -> None:
    assert len(Path(getfile(rule)).read_text("utf-8").splitlines()) <= LONGEST


@every_rule
def test_page_has_the_headings_in_order(rule: type[Rule]) -> None:
    headings = [section.heading for section in page_of(rule).sections]
    assert [heading for heading in headings if heading in HEADINGS] == list(HEADINGS)
    assert "Options" not in headings, "that section is made from the Options model"


@every_rule
def test_summary_fits_a_line(rule: type[Rule]) -> None:
    assert summary_of(rule).startswith("Reports ")
    assert "\n" not in summary_of(rule)


@every_rule
def test_page_lists_every_option_with_words_and_default(rule: type[Rule]) -> None:
    text = page_text(rule)
    assert ("## Options" in text) is bool(rule.Options.fields)
    for name, field in rule.Options.fields.items():
        assert field.description
        assert f"- `{name}`: {field.description} (default `" in text
    rule.Options()  # every option has a default


@every_rule
def test_cases_file_exists_and_has_cases(rule: type[Rule]) -> None:
    cases = CASES / family_folder(rule) / f"{rule.name}.md"
    assert cases.exists()
    assert sections_of(cases.read_text("utf-8"))


@every_rule
def test_a_heuristic_rule_is_no_error(rule: type[Rule]) -> None:
    assert rule.certainty is Certainty.PROVED or rule.severity is not Severity.ERROR


def test_no_cases_file_without_a_rule() -> None:
    expected = {f"{family_folder(rule)}/{rule.name}.md" for rule in RULES}
    assert {path.relative_to(CASES).as_posix() for path in CASES.glob("*/*.md")} == expected


def test_names_and_codes_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_rules_are_sorted_by_family_and_number() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes, key=place_of)


def test_every_rule_file_is_in_the_registry() -> None:
    listed = {Path(getfile(rule)) for rule in RULES}
    folder = Path(getfile(Rule)).parent
    pattern = re.compile(r"^    code = ", re.MULTILINE)
    written = {path for path in folder.glob("*/*.py") if pattern.search(path.read_text("utf-8"))}
    assert written == listed


def test_the_loading_rules_have_pages() -> None:
    assert {rule.rule_id() for rule in RULES} >= set(LOADING_RULES)
