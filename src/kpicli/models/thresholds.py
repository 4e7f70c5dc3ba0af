"""From when on a goal counts as on track."""

from decimal import Decimal
from typing import Annotated, Any

from msgspec import Struct

from kpicli.fields.field import Field
from kpicli.fields.invalid import invalid, shown
from kpicli.fields.notes import Parsed
from kpicli.fields.value import Value
from kpicli.models.share import SHARE_SCHEMA, share_of

_REMEDY = "write {on_track: 0.9, at_risk: 0.7}"


class Thresholds(Struct, frozen=True):
    """From which ratio of progress to expected progress on a goal is on track, or at risk."""

    on_track: Decimal = Decimal("0.9")
    at_risk: Decimal = Decimal("0.7")


def _threshold_of(value: Any) -> Decimal:  # noqa: ANN401 - whatever a file may hold
    return share_of(value, "the threshold", "0.9 or 90%")


ThresholdField = Annotated[Decimal, Parsed(_threshold_of, SHARE_SCHEMA)]
"""A field that holds a threshold."""


class OwnThresholds(Value):
    """The thresholds that a goal has of its own; those that it does not name are the settings'."""

    on_track: ThresholdField | None = Field(None, description="the least share that is on track")
    at_risk: ThresholdField | None = Field(None, description="the least share that is at risk")

    @staticmethod
    def prepared(data: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
        """The data, which have to be a mapping."""
        if not isinstance(data, dict):
            raise invalid(f"{shown(data)} is not a mapping of thresholds", _REMEDY)
        return data

    def refuse(self) -> None:
        """Raises ValueError for thresholds in the wrong order."""
        on_track, at_risk = self.on_track, self.at_risk
        if on_track is not None and at_risk is not None and at_risk > on_track:
            raise invalid(f"`at_risk` ({at_risk}) is above `on_track` ({on_track})", _REMEDY)

    def over(self, settings: Thresholds) -> Thresholds:
        """Those that count: its own, and of the settings what it does not name.

        A threshold of the settings gives way to an own one that it would otherwise contradict.
        """
        if self.on_track is None:
            least = settings.at_risk if self.at_risk is None else self.at_risk
            return Thresholds(max(settings.on_track, least), least)
        at_risk = min(settings.at_risk, self.on_track) if self.at_risk is None else self.at_risk
        return Thresholds(self.on_track, at_risk)
