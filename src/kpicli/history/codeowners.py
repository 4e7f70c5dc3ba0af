"""CODEOWNERS: who has to approve changes to which files, as GitHub and GitLab read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from kpicli.history.repository import Repository

PLACES = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where the file may stand from the top of the git repository; the first one counts."""

_LARGEST = 3_000_000
_MOST_STARS = 8
# Compiled where there is such a file.
_WORD = r"(?:\\.|[^\s\\])+"
_STARS = r"\*\*/|/\*\*\Z|\*+|\?"


class CodeOwners(Struct, frozen=True):
    """The lines of a CODEOWNERS file: patterns with the owners that they give.

    `prefix` is the way from the top of the git repository to the goal repository.
    """

    path: str
    lines: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    prefix: str = ""

    def owners_of(self, path: str) -> tuple[str, ...]:
        """Who owns a file of the goal repository, by the last line that matches; maybe nobody."""
        full = f"{self.prefix}{path}"
        return next((owners for form, owners in reversed(self.lines) if form.fullmatch(full)), ())


def code_owners_at(repository: Repository) -> CodeOwners | None:
    """The CODEOWNERS file of HEAD, or none."""
    head = repository.head
    for path in PLACES if head is not None else ():
        found = repository.objects.get(f"{head.id}:{path}") if head is not None else None
        if found is not None and found.kind == "blob" and len(found.contents) <= _LARGEST:
            text = found.contents.decode("utf-8", "replace")
            return read_code_owners(path, text, repository.prefix)
    return None


def read_code_owners(path: str, text: str, prefix: str = "") -> CodeOwners:
    """The lines of a CODEOWNERS file; sections of GitLab and what is no pattern are passed over."""
    lines = []
    for line in text.splitlines():
        words = re.findall(_WORD, _without_comment(line))
        if not words or words[0].startswith(("[", "^[", "!")):
            continue
        pattern = _pattern(words[0].replace("\\ ", " "))
        if pattern is not None:
            lines.append((pattern, tuple(words[1:])))
    return CodeOwners(path, tuple(lines), prefix)


def _without_comment(line: str) -> str:
    return re.split(r"(?:^|\s)#", line, maxsplit=1)[0]


def _pattern(glob: str) -> re.Pattern[str] | None:
    """What a glob matches, nearly as in a `.gitignore`; `docs/*` does not go into folders.

    A glob with many stars could take for ever, and nobody means one.
    """
    body = glob.strip("/")
    if not body or len(re.findall(_STARS, body)) > _MOST_STARS:
        return re.compile(".*") if glob == "/" else None
    is_anchored = glob.startswith("/") or "/" in body
    start = "" if is_anchored else "(?:.*/)?"
    return re.compile(f"{start}{_translated(body)}{_end(glob, body)}", re.DOTALL)


def _end(glob: str, body: str) -> str:
    if glob.endswith("/"):
        return "/.*"
    return "" if body.endswith("/*") else "(?:/.*)?"


def _translated(body: str) -> str:
    parts: list[str] = []
    position = 0
    for found in re.finditer(_STARS, body):
        parts += [re.escape(body[position : found.start()]), _meaning(found[0])]
        position = found.end()
    return "".join((*parts, re.escape(body[position:])))


def _meaning(stars: str) -> str:
    if stars == "**/":
        return "(?:.*/)?"
    if stars == "/**":
        return "/.*"
    return "[^/]" if stars == "?" else "[^/]*"
