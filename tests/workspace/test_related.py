"""Which KPIs their metrics bring together."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kpicli.workspace.clusters import clusters_of
from kpicli.workspace.related import related_kpis, related_quantities, shared_quantities
from repository import load, workspace

HEAD = """\
defaults: {period: 2026}
metrics:
  - {id: leads, unit: lead, formula: spend / 20}
  - {id: spend, unit: EUR}
  - {id: nps, unit: point}
  - {id: visits, unit: visit}
kpis:
"""


def related(kpis: str) -> list[str]:
    return [kpi.id for kpi in related_kpis(workspace(HEAD + kpis))]


def test_kpis_on_metrics_that_formulas_connect_are_related_each_by_itself() -> None:
    assert related(
        "  - {id: b, title: B, metric: spend}\n  - {id: a, title: A, metric: leads}"
    ) == [
        "a",
        "b",
    ]
    assert related("  - {id: a, title: A, metric: leads}") == ["a"]


def test_kpis_on_one_metric_are_related_and_one_alone_is_not() -> None:
    assert related("  - {id: a, title: A, metric: nps}\n  - {id: b, title: B, metric: nps}") == [
        "a",
        "b",
    ]
    assert (
        related("  - {id: a, title: A, metric: nps}\n  - {id: b, title: B, metric: visits}") == []
    )


def test_a_kpi_is_related_to_those_that_name_the_metric_it_defines() -> None:
    kpis = "  - {id: b, title: B, unit: EUR}\n  - {id: a, title: A, metric: b}"
    assert related(kpis) == ["a", "b"]
    assert related(kpis.replace("metric: b", "metric: nps")) == []


def test_drafts_and_ended_kpis_are_not_related() -> None:
    for status in ("draft", "closed", "dropped"):
        own = f"  - {{id: b, title: B, unit: EUR, status: {status}}}\n"
        assert related(own + "  - {id: a, title: A, metric: b}") == []
        assert related(f"  - {{id: a, title: A, metric: leads, status: {status}}}") == []


def test_quantities_are_those_of_a_metric_a_segment_and_a_period() -> None:
    loaded = workspace(
        HEAD
        + """
  - {id: a, title: A, metric: nps}
  - {id: b, title: B, metric: nps, segment: emea}
  - {id: c, title: C, metric: nps}
  - {id: d, title: D, metric: visits}
"""
    )
    groups = [[kpi.id for kpi in kpis] for kpis in related_quantities(loaded).values()]
    assert groups == [["a", "c"], ["b"]]
    assert [[kpi.id for kpi in kpis] for kpis in shared_quantities(loaded).values()] == [["a", "c"]]


_KPI = st.tuples(
    st.sampled_from(["", "leads", "nps", "visits", "k0", "k1", "gone"]),
    st.sampled_from(["", "emea"]),
    st.sampled_from(["active", "draft", "closed"]),
)


@settings(max_examples=60)
@given(st.lists(_KPI, max_size=6))
def test_they_are_what_a_look_at_every_kpi_finds(drawn: list[tuple[str, str, str]]) -> None:
    lines = (
        f"  - {{id: k{number}, title: K, status: {status}"
        + (f", metric: {metric}" if metric else "")
        + (f", segment: {segment}" if segment else "")
        + "}\n"
        for number, (metric, segment, status) in enumerate(drawn)
    )
    loaded, _ = load(HEAD + "".join(lines))
    active = [kpi for kpi in loaded.live_kpis if not kpi.model.is_draft]
    metrics = {kpi.id: metric.id for kpi in active if (metric := loaded.metric(kpi))}
    counts, clusters = Counter(metrics.values()), clusters_of(loaded)
    expected = [key for key, name in metrics.items() if counts[name] > 1 or name in clusters]
    assert [kpi.id for kpi in related_kpis(loaded)] == sorted(expected)
    quantities = loaded.kpis_by_quantity.items()
    assert shared_quantities(loaded) == {key: kpis for key, kpis in quantities if len(kpis) > 1}
