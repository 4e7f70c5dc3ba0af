"""From a fix, which speaks of routes, to changes of the text at offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kpicli.documents.nodes import Node
from kpicli.documents.values import Number, resolve
from kpicli.edit.insertion import append, fill, insert
from kpicli.edit.outlined import Detour, is_aliased, is_empty, own_entries
from kpicli.edit.removal import without_comment, without_entry, without_repeat
from kpicli.edit.scalars import key_text, quoted, scalar_text
from kpicli.edit.text_edit import TextEdit
from kpicli.findings import (
    QuoteValue,
    RemoveKey,
    RemoveRepeat,
    RenameKey,
    ReplaceComment,
    SetValue,
)
from kpicli.rules.document.readings import other_reading

if TYPE_CHECKING:
    from kpicli.documents.nodes import Entry
    from kpicli.edit.outlined import Outlined
    from kpicli.findings import Edit, Fix
    from kpicli.source import Key

_BLOCK_SCALARS = {"|", ">"}
_MARKS = {"&", "!", "*"}
_GONE = "what it changes is not where it was"


def text_edits(file: Outlined, fix: Fix) -> tuple[TextEdit, ...] | str:
    """The changes that a fix comes to, which do not overlap; why not, where it cannot be made."""
    found: list[TextEdit] = []
    for edit in fix.edits:
        made = _Place(file).edit(edit)
        if isinstance(made, str):
            return made
        found.append(made)
    return tuple(sorted(found))


class _Place(Struct, frozen=True):
    """The file that is changed."""

    file: Outlined

    def edit(self, edit: Edit) -> TextEdit | str:
        match edit:
            case SetValue():
                return self._set(edit)
            case QuoteValue():
                return self._quote(edit.route.keys)
            case RenameKey():
                return self._rename(edit)
            case RemoveKey():
                return self._remove(edit.route.keys)
            case RemoveRepeat():
                return without_repeat(self.file, edit.span)
            case ReplaceComment():
                return self._comment(edit)

    def _set(self, edit: SetValue) -> TextEdit | str:
        *above, key = edit.route.keys
        parent = self._node(tuple(above))
        if isinstance(parent, str):
            return parent
        if isinstance(key, str) and parent.is_mapping:
            own, known = parent.entries.get(key), parent.entry(key)
            if known and not own:
                return self._elsewhere(Detour(known.key.start, is_merged=True))
            return self._over(own, edit.text) if own else self._put(parent, key, edit)
        found = self._node(edit.route.keys)
        return found if isinstance(found, str) else self._replaced(found, edit.text)

    def _over(self, entry: Entry, text: str) -> TextEdit | str:
        if is_aliased(entry):
            return self._elsewhere(Detour(entry.value.start, is_merged=False))
        if is_empty(entry.value):
            return fill(self.file, entry.value, _written(text))
        return self._replaced(entry.value, text)

    def _replaced(self, value: Node, text: str) -> TextEdit | str:
        if value.is_mapping or value.items or value.style in {*_BLOCK_SCALARS, "alias", "flow"}:
            return "its value is not written on one line"
        if self.file.text[value.start : value.start + 1] in _MARKS:
            return "its value has an anchor or a tag"
        return TextEdit(value.start, value.end, _written(text, value.style))

    def _put(self, parent: Node, key: str, edit: SetValue) -> TextEdit | str:
        if not parent.entries:
            return _GONE
        styles = {entry.key.style for _, entry in own_entries(parent)}
        quote = styles.pop() if len(styles) == 1 else ""
        pair = f"{key_text(key, quote)}: {_written(edit.text, quote)}"
        after = parent.entries.get(edit.after)
        # Behind an alias nothing tells where its entry ends.
        if after is None or is_aliased(after):
            return append(self.file, parent, pair)
        return insert(self.file, parent, after, pair)

    def _quote(self, keys: tuple[Key, ...]) -> TextEdit | str:
        value = self._node(keys)
        if isinstance(value, str):
            return value
        text = self.file.text[value.start : value.end]
        if value.style or is_empty(value) or text[:1] in _MARKS or not text.isprintable():
            return "its value has quotes, an anchor or a tag"
        return TextEdit(value.start, value.end, quoted(text))

    def _rename(self, edit: RenameKey) -> TextEdit | str:
        *above, key = edit.route.keys
        parent = self._node(tuple(above))
        if isinstance(parent, str):
            return parent
        entry = parent.entries.get(str(key))
        if entry is None:
            return _GONE
        if edit.name in parent.entries:
            return f"`{edit.name}` is there already"
        if entry.first is not entry.key:
            return f"`{key}` stands there more than once"
        if self.file.text[entry.key.start : entry.key.start + 1] in _MARKS:
            return "the key has an anchor or a tag"
        return TextEdit(entry.key.start, entry.key.end, key_text(edit.name, entry.key.style))

    def _remove(self, keys: tuple[Key, ...]) -> TextEdit | str:
        *above, key = keys
        parent = self._node(tuple(above))
        if isinstance(parent, str):
            return parent
        entry = parent.entries.get(str(key))
        if entry is None or is_aliased(entry):
            return _GONE
        return without_entry(self.file, parent, entry)

    def _comment(self, edit: ReplaceComment) -> TextEdit | str:
        start, end = edit.span.start, edit.span.end
        if self.file.text[start:end] != edit.old:
            return _GONE
        if edit.text:
            return TextEdit(start, end, edit.text)
        return without_comment(self.file.text, start, end)

    def _node(self, keys: tuple[Key, ...]) -> Node | str:
        found = self.file.node(keys)
        return found if isinstance(found, Node) else self._elsewhere(found)

    def _elsewhere(self, detour: Detour | None) -> str:
        if detour is None:
            return _GONE
        way = "a merge" if detour.is_merged else "an alias"
        return f"it comes through {way} from line {self.file.source.position(detour.offset).line}"


def _written(text: str, quote: str = "") -> str:
    """A text as a value, in the quotes around the one before it."""
    if quote == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if not quote and not isinstance(resolve(text), Number) and other_reading(text):
        return quoted(text)
    return scalar_text(text, quote)
