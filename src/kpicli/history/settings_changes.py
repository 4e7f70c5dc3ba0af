"""Which settings differ from those of a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.config import Settings, settings_from
from kpicli.fields.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.commit import Commit
    from kpicli.history.repository import Repository


def settings_changes(
    repository: Repository, commit: Commit, now: Settings
) -> tuple[str, ...] | None:
    """The keys that mean something else than at a commit, such as `status.on_track`.

    None where the settings of the commit cannot be understood.
    """

    def contents(name: str) -> bytes | None:
        found = repository.file(commit.id, name)
        return found.contents if found is not None else None

    before, errors = settings_from(contents)
    return None if errors else tuple(_differing("", before, now))


def _differing(key: str, before: object, after: object) -> Iterator[str]:
    if isinstance(before, Value) and isinstance(after, Value):
        for name in before.fields:
            below = f"{key}.{name}" if key else name
            yield from _differing(below, getattr(before, name), getattr(after, name))
    elif before != after:
        yield key
