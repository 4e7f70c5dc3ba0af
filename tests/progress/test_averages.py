from __future__ import annotations

from decimal import Decimal

import pytest

from kpicli.progress.averages import Means, ratios_in_formula, ratios_in_mean
from repository import workspace

TEXT = """
defaults: {period: 2026}
metrics:
  - {id: orders}
  - {id: visits, unit: visit}
  - {id: rate, unit: "%", formula: FORMULA}
kpis:
  - {id: top, title: T, metric: rate, rollup: weighted_average}
  - {id: a, title: A, metric: rate, segment: web, target: ">= 3", contributes_to: top}
  - {id: b, title: B, metric: rate, segment: phone, target: ">= 6", contributes_to: top}
"""
WEB = '  - {id: c, title: C, metric: visits, segment: web, target: ">= 4000"}\n'
PHONE = "  - {id: d, title: D, metric: visits, segment: phone, actuals: {2026-03: 500}}\n"


def means(more: str, text: str = TEXT) -> Means | None:
    loaded = workspace(text.replace("FORMULA", "orders / visits") + more)
    return ratios_in_mean(loaded, loaded.goals["top"])[1]  # type: ignore[arg-type]


def test_three_of_4000_and_six_of_500_per_cent_are_not_four_and_a_half() -> None:
    found = means(WEB + PHONE)
    assert found is not None
    assert (found.plain, round(found.weighted, 4)) == (Decimal("4.5"), Decimal("3.3333"))
    assert not found.are_alike(Decimal(30))
    assert found.are_alike(Decimal(35))


@pytest.mark.parametrize(
    "more",
    [
        "",
        WEB,
        WEB + PHONE.replace("actuals: {2026-03: 500}", "owner: ada"),
        WEB.replace("4000", "0") + PHONE.replace("500", "0"),
        WEB + PHONE.replace("title: D", "title: D, period: 2025"),
    ],
)
def test_without_all_denominators_the_means_are_not_known(more: str) -> None:
    assert means(more) is None


def test_without_a_period_or_a_target_the_means_are_not_known() -> None:
    assert means(WEB + PHONE, TEXT.replace("defaults: {period: 2026}", "")) is None
    assert means(WEB + PHONE, TEXT.replace(', target: ">= 6"', "")) is None


@pytest.mark.parametrize(
    ("formula", "denominator"),
    [
        ("orders / visits", "visits"),
        ("orders / visits * 100", "visits"),
        ("100 * orders / visits", "visits"),
        ("orders / visits / 100", "visits"),
        ("orders / (visits + 1)", "(visits + 1)"),
        ("orders / 12", None),
        ("orders * visits", None),
        ("orders + visits", None),
        ("orders", None),
    ],
)
def test_what_a_formula_divides_by(formula: str, denominator: str | None) -> None:
    loaded = workspace(TEXT.replace("FORMULA", formula))
    ratios, _ = ratios_in_mean(loaded, loaded.goals["top"])  # type: ignore[arg-type]
    assert {ratio.denominator for ratio in ratios} == ({denominator} if denominator else set())


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("mean(p, q)", ["p", "q"]),
        ("1 - mean(p, q) * 2", ["p", "q"]),
        ("mean(p, p)", []),
        ("mean(p, x)", []),
        ("mean(p, q + 1)", []),
        ("sum(p, q)", []),
    ],
)
def test_means_in_formulas(formula: str, names: list[str]) -> None:
    loaded = workspace(
        f"""
        metrics:
          - {{id: x}}
          - {{id: y}}
          - {{id: p, formula: x / y}}
          - {{id: q, formula: y / x}}
          - {{id: both, formula: "{formula}"}}
        """
    )
    assert [ratio.id for ratio in ratios_in_formula(loaded, loaded.metrics["both"])] == names
