from __future__ import annotations

from kpicli.render.findings.diff import diff_text
from kpicli.render.theme import Style

PLAIN, COLORED = Style(80), Style(80, color=True)


def test_files_stand_in_the_order_of_their_names() -> None:
    changed = {"b.yaml": ("b: 1\n", "b: 2\n"), "a.yaml": ("a: 1\n", "a: 2\n")}
    assert diff_text(changed, PLAIN) == (
        "--- a.yaml\n+++ a.yaml\n@@ -1 +1 @@\n-a: 1\n+a: 2\n"
        "--- b.yaml\n+++ b.yaml\n@@ -1 +1 @@\n-b: 1\n+b: 2\n"
    )


def test_a_missing_last_line_break_is_said() -> None:
    assert diff_text({"a": ("x\ny", "x\nz")}, PLAIN).splitlines()[3:] == [
        " x",
        "-y",
        "\\ No newline at end of file",
        "+z",
        "\\ No newline at end of file",
    ]


def test_only_a_line_feed_breaks_a_line() -> None:
    changed = {"a": ("x\u2028y\r\nz\r\n", "x\u2028Y\r\nz\r\n")}
    assert diff_text(changed, PLAIN).split("\n")[3:] == [
        "-x\\u2028y\r",
        "+x\\u2028Y\r",
        " z\r",
        "",
    ]


def test_in_colour_nothing_acts_but_colours() -> None:
    text = diff_text({"a\x1b[2J": ("\tx\x1b[1m\r\n", "\ty\u202e\r\n")}, COLORED)
    assert "\x1b[31m-\tx\\x1b[1m\x1b[0m\n" in text
    assert "\x1b[32m+\ty\\u202e\x1b[0m\n" in text
    assert "a\\x1b[2J" in text


def test_without_changes_there_is_no_diff() -> None:
    assert not diff_text({}, PLAIN)
