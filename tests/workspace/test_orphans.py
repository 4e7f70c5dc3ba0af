from __future__ import annotations

from time import process_time

from kpicli.workspace.orphans import has_teams, organisation_goals, orphan_remedy, orphans
from repository import load, workspace

TEAMS = """\
teams:
  - {id: acme}
  - {id: sales, parent: acme}
"""


def ends(content: str) -> dict[str, str]:
    return {orphan.goal.id: orphan.end.id for orphan in orphans(load(content)[0])}


def test_an_orphan_knows_where_its_chain_ends() -> None:
    goals = """\
kpis:
  - {id: top, title: Top, team: acme}
  - {id: a, title: A, team: sales, contributes_to: b}
  - {id: b, title: B, team: sales, contributes_to: c}
  - {id: c, title: C, team: sales}
"""
    assert ends(TEAMS + goals) == {"a": "c", "b": "c", "c": "c"}


def test_all_goals_on_the_way_into_a_circle_end_in_it() -> None:
    goals = """\
kpis:
  - {id: top, title: Top, team: acme}
  - {id: a, title: A, team: sales, contributes_to: b}
  - {id: b, title: B, team: sales, contributes_to: c}
  - {id: c, title: C, team: sales, contributes_to: b}
"""
    found = ends(TEAMS + goals)
    assert found.keys() == {"a", "b", "c"}
    assert set(found.values()) == {"c"}


def test_without_a_goal_on_top_a_circle_stands_for_itself_once() -> None:
    goals = """\
kpis:
  - {id: a, title: A, team: sales, contributes_to: b}
  - {id: b, title: B, team: sales, contributes_to: a}
"""
    assert ends(TEAMS + goals) == {"a": "a"}


def test_teams_exist_also_where_all_of_them_are_broken() -> None:
    broken = (
        "teams:\n  - {id: acme, levl: organization}\nkpis:\n  - {id: a, title: A, team: acme}\n"
    )
    loaded, findings = load(broken)
    assert findings
    assert has_teams(loaded)
    assert not list(orphans(loaded))


def test_goals_of_the_organisation_are_those_at_its_level() -> None:
    goals = """\
kpis:
  - {id: a, title: A, team: acme}
  - {id: b, title: B, team: acme, level: individual}
  - {id: c, title: C, team: sales}
  - {id: d, title: D}
"""
    assert organisation_goals(workspace(TEAMS + goals)) == ("a",)


def test_a_chain_of_thousands_of_orphans_is_walked_once() -> None:
    count = 4_000
    links = "".join(
        f"  - {{id: g{index}, title: G, team: sales, contributes_to: g{index + 1}}}\n"
        for index in range(count)
    )
    goals = f"kpis:\n  - {{id: top, title: Top, team: acme}}\n{links}"
    loaded = workspace(f"{TEAMS}{goals}  - {{id: g{count}, title: G, team: sales}}\n")
    assert loaded.cascade.bottom_up
    started = process_time()
    found = [orphan.end.id for orphan in orphans(loaded)]
    assert process_time() - started < 1
    assert found == [f"g{count}"] * (count + 1)


def test_the_end_of_a_circle_does_not_depend_on_the_order_of_goals() -> None:
    top = "kpis:\n  - {id: top, title: Top, team: acme}\n"
    circle = [
        "  - {id: a, title: A, team: sales, contributes_to: b}\n",
        "  - {id: b, title: B, team: sales, contributes_to: a}\n",
    ]
    assert ends(TEAMS + top + "".join(circle)) == ends(TEAMS + top + "".join(circle[::-1]))


def test_the_goals_to_serve_are_the_active_ones_on_top() -> None:
    goals = """\
kpis:
  - {id: b, title: B, team: acme}
  - {id: a, title: A, team: acme}
  - {id: part, title: Part, team: acme, contributes_to: a}
  - {id: old, title: Old, team: acme, status: closed}
  - {id: x, title: X, team: sales}
"""
    found = list(orphans(workspace(TEAMS + goals)))
    assert [orphan.tops for orphan in found] == [("a", "b")]
    circle = TEAMS + "kpis:\n  - {id: a, title: A, team: acme, contributes_to: a}\n"
    found = list(orphans(workspace(f"{circle}  - {{id: x, title: X, team: sales}}\n")))
    assert [orphan.tops for orphan in found] == [("a",)]


def test_thousands_of_orphans_are_reported_in_linear_time() -> None:
    goals = "".join(f"  - {{id: g{index}, title: G, team: sales}}\n" for index in range(4_000))
    loaded = workspace(f"{TEAMS}kpis:\n  - {{id: top, title: Top, team: acme}}\n{goals}")
    started = process_time()
    found = [orphan_remedy(loaded, orphan) for orphan in orphans(loaded)]
    assert process_time() - started < 1
    assert found[0] == "say with `contributes_to:` what `g0` serves; at organisation level: `top`"
