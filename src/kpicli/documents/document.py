"""One goal file as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpicli.documents.values import Value


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed goal file: its path as shown to people, and the mapping at its root.

    Parts that are written once and used again through aliases are the same objects: treat them
    as read-only.
    """

    path: str
    data: dict[str, Value]
