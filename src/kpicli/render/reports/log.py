"""One goal's life for the terminal and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicli.render.counted import counted
from kpicli.render.json_text import json_text
from kpicli.render.text import escaped, wrapped
from kpicli.render.theme import Role
from kpicli.reports.log import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.history.field_change import FieldChange
    from kpicli.render.json_text import Json
    from kpicli.render.theme import Style
    from kpicli.reports.log import Entry, GoalLog

SCHEMA = "kpi.log/v1"
_INDENT = "  "
_WORDS = {
    Kind.CREATED: "created",
    Kind.KNOWN: "already there",
    Kind.DELETED: "deleted",
    Kind.BROKEN: "broken: it cannot be understood from here on",
    Kind.DOUBLED: "defined twice: it cannot be compared from here on",
    Kind.CLOSED: "closed",
    Kind.REOPENED: "reopened",
    Kind.MOVED: "moved",
    Kind.CHANGED: "changed",
    Kind.REVIEWED: "reviewed",
    Kind.MEASURED: "measured",
}
_ROLES = {
    Kind.CREATED: Role.GOOD,
    Kind.DELETED: Role.BAD,
    Kind.BROKEN: Role.BAD,
    Kind.DOUBLED: Role.BAD,
    Kind.CHANGED: Role.FAIR,
    Kind.CLOSED: Role.FAIR,
}


def log_text(log: GoalLog, style: Style) -> str:
    """The goal, what each commit did to it with the latest first, and how far back that goes."""
    lines = [*_heading(log, style), ""]
    for chapter in log.chapters:
        lines += _single(chapter[0], style) if len(chapter) == 1 else _routine(chapter, style)
    lines += ["", *wrapped(_closing(log), style.columns)]
    return "".join(f"{line}\n" for line in lines)


def log_json(log: GoalLog) -> str:
    """The document `kpi.log/v1`: a promise to other programs. Keys are only ever added."""
    return json_text(
        {
            "schema": SCHEMA,
            "goal": {"id": log.goal, "title": log.title or None, "exists": log.exists},
            "shallow": log.is_shallow,
            "entries": [_object(entry) for entry in log.entries],
        }
    )


def _heading(log: GoalLog, style: Style) -> Iterator[str]:
    gone = "" if log.exists else " (deleted)"
    for line in wrapped(f"{escaped(log.goal)}  {escaped(log.title)}{gone}".rstrip(), style.columns):
        yield style.paint(Role.STRONG, line)


def _single(entry: Entry, style: Style) -> Iterator[str]:
    kind, who = entry.kinds[0], escaped(entry.commit.author)
    said = ", ".join(_WORDS[part] for part in entry.kinds)
    by = "" if kind is Kind.KNOWN else f"by {who} "
    rest = f"{by}in {entry.commit.short}: {escaped(entry.commit.subject)}"
    first, *more = wrapped(f"{entry.commit.day.isoformat()}  {said} {rest}", style.columns)
    role = _ROLES.get(kind, Role.INFO)
    yield first.replace(said, style.paint(role, said), 1)
    for line in (*more, *map(escaped, _details(entry))):
        for part in wrapped(line, style.columns - len(_INDENT)):
            yield f"{_INDENT}{part}"


def _details(entry: Entry) -> Iterator[str]:
    if Kind.CREATED in entry.kinds:
        yield f"as `{entry.goal}` in {entry.path}{_earlier_life(entry)}"
    elif Kind.MOVED in entry.kinds:
        yield f"from {entry.was} to {entry.path}"
    elif not entry.changes and entry.path:
        yield f"in {entry.path}{_later_life(entry)}"
    for change in entry.changes:
        yield change.words


def _earlier_life(entry: Entry) -> str:
    if entry.was:
        return f"; it may have been `{entry.was}` before"
    return "; it is not what it was before it was deleted:" if entry.changes else ""


def _later_life(entry: Entry) -> str:
    if entry.also:
        return f" and in {entry.also}" if entry.also != entry.path else ", both"
    return f"; it may be `{entry.became}` since" if entry.became else ""


def _routine(chapter: tuple[Entry, ...], style: Style) -> Iterator[str]:
    """Commits in a row that only measured the goal."""
    last, first = chapter[0], chapter[-1]
    who = ", ".join(sorted({escaped(entry.commit.author) for entry in chapter}))
    days = f"{first.commit.day.isoformat()} to {last.commit.day.isoformat()}"
    line = f"{days}  measured in {counted(len(chapter), 'commit')} by {who}"
    yield from wrapped(line, style.columns)
    for change in last.changes:
        for part in wrapped(escaped(f"lastly {change.words}"), style.columns - len(_INDENT)):
            yield f"{_INDENT}{part}"


def _closing(log: GoalLog) -> str:
    since = log.entries[-1].commit.day.isoformat()
    count = f"{counted(len(log.entries), 'commit')} since {since}"
    if log.is_shallow:
        return f"{count}; the clone lacks older ones: `git fetch --unshallow` brings them"
    return count


def _object(entry: Entry) -> dict[str, Json]:
    commit = entry.commit
    return {
        "commit": commit.id,
        "day": commit.day.isoformat(),
        "author": commit.author,
        "email": commit.email,
        "subject": commit.subject,
        "goal": entry.goal,
        "kinds": [kind.value for kind in entry.kinds],
        "path": entry.path,
        "was": entry.was or None,
        "became": entry.became or None,
        "also": entry.also or None,
        "changes": [_change(change) for change in entry.changes],
    }


def _change(change: FieldChange) -> dict[str, Json]:
    return {
        "field": change.field,
        "key": change.key or None,
        "before": change.before or None,
        "after": change.after or None,
        "effect": change.effect.value,
        "words": change.words,
    }
