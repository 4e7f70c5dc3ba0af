"""The signs that trees, bars and statuses are drawn with."""

from __future__ import annotations

from msgspec import Struct


class Symbols(Struct, frozen=True):
    """One set of signs; those of branches are 2 cells wide, those of bars and kinds one.

    `eighths` fill a cell of a bar from nothing on, `levels` a cell of a sparkline from the bottom.
    """

    ellipsis: str
    arrow: str
    dash: str
    branch: str
    last_branch: str
    trunk: str
    objective: str
    kpi: str
    full: str
    empty: str
    mark: str
    at_least: str
    at_most: str
    eighths: str
    levels: str


UNICODE = Symbols(
    ellipsis="…",
    arrow="→",
    dash="–",  # noqa: RUF001 - where there is no number
    branch="├─",
    last_branch="└─",
    trunk="│ ",
    objective="◆",
    kpi="•",
    full="█",
    empty="·",
    mark="│",
    at_least="≥",
    at_most="≤",
    eighths=" ▏▎▍▌▋▊▉",
    levels="▁▂▃▄▅▆▇█",
)

ASCII = Symbols(
    ellipsis="...",
    arrow="->",
    dash="-",
    branch="|-",
    last_branch="`-",
    trunk="| ",
    objective="*",
    kpi="o",
    full="#",
    empty=".",
    mark="|",
    at_least=">=",
    at_most="<=",
    eighths=" ",
    levels="_.-^",
)
