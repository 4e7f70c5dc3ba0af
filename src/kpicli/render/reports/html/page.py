"""The page put together: frame, style, data, script."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.reports.cells import preset_words
from kpicli.render.reports.html.data import page_data
from kpicli.render.reports.html.fallback import fallback
from kpicli.render.reports.html.text import script_json, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.linter import LocatedFinding
    from kpicli.reports.alignment import AlignmentReport
    from kpicli.reports.progress import ProgressReport

_STYLES = ("page.css", "parts.css", "print.css")
_SCRIPTS = (
    "dom.js",
    "data.js",
    "axes.js",
    "chart.js",
    "card.js",
    "cascade.js",
    "lists.js",
    "alignment.js",
    "state.js",
    "page.js",
)


def report_html(
    report: ProgressReport,
    findings: Sequence[LocatedFinding] = (),
    alignment: AlignmentReport | None = None,
) -> str:
    """The report as a page that stands alone, with the findings beside the goals they concern.

    The alignment of departments is a view of its own, where two of them pull on anything.
    Every text from goal files is either escaped or in a block of JSON that holds no `<`.
    """
    style, script = _joined(_STYLES), _script()
    parts = {
        "policy": escape(_policy(style, script)),
        "title": escape(shown(_title(report))),
        "organisation": escape(shown(report.organisation or "Goals")),
        "lead": escape(_lead(report)),
        "style": style,
        "fallback": fallback(report),
        "data": script_json(page_data(report, findings, alignment)),
        "script": script,
    }
    return _filled(_read("page.html"), parts)


def _filled(frame: str, parts: dict[str, str]) -> str:
    """The frame with its marks replaced in one pass, so that no part is read as a frame."""
    first, *rest = frame.split("{{")
    pieces = (piece.partition("}}") for piece in rest)
    return first + "".join(f"{parts[name.strip()]}{text}" for name, _, text in pieces)


def _title(report: ProgressReport) -> str:
    whose = f"{report.organisation}: goals" if report.organisation else "Goals"
    return f"{whose}, {report.as_of.isoformat()}"


def _lead(report: ProgressReport) -> str:
    since = f", movement since {report.since.isoformat()}" if report.since else ""
    day = f"{report.as_of.isoformat()}{since}{preset_words(report.preset)}"
    return f"{counted(len(report.goals), 'goal')} as of {day}"


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _script() -> str:
    return f'(() => {{\n"use strict";\n{_joined(_SCRIPTS)}}})();\n'


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(_read(name) for name in names)


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
