from __future__ import annotations

from time import process_time

from kpicli.workspace.claims import quantity_words, shared_claims
from repository import lint, workspace

METRIC = """\
defaults: {period: FY2026}
metrics:
  - {id: leads, unit: lead}
  - {id: wait}
kpis:
"""


def words(goals: str) -> list[list[str]]:
    """The claims on each shared quantity, as people say them."""
    found = shared_claims(workspace(METRIC + goals))
    return [[f"{claim.kpi.id}: {claim.words}" for claim in claims] for _, claims in found]


def test_each_form_of_a_target_claims_its_values() -> None:
    goals = """\
  - {id: a, title: A, metric: leads, baseline: 32, target: 50}
  - {id: b, title: B, metric: leads, baseline: 32, target: 20}
  - {id: c, title: C, metric: leads, target: "> 5"}
  - {id: d, title: D, metric: leads, target: "< 5"}
  - {id: e, title: E, metric: leads, target: 45..55}
  - {id: f, title: F, metric: leads, target: 50, direction: within, tolerance: 2}
  - {id: g, title: G, metric: leads, target: {commit: 40, target: 50, stretch: 65}, baseline: 32}
"""
    assert words(goals) == [
        [
            "a: at least 50 lead",
            "b: at most 20 lead",
            "c: above 5 lead",
            "d: below 5 lead",
            "e: 45 to 55 lead",
            "f: 48 to 52 lead",
            "g: at least 50 lead",
        ]
    ]


def test_deliverables_and_what_is_no_number_claim_nothing() -> None:
    goals = """\
  - {id: a, title: A, metric: leads, target: ">= 50"}
  - {id: b, title: B, metric: leads, target: complete}
  - {id: c, title: C, metric: leads, target: about 50}
  - {id: d, title: D, metric: leads, target: 50}
"""
    assert words(goals) == []


def test_units_beside_the_numbers_become_that_of_the_first() -> None:
    goals = """\
  - {id: a, title: A, metric: wait, target: "<= 5 days"}
  - {id: b, title: B, metric: wait, target: ">= 48 hours"}
  - {id: c, title: C, metric: wait, target: ">= 9 EUR"}
"""
    assert words(goals) == [["a: at most 5 days", "b: at least 2 days"]]


def test_a_quantity_is_named_by_metric_segment_and_period() -> None:
    goals = """\
  - {id: a, title: A, metric: leads, segment: emea}
  - {id: b, title: B, period: 2026-Q1}
"""
    loaded = workspace(METRIC + goals)
    assert [quantity_words(loaded, kpi) for kpi in loaded.kpis] == [
        "`leads` for `emea` in FY2026",
        "`b` in 2026-Q1",
    ]


def test_thousands_of_kpis_on_one_quantity_are_told_in_bounded_time() -> None:
    goals = "".join(
        f"  - {{id: k{index}, title: K, team: t{index}, metric: leads, target: "
        f"'{'>=' if index % 2 else '<='} {index % 2 * 5000 + index}'}}\n"
        for index in range(2_000)
    )
    started = process_time()
    result = lint(METRIC + goals, "C101", "C102", "C103")
    assert process_time() - started < 20
    names = [part.finding.rule.name for part in result.findings]
    assert names.count("disjoint-targets") == 1_999
    # What contradicts is told once, and nothing else is left of the others.
    assert names.count("double-ownership") == 0
