"""Which fields of goal files hold ids, and of what."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANY = "*"


class Kind(StrEnum):
    """What an id is the id of: the four namespaces."""

    GOAL = "goal"
    METRIC = "metric"
    TEAM = "team"
    PERSON = "person"


class Refers(Enum):
    """What a field may name, in the order in which a name is looked up."""

    GOALS = (Kind.GOAL,)
    KPIS = (Kind.GOAL, None)
    """Goals that are KPIs."""
    METRICS = (Kind.METRIC,)
    FORMULA = (Kind.METRIC, None)
    """A formula over metrics."""
    TEAMS = (Kind.TEAM,)
    PEOPLE = (Kind.PERSON,)
    OWNER = (Kind.PERSON, None)
    """A person, or a team written as `team:<id>`."""
    PARTIES = (Kind.TEAM, Kind.PERSON)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The namespaces, the one that is looked at first before the others."""
        return tuple(kind for kind in self.value if kind is not None)

    @property
    def takes_teams(self) -> bool:
        """Whether a team may be written as `team:<id>`."""
        return self in {Refers.OWNER, Refers.PARTIES}


DEFINED_IN: Mapping[str, Kind] = {
    "objectives": Kind.GOAL,
    "kpis": Kind.GOAL,
    "metrics": Kind.METRIC,
    "teams": Kind.TEAM,
    "people": Kind.PERSON,
}
"""What the items of a section define."""

_DEFAULTS: Mapping[tuple[str, ...], Refers] = {("team",): Refers.TEAMS, ("owner",): Refers.OWNER}
_GOAL: Mapping[tuple[str, ...], Refers] = {
    **_DEFAULTS,
    ("contributes_to",): Refers.GOALS,
    ("contributes_to", "goal"): Refers.GOALS,
    ("guardrails",): Refers.KPIS,
    ("stakeholders",): Refers.PARTIES,
    ("agreed_by",): Refers.PARTIES,
    ("target_changes", "approved_by"): Refers.PEOPLE,
}
_METRIC: Mapping[tuple[str, ...], Refers] = {
    ("formula",): Refers.FORMULA,
    ("drivers", "metric"): Refers.METRICS,
}
_BY_SECTION: Mapping[str, Mapping[tuple[str, ...], Refers]] = {
    "defaults": _DEFAULTS,
    "objectives": _GOAL,
    "kpis": {
        **_GOAL,
        **_METRIC,
        ("metric",): Refers.METRICS,
        ("actuals", ANY, "by"): Refers.PEOPLE,
    },
    "metrics": _METRIC,
    "teams": {("parent",): Refers.TEAMS, ("lead",): Refers.PEOPLE},
    "people": {("team",): Refers.TEAMS},
    "tensions": {
        ("between",): Refers.GOALS,
        ("lever",): Refers.METRICS,
        ("guardrail",): Refers.KPIS,
        ("decided_by",): Refers.OWNER,
    },
}
_NESTED = ("objectives", "kpis")


def section_path(keys: Sequence[str]) -> tuple[str, ...]:
    """The keys to a place, indexes left out, from the section that its item belongs to."""
    found = tuple(keys)
    return found[1:] if found[:2] == _NESTED else found


def refers(keys: Sequence[str]) -> Refers | None:
    """What the values of a field name; the keys lead to it from the root, indexes left out."""
    section, *field = section_path(keys) or ("",)
    known = _BY_SECTION.get(section, {})
    return known.get(tuple(field)) or known.get((*field[:1], ANY, *field[2:]))
