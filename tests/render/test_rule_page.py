from __future__ import annotations

from textwrap import dedent

import pytest

from kpicli.render.rule_page import rule_page
from kpicli.render.theme import Style

PAGE = """\
# vague-title (S102)

Severity: **warning**

## What it does
Reports titles that name a wish: `improve` and the like; see [the words](https://a.example).
It looks at all goals.

- `language`: the language of the titles
  and of nothing else
- another

## Bad
```yaml title="goals.yaml"
kpis:
\t- id: a

  - {id: b}  # `x`
```
"""


def test_a_page_is_headings_text_lists_and_code() -> None:
    assert rule_page(PAGE, Style(40)) == dedent(
        """\
        vague-title (S102)

          Severity: warning

        What it does
          Reports titles that name a wish:
          `improve` and the like; see the words
          (https://a.example). It looks at all
          goals.

          - `language`: the language of the
            titles and of nothing else
          - another

        Bad
            goals.yaml
              kpis:
                  - id: a

                - {id: b}  # `x`
        """
    )


def test_two_blocks_show_a_change() -> None:
    page = "```yaml before\na: 1\n```\n```yaml\na: 2\n```\n```yaml\na: 3\n```\n"
    shown = "    before\n      a: 1\n    now\n      a: 2\n      a: 3\n"
    assert rule_page(page, Style(80)) == shown


def test_parts_are_coloured() -> None:
    lines = rule_page(PAGE, Style(80, color=True)).splitlines()
    assert lines[0] == "\x1b[1mvague-title (S102)\x1b[0m"
    assert lines[2] == "  Severity: \x1b[1mwarning\x1b[0m"
    assert lines[5].endswith("wish: \x1b[35m`improve`\x1b[0m and the like; see the words")
    assert "\x1b[36m    goals.yaml\x1b[0m" in lines
    assert "\x1b[35m      kpis:\x1b[0m" in lines


def test_text_is_never_wider_than_is_good_to_read() -> None:
    assert max(map(len, rule_page("word " * 100, Style(400)).splitlines())) <= 100


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("", ""),
        ("```\n# no heading\n````\n```", "      # no heading\n      ````\n"),
        ("````yaml\n```\n````\nafter", "      ```\n  after\n"),
        ("```yaml\nopen", "      open\n"),
        ("a\n## b", "  a\nb\n"),
        ("1. one\n2. two", "  1. one\n  2. two\n"),
        ("a\x1b[2J", "  a\\x1b[2J\n"),
    ],
)
def test_edges(markdown: str, shown: str) -> None:
    assert rule_page(markdown, Style(80)) == shown
