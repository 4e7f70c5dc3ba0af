"""One goal file as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from kpicli.documents.values import Value


class Document(Struct, frozen=True):
    """A parsed goal file: its path as shown to people, and the mapping at its root.

    Parts that are written once and used again through aliases are the same objects: treat them
    as read-only.
    """

    path: str
    data: dict[str, Value]
