"""The goal files of a repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kpicli.findings import UNREADABLE_FILE, Finding, Label, loading_finding
from kpicli.source import NO_LOOKS, Looks, Span
from kpicli.workspace.left_out import ENDINGS, IGNORE_FILE, Folder, excluded_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pathspec import GitIgnoreSpec

    from kpicli.workspace.left_out import Below


def discover(
    root: Path, exclude: Iterable[str] = (), looks: Looks = NO_LOOKS
) -> tuple[tuple[str, ...], list[Finding]]:
    """The paths of all goal files below the root, relative to it, with slashes, sorted.

    Left out are files that a `.gitignore` or `exclude` matches and everything whose name starts
    with a dot. A link to a file or folder inside the root adds nothing that is not found anyway;
    a link that leaves the root or leads nowhere is a finding.
    """
    findings: list[Finding] = []
    paths: set[str] = set()
    links: dict[str, str] = {}
    for path, entry in _walk(root, excluded_by(exclude), findings, looks):
        if entry.is_symlink() and _stays_inside(root, path):
            links.setdefault(_relative_target(root, path), path)
        else:
            paths.add(path)
    paths |= {path for target, path in links.items() if target not in paths}
    return tuple(sorted(paths)), findings


def _walk(
    root: Path, exclude: GitIgnoreSpec | Below | None, findings: list[Finding], looks: Looks
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    ahead = [Folder("", exclude)]
    while ahead:
        folder = ahead.pop()
        found = _listed(root, folder.base, findings, looks)
        ignore = next((entry for entry in found if entry.name == IGNORE_FILE), None)
        folder = folder.ignoring(_lines(ignore, looks) if ignore is not None else ())
        for entry in found:
            path = folder.base + entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                looks.spoil()
            if _is_odd_link(entry):
                _check_link(root, path, folder, findings)
            elif entry.is_dir():
                if not folder.leaves_out(f"{path}/"):
                    ahead.append(folder.inside(entry.name))
            elif _is_goal_file(path, folder, findings):
                yield path, entry


def _listed(root: Path, base: str, findings: list[Finding], looks: Looks) -> list[os.DirEntry[str]]:
    folder = str(root / base)
    looks.before(folder)
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "it cannot be listed"
        said = f"the folder cannot be read: {reason}"
        findings.append(_unreadable(base or ".", said, "allow reading it"))
        looks.spoil()
        return []
    looks.listed(folder, [entry.name for entry in found])
    return found


def _is_odd_link(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a link to anything but a file."""
    try:
        return entry.is_symlink() and not entry.is_file()
    except OSError:
        return True


def _lines(entry: os.DirEntry[str], looks: Looks) -> list[str]:
    looks.before(entry.path)
    try:
        with open(entry.path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:  # noqa: PTH123 - a path
            text = file.read()
    except OSError:
        looks.spoil()
        return []
    looks.read(entry.path, text)
    return text.splitlines()


def _check_link(root: Path, path: str, folder: Folder, findings: list[Finding]) -> None:
    full = f"{root}{os.sep}{path}"
    if os.path.isdir(full):  # noqa: PTH112 - unlike Path, it takes a link that loops
        if not _stays_inside(root, path) and not folder.leaves_out(f"{path}/"):
            findings.append(_unreadable(path, "the link leads out of the goal repository"))
    elif path.endswith(ENDINGS) and not folder.leaves_out(path):
        findings.append(_unreadable(path, "the link leads nowhere, or back to itself"))


def _stays_inside(root: Path, path: str) -> bool:
    real, top = os.path.realpath(root / path), os.path.realpath(root).rstrip(os.sep)
    return f"{real}{os.sep}".startswith(f"{top}{os.sep}")


def _relative_target(root: Path, path: str) -> str:
    real = os.path.relpath(os.path.realpath(root / path), os.path.realpath(root))
    return real.replace(os.sep, "/")


def _is_goal_file(path: str, folder: Folder, findings: list[Finding]) -> bool:
    """Whether a file is one; a finding where only the case of its ending is another."""
    if path.endswith(ENDINGS):
        return not folder.leaves_out(path)
    if path.lower().endswith(ENDINGS) and not folder.leaves_out(path):
        findings.append(_in_capitals(path))
    return False


def _in_capitals(path: str) -> Finding:
    name, _, ending = path.rpartition(".")
    right = f"{name}.{ending.lower()}"
    return _unreadable(
        path, f"`.{ending}` is not the ending of a goal file", f"rename it to `{right}`"
    )


def _unreadable(path: str, message: str, remedy: str = "remove it") -> Finding:
    return loading_finding(
        UNREADABLE_FILE,
        message,
        Label(path.rstrip("/"), Span(0, 0)),
        help=f"{remedy}, or leave it out with `exclude` under [files] in kpi.toml",
    )
