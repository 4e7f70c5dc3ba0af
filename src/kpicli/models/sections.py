"""The sections of a goal file and the models of their items."""

from kpicli.fields.value import Value
from kpicli.models.goal import Defaults, Kpi, Objective
from kpicli.models.metric import Metric
from kpicli.models.organisation import Person, Team, Tension

DEFAULTS = "defaults"

SECTIONS: dict[str, type[Value]] = {
    "teams": Team,
    "people": Person,
    "metrics": Metric,
    "objectives": Objective,
    "kpis": Kpi,
    "tensions": Tension,
}
"""The keys of a goal file that hold lists. An objective may nest `kpis` as well."""

SECTION_NOTES = {
    "teams": "the organisation: company, departments, teams",
    "people": "who can own a goal",
    "metrics": "what can be measured",
    "objectives": "qualitative goals",
    "kpis": "commitments: a metric, a target, an owner, a period",
    "tensions": "trade-offs between goals that somebody decided to accept",
}

DEFAULT_FIELDS = tuple(Defaults.fields)
"""The fields that `defaults` may set."""
