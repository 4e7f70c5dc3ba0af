"""The closed choices of the format, by the words that goal files use."""

from enum import StrEnum


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN = "within"
    COMPLETE = "complete"

    @property
    def sign(self) -> int:
        """+1 where more is better, -1 where less is, 0 where neither is."""
        return _SIGNS.get(self._value_, 0)


# By their texts, since hashing a choice itself takes ten times as long.
_SIGNS = {"increase": 1, "at_least": 1, "complete": 1, "decrease": -1, "at_most": -1}


class Level(StrEnum):
    """The levels of an organisation, from the top down."""

    ORGANIZATION = "organization"
    DEPARTMENT = "department"
    TEAM = "team"
    INDIVIDUAL = "individual"

    @property
    def rank(self) -> int:
        """0 for the organisation, 3 for an individual."""
        return _RANKS[self._value_]


_RANKS = {str(level): rank for rank, level in enumerate(Level)}


class Cadence(StrEnum):
    """How often something is measured."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


class Perspective(StrEnum):
    """The perspectives of a balanced scorecard."""

    FINANCIAL = "financial"
    CUSTOMER = "customer"
    INTERNAL_PROCESS = "internal_process"
    LEARNING_GROWTH = "learning_growth"


class Indicator(StrEnum):
    """Whether a KPI runs ahead of the result or follows it."""

    LEADING = "leading"
    LAGGING = "lagging"


class Rollup(StrEnum):
    """How a parent follows from its contributors."""

    NONE = "none"
    SUM = "sum"
    WEIGHTED_AVERAGE = "weighted_average"
    MIN = "min"
    MAX = "max"


class ObjectiveRollup(StrEnum):
    """How an objective's score follows from those of its contributors."""

    WEIGHTED_AVERAGE = "weighted_average"
    MIN = "min"


class Aggregation(StrEnum):
    """How a metric's values combine over time: a flow adds up, a stock keeps the last."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"


class Lifecycle(StrEnum):
    """Where a goal stands in its life."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"
    DROPPED = "dropped"


class Effect(StrEnum):
    """What a driver does to a metric."""

    RAISES = "raises"
    LOWERS = "lowers"


class Strength(StrEnum):
    """How strongly a driver acts, in somebody's opinion."""

    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"


class BenchmarkCertainty(StrEnum):
    """Whether a benchmark is known or assumed."""

    FACT = "fact"
    ASSUMPTION = "assumption"


class PaceShape(StrEnum):
    """How progress is expected over time, where one word says it."""

    LINEAR = "linear"
    GEOMETRIC = "geometric"
    STEP = "step"


class ReportedStatus(StrEnum):
    """The status that people report beside a value."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    ACHIEVED = "achieved"
    MISSED = "missed"


class ChangedField(StrEnum):
    """What a recorded change may be about."""

    TARGET = "target"
    PERIOD = "period"
    BASELINE = "baseline"
    WEIGHT = "weight"
    FORMULA = "formula"
    UNIT = "unit"
    SOURCE = "source"
    AGGREGATION = "aggregation"
    ACTUALS = "actuals"
    STATUS = "status"
