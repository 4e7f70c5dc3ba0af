"""Globs that take no library, against the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from kpicli.workspace import excluded_by
from kpicli.workspace.left_out import Below

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = st.sampled_from(["a", "ab", "b", "a-b", "a_b", "é", "1"])
_FOLDERS = st.lists(_NAMES, min_size=1, max_size=3).map("/".join)
_PATHS = st.tuples(_FOLDERS, st.sampled_from(["", "/", "/a.yaml", ".yaml"])).map("".join)


@given(st.lists(_FOLDERS.map("{}/**".format), min_size=1, max_size=3), _PATHS)
def test_folders_leave_out_what_the_library_says(globs: Sequence[str], path: str) -> None:
    excluded = excluded_by(globs)
    assert isinstance(excluded, Below)
    assert excluded.match_file(path) == GitIgnoreSpec.from_lines(globs).match_file(path)


@pytest.mark.parametrize(
    "glob",
    [
        *(
            "archive/",
            "archive",
            "/archive/**",
            "archive/*",
            "a*/**",
            "!a/**",
            "**",
            "/**",
            "a//**",
        ),
        *("a/**/**", "a.b/**", "a /**", "#a/**", "a/**/b.yaml"),
    ],
)
def test_all_other_globs_are_for_the_library(glob: str) -> None:
    assert isinstance(excluded_by(("archive/**", glob)), GitIgnoreSpec)


def test_without_globs_nothing_is_left_out() -> None:
    assert excluded_by(()) is None
