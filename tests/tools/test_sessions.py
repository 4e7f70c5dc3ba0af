"""Pages that are sessions: what is run, what is shown, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fenced import blocks_of
from sessions import SessionError, pages_of_sessions

if TYPE_CHECKING:
    from pathlib import Path


def _played(tmp_path: Path, text: str) -> str:
    path = "docs/how-to/page.md"
    return pages_of_sessions(tmp_path, {path: text})[path]


def _console(*lines: str) -> str:
    return "\n".join(("```console", *lines, "```", ""))


def test_what_a_command_prints_takes_the_place_of_what_stood_there(tmp_path: Path) -> None:
    text = _console("$ echo new", "old", "$ echo next")
    assert _played(tmp_path, text) == _console("$ echo new", "new", "$ echo next", "next")


def test_folders_and_variables_carry_over(tmp_path: Path) -> None:
    text = _console("$ mkdir a && cd a && export B=c") + _console("$ basename $PWD; echo $B")
    assert _played(tmp_path, text).endswith(
        _console("$ basename $PWD; echo $B", "a", "c"),
    )


def test_a_block_with_a_title_is_a_file(tmp_path: Path) -> None:
    text = '```yaml title="a/b.yaml"\nx: $HOME `y`\n```\n' + _console("$ cat a/b.yaml")
    assert _played(tmp_path, text).endswith(_console("$ cat a/b.yaml", "x: $HOME `y`"))


def test_a_hidden_command_runs_where_it_stands(tmp_path: Path) -> None:
    text = _console("$ ls") + "<!-- run: touch a -->\n" + _console("$ ls")
    assert _played(tmp_path, text).endswith(_console("$ ls", "a"))


def test_a_block_that_is_marked_is_left(tmp_path: Path) -> None:
    text = "<!-- not run: there is no moon -->\n" + _console("$ false", "nothing")
    assert _played(tmp_path, text + _console("$ true")) == text + _console("$ true")


@pytest.mark.parametrize(
    "text",
    [
        _console("$ false"),
        _console("$ kpi show nothing"),
        "<!-- exit: 2 -->\n" + _console("$ true"),
        "<!-- run: echo seen -->\n" + _console("$ true"),
        "<!-- starts with: examples/none -->\n" + _console("$ true"),
    ],
)
def test_what_ends_otherwise_than_it_may_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SessionError, match=r"docs/how-to/page\.md:\d: this ended with"):
        _played(tmp_path, text)


def test_a_code_that_is_announced_is_fine(tmp_path: Path) -> None:
    text = "<!-- exit: 3 -->\n" + _console("$ (exit 3)")
    assert _played(tmp_path, text) == text


def test_pages_of_a_tutorial_are_one_session(tmp_path: Path) -> None:
    pages = {
        "docs/tutorial/2.md": _console("$ ls"),
        "docs/tutorial/1.md": _console("$ touch a"),
    }
    assert pages_of_sessions(tmp_path, pages)["docs/tutorial/2.md"] == _console("$ ls", "a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```yaml\na\n```\n", ("yaml", "", "", "a\n", 1)),
        ('<!-- x -->\n```toml title="a b"\n```\n', ("toml", "a b", "x", "", 2)),
        ("\n````text\n```\n````\n", ("text", "", "", "```\n", 2)),
        ("<!-- far -->\n\n```sh\na\n```\n", ("sh", "", "", "a\n", 3)),
    ],
)
def test_blocks_are_found(text: str, expected: tuple[str, str, str, str, int]) -> None:
    (block,) = blocks_of(text)
    assert (block.language, block.title, block.comment, block.text, block.line) == expected
    assert text[block.start : block.end] == block.text


@pytest.mark.parametrize("text", ["`a`\n", "```yaml\nopen\n", "text ```yaml\n```x\n"])
def test_what_is_no_block_is_none(text: str) -> None:
    assert list(blocks_of(text)) == []
