"""The cascade as a Mermaid flowchart: contributors point up to what they serve."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kpicli.render.cascade.numbering import aliases
from kpicli.render.numbers import number_text
from kpicli.render.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpicli.reports.cascade import CascadeReport
    from kpicli.workspace import Link

# Inside of labels Mermaid reads quotes, entities, Markdown, HTML, icons, formulas and directives:
# the signs of ASCII are written by number, but for those inside of ids and numbers.
_SIGN = re.compile(
    r"[^\w ,.%'\-\x80-\U0010ffff]|_(?=_)|(?<=_)_|[.\-](?![A-Za-z0-9])|%(?=[%{])|(?<=[%}])%"
)


def cascade_mermaid(report: CascadeReport) -> str:
    """The flowchart; a link that adds nothing is dotted, one with a weight says it."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: CascadeReport) -> Iterator[str]:
    names = aliases(report)
    yield "flowchart BT"
    for node in report.nodes:
        label = f'"{_label(node.title)}<br/>{_label(node.id)}"'
        shape = f"[{label}]" if node.kind == "kpi" else f"([{label}])"
        yield f"  {names[node.id]}{shape}"
    for link in report.links:
        yield f"  {_link(link, names)}"


def _link(link: Link, names: Mapping[str, str]) -> str:
    arrow = "-->" if link.counts else "-.->"
    weight = "" if link.weight is None else f'|"{_label(number_text(link.weight))}"|'
    return f"{names[link.child]} {arrow}{weight} {names[link.parent]}"


def _label(text: str) -> str:
    return _SIGN.sub(_entity, escaped(text))


def _entity(found: re.Match[str]) -> str:
    return "#quot;" if found[0] == '"' else f"#{ord(found[0])};"
