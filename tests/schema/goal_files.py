"""Goal files with every field, its values right and slightly wrong."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from kpicli.fields.value import fields_of
from kpicli.models.sections import DEFAULT_FIELDS, DEFAULTS, SECTIONS

_TEXTS = ["sales", "Dana Ito", 12, True, "team:sales"]
_DATES = ["2026-01-31", "2024-02-29"]
_QUANTITIES = [50, -1.5, "1.5k", "15%", "€1.2M", "30 days", "10:1", "EUR 5", "-5 pp", "0x1F"]
_LEVELS = [40, ">= 90%", {"value": "-10%"}]
_CHANGES = ["+20%", "-10%", "+5pp", "+300", {"change": -300}]
_METRIC: dict[str, list[Any]] = {
    "unit": ["EUR", "%", "EUR/lead"],
    "aggregation": ["sum", "last"],
    "formula": ["a / b", 5, "wavg(a, 1, b, 2)"],
    "range": [">= 0", "0..100", "0..", "..1", 5],
    "benchmark": [
        ">= 25",
        {"value": "10..20", "source": "x", "as_of": "2025-11-01", "certainty": "fact"},
        {"value": 5, "source": None},
    ],
    "drivers": [
        [],
        [{"metric": "a", "effect": "raises", "strength": "weak", "note": "n"}],
        [{"metric": "a", "effect": "lowers", "strength": None}],
    ],
    "source": [{"connection": "w", "sql": "a.sql"}, {"connection": "w", "sql": "s", "date": "d"}],
}

VALUES: dict[str, list[Any]] = {
    **_METRIC,
    "id": ["a", "sales.new_clients", "a" * 100],
    "title": ["Raise it", 5, True],
    "name": _TEXTS,
    "email": ["dana@acme.example"],
    "description": _TEXTS,
    "team": _TEXTS,
    "owner": _TEXTS,
    "lead": _TEXTS,
    "parent": ["acme"],
    "metric": ["new_clients"],
    "lever": ["discount"],
    "reason": _TEXTS,
    "decided_by": _TEXTS,
    "guardrail": ["x"],
    "segment": ["emea", "a.b"],
    "tags": ["a", ["a", 5], []],
    "stakeholders": ["a", ["team:a", "b"]],
    "guardrails": ["a", ["a", "b"]],
    "strength": ["0.5", 0.25],
    "between": [["a", "b"], ["a", "b", 3]],
    "until": _DATES,
    "reviewed": _DATES,
    "period": [2026, "2026", "FY2026", "2026-H1", "FY2026-Q3", "2026-03", "2026-01-15/2026-06-30"],
    "cadence": ["monthly"],
    "perspective": ["financial"],
    "indicator": ["leading"],
    "level": ["individual", "team"],
    "direction": ["increase", "within"],
    "status": ["draft", "active"],
    "rollup": ["min", "weighted_average"],
    "weight": [2, 0.5, "1.5k", -1],
    "tolerance": [5, "5%", "0", "€1.2M"],
    "agreed_by": ["a", ["a", 5], {"a": "2026-01-14", "b": None}, {}],
    "contributes_to": [
        "a",
        ["a", {"goal": "b", "weight": 2, "rollup": False}],
        {"goal": "a", "weight": None, "rollup": "false"},
        [],
    ],
    "budget": [{"eur": 250000, "fte": "3"}, {"eur": None}, {}],
    "target_changes": [
        [{"date": "2026-05-02", "field": "target", "from": 200, "to": [1], "reason": "r"}],
        [{"date": "2026-05-02", "approved_by": "cfo", "field": None}],
        [],
    ],
    "thresholds": [{"on_track": 0.9, "at_risk": "60%"}, {"on_track": 1}, {"at_risk": None}, {}],
    "meta": [{"anything": [1, {"at": "all"}]}, "x"],
    "baseline": [*_QUANTITIES, {"value": 32, "date": "2025-12-31"}, {"value": "5%", "date": None}],
    "target": [
        *_QUANTITIES,
        *_CHANGES,
        *_LEVELS,
        "<= 30 days",
        "45..55",
        "complete",
        "TBD",
        {"commit": 40, "target": 50, "stretch": 65},
        {"commit": "-5%", "target": "-10%", "stretch": None},
        {"target": {"change": -300}, "commit": {"change": -200}},
    ],
    "interim_targets": [{"2026-Q1": 10, "2026-06-30": "20%"}, {"2026": None}, {}],
    "pace": ["linear", "step", {"seasonal": [0.1, 0.9]}, {"seasonal": ["1", 2]}],
    "actuals": [
        {"2026-01-31": 12, "2026-02": "60%", "2026-03": True, "2026-04": "false", "2026-05": None},
        {"2026-02-28": {"value": 29, "confidence": 0.7, "note": "x", "by": "d", "status": None}},
        {"2026-02-28": {"value": True, "confidence": "70.5 %", "status": "on_track"}},
        {"csv": "a.csv", "date": "month", "value": 5},
        {},
    ],
    "kpis": [[], [{"id": "nested_one", "title": "One", "target": 5}]],
}
"""For every field of the format, values that are right at least somewhere."""

WRONG: list[Any] = [
    "", " ", None, [], {}, [None], [[]], "TBD", "5 days", -1, 0, 1e200, 2.5, 3000, "2026-02-30",
    "2026-13", "Increase", "No Id", "id\n", "1:0", "0..", "+-5", "€5 days", "a b", "*", "ä",
    {"value": None}, {"value": 5, "other": None}, {"goal": None}, {"csv": "x"}, {"seasonal": []},
    {"2026-01-31": {"value": 1, "confidence": 2}}, {"2026-01-31": {"note": "x"}}, {"soon": 1},
    {"soon": None}, {"2026-01-31": []}, {"change": "x"}, {"commit": 1}, {"target": None},
    {"target": 5, "commit": "45..55"}, {"target": 5, "strech": 6}, [{"goal": "a", "wieght": 1}],
    [{"goal": "a", "rollup": "no"}], [{"date": "2026-05-02", "field": "title"}], {"": None},
    {"a": "soon"}, ["a", ""], {"connection": "w"}, {"connection": "w", "sql": "s", "x": None},
    {"on_track": 1.5}, {"on_trak": 1}, {"on_track": "high"},
    [{"metric": "a"}], [{"metric": "a", "effect": "rises"}],
]  # fmt: skip
"""Values that are wrong for most fields."""

_UNREADABLE = ("5 days", "2026-02-30", "0..", "+-5", "a b")
"""Wrong values with the characters of a formula: no schema knows more of its grammar."""


def wrong_values(field: str) -> list[Any]:
    """What is wrong for most fields, and for this one only if the schema can tell."""
    return [value for value in WRONG if field != "formula" or value not in _UNREADABLE]


def _item(section: str, number: int) -> st.SearchStrategy[Any]:
    fields = [*fields_of(SECTIONS[section]), *(["kpis"] if section == "objectives" else [])]
    required: dict[str, Any] = {"id": f"{section}_{number}", "title": "T"}
    if section == "people":
        required = {"id": f"{section}_{number}"}
    if section == "tensions":
        required = {"between": ["a", "b"], "reason": "r"}

    def whole(drawn: dict[str, Any]) -> dict[str, Any]:
        item = {**required, **drawn}
        # Without a baseline a change is refused, which no schema of one field can say.
        return {**item, "baseline": 32} if item.get("target") in _CHANGING else item

    drawn = st.fixed_dictionaries({}, optional={field: _value(field) for field in fields})
    right = drawn.map(lambda item: dict(list(item.items())[:6])).map(whole)
    unknown = st.builds(lambda item: {**item, "titel": None}, right)
    return st.one_of(*[right] * 8, unknown, st.sampled_from(WRONG))


_CHANGING = [*_CHANGES, *(value for value in VALUES["target"][-2:])]


def _value(field: str) -> st.SearchStrategy[Any]:
    own = st.sampled_from(VALUES[field])
    return st.one_of(*[own] * 6, st.sampled_from(wrong_values(field)), st.none())


@st.composite
def goal_files(draw: st.DrawFn) -> str:
    """The text of a goal file of one or two sections; JSON is YAML."""
    sections = draw(st.lists(st.sampled_from([*SECTIONS]), max_size=2, unique=True))
    content: dict[str, Any] = {
        section: [draw(_item(section, number)) for number in range(draw(st.integers(0, 2)))]
        for section in sections
    }
    if draw(st.integers(0, 3)) == 0:
        fields = st.fixed_dictionaries({}, optional={name: _value(name) for name in DEFAULT_FIELDS})
        content[DEFAULTS] = draw(fields | st.sampled_from(WRONG))
    if draw(st.integers(0, 9)) == 0:
        content[draw(st.sampled_from(["kpi", *SECTIONS]))] = draw(st.sampled_from(WRONG))
    return json.dumps(content, ensure_ascii=False)
