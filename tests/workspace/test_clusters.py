"""Which metrics have to do with each other, and which clusters of them are alike."""

from __future__ import annotations

import pytest

from kpicli.workspace.clusters import clusters_of
from repository import load, workspace

LEADS = """
metrics:
  - {id: one.leads, unit: lead, aggregation: sum, formula: one.spend / one.cpl}
  - {id: one.spend, unit: EUR, aggregation: sum, range: ">= 0"}
  - {id: one.cpl, unit: EUR/lead, benchmark: {value: ">= 50", certainty: fact}}
  - {id: one.deals, unit: deal, drivers: [{metric: one.leads, effect: raises, strength: weak}]}
  - {id: alone, unit: visit}
"""


def kinds(changed: tuple[str, str] = ("", "")) -> tuple[int, int]:
    """That of one team's metrics, and that of another's who copied them, with one change."""
    copied = "\n".join(LEADS.strip().splitlines()[1:-1]).replace("one.", "two.")
    found = clusters_of(workspace(LEADS + copied.replace(*changed)))
    return found["one.leads"].kind, found["two.leads"].kind


def test_formulas_and_drivers_connect() -> None:
    found = clusters_of(workspace(LEADS))
    assert found["one.spend"].metrics == ("one.cpl", "one.deals", "one.leads", "one.spend")
    assert found["one.spend"] is found["one.deals"]
    assert "alone" not in found


def test_a_copy_under_other_names_is_alike() -> None:
    one, two = kinds()
    assert one == two


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("two.spend / two.cpl", "two.cpl / two.spend"),
        ("two.spend / two.cpl", "two.spend / two.cpl / 2"),
        ("unit: EUR, aggregation: sum", "unit: EUR, aggregation: last"),
        ("unit: EUR, aggregation", "unit: kEUR, aggregation"),
        ('range: ">= 0"', 'range: ">= 1"'),
        ('range: ">= 0"', 'range: "> 0"'),
        (">= 50", ">= 60"),
        ("certainty: fact", "certainty: assumption"),
        ("raises", "lowers"),
        ("weak", "strong"),
        ("metric: two.leads", "metric: two.cpl"),
    ],
)
def test_what_is_defined_otherwise_is_not_alike(old: str, new: str) -> None:
    one, two = kinds((old, new))
    assert one != two


def test_names_that_begin_with_each_other_sort_otherwise_and_are_not_alike() -> None:
    found = clusters_of(
        workspace("metrics: [{id: a, formula: a.b}, {id: a.b}, {id: c, formula: d}, {id: d}]")
    )
    assert found["a"].kind != found["c"].kind


def test_a_name_that_no_metric_has_connects_nothing() -> None:
    loaded, _ = load("metrics: [{id: a, formula: gone * 2}, {id: b, formula: gone}]")
    assert clusters_of(loaded) == {}
