"""One commit: who, when, and what it says of itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

_SIGNATURE = re.compile(r"(?P<name>.*?) ?<(?P<email>[^>]*)>? ?(?P<seconds>-?\d+)? ?(?P<zone>\S*)")
_ZONE = re.compile(r"([+-])(\d\d)(\d\d)")


class Commit(Struct, frozen=True):
    """One commit.

    `day` is the day on which it was committed, on the calendar of whoever committed it: an author
    may give any date, and a rebase keeps the author's. `author` and `email` are the author's.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    day: date
    subject: str

    @property
    def short(self) -> str:
        """The first ten characters of the id, for people."""
        return self.id[:10]


def read_commit(key: str, contents: bytes) -> Commit:
    """The commit in the contents of a commit object."""
    head, _, message = contents.partition(b"\n\n")
    fields: dict[str, list[bytes]] = {}
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        fields.setdefault(name.decode("ascii", "replace"), []).append(value)
    encoding = fields.get("encoding", [b"utf-8"])[0].decode("ascii", "replace")
    author, email, _ = _signature(_text(fields.get("author", [b""])[0], encoding))
    day = _signature(_text(fields.get("committer", [b""])[0], encoding))[2]
    parents = tuple(value.decode("ascii", "replace") for value in fields.get("parent", []))
    return Commit(key, parents, author, email, day, _subject(_text(message, encoding)))


def _text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding, "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _signature(text: str) -> tuple[str, str, date]:
    """Name, address and day of an author or committer; broken ones as far as they go."""
    found = _SIGNATURE.match(text)
    if found is None:
        return text, "", _day(0, "")
    return found["name"], found["email"], _day(int(found["seconds"] or 0), found["zone"])


def _day(seconds: int, zone: str) -> date:
    parts = _ZONE.fullmatch(zone)
    shift = timedelta()
    if parts is not None:
        shift = timedelta(hours=int(parts[2]), minutes=int(parts[3]))
        shift = -shift if parts[1] == "-" else shift
    if abs(shift) >= timedelta(days=1):
        shift = timedelta()
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(timezone(shift)).date()
    except (ValueError, OverflowError, OSError):
        # Some tools write times far out of this age.
        return datetime(1970, 1, 1, tzinfo=UTC).date()


def _subject(message: str) -> str:
    """The first paragraph of a message in one line, as git shows it."""
    paragraph = message.lstrip("\n").split("\n\n", 1)[0]
    return " ".join(paragraph.split())
