"""The JSON Schema of `kpi.report/v1`; its tests hold it to what is printed."""

from __future__ import annotations

from kpicli.models.choices import Cadence, Direction, Level, Perspective
from kpicli.models.preset import Preset
from kpicli.progress.status import ProgressStatus
from kpicli.render.json_schema import (
    COUNT,
    DAY,
    NUMBER,
    TEXT,
    Schema,
    defined,
    document,
    listed,
    one_of,
    or_null,
    said,
    table,
)
from kpicli.render.reports.json import SCHEMA


def report_schema() -> Schema:
    """The schema of what `kpi report --format json` prints."""
    fields = {
        "as_of": said("the day that the report takes for today", DAY),
        "since": said("the day that `movement` counts from", or_null(DAY)),
        "preset": said("whose definition of progress decides the statuses", one_of(Preset)),
        "summary": said("how many goals there are, and how many of each status", _SUMMARY),
        "goals": said("the goals, in the order of their ids", listed(defined("goal"))),
    }
    words = "What `kpi report --format json` prints. Within a version keys are only ever added."
    return document(SCHEMA, words, fields, {"goal": table(_GOAL)})


_SUMMARY = table(
    {
        "goals": said("how many goals the report has", COUNT),
        **{status.value: COUNT for status in ProgressStatus},
    }
)
_PERIOD = table(
    {
        "start": said("its first day", DAY),
        "end": said("its last day", DAY),
        "label": said("the period as it is written", TEXT),
    }
)
_RANGE = table({"low": said("the least value", NUMBER), "high": said("the greatest", NUMBER)})
_TARGET: Schema = {"anyOf": [NUMBER, _RANGE, {"const": True}, {"type": "null"}]}
_FORECAST = table(
    {
        "value": said("the value at the end of the period", NUMBER),
        "low": said("the lower end of the interval that holds it in 80 of 100 cases", NUMBER),
        "high": said("its upper end", NUMBER),
        "probability": said("that the target is met, from 0 to 1", NUMBER),
    }
)
_MOVEMENT = table(
    {
        "value": said("by how much the value changed", or_null(NUMBER)),
        "progress": said("by how much the progress changed", or_null(NUMBER)),
        "score": said("by how much the score changed", or_null(NUMBER)),
        "status_before": said("the status on the earlier day", one_of(ProgressStatus)),
    }
)
_THRESHOLDS = table(
    {
        "on_track": said("from which share of the expected progress it is on track", NUMBER),
        "at_risk": said("from which share it is at risk", NUMBER),
    }
)
_REACHED = table(
    {
        "on": said("the day on which the target was reached, if known", or_null(DAY)),
        "beyond": said("by how much the value is beyond it", or_null(NUMBER)),
    }
)
_GOAL = {
    "id": said("the id of the goal", TEXT),
    "kind": said("what the goal is", {"type": "string", "enum": ["kpi", "objective"]}),
    "title": said("its title", TEXT),
    "team": said("the id of its team", or_null(TEXT)),
    "owner": said("who owns it, by itself or by its team", or_null(TEXT)),
    "level": said("its level in the organisation", or_null(one_of(Level))),
    "period": said("the time that it is for", or_null(_PERIOD)),
    "direction": said("which way is better", or_null(one_of(Direction))),
    "unit": said("the unit of its numbers", or_null(TEXT)),
    "baseline": said("where it started", or_null(NUMBER)),
    "target": said("the target: a number, a range, true for a deliverable", _TARGET),
    "actual": said("the last value in the period", or_null(NUMBER)),
    "actual_on": said("the day of that value", or_null(DAY)),
    "value": said("what progress is taken from: the last value, or the total", or_null(NUMBER)),
    "progress": said("the way from baseline to target that is done, 1 at it", or_null(NUMBER)),
    "score": said("the same between 0 and 1", or_null(NUMBER)),
    "expected": said("the progress expected by the as-of date", or_null(NUMBER)),
    "status": said("how it stands", one_of(ProgressStatus)),
    "coverage": said("the share of the weight below it that has data", NUMBER),
    "forecast": said("where the values lead, where enough are known", or_null(_FORECAST)),
    "contributes_to": said("the ids of the goals that it serves", listed(TEXT)),
    "contributors": said("the ids of the goals that serve it", listed(TEXT)),
    "perspective": said("the perspective of a scorecard", or_null(one_of(Perspective))),
    "department": said("the id of its department", or_null(TEXT)),
    "age_days": said("how many days old the last value is", or_null({"type": "integer"})),
    "reviewed": said("the day of its last review", or_null(DAY)),
    "movement": said("what changed since the day of `--since`", or_null(_MOVEMENT)),
    "preset_value": said("the figure that the preset judges by, if its own", or_null(NUMBER)),
    "preset_gauge": said("that figure on its other scale", or_null(NUMBER)),
    "thresholds": said("the shares that decide its status", _THRESHOLDS),
    "reached": said("when the target was reached, where it was", or_null(_REACHED)),
    "target_strict": said(
        "whether the target itself does not meet it, null where it is no number",
        or_null({"type": "boolean"}),
    ),
    "cadence": said("how often it is measured", or_null(one_of(Cadence))),
    "next_due": said("the day on which the next value is, or was, due by that", or_null(DAY)),
}
