from __future__ import annotations

import pytest

from kpicli.workspace.plausible import plausible_values, reachable_values
from repository import workspace


@pytest.mark.parametrize(
    ("title", "unit", "shown"),
    [
        ("Complaints", "complaint", "at least 0"),
        ("Complaints", "open complaints", "at least 0"),
        ("Net complaints", "complaint", "None"),
        ("Change in complaints", "complaint", "None"),
        ("Clients", "net clients", "None"),
        ("Clients", "net_clients", "None"),
        ("Tickets a client", "ticket/client", "None"),
        ("Score", "point", "None"),
        ("Temperature", "degree", "None"),
        ("Cash", "EUR", "None"),
        ("Delay", "days", "None"),
        ("Anything", "''", "None"),
        ("Share of orders on time", "'%'", "0 to 100"),
        ("Proportion of women", "'%'", "0 to 100"),
        ("Market share in Spain", "'%'", "0 to 100"),
        ("Availability of the shop", "'%'", "0 to 100"),
        ("Share of plan reached", "'%'", "None"),
        ("Cost as a share of revenue", "'%'", "None"),
        ("On-time rate", "'%'", "None"),
        ("Growth", "'%'", "None"),
        ("Share price", "'%'", "None"),
        ("Share of orders", "ratio", "None"),
    ],
)
def test_what_unit_and_title_allow(title: str, unit: str, shown: str) -> None:
    unit = "" if unit == "''" else f", unit: {unit}"
    loaded = workspace(f"kpis: [{{id: a, title: {title}{unit}}}]")
    assert str(plausible_values(loaded, loaded.kpis[0])) == shown


def test_the_title_of_the_metric_speaks_too() -> None:
    metric = "metrics: [{id: net_change, title: Clients, unit: client}]\n"
    loaded = workspace(metric + "kpis: [{id: a, title: Clients, metric: net_change}]")
    assert plausible_values(loaded, loaded.kpis[0]) is None


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("range: 0..9", "0 to 9"),
        ("range: 0..9, aggregation: sum", "at least 0"),
        ("range: 1..9, aggregation: sum", "None"),
        ("range: ..9, aggregation: sum", "None"),
        ("unit: days, range: 0 EUR..9 EUR", "None"),
        ("unit: client", "at least 0"),
        ("unit: client, range: -9..9", "-9 to 9"),
    ],
)
def test_a_range_wins_and_of_a_total_only_its_start_is_sure(fields: str, shown: str) -> None:
    loaded = workspace(f"kpis: [{{id: a, title: A, {fields}}}]")
    assert str(reachable_values(loaded, loaded.kpis[0])) == shown
