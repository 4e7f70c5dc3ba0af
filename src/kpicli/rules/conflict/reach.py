"""The options of the rules about drivers and formulas: how far they look, and for what."""

from __future__ import annotations

from decimal import Decimal

from kpicli.constraints.levers import Reach
from kpicli.fields.field import Field
from kpicli.rules.conflict.levers import Bar
from kpicli.rules.rule import RuleOptions
from kpicli.workspace.contests import Contests


class ReachOptions(RuleOptions):
    """How far drivers and formulas are followed back from a metric."""

    hops: int = Field(3, ge=1, le=5, description="how many drivers in a row are followed")
    least_strength: Decimal = Field(
        Decimal("0.3"),
        ge=Decimal("0.1"),
        le=1,
        description="how strong a way has to be; strong is 0.9, medium 0.6, weak 0.3, multiplied",
    )

    @property
    def reach(self) -> Reach:
        """The same as the engine takes it."""
        return Reach(self.hops, self.least_strength)


class ContestOptions(ReachOptions):
    """Which levers count as contested at all."""

    least_shown: Decimal = Field(
        Decimal("0.3"),
        ge=Decimal("0.05"),
        le=1,
        description="how strong the two pulls have to be, multiplied, to be looked at",
    )

    @property
    def contests(self) -> Contests:
        """The question which levers are contested."""
        return Contests(self.reach, self.least_shown)


class ContestedLeverOptions(ContestOptions):
    """What `[check.options.contested-lever]` may set."""

    warning_each: Decimal = Field(
        Decimal("0.5"), ge=0, le=1, description="how strong each pull has to be for a warning"
    )
    warning_both: Decimal = Field(
        Decimal("0.3"), ge=0, le=1, description="how strong both have to be, multiplied"
    )
    most_levers: int = Field(
        10, ge=1, description="beyond so many between two departments, the rest is one finding"
    )

    @property
    def bar(self) -> Bar:
        """What makes a contested lever a warning."""
        return Bar(self.warning_each, self.warning_both)
