"""What a goal repository leaves out: by `.gitignore` files and by its settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from kpicli.config.settings import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec

ENDINGS = (".yaml", ".yml")
IGNORE_FILE = ".gitignore"


class Below(Struct, frozen=True):
    """What globs such as `archive/**` match, without a library: all that is in some folders.

    The folders are paths from the root that end with a slash.
    """

    folders: tuple[str, ...]

    def match_file(self, path: str) -> bool:
        """Whether a path from the root is one of the folders, or in one."""
        return path.startswith(self.folders)


class Folder(Struct, frozen=True):
    """A folder to look into: its path with a slash at the end, and what is left out there.

    `ignores` are the `.gitignore` files from the root down, each with the folder it stands in.
    """

    base: str
    exclude: GitIgnoreSpec | Below | None
    ignores: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    def leaves_out(self, path: str) -> bool:
        """Whether a path from the root, which ends with a slash for a folder, is left out."""
        if self.exclude is not None and self.exclude.match_file(path):
            return True
        # The patterns nearest to the file decide, as in git.
        for base, spec in reversed(self.ignores):
            verdict = spec.check_file(path[len(base) :]).include
            if verdict is not None:
                return verdict
        return False

    def inside(self, name: str) -> Folder:
        """A folder in this one."""
        return replace(self, base=f"{self.base}{name}/")

    def ignoring(self, lines: Iterable[str]) -> Folder:
        """The same folder with the lines of its own `.gitignore`."""
        spec = patterns_of(lines)
        if spec is None:
            return self
        return replace(self, ignores=(*self.ignores, (self.base, spec)))


def excluded_by(globs: Iterable[str]) -> GitIgnoreSpec | Below | None:
    """What the globs of the settings match; none where there are none."""
    listed = tuple(globs)
    folders = tuple(folder for glob in listed if (folder := folder_of(glob)) is not None)
    if listed and len(folders) == len(listed):
        return Below(folders)
    return patterns_of(listed)


def patterns_of(lines: Iterable[str]) -> GitIgnoreSpec | None:
    """What lines of a `.gitignore`, or globs, match; none where there are no lines."""
    listed = list(lines)
    if not listed:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most repositories need no patterns

    try:
        return GitIgnoreSpec.from_lines(listed)
    except (ValueError, re.error):
        # git passes over a line that is no pattern.
        valid = [line for line in listed if len(listed) > 1 and patterns_of([line]) is not None]
        return GitIgnoreSpec.from_lines(valid) if valid else None
