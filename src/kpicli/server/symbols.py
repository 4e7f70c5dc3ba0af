"""Definitions as symbols of the protocol."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from kpicli.documents.locate import locate
from kpicli.models.goal import Kpi
from kpicli.server.meaning import definitions, title_of
from kpicli.server.refers import Kind
from kpicli.source import Route, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from kpicli.server.outline import Symbol
    from kpicli.server.places import Places
    from kpicli.server.repository import Repository
    from kpicli.server.session import Session
    from kpicli.source import SourceFile
    from kpicli.workspace import Definition

MOST = 60
"""More symbols of the workspace are not listed at a time: each is looked up in its file."""

_KINDS = {
    "objectives": lsp.SymbolKind.Class,
    "kpis": lsp.SymbolKind.Number,
    "metrics": lsp.SymbolKind.Variable,
    "teams": lsp.SymbolKind.Package,
    "people": lsp.SymbolKind.Object,
    "tensions": lsp.SymbolKind.Event,
}


def document_symbols(
    found: Iterable[Symbol], source: SourceFile, places: Places
) -> list[lsp.DocumentSymbol]:
    """The symbols of a file, KPIs within the objectives that hold them."""
    return [
        lsp.DocumentSymbol(
            name=part.name,
            kind=_KINDS[part.section],
            range=places.range(source, part.whole),
            selection_range=places.range(source, part.place),
            detail=part.title or None,
            children=document_symbols(part.within, source, places) or None,
        )
        for part in found
    ]


def workspace_symbols(query: str, session: Session) -> list[lsp.WorkspaceSymbol]:
    """What all goal repositories define whose id or title has the query in it."""
    found = (
        (repository, section, part)
        for repository in session.repositories
        for section, part in _defined(repository, session)
        if query.lower() in part.id or query.lower() in title_of(part).lower()
    )
    return [_symbol(*part, session.places) for part in islice(found, MOST)]


def _defined(repository: Repository, session: Session) -> Iterator[tuple[str, Definition[Any]]]:
    workspace = repository.workspace(session.today())
    for kind, section in _SECTIONS.items():
        for part in definitions(workspace, kind).values():
            is_kpi = isinstance(part.model, Kpi)
            if kind is not Kind.METRIC or not is_kpi:
                yield ("kpis" if is_kpi else section), part


_SECTIONS = {
    Kind.GOAL: "objectives",
    Kind.METRIC: "metrics",
    Kind.TEAM: "teams",
    Kind.PERSON: "people",
}


def _symbol(
    repository: Repository, section: str, part: Definition[Any], places: Places
) -> lsp.WorkspaceSymbol:
    route = part.at("id").place
    assert isinstance(route, Route), "a definition stands in a goal file"
    span = locate(repository.source(part.path), [route]).get(route, Span(0, 0))
    location = places.location(repository, part.path, span)
    return lsp.WorkspaceSymbol(location, part.id, _KINDS[section], container_name=title_of(part))
