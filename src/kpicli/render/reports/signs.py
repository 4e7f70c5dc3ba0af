"""How a status looks: a sign and words, and a colour that says nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.progress.status import ProgressStatus
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from kpicli.render.theme import Style

_SIGNS = {
    ProgressStatus.ACHIEVED: ("✔", "+", Role.GOOD),
    ProgressStatus.ON_TRACK: ("●", ">", Role.GOOD),
    ProgressStatus.AT_RISK: ("▲", "!", Role.FAIR),
    ProgressStatus.OFF_TRACK: ("✖", "x", Role.BAD),
    ProgressStatus.EARLY: ("○", ".", Role.DIM),
    ProgressStatus.MISSED: ("✘", "X", Role.BAD),
    ProgressStatus.STALE: ("◌", "@", Role.FAIR),
    ProgressStatus.NO_DATA: ("?", "?", Role.DIM),
    ProgressStatus.NOT_STARTED: ("·", "-", Role.DIM),
    ProgressStatus.CLOSED: ("■", "=", Role.DIM),
    ProgressStatus.DRAFT: ("~", "~", Role.DIM),
}


def status_words(status: ProgressStatus) -> str:
    """The status as people say it: `on track`."""
    return status.replace("_", " ")


def status_mark(status: ProgressStatus) -> str:
    """The sign of a status where Unicode is sure to show."""
    return _SIGNS[status][0]


def status_sign(status: ProgressStatus, style: Style) -> str:
    """The sign of a status, one cell wide; each status has its own."""
    drawn, plain, _ = _SIGNS[status]
    return drawn if style.unicode else plain


def status_role(status: ProgressStatus) -> Role:
    """The colour of a status; dim where there is nothing to judge."""
    return _SIGNS[status][2]
