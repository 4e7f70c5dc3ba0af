"""Goal repositories drawn at random: well-formed, tangled, full of holes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

IDS = [f"g{number}" for number in range(7)]
_NUMBERS = st.sampled_from([0, 1, 32, 50, -20, 1.5, "10%", "1k", "5 EUR", "2 weeks", "TBD"])
_PERIODS = st.sampled_from([2026, "FY2026", "2026-Q1", "2027", "2025-06-01/2026-06-30"])
_DAYS = st.sampled_from(["2025-12-31", "2026-01", "2026-02-28", "2026-Q2", "2026-08", "2027-01-31"])
_WEIGHTS = st.sampled_from([0, 1, 2.5, -1])
_TARGETS = st.sampled_from(
    [
        0, 50, -20, "10%", "+20%", "-5pp", "+300", ">= 95%", "> 5", "<= 30 days", "< 0", "45..55",
        "0..", "complete", "TBD", {"commit": 40, "target": 50, "stretch": 65}, {"change": -300},
    ]
)  # fmt: skip
_LINKS = st.lists(
    st.sampled_from([*IDS, "gone"])
    | st.fixed_dictionaries(
        {"goal": st.sampled_from(IDS)}, optional={"weight": _WEIGHTS, "rollup": st.booleans()}
    ),
    max_size=3,
)
ACTUALS = st.dictionaries(_DAYS, _NUMBERS | st.booleans(), max_size=4)
_COMMON: dict[str, st.SearchStrategy[Any]] = {
    "contributes_to": _LINKS,
    "period": _PERIODS,
    "weight": _WEIGHTS,
    "status": st.sampled_from(["draft", "active", "closed", "dropped"]),
    "team": st.sampled_from(["sales", "emea"]),
    "owner": st.sampled_from(["dana", "team:sales"]),
    "guardrails": st.lists(st.sampled_from(IDS), max_size=2),
}
_KPI: dict[str, st.SearchStrategy[Any]] = {
    **_COMMON,
    "target": _TARGETS,
    "baseline": _NUMBERS,
    "tolerance": _NUMBERS,
    "unit": st.sampled_from(["EUR", "%", "days", "lead"]),
    "aggregation": st.sampled_from(["sum", "last", "mean", "min", "max"]),
    "metric": st.sampled_from(["leads", "spend"]),
    "direction": st.sampled_from(["increase", "decrease", "at_least", "at_most", "within"]),
    "cadence": st.sampled_from(["daily", "weekly", "monthly", "quarterly", "yearly"]),
    "rollup": st.sampled_from(["none", "sum", "weighted_average", "min", "max"]),
    "pace": st.sampled_from(["linear", "geometric", "step", {"seasonal": [0, 1, 2]}]),
    "interim_targets": st.dictionaries(_DAYS, _NUMBERS, max_size=2),
    "actuals": ACTUALS,
    "formula": st.sampled_from(["leads / spend", "g0 + g1", "sum(g2, 5 EUR)", "2 * spend"]),
}
KPIS = st.fixed_dictionaries({}, optional=_KPI)
"""The fields of a KPI but for its id and title."""
_OBJECTIVE = {**_COMMON, "rollup": st.sampled_from(["weighted_average", "min"])}


@st.composite
def _goals(draw: st.DrawFn, ids: list[str]) -> dict[str, list[Any]]:
    content: dict[str, list[Any]] = {"objectives": [], "kpis": []}
    for key in ids:
        section = draw(st.sampled_from(["objectives", "kpis", "kpis"]))
        fields = st.fixed_dictionaries({}, optional=_OBJECTIVE if section[0] == "o" else _KPI)
        content[section].append({"id": key, "title": f"Goal {key}", **draw(fields)})
    return content


@st.composite
def repositories(draw: st.DrawFn) -> dict[str, str]:
    """Goal files by path, with teams, people, metrics, circles and dangling links."""
    known = {
        "teams": [{"id": "sales", "lead": "dana"}, {"id": "emea", "parent": "sales"}],
        "people": [{"id": "dana"}],
        "metrics": [{"id": "leads", "unit": "lead"}, {"id": "spend", "unit": "EUR"}],
    }
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=6))
    cut = draw(st.integers(0, len(ids)))
    return {
        "a.yaml": json.dumps(draw(_goals(ids[:cut]))),
        "b/c.yaml": json.dumps(draw(_goals(ids[cut:]))),
        "known.yaml": json.dumps(known),
    }


MARKS = [*"{}[]:,-#&*!|>'\"%@` \n\t?~<=.0a", "id: a", "kpis:", "- ", "title: ", "2026-01"]


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text with a few characters taken out, put in or moved."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.sampled_from(["", text[start:end] * 2, *MARKS])) + text[end:]
    return text
