"""Where goal files name ids."""

from __future__ import annotations

import pytest

from kpicli.server.mentions import mention_at, mentions
from kpicli.source import SourceFile, Span


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _found(text: str) -> list[str]:
    """The mentions as `kind:text`, with `=` where something is defined."""
    return [
        "/".join(part.kinds) + ("=" if part.defines else ":") + text[slice(*_ends(part.span))]
        for part in mentions(SourceFile("goals.yaml", text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kpis: [{id: leads}]", ["goal=leads"]),
        ("objectives: [{id: a, kpis: [{id: b, metric: m}]}]", ["goal=a", "goal=b", "metric:m"]),
        ("metrics: [{id: m, drivers: [{metric: n}]}]", ["metric=m", "metric:n"]),
        ("teams: [{id: t, parent: u, lead: p}]", ["team=t", "team:u", "person:p"]),
        ("people: [{id: p, team: t}]", ["person=p", "team:t"]),
        ("kpis: [{contributes_to: a}]", ["goal:a"]),
        ("kpis: [{contributes_to: [a, {goal: b}]}]", ["goal:a", "goal:b"]),
        ("kpis: [{owner: 'p'}, {owner: \"team:t\"}]", ["person:p", "team:t"]),
        ("kpis: [{stakeholders: [t, team:u]}]", ["team/person:t", "team:u"]),
        ("kpis: [{agreed_by: {t: 2026-01-14, p: }}]", ["team/person:t", "team/person:p"]),
        ("kpis: [{guardrails: g}]", ["goal:g"]),
        ("kpis: [{actuals: {2026-01: {value: 1, by: p}}}]", ["person:p"]),
        ("kpis: [{target_changes: [{approved_by: p}]}]", ["person:p"]),
        ("defaults: {team: t, owner: p}", ["team:t", "person:p"]),
        (
            "tensions: [{between: [a, b], lever: m, guardrail: c, decided_by: p}]",
            ["goal:a", "goal:b", "metric:m", "goal:c", "person:p"],
        ),
        ("metrics: [{formula: a.b / max(c, 2) + 1e3}]", ["metric:a.b", "metric:c"]),
        ("metrics:\n- formula: |\n    a +\n    b", ["metric:a", "metric:b"]),
        ("kpis: [{team: &t sales}, {team: *t}]", ["team:sales"]),
        ("kpis:\n- team: # here\n    sales", ["team:sales"]),
        # What is not an id, stands elsewhere, or cannot be read.
        ("kpis: [{title: leads, description: a, meta: {team: t}}]", []),
        ("kpis: [{id: Not An Id, team: 'a b', owner: }]", []),
        ("kpis: {id: a}", ["goal=a"]),
        ("objectives: [{metric: m, formula: a}]", []),
        ("", []),
        ("[a, b]", []),
    ],
)
def test_ids_are_found(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


def test_what_stands_before_a_mistake_is_found() -> None:
    assert _found('kpis: [{id: leads, team: t}, {id: "') == ["goal=leads", "team:t"]


def test_a_mention_is_met_from_its_first_letter_to_behind_its_last() -> None:
    found = mentions(SourceFile("goals.yaml", "kpis: [{team: abc}]"))
    assert [offset for offset in range(20) if mention_at(found, offset)] == [14, 15, 16, 17]
