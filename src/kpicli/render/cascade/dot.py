"""The cascade for Graphviz: contributors point up to what they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.cascade.numbering import aliases
from kpicli.render.numbers import number_text
from kpicli.render.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.reports.cascade import CascadeReport
    from kpicli.workspace import Link

# Within quotes Graphviz knows backslash sequences and, in labels, HTML entities.
_QUOTED = str.maketrans({"\\": r"\\", '"': r"\"", "&": "&amp;"})


def cascade_dot(report: CascadeReport) -> str:
    """The digraph; a link that adds nothing is dashed, one with a weight says it."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: CascadeReport) -> Iterator[str]:
    names = aliases(report)
    yield "digraph cascade {"
    yield "  rankdir=BT;"
    yield '  node [shape=box, fontname="sans-serif"];'
    for node in report.nodes:
        shape = "" if node.kind == "kpi" else ", style=rounded"
        label = rf"{_quoted(node.title)}\n{_quoted(node.id)}"
        yield f'  {names[node.id]} [label="{label}"{shape}];'
    for link in report.links:
        yield f"  {_link(link, names)}"
    yield "}"


def _link(link: Link, names: Mapping[str, str]) -> str:
    attributes = [] if link.counts else ["style=dashed"]
    if link.weight is not None:
        attributes.append(f'label="{number_text(link.weight)}"')
    shown = f" [{', '.join(attributes)}]" if attributes else ""
    return f"{names[link.child]} -> {names[link.parent]}{shown};"


def _quoted(text: str) -> str:
    return escaped(text).translate(_QUOTED)
