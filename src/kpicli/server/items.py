"""Suggestions as completion items of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from kpicli.server.completion import MOST, Sort, Suggestion
from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.server.cursor import Cursor
    from kpicli.server.places import Places

_KINDS = {
    Sort.FIELD: lsp.CompletionItemKind.Field,
    Sort.WORD: lsp.CompletionItemKind.EnumMember,
    Sort.ID: lsp.CompletionItemKind.Reference,
    Sort.UNIT: lsp.CompletionItemKind.Unit,
    Sort.RULE: lsp.CompletionItemKind.Value,
}


def completion_list(
    found: Sequence[Suggestion],
    cursor: Cursor,
    places: Places,
    client: lsp.ClientCapabilities,
) -> lsp.CompletionList:
    """The items; the list is marked as incomplete where more letters would bring others."""
    snippets = _takes_snippets(client)
    items = [
        _item(number, part, cursor, places)
        for number, part in enumerate(found[:MOST])
        if snippets or not part.stops
    ]
    return lsp.CompletionList(is_incomplete=len(found) > MOST, items=items)


def _item(number: int, part: Suggestion, cursor: Cursor, places: Places) -> lsp.CompletionItem:
    place = places.range(cursor.source, Span(part.start, cursor.offset))
    item = lsp.CompletionItem(
        label=part.label,
        kind=_KINDS[part.sort],
        detail=part.detail or None,
        documentation=part.note or None,
        sort_text=f"{0 if part.first else 1}{number:04}",
        filter_text=f"{part.label} {part.detail}" if part.sort is Sort.ID else None,
        text_edit=lsp.TextEdit(place, part.text),
    )
    if part.stops:
        item.insert_text_format = lsp.InsertTextFormat.Snippet
        item.insert_text_mode = lsp.InsertTextMode.AdjustIndentation
    return item


def _takes_snippets(client: lsp.ClientCapabilities) -> bool:
    completion = client.text_document and client.text_document.completion
    item = completion and completion.completion_item
    return bool(item and item.snippet_support)
