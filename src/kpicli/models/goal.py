"""Objectives and KPIs."""

from typing import Annotated, Any

from kpicli.fields.field import Field
from kpicli.fields.value import Value
from kpicli.models.actual import NO_ACTUALS, Actuals
from kpicli.models.choice import OneOf
from kpicli.models.choices import (
    Cadence,
    Direction,
    Indicator,
    Level,
    Lifecycle,
    ObjectiveRollup,
    PaceShape,
    Perspective,
    Rollup,
)
from kpicli.models.contribution import ContributionsField
from kpicli.models.metric import MetricFields
from kpicli.models.number import NumberField
from kpicli.models.parts import (
    AgreedByField,
    BaselineField,
    BudgetField,
    InterimTargetsField,
    PaceField,
    TargetChange,
)
from kpicli.models.period import DateField, PeriodField
from kpicli.models.quantity import ToleranceField
from kpicli.models.read_actuals import ActualsField
from kpicli.models.target import TargetField
from kpicli.models.text import Id, References, Text
from kpicli.models.thresholds import OwnThresholds


class Defaults(Value):
    """Values that every objective and KPI of a file takes unless it sets its own."""

    team: Text | None = Field(None, description="the team that answers for it")
    owner: Text | None = Field(None, description="the person who answers for it, or team:<id>")
    period: PeriodField | None = Field(None, description="when it is to be reached")
    cadence: Annotated[Cadence, OneOf(Cadence)] | None = Field(
        None, description="how often it is measured"
    )
    perspective: Annotated[Perspective, OneOf(Perspective)] | None = Field(
        None, description="the balanced scorecard perspective"
    )
    tags: References = Field((), description="free labels")
    thresholds: OwnThresholds | None = Field(
        None, description="from which share of what is expected on it is on track or at risk"
    )


class Goal(Defaults):
    """What objectives and KPIs have in common."""

    id: Id = Field(description="the name that other goals refer to")
    title: Text = Field(description="the goal in a few words")
    description: Text | None = Field(None, description="more about it")
    stakeholders: References = Field((), description="people and teams it matters to")
    agreed_by: AgreedByField = Field(
        default_factory=dict, description="people and teams who agreed to it"
    )
    level: Annotated[Level, OneOf(Level)] | None = Field(
        None, description="individual for one person's goal; otherwise the team's level"
    )
    contributes_to: ContributionsField = Field((), description="the goals that this one serves")
    weight: NumberField | None = Field(None, description="how much it counts in what it serves")
    indicator: Annotated[Indicator, OneOf(Indicator)] | None = Field(
        None, description="whether it runs ahead of the result or follows it"
    )
    guardrails: References = Field((), description="KPIs that must not get worse meanwhile")
    budget: BudgetField = Field(default_factory=dict, description="money and people it takes")
    status: Annotated[Lifecycle, OneOf(Lifecycle)] = Field(
        Lifecycle.ACTIVE, description="where it stands in its life"
    )
    target_changes: tuple[TargetChange, ...] = Field(
        (), description="the record of deliberate changes"
    )
    reviewed: DateField | None = Field(None, description="when it was last reviewed")
    meta: Any = Field(None, description="anything; kpi does not read it")

    @property
    def is_over(self) -> bool:
        """Whether the goal was closed or dropped."""
        return self.status is Lifecycle.CLOSED or self.status is Lifecycle.DROPPED

    @property
    def is_draft(self) -> bool:
        """Whether the goal is still being written."""
        return self.status is Lifecycle.DRAFT


class Objective(Goal):
    """A qualitative goal."""

    rollup: Annotated[ObjectiveRollup, OneOf(ObjectiveRollup)] = Field(
        ObjectiveRollup.WEIGHTED_AVERAGE, description="how its score follows from contributors"
    )


class Kpi(Goal, MetricFields):
    """A commitment: a metric, a target, an owner, a period."""

    metric: Text | None = Field(None, description="what is measured; else the KPI defines its own")
    segment: Id | None = Field(None, description="the slice of the metric that is meant")
    baseline: BaselineField | None = Field(None, description="where it started")
    target: TargetField | None = Field(None, description="where it is to be")
    interim_targets: InterimTargetsField = Field((), description="targets on the way")
    pace: PaceField = Field(PaceShape.LINEAR, description="how progress is expected over time")
    tolerance: ToleranceField | None = Field(
        None, description="how far it may be missed before progress is 0"
    )
    direction: Annotated[Direction, OneOf(Direction)] | None = Field(
        None, description="which way is better, where target and baseline do not tell"
    )
    actuals: ActualsField = Field(default_factory=Actuals, description="what was measured")
    rollup: Annotated[Rollup, OneOf(Rollup)] = Field(
        Rollup.NONE, description="how its value follows from its contributors"
    )

    @property
    def inline_actuals(self) -> Actuals:
        """The actuals in the goal file itself, in the order written."""
        return self.actuals if isinstance(self.actuals, Actuals) else NO_ACTUALS
