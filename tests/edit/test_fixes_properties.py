"""What holds for safe fixes, in whatever style a goal file is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicli.documents import parse
from kpicli.edit.goal_file import read_goal_file
from kpicli.edit.scalars import quoted
from kpicli.source import SourceFile

from .fixing import fix_once, fixed_text
from .styled_goals import styled_goals

if TYPE_CHECKING:
    from kpicli.documents import Value

_TITLE = re.compile(r"^( +)title: ", re.MULTILINE)
_NAMES = st.sampled_from(["012", "on", "no", "2026-01-01", "dana", "'off'", "1e3", "y"])
_COMMENTS = st.sampled_from(
    ["", "  # kpi: ignore[missing-title] x", "  # kpi: ignore[target-already-met, D101] later"]
)
_RULES = ("ALL",)


@st.composite
def flawed_goals(draw: st.DrawFn) -> str:
    """A goal file with words that should be in quotes, and comments that hide nothing."""
    contents, _, _ = draw(styled_goals())
    text = contents.decode("utf-8-sig")

    def flawed(found: re.Match[str]) -> str:
        newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text else "\n"
        fields = draw(st.lists(st.sampled_from(["team", "owner", "unit"]), unique=True))
        lines = [f"{found[1]}{field}: {draw(_NAMES)}{draw(_COMMENTS)}" for field in fields]
        return "".join(f"{line}{newline}" for line in lines) + found[0]

    return _TITLE.sub(flawed, text)


def _data(text: str) -> Value:
    document, _ = parse(SourceFile("goals.yaml", text))
    assert document
    return document.data


def _numbers(text: str) -> dict[str, object]:
    file = read_goal_file(SourceFile("goals.yaml", text))
    assert file
    models = {key: kpi.model for key, kpi in file.kpis.items()}
    return {key: (part.target, part.baseline, part.actuals) for key, part in models.items()}


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(flawed_goals())
def test_safe_fixes_keep_what_the_file_says(text: str) -> None:
    after = fixed_text(text, *_RULES)
    # Texts with and without quotes are equal here.
    assert _data(after) == _data(text)
    assert _numbers(after) == _numbers(text)
    assert set(re.findall(r"\r\n|\r|\n", after)) <= set(re.findall(r"\r\n|\r|\n", text))
    assert text.endswith(("\n", "\r")) == after.endswith(("\n", "\r"))
    assert not fix_once(after, *_RULES).changed


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(flawed_goals())
def test_safe_fixes_only_add_quotes_and_remove_comments(text: str) -> None:
    after = fixed_text(text, *_RULES)
    words = [re.sub(r"\s*# kpi: ignore.*|\"", "", line) for line in text.splitlines()]
    assert [re.sub(r"\s*# kpi: ignore.*|\"", "", line) for line in after.splitlines()] == words


@settings(max_examples=200)
@given(st.text(min_size=1, max_size=30))
def test_any_text_in_quotes_is_that_text(text: str) -> None:
    if all(not "\ud800" <= character <= "\udfff" for character in text):
        assert _data(f"a: {quoted(text)}\n") == {"a": text}
