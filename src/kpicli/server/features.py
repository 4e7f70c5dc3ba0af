"""What the editor asks, and the answers in the words of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from kpicli.rules.names import rule_named
from kpicli.rules.page import page_text, summary_of
from kpicli.server.actions import RULE_PAGE, code_actions
from kpicli.server.completion import suggestions
from kpicli.server.cursor import Cursor
from kpicli.server.hover import hover
from kpicli.server.items import completion_list
from kpicli.server.lookup import Refused, defined_at, named_at, renamable, renamed
from kpicli.server.outline import symbols
from kpicli.server.places import file_of
from kpicli.server.protocol import REQUEST_FAILED
from kpicli.server.symbols import document_symbols, workspace_symbols

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpicli.server.fields import Fields
    from kpicli.server.protocol import KpiServer
    from kpicli.server.session import Session

ParamsT = TypeVar("ParamsT")
AnswerT = TypeVar("AnswerT")

_TRIGGERS = [" ", ":", "[", ",", "-", "."]


class RefusedError(JsonRpcException):
    """A request that cannot be granted, with the reason for the person."""

    CODE = REQUEST_FAILED


def serve_features(server: KpiServer, session: Session, fields: Fields) -> None:
    """Register what answers the editor."""
    _serve_reading(server, session, fields)
    _serve_finding(server, session)
    _serve_changing(server, session)


def _answered(
    session: Session, server: KpiServer, method: Callable[[ParamsT], AnswerT]
) -> Callable[[ParamsT], AnswerT | None]:
    """The method so that background work waits for it, and its bugs go to the log."""

    def answer(params: ParamsT) -> AnswerT | None:
        with session.foreground():
            try:
                return method(params)
            except JsonRpcException:
                raise
            except Exception as error:  # noqa: BLE001 - our own mistake must not end the session
                server.report(error)
                return None

    return answer


def _cursor(
    session: Session, document: lsp.TextDocumentIdentifier, position: lsp.Position
) -> Cursor | None:
    """Where a request points; none outside of goal files."""
    file = file_of(document.uri)
    found = session.repository_of(file) if file else None
    if found is None or found[1] not in found[0].paths:
        return None
    repository, path = found
    source = repository.source(path)
    offset = session.places.offset(source, position)
    return Cursor(repository, path, source, offset, session.today())


def _serve_reading(server: KpiServer, session: Session, fields: Fields) -> None:
    places = session.places

    def shown(params: lsp.HoverParams) -> lsp.Hover | None:
        cursor = _cursor(session, params.text_document, params.position)
        found = hover(cursor, fields) if cursor else None
        if cursor is None or found is None:
            return None
        content = lsp.MarkupContent(lsp.MarkupKind.Markdown, found[0])
        return lsp.Hover(content, places.range(cursor.source, found[1]))

    def completed(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        cursor = _cursor(session, params.text_document, params.position)
        if cursor is None:
            return None
        found = suggestions(cursor, fields)
        return completion_list(found, cursor, places, server.client_capabilities)

    def outlined(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
        cursor = _cursor(session, params.text_document, lsp.Position(0, 0))
        if cursor is None:
            return None
        return document_symbols(symbols(cursor.source), cursor.source, places)

    options = lsp.CompletionOptions(trigger_characters=_TRIGGERS)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(_answered(session, server, shown))
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, options)(_answered(session, server, completed))
    server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_answered(session, server, outlined))


def _serve_finding(server: KpiServer, session: Session) -> None:
    places = session.places

    def defined(params: lsp.DefinitionParams) -> lsp.Location | None:
        cursor = _cursor(session, params.text_document, params.position)
        found = defined_at(cursor) if cursor else None
        if cursor is None or found is None:
            return None
        return places.location(cursor.repository, *found)

    def named(params: lsp.ReferenceParams) -> list[lsp.Location] | None:
        cursor = _cursor(session, params.text_document, params.position)
        if cursor is None:
            return None
        wanted = params.context.include_declaration
        return [
            places.location(cursor.repository, path, part.span)
            for path, part in named_at(cursor)
            if wanted or not part.defines
        ]

    def everywhere(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        return workspace_symbols(params.query, session)

    server.feature(lsp.TEXT_DOCUMENT_DEFINITION)(_answered(session, server, defined))
    server.feature(lsp.TEXT_DOCUMENT_REFERENCES)(_answered(session, server, named))
    server.feature(lsp.WORKSPACE_SYMBOL)(_answered(session, server, everywhere))


def _serve_changing(server: KpiServer, session: Session) -> None:
    places = session.places

    def prepared(params: lsp.PrepareRenameParams) -> lsp.Range | None:
        cursor = _cursor(session, params.text_document, params.position)
        if cursor is None:
            return None
        found = renamable(cursor)
        if isinstance(found, Refused):
            raise RefusedError(found.message)
        return places.range(cursor.source, found)

    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        cursor = _cursor(session, params.text_document, params.position)
        if cursor is None:
            raise RefusedError("this is no goal file")
        found = renamed(cursor, params.new_name)
        if isinstance(found, Refused):
            raise RefusedError(found.message)
        return places.replaced(cursor.repository, found, params.new_name)

    def acted(params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        cursor = _cursor(session, params.text_document, params.range.start)
        if cursor is None:
            return None
        return code_actions(cursor.repository, cursor.path, params.range, places)

    @server.command(RULE_PAGE)
    def page(rule: str) -> str | None:
        return _page(server, rule)

    server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)(_answered(session, server, prepared))
    server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))(
        _answered(session, server, rename)
    )
    kinds = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds)(_answered(session, server, acted))


def _page(server: KpiServer, name: str) -> str | None:
    """A rule's page; editors that show nothing of it get its gist as a message."""
    rule = rule_named(name)
    if rule is None:
        return None
    words = f"{rule.name} ({rule.code}): {summary_of(rule)} `kpi explain {rule.name}` says more"
    server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, words))
    return page_text(rule)
