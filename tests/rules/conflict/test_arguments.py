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


def test_a_bound_is_rounded_so_that_it_is_true_and_what_it_excludes_is_seen() -> None:
    third = """
metrics:
  - {id: total, unit: EUR, range: "<= 1"}
  - {id: each, unit: EUR, formula: total / 3}
kpis:
  - {id: s, title: Share, metric: each, period: 2026, target: ">= TARGET"}
"""
    assert notes(third.replace("TARGET", "0.4"), "self-contradictory-target") == [
        "each/2026 ≤ 0.3334 EUR, because each = total / 3 with total/2026 ≤ 1 EUR",
        "each/2026 ≤ 0.3334 EUR and each/2026 ≥ 0.4 EUR exclude each other",
    ]
    close = notes(third.replace("TARGET", "0.33335"), "self-contradictory-target")
    assert close[-1] == "each/2026 ≤ 0.33334 EUR and each/2026 ≥ 0.33335 EUR exclude each other"


RATIOS = """
metrics:
  - {id: profit, unit: EUR}
  - {id: revenue, unit: EUR, range: ">= 0"}
  - {id: orders, unit: order, range: ">= 0"}
  - {id: visits, unit: visit, range: ">= 0"}
  - {id: rate, unit: order/visit, formula: orders / visits}
  - {id: value, unit: EUR/order, formula: revenue / orders}
  - {id: each, unit: EUR/visit, formula: revenue / visits}
  - {id: margin, unit: EUR/EUR, formula: profit / revenue}
  - {id: gain, unit: EUR/visit, formula: profit / visits}
kpis:
  - {id: r, title: Orders a visit, metric: rate, period: 2026, target: ">= 0.03"}
  - {id: v, title: Order value, metric: value, period: 2026, target: ">= 100"}
"""


def test_equations_that_make_one_are_told_with_what_they_make() -> None:
    third = '  - {id: e, title: Visits, metric: each, period: 2026, target: "<= 2.7"}\n'
    first, last = notes(RATIOS + third, "infeasible-targets")
    assert first == (
        "each/2026 ≥ 3 EUR/visit, because each = revenue / visits and rate = orders / visits and"
        " value = revenue / orders make each/2026 = rate/2026 * value/2026, with"
        " rate/2026 ≥ 0.03 order/visit, value/2026 ≥ 100 EUR/order"
    )
    assert last == ("each/2026 ≥ 3 EUR/visit and each/2026 ≤ 2.7 EUR/visit exclude each other")


def test_what_they_make_may_have_more_than_two_parts() -> None:
    others = """\
  - {id: m, title: Margin, metric: margin, period: 2026, target: ">= 0.1"}
  - {id: g, title: Gain, metric: gain, period: 2026, target: "<= 0.25"}
"""
    assert (
        "make gain/2026 = value/2026 * margin/2026 * rate/2026, with"
        in (notes(RATIOS + others, "infeasible-targets")[0])
    )


def test_what_ratios_would_have_to_give_is_exact() -> None:
    third = '  - {id: e, title: Visits, metric: each, period: 2026, target: "<= 2.7"}\n'
    (found,) = lint(RATIOS + third, "infeasible-targets").findings
    assert found.finding.help == (
        "one must give: `e` 2.7 → 3 EUR/visit, or `r` 0.03 → 0.027 order/visit,"
        " or `v` 100 → 90 EUR/order, or all of them by 3.491 %"
    )
