"""What the meaning of goal files depends on besides the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.models.period import Calendar
from kpicli.models.preset import Preset
from kpicli.models.thresholds import Thresholds

if TYPE_CHECKING:
    from datetime import date

    from kpicli.constraints.solver import Solver


class Context(Struct, frozen=True):
    """The day that counts as today, the fiscal calendar, and how a goal is judged.

    The thresholds that goals have of their own are written for the figure of the settings' preset:
    under another one they do not count. A solver is asked about goals of which our own search does
    not tell whether they can all be met.
    """

    as_of: date
    calendar: Calendar = field(default_factory=Calendar)
    thresholds: Thresholds = field(default_factory=Thresholds)
    preset: Preset = Preset.DEFAULT
    own_thresholds_count: bool = True
    solver: Solver | None = None
