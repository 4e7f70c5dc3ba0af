"""What can be done about the findings at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from kpicli.edit.fixes import placed_fixes
from kpicli.findings import Safety
from kpicli.server.diagnostics import diagnostics
from kpicli.server.suppressing import suppressing
from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kpicli.edit.text_edit import TextEdit
    from kpicli.linter import LocatedFinding
    from kpicli.server.places import Places
    from kpicli.server.repository import Repository
    from kpicli.source import SourceFile

RULE_PAGE = "kpi.rulePage"
"""The command that shows a rule's page; its argument is the rule's name."""


def code_actions(
    repository: Repository, path: str, wanted: lsp.Range, places: Places
) -> list[lsp.CodeAction]:
    """The fixes and suppressions of all findings that a range touches, and their rules' pages."""
    source = repository.source(path)
    here = [
        (part, shown)
        for part in repository.shown.get(path, ())
        if _touch((shown := diagnostics([part], repository, places)[path][0]).range, wanted)
    ]
    # What is wrong in defaults is found of many goals, and put right once.
    found: list[lsp.CodeAction] = []
    for part, shown in here:
        found += _fixes(part, shown, repository, places)
    for part, shown in here:
        edit = suppressing(source, part)
        if edit is not None:
            title = f"Ignore `{part.finding.rule.name}` here, with a reason"
            found.append(_action(title, shown, _changes(source, [edit], repository, places)))
    once = {(action.title, repr(action.edit)): action for action in reversed(found)}
    return [*reversed(once.values()), *_pages(here)]


def _fixes(
    part: LocatedFinding, shown: lsp.Diagnostic, repository: Repository, places: Places
) -> Iterator[lsp.CodeAction]:
    fix = part.finding.fix
    placed = placed_fixes([part.finding], repository.read)[0] if fix else None
    if fix and placed:
        action = _action(
            fix.title, shown, _changes(placed.source, placed.edits, repository, places)
        )
        action.is_preferred = fix.safety is Safety.SAFE
        yield action


def _action(title: str, shown: lsp.Diagnostic, edit: lsp.WorkspaceEdit) -> lsp.CodeAction:
    return lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, diagnostics=[shown], edit=edit)


def _changes(
    source: SourceFile, edits: Iterable[TextEdit], repository: Repository, places: Places
) -> lsp.WorkspaceEdit:
    made = [
        lsp.TextEdit(places.range(source, Span(edit.start, edit.end)), edit.text) for edit in edits
    ]
    return lsp.WorkspaceEdit(changes={places.uri(repository.root / source.path): made})


def _pages(here: Iterable[tuple[LocatedFinding, lsp.Diagnostic]]) -> Iterator[lsp.CodeAction]:
    rules = dict.fromkeys(part.finding.rule.name for part, _ in here)
    for rule in rules:
        title = f"What `{rule}` means"
        yield lsp.CodeAction(title, command=lsp.Command(title, RULE_PAGE, arguments=[rule]))


def _touch(one: lsp.Range, other: lsp.Range) -> bool:
    return _pair(one.start) <= _pair(other.end) and _pair(other.start) <= _pair(one.end)


def _pair(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character
