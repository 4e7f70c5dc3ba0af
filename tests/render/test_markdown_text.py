"""Somebody's text as Markdown."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicli.render.markdown_text import inline, quoted, sentence
from kpicli.render.text import escaped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Raise revenue by 20%", "Raise revenue by 20%"),
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("*x* _y_ `z` ~w~", r"\*x\* \_y\_ \`z\` \~w\~"),
        ("[a](javascript:1) ![i](u)", r"\[a\]\(javascript:1\) \!\[i\]\(u\)"),
        ("# $1$ {{x}}", r"\# \$1\$ \{\{x\}\}"),
        ("two\nlines", r"two\\nlines"),
        ("\u202eback", r"\\u202eback"),
        (" a ", "\u00a0a\u00a0"),
        ("  ", "\u00a0\u00a0"),
        ("", ""),
        ("日本 10% – done", "日本 10% – done"),  # noqa: RUF001 - a dash that people write
    ],
)
def test_what_markdown_acts_on_is_escaped(text: str, shown: str) -> None:
    assert inline(text) == shown


@given(st.text(st.sampled_from("|\\<>&`*_[]()!#~ \n\x00\u2028ab;") | st.characters(codec="utf-8")))
def test_it_reads_back_to_what_the_terminal_shows(text: str) -> None:
    shown = inline(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[|`*_\[\]]|[<>]", shown)
    read = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown))
    bare = escaped(text).strip(" ")
    assert read.strip("\u00a0 ") == bare.strip("\u00a0 ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ask @ada or a@b.org", "ask @<!-- -->ada or a@<!-- -->b.org"),
        ("@_ada", r"@<!-- -->\_ada"),
        ("#12, !3, 5 %, R&D", r"\#<!-- -->12, \!<!-- -->3, 5 %, R&amp;<!-- -->D"),
        ("https://a.org www.a.org", r"https\://a.org www\.a.org"),
        ("mind: this @ # ! www", r"mind: this @ \# \! www"),
    ],
)
def test_nobody_is_mentioned_and_nothing_is_linked(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a_b` wants #12", r"<code>a\_b</code> wants \#<!-- -->12"),
        ("a lone ` stays", r"a lone \` stays"),
        ("`<b>` `@ada`", "<code>&lt;b&gt;</code> <code>@<!-- -->ada</code>"),
    ],
)
def test_what_stands_in_backticks_is_code(text: str, shown: str) -> None:
    assert sentence(text) == shown
