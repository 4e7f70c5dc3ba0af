"""The signs that trees, bars and statuses are drawn with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbols:
    """One set of signs, each a single cell wide but for `ellipsis` and the branches (3 cells).

    `eighths` fill a cell of a bar from nothing on, `levels` a cell of a sparkline from the bottom.
    """

    ellipsis: str
    arrow: str
    dash: str
    rule: str
    branch: str
    last_branch: str
    trunk: str
    objective: str
    kpi: str
    full: str
    empty: str
    mark: str
    eighths: str
    levels: str
    achieved: str
    on_track: str
    at_risk: str
    off_track: str
    early: str
    missed: str
    stale: str
    no_data: str
    not_started: str
    closed: str
    draft: str


UNICODE = Symbols(
    ellipsis="…",
    arrow="→",
    dash="–",  # noqa: RUF001 - a range of numbers takes an en dash
    rule="─",
    branch="├─ ",
    last_branch="└─ ",
    trunk="│  ",
    objective="◆",
    kpi="•",
    full="█",
    empty="·",
    mark="│",
    eighths=" ▏▎▍▌▋▊▉",
    levels="▁▂▃▄▅▆▇█",
    achieved="✔",
    on_track="●",
    at_risk="▲",
    off_track="✖",
    early="○",
    missed="✘",
    stale="◌",
    no_data="?",
    not_started="·",
    closed="■",
    draft="~",
)

ASCII = Symbols(
    ellipsis="...",
    arrow="->",
    dash="-",
    rule="-",
    branch="|- ",
    last_branch="`- ",
    trunk="|  ",
    objective="*",
    kpi="-",
    full="#",
    empty=".",
    mark="|",
    eighths=" ",
    levels="_.-^",
    achieved="+",
    on_track="o",
    at_risk="!",
    off_track="x",
    early=".",
    missed="X",
    stale="@",
    no_data="?",
    not_started="-",
    closed="=",
    draft="~",
)
