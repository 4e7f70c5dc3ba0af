from __future__ import annotations

import json
from xml.etree.ElementTree import fromstring

import pytest

from kpicli.render.findings.commands import Notation, without_commands
from render.runner import commands


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("  ::add-mask::x", r"  \x3a:add-mask::x"),
        ("a\n\n\u00a0::stop-commands::t\nb", "a\n\n\u00a0\\x3a:stop-commands::t\nb"),
        ("a ##[error]x", r"a ##\x5berror]x"),
        ("::", "::"),
        ("a ::error::x", "a ::error::x"),
        ("  ::: finance/goals.yaml:9:13", "  ::: finance/goals.yaml:9:13"),
    ],
)
def test_only_what_opens_a_command_is_changed(text: str, shown: str) -> None:
    assert without_commands(text, Notation.TEXT) == shown
    assert not commands(shown)


def test_json_reads_back_to_the_same() -> None:
    text = json.dumps({"a": "##[error]x"})
    shown = without_commands(text, Notation.JSON)
    assert json.loads(shown) == json.loads(text)
    assert not commands(shown)


def test_xml_reads_back_to_the_same() -> None:
    text = "<a>\n::error::x ##[error]x</a>"
    shown = without_commands(text, Notation.XML)
    assert fromstring(shown).text == fromstring(text).text  # noqa: S314 - our own text
    assert not commands(shown)
