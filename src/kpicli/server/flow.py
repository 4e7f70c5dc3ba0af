"""Collections in flow style, `{id: x, tags: [a, b]}`, read as far as they are written."""

from __future__ import annotations

from msgspec import Struct, field


class _Open(Struct):
    """A bracket that is open: the key whose value comes next, and the keys that were there."""

    is_mapping: bool
    key: str | None = None
    present: set[str] = field(default_factory=set)


class Flow(Struct):
    """Reads characters from an opening bracket on; the state is that behind the last of them."""

    is_closed: bool = False
    in_comment: bool = False
    word: str = ""
    word_start: int = 0
    _open: list[_Open] = field(default_factory=list)
    _quote: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that lead from the outermost bracket to the innermost open one."""
        return tuple(part.key for part in self._open if part.key is not None)

    @property
    def expects_key(self) -> bool:
        """Whether a word here would be a key."""
        return bool(self._open) and self._open[-1].is_mapping and self._open[-1].key is None

    @property
    def present(self) -> set[str]:
        """The keys that the innermost mapping has."""
        return self._open[-1].present if self._open else set()

    def read(self, line: str, start: int) -> None:
        """Reads one line, which begins at an offset of the text."""
        self.in_comment = False
        if not self._quote:
            self._begin(start + len(line) - len(line.lstrip()))
        for index, character in enumerate(line):
            if self.is_closed:
                self.in_comment = self.in_comment or character == "#"
                continue
            if character == "#" and not self._quote and not line[:index][-1:].strip():
                self.in_comment = True
                return
            self._take(character, start + index, line[index + 1 : index + 2])

    def _take(self, character: str, offset: int, following: str) -> None:
        if self._quote:
            self._quote = "" if character == self._quote else self._quote
            self.word += character
        elif character in "\"'" and not self.word:
            self._quote = self.word = character
            self.word_start = offset
        elif character in "{[":
            self._open.append(_Open(character == "{"))
            self._begin(offset + 1)
        elif character in "}]":
            self._close(offset)
        elif character == ",":
            self._next(offset)
        elif character == ":" and self.expects_key and not following.strip(" \t,]}"):
            self._name(offset)
        elif self.word or character.strip():
            self.word += character
        else:
            self.word_start = offset + 1

    def _close(self, offset: int) -> None:
        if self._open:
            self._open.pop()
        self.is_closed = not self._open
        self._begin(offset + 1)

    def _next(self, offset: int) -> None:
        if self._open and self._open[-1].is_mapping:
            self._open[-1].key = None
        self._begin(offset + 1)

    def _name(self, offset: int) -> None:
        name = self.word.strip().strip("\"'")
        self._open[-1].key = name
        self._open[-1].present.add(name)
        self._begin(offset + 1)

    def _begin(self, offset: int) -> None:
        """A new word begins at an offset."""
        self.word, self.word_start = "", offset
