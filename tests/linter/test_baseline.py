"""Recording findings, hiding the known ones, and shrinking."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.config.settings import CheckSettings
from kpicli.linter import CheckResult, Comparison, narrowed, select_rules
from kpicli.linter.baseline import Baseline, baseline_of, compare
from kpicli.linter.baseline_text import BaselineError, baseline_text, parse_baseline
from kpicli.linter.key import Key
from kpicli.rules.registry import RENAMED, RULES
from repository import lint, shown

SELECTED = ("missing-owner", "missing-target", "D105")
ACTIVE = select_rules(RULES, CheckSettings(select=SELECTED))[0]
TWO = "kpis: [{id: a, title: A, target: 1}, {id: b, title: B, owner: x}]\n"
OWNER_OF_A = Key("missing-owner", ("a",), "", "owner")
TARGET_OF_B = Key("missing-target", ("b",), "", "target")


def check(text: str, *select: str) -> CheckResult:
    return lint(text, *(select or SELECTED))


def compared(text: str, baseline: Baseline) -> tuple[list[str], Comparison | None, Baseline]:
    result, left = compare(check(text), baseline, ACTIVE)
    return shown(result), result.summary.comparison, left


def read(text: str) -> Baseline:
    baseline = parse_baseline(text)
    assert not isinstance(baseline, BaselineError), baseline
    return baseline


def test_a_baseline_records_rule_goals_and_field() -> None:
    assert baseline_of(check(TWO)) == Baseline([OWNER_OF_A, TARGET_OF_B])


def test_without_goals_it_records_the_file() -> None:
    text = "kpis:\n  - {id: a, title: A, target: 1}  # kpi: ignore[missing-owner]\n"
    assert list(baseline_of(check(text))) == [
        Key("unexplained-suppression", (), "goals.yaml", "missing-owner")
    ]


def test_the_text_is_sorted_with_a_line_for_each_key() -> None:
    baseline = Baseline([TARGET_OF_B, OWNER_OF_A, TARGET_OF_B, Key("x", (), "b/ä.yaml", "")])
    assert baseline_text(baseline) == (
        "{\n"
        '  "schema": "kpi.baseline/v1",\n'
        '  "findings": [\n'
        '    {"rule": "missing-owner", "goals": ["a"], "field": "owner"},\n'
        '    {"rule": "missing-target", "goals": ["b"], "field": "target", "count": 2},\n'
        '    {"rule": "x", "path": "b/\\u00e4.yaml"}\n'
        "  ]\n"
        "}\n"
    )


def test_an_empty_baseline_has_a_text() -> None:
    text = baseline_text(Baseline())
    assert json.loads(text) == {"schema": "kpi.baseline/v1", "findings": []}
    assert read(text) == Baseline()


def test_what_is_known_is_hidden() -> None:
    findings, comparison, left = compared(TWO, Baseline([OWNER_OF_A, TARGET_OF_B]))
    assert findings == []
    assert comparison == Comparison(known=2, new=0, fixed=0)
    assert left == Baseline([OWNER_OF_A, TARGET_OF_B])


def test_moved_lines_stay_known() -> None:
    findings, _, _ = compared("# words\n\n" + TWO, Baseline([OWNER_OF_A, TARGET_OF_B]))
    assert findings == []


def test_what_is_new_is_shown_and_what_is_fixed_leaves_the_baseline() -> None:
    gone = Key("missing-owner", ("c",), "", "owner")
    findings, comparison, left = compared(TWO, Baseline([OWNER_OF_A, gone]))
    assert findings == ["goals.yaml:1:43 missing-target: `b` has no target"]
    assert comparison == Comparison(known=1, new=1, fixed=1)
    assert left == Baseline([OWNER_OF_A])


def test_no_more_are_hidden_than_were_recorded() -> None:
    line = "  - {id: %s, title: A, owner: x, target: 1}  # kpi: ignore[missing-source]\n"
    text = "kpis:\n" + "".join(line % name for name in "abc")
    key = Key("unexplained-suppression", (), "goals.yaml", "missing-source")
    result, left = compare(check(text, "D105"), Baseline({key: 2}), ACTIVE)
    assert [part.primary.start.line for part in result.findings] == [4]
    assert left == Baseline({key: 2})
    assert result.summary.comparison == Comparison(known=2, new=1, fixed=0)


def test_of_fewer_findings_the_rest_is_fixed() -> None:
    findings, comparison, left = compared(TWO, Baseline({OWNER_OF_A: 3, TARGET_OF_B: 1}))
    assert findings == []
    assert comparison == Comparison(known=2, new=0, fixed=2)
    assert left == Baseline([OWNER_OF_A, TARGET_OF_B])


def test_rules_that_do_not_run_are_neither_known_nor_fixed() -> None:
    only = select_rules(RULES, CheckSettings(select=("missing-owner",)))[0]
    baseline = Baseline([OWNER_OF_A, TARGET_OF_B])
    result, left = compare(check(TWO, "missing-owner"), baseline, only)
    assert result.summary.comparison == Comparison(known=1, new=0, fixed=0)
    assert left == baseline


def test_rules_that_no_longer_exist_are_fixed() -> None:
    _, comparison, left = compared(TWO, Baseline([OWNER_OF_A, Key("old", ("a",), "", "")]))
    assert comparison == Comparison(known=1, new=1, fixed=1)
    assert left == Baseline([OWNER_OF_A])


def test_nothing_is_fixed_while_something_cannot_be_loaded() -> None:
    baseline = Baseline([OWNER_OF_A])
    findings, comparison, left = compared("kpis: 3\n", baseline)
    assert len(findings) == 1
    assert comparison == Comparison(known=0, new=1, fixed=0)
    assert left == baseline


def test_errors_of_loading_are_neither_recorded_nor_hidden() -> None:
    result = check("kpis: 3\n")
    assert baseline_of(result) == Baseline()
    key = Key("schema-error", (), "goals.yaml", result.findings[0].finding.field)
    assert len(compare(result, Baseline([key]), ACTIVE)[0].findings) == 1


def test_paths_narrow_what_is_new() -> None:
    result, _ = compare(check(TWO), Baseline([OWNER_OF_A]), ACTIVE)
    assert narrowed(result, ["elsewhere"]).summary.comparison == Comparison(1, 0, 0)


def test_former_names_are_read_as_those_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RENAMED, "ownerless", "missing-owner")
    text = baseline_text(Baseline([OWNER_OF_A])).replace("missing-owner", "ownerless")
    assert read(text) == Baseline([OWNER_OF_A])


def _entry(entry: str) -> str:
    return f'{{"schema": "kpi.baseline/v1", "findings": [{entry}]}}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not JSON"),
        ("[check]", "is not JSON"),
        ("9" * 5000, "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is not a baseline of kpi"),
        ('{"schema": "kpi.check/v1", "findings": []}', "is not a baseline of kpi"),
        ('{"findings": []}', "is not a baseline of kpi"),
        (
            '{"schema": "kpi.baseline/v2", "findings": []}',
            "has the form `kpi.baseline/v2`, this is `kpi.baseline/v1`",
        ),
        ('{"schema": "kpi.baseline/v1"}', "has an entry that cannot be read"),
        ('{"schema": "kpi.baseline/v1", "findings": 3}', "has an entry that cannot be read"),
        (_entry("3"), "has an entry that cannot be read"),
        (_entry('{"goals": ["a"]}'), "has an entry that cannot be read"),
        (_entry('{"rule": "x"}'), "has an entry that cannot be read"),
        (_entry('{"rule": ["x"], "path": "a"}'), "has an entry that cannot be read"),
        (_entry('{"rule": 3, "path": "a"}'), "has an entry that cannot be read"),
        (_entry('{"rule": "x", "goals": "ab"}'), "has an entry that cannot be read"),
        (_entry('{"rule": "x", "goals": [1]}'), "has an entry that cannot be read"),
        (_entry('{"rule": "x", "goals": ["a"], "path": "b"}'), "has an entry that cannot be read"),
        (_entry('{"rule": "x", "path": "a", "count": 0}'), "has an entry that cannot be read"),
        (_entry('{"rule": "x", "path": "a", "count": "2"}'), "has an entry that cannot be read"),
        (_entry('{"rule": "x", "path": "a", "count": true}'), "has an entry that cannot be read"),
    ],
)
def test_what_is_no_baseline_says_why(text: str, message: str) -> None:
    error = parse_baseline(text)
    assert isinstance(error, BaselineError)
    assert error.message == message
    assert error.help


ids = st.text("abc_.", min_size=1, max_size=4)
fields = st.text(max_size=5)
keys = st.builds(
    lambda rule, goals, path, field: Key(rule, goals, "" if goals else path, field),
    st.sampled_from([rule.name for rule in RULES]),
    st.lists(ids, max_size=3).map(tuple),
    st.text(min_size=1, max_size=8),
    fields,
)


@given(st.dictionaries(keys, st.integers(1, 9)).map(Baseline))
def test_a_baseline_survives_its_file(baseline: Baseline) -> None:
    text = baseline_text(baseline)
    assert read(text) == baseline
    assert text.encode()


@given(st.lists(st.sampled_from([OWNER_OF_A, TARGET_OF_B, Key("x", ("c",), "", "")])))
def test_shrinking_never_adds_and_is_done_at_once(recorded: list[Key]) -> None:
    baseline = Baseline(recorded)
    result, left = compare(check(TWO), baseline, ACTIVE)
    assert left <= baseline
    again, rest = compare(check(TWO), left, ACTIVE)
    assert rest == left
    assert again.findings == result.findings
