"""Metrics: what can be measured."""

from typing import Annotated, Any

from kpicli.fields.field import Field
from kpicli.fields.invalid import invalid, shown
from kpicli.fields.notes import Before, Parsed, Schema
from kpicli.fields.value import Value
from kpicli.formulas import Formula, FormulaError, parse_formula
from kpicli.models.bounds import BOUNDS_SCHEMA, BoundsField
from kpicli.models.choice import OneOf
from kpicli.models.choices import Aggregation, BenchmarkCertainty, Effect, Strength
from kpicli.models.period import DateField
from kpicli.models.quantity import LIMITS_SCHEMA
from kpicli.models.text import Id, References, Text

LONGEST_FORMULA = 4_000
_FORMULA_SIGNS = r".+*/(), \t\r\n-"


def _formula_of(value: Any) -> Formula:  # noqa: ANN401 - whatever a file may hold
    if not isinstance(value, str):
        raise invalid(f"expected a formula, found {shown(value)}")
    formula = parse_formula(str(value))
    if isinstance(formula, FormulaError):
        place = f" at character {formula.offset + 1}" if formula.offset else ""
        raise invalid(f"the formula cannot be read{place}: {formula.message}", formula.help)
    return formula


FormulaField = Annotated[
    Formula,
    Parsed(
        _formula_of,
        {
            "anyOf": [
                # YAML reads `true` as a boolean, and it has the form of an id.
                {"type": ["number", "boolean"], **LIMITS_SCHEMA},
                {
                    "type": "string",
                    "maxLength": LONGEST_FORMULA,
                    "pattern": rf"^[{_FORMULA_SIGNS}]*[a-zE0-9_][a-zE0-9_{_FORMULA_SIGNS}]*$",
                },
            ]
        },
    ),
]
"""A field that holds a formula."""


class Benchmark(Value):
    """What others reach."""

    value: BoundsField = Field(description="the value or range, such as '>= 25'")
    source: Text | None = Field(None, description="where it was published")
    as_of: DateField | None = Field(None, description="when it was true")
    certainty: Annotated[BenchmarkCertainty, OneOf(BenchmarkCertainty)] = Field(
        BenchmarkCertainty.ASSUMPTION, description="whether it is known or assumed"
    )


class Driver(Value):
    """A metric that moves this one."""

    metric: Text = Field(description="the metric that acts")
    effect: Annotated[Effect, OneOf(Effect)] = Field(description="what it does to this one")
    strength: Annotated[Strength, OneOf(Strength)] = Field(
        Strength.MEDIUM, description="how strongly it acts"
    )
    note: Text | None = Field(None, description="why this is believed")


class Source(Value):
    """Where the values come from, on record for whoever fetches them."""

    connection: Text = Field(description="a connection of kpi.toml")
    sql: Text = Field(description="the file with the query")
    date: Text | None = Field(None, description="the column with the dates")
    value: Text | None = Field(None, description="the column with the values")


def _benchmark(value: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    return {"value": value} if isinstance(value, str) else value


def _benchmark_schema(whole: dict[str, Any]) -> dict[str, Any]:
    """The value alone, or the whole benchmark: what `_benchmark` lets people write."""
    return {"anyOf": [BOUNDS_SCHEMA, whole]}


class MetricFields(Value):
    """The fields of a metric, which a KPI without `metric` takes inline."""

    unit: Text | None = Field(None, description="the unit, such as EUR, %, days or EUR/lead")
    aggregation: Annotated[Aggregation, OneOf(Aggregation)] = Field(
        Aggregation.LAST, description="how values combine over time; sum for a flow"
    )
    formula: FormulaField | None = Field(None, description="how it follows from other metrics")
    range: BoundsField | None = Field(None, description="the values that are possible")
    benchmark: Annotated[Benchmark, Before(_benchmark), Schema(_benchmark_schema)] | None = Field(
        None, description="what others reach"
    )
    drivers: tuple[Driver, ...] = Field((), description="the metrics that move this one")
    source: Source | None = Field(None, description="where the values come from")


METRIC_FIELDS = ("unit", "aggregation", "formula", "range", "benchmark", "drivers", "source")
"""The metric's fields that a KPI may hold inline, only when it names no metric."""


class Metric(MetricFields):
    """Something that can be measured."""

    id: Id = Field(description="the name that KPIs and formulas refer to")
    title: Text | None = Field(None, description="what is measured, in a few words")
    description: Text | None = Field(None, description="more about it")
    tags: References = Field((), description="free labels")
    meta: Any = Field(None, description="anything; kpi does not read it")
