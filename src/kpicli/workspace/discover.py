"""The goal files of a repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pathspec import GitIgnoreSpec

ENDINGS = (".yaml", ".yml")
_IGNORE_FILE = ".gitignore"


def discover(root: Path, exclude: Iterable[str] = ()) -> tuple[tuple[str, ...], list[Finding]]:
    """The paths of all goal files below the root, relative to it, with slashes, sorted.

    Left out are files that a `.gitignore` or `exclude` matches and everything whose name starts
    with a dot. A link to a file or folder inside the root adds nothing that is not found anyway;
    a link that leaves the root or leads nowhere is a finding.
    """
    findings: list[Finding] = []
    paths: list[str] = []
    for path, entry in _walk(root, "", (_rule("", exclude),), findings):
        if not entry.is_symlink() or not _stays_inside(root, path):
            paths.append(path)
            continue
        target = _relative_target(root, path)
        if not _is_goal_file(target) or _is_hidden(target):
            paths.append(path)
    return tuple(sorted(paths)), findings


_Rule = tuple[str, "GitIgnoreSpec | None"]


def _rule(base: str, patterns: Iterable[str]) -> _Rule:
    lines = list(patterns)
    if not lines:
        return base, None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most repositories need no patterns

    return base, GitIgnoreSpec.from_lines(lines)


def _is_ignored(path: str, rules: tuple[_Rule, ...]) -> bool:
    # The patterns nearest to the file decide, as in git.
    for base, spec in reversed(rules):
        if spec is None:
            continue
        verdict = spec.check_file(path[len(base) :]).include
        if verdict is not None:
            return verdict
    return False


def _walk(
    root: Path, base: str, rules: tuple[_Rule, ...], findings: list[Finding]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(root / base) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "it cannot be listed"
        findings.append(_unreadable(base, f"the folder cannot be read: {reason}"))
        return
    ignore = next((entry for entry in found if entry.name == _IGNORE_FILE), None)
    if ignore is not None and ignore.is_file():
        rules = (*rules, _rule(base, _lines(ignore)))
    for entry in found:
        path = base + entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not entry.is_file():
            _check_link(root, path, rules, findings)
        elif entry.is_dir():
            if not _is_ignored(f"{path}/", rules):
                yield from _walk(root, f"{path}/", rules, findings)
        elif path.endswith(ENDINGS) and not _is_ignored(path, rules):
            yield path, entry


def _lines(entry: os.DirEntry[str]) -> list[str]:
    try:
        with open(entry.path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - a path
            return file.read().splitlines()
    except OSError:
        return []


def _check_link(root: Path, path: str, rules: tuple[_Rule, ...], findings: list[Finding]) -> None:
    full = root / path
    if full.is_dir():
        if not _stays_inside(root, path) and not _is_ignored(f"{path}/", rules):
            findings.append(_unreadable(path, "the link leads out of the goal repository"))
    elif path.endswith(ENDINGS) and not full.exists() and not _is_ignored(path, rules):
        findings.append(_unreadable(path, "the link leads nowhere, or back to itself"))


def _stays_inside(root: Path, path: str) -> bool:
    real = os.path.realpath(root / path)
    return real.startswith(os.path.realpath(root) + os.sep)


def _relative_target(root: Path, path: str) -> str:
    real = os.path.relpath(os.path.realpath(root / path), os.path.realpath(root))
    return real.replace(os.sep, "/")


def _is_goal_file(path: str) -> bool:
    return path.endswith(ENDINGS)


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _unreadable(path: str, message: str) -> Finding:
    return loading_finding(
        UNREADABLE_FILE,
        message,
        Label(path.rstrip("/"), Span(0, 0)),
        help="remove it, or leave it out with `exclude` under [files] in kpi.toml",
    )
