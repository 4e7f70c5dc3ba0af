from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from kpicli.history.difference import Difference, ItemChange, Turn, difference
from kpicli.history.field_change import Effect
from repository import load, workspace

if TYPE_CHECKING:
    from kpicli.workspace import Workspace


def kpi(*fields: str, title: str = "Raise a") -> str:
    lines = "".join(f"    {field}\n" for field in fields)
    return f"kpis:\n  - id: a\n    title: {title}\n{lines}"


def between(before: str | dict[str, str], after: str | dict[str, str]) -> Difference:
    return difference(workspace(before), workspace(after))


def changes(before: str, after: str) -> list[tuple[str, Effect]]:
    """The changes of the one goal that differs."""
    found = between(before, after).goals
    return [(change.words, change.effect) for goal in found for change in goal.changes]


SAME = [
    (kpi('target: ">= 0.95"'), kpi('target: ">= 95%"')),
    (kpi('target: ">= 95"', 'unit: "%"'), kpi('target: "≥ 95 %"', 'unit: "%"')),
    (kpi("target: 1 MEUR", "baseline: 0"), kpi('target: "1,000,000 EUR"', "baseline: 0")),
    (kpi("unit: MEUR", "target: 1", "baseline: 0"), kpi("unit: EUR", "target: 1M", "baseline: 0")),
    (kpi("period: 2026"), kpi("period: FY2026")),
    (kpi("period: 2026"), kpi("period: 2026-01-01/2026-12-31")),
    (kpi("target: 12", "baseline: 10"), kpi("target: +20%", "baseline: 10")),
    (kpi("target: 45..55"), kpi("target: 45 .. 55.0")),
    (kpi("actuals: {2026-01: 5}"), kpi("actuals: {2026-01-31: {value: 5.0}}")),
    (kpi("interim_targets: {2026-Q1: 5}"), kpi("interim_targets: {2026-03-31: 5}")),
    (kpi("range: 0.."), kpi('range: ">= 0"')),
    (kpi(title="Raise a"), kpi(title="'Raise  a'")),
    (kpi("formula: 2*3"), kpi("formula: (2 * 3)")),
    (kpi("tags: [x, y]"), kpi("tags: [y, x]")),
    (kpi("weight: 1"), kpi("weight: 1.0")),
    (kpi("rollup: none", "status: active", "pace: linear", "aggregation: last"), kpi()),
    (kpi("budget: {eur: 5k}"), kpi("budget: {eur: 5000}")),
    (kpi("agreed_by: [x]"), kpi("agreed_by: {x: }")),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_other_spellings_mean_the_same(before: str, after: str) -> None:
    assert not between(before, after)
    assert not between(after, before)


LOOSER = [
    ("target: 50", "target: 45", "target loosened from 50 to 45"),
    ('target: ">= 95"', 'target: ">= 90"', "target loosened from at least 95 to at least 90"),
    ('target: "<= 30"', 'target: "<= 31"', "target loosened from at most 30 to at most 31"),
    ('target: "> 95"', 'target: ">= 95"', "target loosened from more than 95 to at least 95"),
    ("target: 45..55", "target: 40..60", "target loosened from 45..55 to 40..60"),
    (
        "target: {commit: 40, target: 50, stretch: 60}",
        "target: {commit: 40, target: 50, stretch: 55}",
        "stretch loosened from 60 to 55",
    ),
    (
        "interim_targets: {2026-Q2: 30}",
        "interim_targets: {2026-Q2: 25}",
        "interim target of 2026-06-30 loosened from 30 to 25",
    ),
    (
        "period: 2026-H1",
        "period: 2026",
        "period extended from 2026-H1 (until 2026-06-30) to 2026 (until 2026-12-31)",
    ),
    ("weight: 2", "weight: 1", "weight cut from 2 to 1"),
    ("status: active", "status: dropped", "status changed from active to dropped"),
]


@pytest.mark.parametrize(("before", "after", "said"), LOOSER)
def test_what_is_easier_is_looser_and_the_way_back_is_tighter(
    before: str, after: str, said: str
) -> None:
    own = ["baseline: 10", "period: 2026", "target: 50"]
    fields = [field for field in own if field.partition(":")[0] != before.partition(":")[0]]
    there = changes(kpi(before, *fields), kpi(after, *fields))
    back = changes(kpi(after, *fields), kpi(before, *fields))
    assert there == [(said, Effect.LOOSER)]
    assert [effect for _, effect in back] == [Effect.TIGHTER]


@pytest.mark.parametrize(
    ("fields", "effect"),
    [
        (['target: ">= 50"'], Effect.LOOSER),
        (['target: "<= 50"', "baseline: 60"], Effect.LOOSER),
        (["target: 45..55"], Effect.LOOSER),
        (["target: 45..55", "baseline: 50"], Effect.LOOSER),
        (["target: 45..55", "baseline: 60"], Effect.NEUTRAL),
        (["target: 50", "direction: within", "baseline: 60"], Effect.LOOSER),
        (["target: 50", "baseline: 10"], Effect.NEUTRAL),
        (["target: 50", "baseline: 50", "direction: increase"], Effect.LOOSER),
        (['target: "<= 50"', "aggregation: sum"], Effect.LOOSER),
        (['target: ">= 50"', "aggregation: sum"], Effect.NEUTRAL),
        (["target: complete"], Effect.NEUTRAL),
    ],
)
def test_a_tolerance_is_looser_where_it_counts(fields: list[str], effect: Effect) -> None:
    there = changes(kpi("tolerance: 5", *fields), kpi("tolerance: 6", *fields))
    assert effect in {known for _, known in there}
    assert [known for said, known in there if said.startswith("tolerance")] == [effect]


def test_a_share_of_a_deliverable_is_looser() -> None:
    found = changes(kpi("target: complete"), kpi('target: ">= 60%"'))
    assert found[0] == ("target loosened from complete to at least 0.6", Effect.LOOSER)


def test_a_target_that_tells_no_direction_any_more_is_looser_unless_its_number_stays() -> None:
    clear = kpi('target: ">= 50"')
    assert changes(clear, kpi("target: 40")) == [
        ("target loosened from at least 50 to `40`", Effect.LOOSER)
    ]
    assert changes(clear, kpi("target: 50")) == [
        ("target changed from at least 50 to `50`", Effect.NEUTRAL)
    ]
    assert changes(kpi("target: 50"), kpi("target: 40")) == [
        ("target changed from `50` to `40`", Effect.NEUTRAL)
    ]


def test_a_range_that_moves_sideways_is_looser_both_ways() -> None:
    for sides in (("45..55", "50..60"), ("50..60", "45..55")):
        found = changes(*(kpi(f"target: {side}") for side in sides))
        assert [effect for _, effect in found] == [Effect.LOOSER]


def test_less_is_better_by_the_baseline() -> None:
    found = changes(kpi("baseline: 8", "target: 5"), kpi("baseline: 8", "target: 6"))
    assert found == [("target loosened from 5 to 6", Effect.LOOSER)]


def test_an_interim_target_below_the_straight_way_is_looser() -> None:
    plain = kpi("baseline: 10", "period: 2026", "target: 50")
    late = kpi("baseline: 10", "period: 2026", "target: 50", "interim_targets: {2026-11-30: 20}")
    early = kpi("baseline: 10", "period: 2026", "target: 50", "interim_targets: {2026-02-28: 40}")
    assert [effect for _, effect in changes(plain, late)] == [Effect.LOOSER]
    assert [effect for _, effect in changes(plain, early)] == [Effect.TIGHTER]


WAY = ("period: 2026", "baseline: 10", "target: 50")
PACES = [
    (WAY, "linear", "step", Effect.LOOSER),
    (WAY, "step", "linear", Effect.TIGHTER),
    (WAY, "linear", "{seasonal: [0, 0, 0, 1]}", Effect.LOOSER),
    (WAY, "linear", "{seasonal: [4, 3, 2, 1]}", Effect.TIGHTER),
    (WAY, "{seasonal: [4, 3, 2, 1]}", "{seasonal: [4, 2, 3, 1]}", Effect.LOOSER),
    (WAY, "linear", "{seasonal: [1, 1, 1, 1]}", Effect.NEUTRAL),
    (WAY, "linear", "geometric", Effect.LOOSER),
    (("period: 2026", "baseline: 50", "target: 10"), "linear", "geometric", Effect.TIGHTER),
    (("period: 1950-01-01/2150-12-31", *WAY[1:]), "linear", "step", Effect.LOOSER),
    (WAY[1:], "linear", "step", Effect.NEUTRAL),
    (("period: 2026", "baseline: 10"), "linear", "step", Effect.NEUTRAL),
    (("period: 2026", 'target: ">= 5"'), "linear", "step", Effect.NEUTRAL),
    (("period: 2026", 'target: "<= 50"', "aggregation: sum"), "linear", "step", Effect.NEUTRAL),
    (("period: 2026", "target: 50", "interim_targets: {2026-06: 5}"),
     "linear", "step", Effect.NEUTRAL),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "before", "after", "effect"), PACES)
def test_a_pace_is_looser_where_less_is_due_on_the_way(
    fields: tuple[str, ...], before: str, after: str, effect: Effect
) -> None:
    found = changes(kpi(*fields, f"pace: {before}"), kpi(*fields, f"pace: {after}"))
    assert [how for _, how in found] == [effect]


def test_a_pace_is_compared_on_the_later_way() -> None:
    found = changes(kpi(*WAY), kpi(*WAY[:2], "target: 60", "pace: step"))
    assert [how for _, how in found] == [Effect.TIGHTER, Effect.LOOSER]


TOLERANCES = [
    ('target: ">= 95"', "tolerance: 5", "tolerance: 6", Effect.LOOSER),
    ('target: ">= 95"', "tolerance: 5", "tolerance: 0", Effect.TIGHTER),
    ('target: ">= 95"', "", "tolerance: 96", Effect.LOOSER),
    ('target: ">= 95"', "", "tolerance: 94", Effect.TIGHTER),
    ('target: ">= 95"', "", "tolerance: 95", Effect.NEUTRAL),
    ('target: "> 95"', "tolerance: 5", "tolerance: 6", Effect.LOOSER),
    ("target: 45..55", "", "tolerance: 6", Effect.LOOSER),
    ("target: 45..55", "tolerance: 4", "", Effect.LOOSER),
    ("target: 45..55", "", "tolerance: 5", Effect.NEUTRAL),
    ("direction: within", "target: 50, tolerance: 5", "target: 50, tolerance: 6", Effect.LOOSER),
    ("baseline: 10", "target: 50, tolerance: 5", "target: 50, tolerance: 6", Effect.NEUTRAL),
    ("target: TBD", "", "tolerance: 6", Effect.NEUTRAL),
]


@pytest.mark.parametrize(("aim", "before", "after", "effect"), TOLERANCES)
def test_a_tolerance_is_looser_where_the_same_miss_attains_more(
    aim: str, before: str, after: str, effect: Effect
) -> None:
    sides = (kpi(aim, *filter(None, fields.split(", "))) for fields in (before, after))
    assert [how for _, how in changes(*sides)] == [effect]


THRESHOLDS = [
    ("", "{on_track: 0.2, at_risk: 0.1}", Effect.LOOSER),
    ("", "{on_track: 0.95}", Effect.TIGHTER),
    ("{on_track: 0.8}", "{on_track: 0.95, at_risk: 0.1}", Effect.LOOSER),
    ("{at_risk: 0.6}", "", Effect.TIGHTER),
]


@pytest.mark.parametrize(("before", "after", "effect"), THRESHOLDS)
@pytest.mark.parametrize("kind", ["kpis", "objectives"])
def test_lower_thresholds_are_looser_also_those_of_defaults(
    kind: str, before: str, after: str, effect: Effect
) -> None:
    own = f"{kind}: [{{id: a, title: Raise a, thresholds: %s}}]"
    assert [found for _, found in changes(own % before, own % after)] == [effect]
    taken = f"defaults: {{thresholds: %s}}\n{kind}: [{{id: a, title: Raise a}}]"
    assert changes(taken % before, taken % after) == changes(own % before, own % after)


def test_thresholds_are_those_of_the_settings_where_a_goal_has_none() -> None:
    before, after = kpi(), kpi("thresholds: {on_track: 0.2, at_risk: 10%}")
    said = "thresholds loosened from on_track 0.9, at_risk 0.7 to on_track 0.2, at_risk 0.1"
    assert changes(before, after) == [(said, Effect.LOOSER)]
    assert not between(before, kpi("thresholds: {on_track: 0.90, at_risk: 70%}"))


def test_thresholds_that_do_not_count_make_nothing_looser() -> None:
    sides = [workspace(kpi()), workspace(kpi("thresholds: {on_track: 0.2, at_risk: 0.1}"))]
    context = replace(sides[0].context, own_thresholds_count=False)
    old, new = (replace(side, context=context) for side in sides)
    (found,) = difference(old, new).goals
    assert [(change.words, change.effect) for change in found.changes] == [
        ("thresholds added: on_track 0.2, at_risk 0.1", Effect.NEUTRAL)
    ]


REDEFINED = [
    (kpi("unit: days"), kpi("unit: EUR"), "unit redefined from days to EUR"),
    (kpi("aggregation: sum"), kpi("aggregation: mean"), "aggregation redefined from sum to mean"),
    (kpi("formula: 2 * 3"), kpi("formula: 2 * 4"), "formula redefined from `2 * 3` to `2 * 4`"),
    (kpi("segment: emea"), kpi("segment: apac"), "segment redefined from emea to apac"),
    (
        kpi("target: 10", "direction: at_least"),
        kpi("target: 10", "direction: increase"),
        "direction redefined from at_least to increase",
    ),
    (
        kpi("period: 2026"),
        kpi("period: 2026-02-01/2026-12-31"),
        "period redefined from 2026 (until 2026-12-31) to 2026-02-01 to 2026-12-31",
    ),
    (kpi(), "objectives: [{id: a, title: Raise a}]", "kind redefined from KPI to objective"),
]


@pytest.mark.parametrize(("before", "after", "said"), REDEFINED)
def test_something_else_is_measured(before: str, after: str, said: str) -> None:
    assert (said, Effect.REDEFINED) in changes(before, after)


def test_numbers_in_units_that_do_not_convert_are_neither_looser_nor_tighter() -> None:
    found = changes(kpi("unit: days", 'target: "<= 40"'), kpi("unit: EUR", 'target: "<= 50"'))
    assert {effect for _, effect in found} == {Effect.REDEFINED}


def test_a_first_unit_takes_the_numbers_as_they_are() -> None:
    found = changes(kpi('target: ">= 95"'), kpi('target: ">= 95"', 'unit: "%"'))
    assert found == [("unit added: %", Effect.NEUTRAL)]
    shares = changes(kpi('target: ">= 0.95"'), kpi('target: ">= 95"', 'unit: "%"'))
    assert shares == [("unit added: %", Effect.NEUTRAL)]


def test_a_change_from_the_baseline_follows_the_baseline() -> None:
    before, after = kpi("baseline: 100", "target: +20%"), kpi("baseline: 80", "target: +20%")
    target, baseline = between(before, after).goals[0].changes
    assert (target.words, target.follows) == (
        "target loosened from +20% (120) to +20% (96)",
        "baseline",
    )
    assert (baseline.words, baseline.effect) == ("baseline moved from 100 to 80", Effect.LOOSER)


MEASURED = [
    ("{2026-01: 5}", "{2026-01: 5, 2026-02: 6}", "value added: 1 measurement, on 2026-02-28: 6"),
    (
        "{}",
        "{2026-01: 5, 2026-02: 6}",
        "value added: 2 measurements, the last on 2026-02-28: 6",
    ),
    ("{2026-01: 5}", "{2026-01: 6}", "value of 2026-01-31 rewritten from 5 to 6"),
    ("{2026-01: 5}", "{}", "value of 2026-01-31 removed: it was 5"),
    (
        "{2026-01: 5}",
        "{2026-01: {value: 5, note: Late, confidence: 0.7}}",
        "value of 2026-01-31, what is said beside it added: confidence 0.7, `Late`",
    ),
]


@pytest.mark.parametrize(("before", "after", "said"), MEASURED)
def test_measurements_by_their_days(before: str, after: str, said: str) -> None:
    found = changes(kpi(f"actuals: {before}"), kpi(f"actuals: {after}"))
    assert [words for words, _ in found] == [said]


PLAIN = [
    (kpi("owner: dana"), kpi("owner: lee"), "owner changed from `dana` to `lee`"),
    (kpi(), kpi("team: sales"), "team added: `sales`"),
    (kpi("guardrails: [b]"), kpi(), "guardrails removed: it was `b`"),
    (kpi("budget: {eur: 5k}"), kpi("budget: {eur: 6k}"), "budget of `eur` changed from 5k to 6k"),
    (kpi("cadence: monthly"), kpi("cadence: weekly"), "cadence changed from monthly to weekly"),
    (kpi("description: x"), kpi("description: y"), "description changed"),
    (kpi("meta: {a: 1}"), kpi("meta: {a: 2}"), "meta changed"),
    (kpi("reviewed: 2026-01-01"), kpi(), "reviewed removed: it was 2026-01-01"),
    (kpi("agreed_by: [x]"), kpi("agreed_by: {x: 2026-01-01}"),
     "agreement changed from `x` to `x` on 2026-01-01"),
    (kpi("drivers: [{metric: m, effect: raises}]"), kpi("drivers: [{metric: m, effect: lowers}]"),
     "drivers of `m` changed from raises (medium) to lowers (medium)"),
    (kpi("benchmark: '>= 5'"), kpi("benchmark: '>= 6'"),
     "benchmark changed from 5.. (assumption) to 6.. (assumption)"),
    (kpi("pace: linear"), kpi("pace: {seasonal: [1, 3]}"),
     "pace changed from linear to seasonal 1, 3"),
    (kpi(), kpi("target_changes: [{date: 2026-01-01, reason: Law}]"),
     "recorded change added: 2026-01-01 target: Law"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "said"), PLAIN)
def test_all_other_fields_in_words(before: str, after: str, said: str) -> None:
    loaded = [workspace_with_names(text) for text in (before, after)]
    goals = difference(*loaded).goals
    assert [change.words for goal in goals for change in goal.changes] == [said]


def workspace_with_names(text: str) -> Workspace:
    known = (
        "people: [{id: dana}, {id: lee}, {id: x}]\nteams: [{id: sales}]\n"
        "metrics: [{id: m}]\nkpis: [{id: b, title: B}]\n"
    )
    return workspace({"goals.yaml": text, "known.yaml": known})


def test_links_and_weights_by_meaning() -> None:
    nested = "objectives: [{id: o, title: O, kpis: [{id: a, title: Raise a, weight: 2}]}]"
    linked = (
        "objectives: [{id: o, title: O}]\n"
        "kpis: [{id: a, title: Raise a, contributes_to: [{goal: o, weight: %s}]}]"
    )
    assert not between(nested, linked % "2")
    assert changes(nested, linked % "1") == [("weight in `o` cut from 2 to 1", Effect.LOOSER)]
    shown = linked % "2, rollup: false"
    assert changes(nested, shown) == [
        ("link to `o` changed from counting to shown, adds nothing", Effect.NEUTRAL)
    ]
    alone = "objectives: [{id: o, title: O}]\nkpis: [{id: a, title: Raise a, weight: 2}]"
    assert changes(nested, alone) == [("link to `o` removed: it was weight 2", Effect.NEUTRAL)]


def test_a_moved_definition_with_values_from_defaults_is_the_same() -> None:
    before = {"a.yaml": kpi("owner: dana", "period: 2026", "target: 5")}
    after = {
        "x/b.yaml": "# Moved\ndefaults: {owner: dana, period: FY2026}\n" + kpi('target: "5.0"'),
        "a.yaml": "",
    }
    assert not between(before, after)


def test_a_metric_that_is_split_out_or_taken_in_is_the_same() -> None:
    own = kpi("unit: days", "aggregation: mean", "baseline: 9", "target: 5")
    split = kpi("metric: m", "baseline: 9", "target: 5")
    split += "metrics: [{id: m, unit: days, aggregation: mean}]\n"
    assert not between(own, split)
    assert not between(split, own)


def test_a_metric_that_means_something_else_changes_its_kpis() -> None:
    named = "kpis: [{id: a, title: Raise a, metric: m}]\nmetrics: [{id: m, aggregation: %s}]"
    found = between(named % "sum", named % "mean")
    assert [part.id for part in found.goals] == ["a"]
    assert [(part.kind, part.id) for part in found.items] == [("metrics", "m")]


def test_goals_come_and_go() -> None:
    one, other = "kpis: [{id: a, title: Raise a}]", "kpis: [{id: b, title: Cut b}]"
    found = between(one, other)
    assert [(part.id, part.turn) for part in found.goals] == [
        ("a", Turn.REMOVED),
        ("b", Turn.ADDED),
    ]


def test_another_id_alone_is_a_guess_and_shows_its_changes() -> None:
    before = "kpis: [{id: a, title: Raise it, baseline: 1, target: 5}]"
    after = "kpis: [{id: b, title: raise it, baseline: 1, target: 4}]"
    (found,) = between(before, after).goals
    assert (found.id, found.was, found.turn) == ("b", "a", Turn.RENAMED)
    assert [change.words for change in found.goalposts] == ["target loosened from 5 to 4"]


def test_of_several_that_may_be_the_same_the_likest_are() -> None:
    before = (
        "metrics: [{id: m}]\n"
        "kpis: [{id: a, title: One, metric: m, target: 5}, "
        "{id: b, title: Two, metric: m, target: 5}]"
    )
    after = before.replace("id: a,", "id: y,").replace("id: b,", "id: x,")
    found = {part.id: part.was for part in between(before, after).goals}
    assert found == {"y": "a", "x": "b"}


def test_a_goal_that_cannot_be_read_any_more_is_not_gone() -> None:
    broken = load("kpis: [{id: a, title: Raise a, period: soon}]")[0]
    assert not difference(workspace("kpis: [{id: a, title: Raise a}]"), broken)


def test_what_a_file_may_hold_that_cannot_be_understood_did_not_come_or_go() -> None:
    known = "kpis: [{id: a, title: Raise a}, {id: b, title: Cut b}]\n"
    others = "metrics: [{id: m}]\nteams: [{id: t}]\npeople: [{id: p}]\n"
    others += "tensions: [{between: [a, b], reason: x}]\n"
    whole = workspace({"g.yaml": known + others})
    hidden = load({"g.yaml": known + others + "kpis: ["})[0]
    assert not difference(whole, hidden)
    assert not difference(hidden, whole)
    assert len(difference(whole, workspace({"g.yaml": known})).items) == 4
    broken = load({"g.yaml": known + others.replace("{id: p}", "{id: p, name: [1]}")})[0]
    assert not difference(whole, broken)
    assert not difference(broken, whole)


def test_teams_people_and_tensions() -> None:
    goals = "kpis: [{id: a, title: A}, {id: b, title: B}]\n"
    before = goals + (
        "teams: [{id: s, title: Sales}, {id: gone}]\npeople: [{id: dana}]\n"
        "tensions: [{between: [a, b], reason: x}, {between: [b, a], lever: a, reason: y}]"
    )
    after = goals + (
        "teams: [{id: s, title: Selling}]\npeople: [{id: dana, email: d@x}, {id: lee}]\n"
        "tensions: [{between: [b, a], reason: z}]"
    )
    found = between(before, after)
    assert not found.goals
    assert [_said(item) for item in found.items] == [
        "teams gone removed",
        "teams s changed: title changed from `Sales` to `Selling`",
        "people dana changed: email added: `d@x`",
        "people lee added",
        "tensions a / b changed: reason changed from `x` to `z`",
        "tensions a / b on a removed",
    ]


def _said(item: ItemChange) -> str:
    words = "; ".join(change.words for change in item.changes)
    return f"{item.kind} {item.id} {item.turn}{f': {words}' if words else ''}"
