from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kpicli.fields.field import Field
from kpicli.findings import Certainty, Severity
from kpicli.rules.page import (
    Mark,
    page_of,
    page_text,
    repository_of,
    sections_of,
    summary_of,
)
from kpicli.rules.rule import Rule, RuleOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kpicli.findings import Finding
    from kpicli.workspace import Workspace


class LoudTitleOptions(RuleOptions):
    most: int = Field(3, description="how many are allowed")
    words: tuple[str, ...] = Field(("!", "?"), description="what is counted")


class LoudTitle(Rule):
    """## What it does
    Reports titles that shout, as e.g. signs
    do. It counts signs.

    ## Why it matters
    Nobody listens.

    ## Bad
    ```yaml title="a/b.yaml"
    ## not a heading
    kpis: []  # error: [loud-title] "4 signs"
    ```
    ```csv title="c.csv"
    date,value
    ```

    ## Good
    ```yaml
    kpis: []
    ```
    """  # noqa: D205 - a rule's docstring is its page

    code = "S999"
    name = "loud-title"
    severity = Severity.WARNING
    certainty = Certainty.HEURISTIC
    Options = LoudTitleOptions

    def check(self, workspace: Workspace) -> Iterator[Finding]:  # noqa: ARG002 - never run
        return iter(())


class Silent(LoudTitle):
    """No page."""


def test_sections_are_split_at_headings_outside_of_blocks() -> None:
    headings = [section.heading for section in page_of(LoudTitle).sections]
    assert headings == ["What it does", "Why it matters", "Bad", "Good"]


def test_neighbouring_blocks_are_files_with_their_marks() -> None:
    bad = page_of(LoudTitle).bad
    assert list(bad.files) == ["a/b.yaml", "c.csv"]
    assert bad.files["c.csv"] == "date,value\n"
    assert bad.marks == (Mark("a/b.yaml", 2, "loud-title", "4 signs"),)


def test_an_untitled_yaml_block_is_the_goal_file() -> None:
    assert list(page_of(LoudTitle).good.files) == ["goals.yaml"]


def test_a_line_may_announce_several_findings() -> None:
    marks = repository_of('```yaml\na: 1  # error: [b-c] # error: [d] "x"\n```').marks
    assert [(mark.rule, mark.words) for mark in marks] == [("b-c", ""), ("d", "x")]


def test_plain_text_blocks_are_no_files() -> None:
    assert repository_of("```text\nwords\n```").files == {}


def test_longer_fences_hold_shorter_ones() -> None:
    assert repository_of("````yaml\n```\n````").files == {"goals.yaml": "```\n"}


@pytest.mark.parametrize(
    "text", ["```\nwords\n```", "```csv\na\n```", "```yaml\na: 1\n```\n```yaml\nb: 1\n```"]
)
def test_a_block_needs_a_title_of_its_own(text: str) -> None:
    with pytest.raises(ValueError, match="needs a title of its own"):
        repository_of(text)


def test_a_page_without_examples_is_refused() -> None:
    with pytest.raises(ValueError, match="Silent has no heading `## Bad`"):
        page_of(Silent)


def test_what_stands_before_the_first_heading_is_no_section() -> None:
    assert sections_of("# Title\n\nwords\n\n## One\ntext\n")[0].heading == "One"


def test_the_summary_is_the_first_sentence() -> None:
    assert summary_of(LoudTitle) == "Reports titles that shout, as e.g. signs do"


def test_the_summary_ends_at_a_colon() -> None:
    class Short(LoudTitle):
        __doc__ = (LoudTitle.__doc__ or "").replace("shout, as", "shout: as")

    assert summary_of(Short) == "Reports titles that shout"


def test_what_is_code_does_not_end_the_summary() -> None:
    class Coded(LoudTitle):
        __doc__ = (LoudTitle.__doc__ or "").replace("shout, as", "shout `key: A. B` aloud: as")

    assert summary_of(Coded) == "Reports titles that shout `key: A. B` aloud"


def test_the_page_names_the_rule_and_its_options() -> None:
    text = page_text(LoudTitle)
    assert text.startswith(
        "# loud-title (S999)\n\nSeverity: **warning** · Certainty: **heuristic**\n\n"
        "## What it does\n"
    )
    assert text.endswith(
        "## Options\n\n"
        "- `most`: how many are allowed (default `3`)\n"
        '- `words`: what is counted (default `["!", "?"]`)\n\n'
        '```toml\n[check.options.loud-title]\nmost = 3\nwords = ["!", "?"]\n```\n'
    )


def test_blocks_of_an_earlier_revision_stand_apart() -> None:
    found = repository_of("""
```yaml before
kpis: []
```
```yaml
kpis: []  # error: [loud-title]
```
```csv before title="c.csv"
a
```
""")
    assert found.before == {"goals.yaml": "kpis: []\n", "c.csv": "a\n"}
    assert list(found.files) == ["goals.yaml"]
    assert [mark.line for mark in found.marks] == [1]
