"""The agenda of a review meeting, for the terminal and for a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.markdown_text import quoted, sentence
from kpicli.render.reports.review_points import Point, Topic, closing, topics
from kpicli.render.reports.signs import status_mark, status_role, status_sign
from kpicli.render.text import escaped, wrapped
from kpicli.render.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.render.theme import Style
    from kpicli.reports.review import ReviewReport

_INDENT = 4


def review_terminal(report: ReviewReport, style: Style) -> str:
    """Each topic with its points, each point with what there is to say, and the closing count."""
    lines = [line for topic in topics(report) for line in _topic(topic, style)]
    lines += wrapped(closing(report), style.columns)
    return "".join(f"{line}\n" for line in lines)


def review_markdown(report: ReviewReport) -> str:
    """A title, a heading and a list for each topic, and the closing count."""
    parts = [f"# Review as of {report.as_of.isoformat()}"]
    for topic in topics(report):
        parts += [f"## {topic.heading}", "\n".join(map(_item, topic.points))]
    return "\n\n".join((*parts, closing(report))) + "\n"


def _topic(topic: Topic, style: Style) -> Iterator[str]:
    for line in wrapped(f"{topic.heading} ({len(topic.points)})", style.columns):
        yield style.paint(Role.STRONG, line)
    for point in topic.points:
        yield from _point(point, style)
    yield ""


def _point(point: Point, style: Style) -> Iterator[str]:
    width = style.columns - _INDENT
    first, *rest = wrapped(escaped(point.title), width)
    yield f"  {_sign(point, style)} {first}"
    ids = escaped(", ".join(point.ids))
    for line in (*rest, *wrapped(f"{escaped(point.detail)} ({ids})", width)):
        yield f"{' ' * _INDENT}{line}".rstrip()


def _sign(point: Point, style: Style) -> str:
    if point.status is None:
        return style.symbols.kpi
    return style.paint(status_role(point.status), status_sign(point.status, style))


def _item(point: Point) -> str:
    sign = f"{status_mark(point.status)} " if point.status else ""
    ids = ", ".join(map(quoted, point.ids))
    return f"- {sign}**{sentence(point.title)}** ({ids}): {sentence(point.detail)}"
