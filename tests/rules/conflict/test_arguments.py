"""Arguments of contradictions."""

from __future__ import annotations

from repository import lint

SHARE = """
metrics:
  - {id: base, unit: EUR}
  - {id: share, formula: base / base}
kpis:
  - {id: s, title: Share, metric: share, period: 2026, target: ">= 10"}
"""


def notes(text: str, rule: str) -> list[str]:
    (found,) = lint(text, rule).findings
    return [*found.finding.notes]


def test_a_bound_that_follows_from_no_other_has_no_reasons() -> None:
    assert notes(SHARE, "self-contradictory-target") == [
        "share/2026 ≤ 1, because share = base / base",
        "share/2026 ≤ 1 and share/2026 ≥ 10 exclude each other",
    ]


def test_a_bound_is_told_with_those_it_follows_from() -> None:
    ranged = SHARE.replace("base / base", "base / 2").replace(
        "unit: EUR}", 'unit: EUR, range: "<= 8"}'
    )
    assert notes(ranged, "self-contradictory-target")[0] == (
        "share/2026 ≤ 4, because share = base / 2 with base/2026 ≤ 8 EUR"
    )
