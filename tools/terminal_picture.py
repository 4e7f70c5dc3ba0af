"""Draws docs/images/terminal.svg: what the README's commands print in a terminal with colours.

Usage: python tools/terminal_picture.py
"""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs/images/terminal.svg"
_WIDTH = 100
_EXAMPLE = ("--root", "examples/misaligned", "--as-of", "2025-09-01", "--color", "always")
_COMMANDS = (("report", "--team", "sales"), ("show", "sales.tenders_won"))
_LAST = "as of 2025-09-01"
# The usual sixteen colours on a dark ground, each with a contrast of 4.5 or more.
_THEME = TerminalTheme(
    (22, 27, 34),
    (230, 237, 243),
    [
        *((110, 118, 129), (255, 123, 114), (86, 211, 100), (227, 179, 65)),
        *((121, 192, 255), (210, 168, 255), (118, 227, 234), (230, 237, 243)),
    ],
)
# As rich's own, but for fonts: the picture fetches none.
_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" \
role="img" aria-label="Output of kpi report and kpi show in a terminal">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; \
font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def main() -> int:
    """Write the picture."""
    console = Console(record=True, width=_WIDTH, file=StringIO(), color_system="truecolor")
    for command in _COMMANDS:
        console.print(Text.assemble(("$ ", "bold green"), " ".join(("kpi", *command))))
        console.print(Text.from_ansi(_shown(command)), soft_wrap=True)
        console.print()
    picture = console.export_svg(
        title="", theme=_THEME, code_format=_FRAME, unique_id="kpi", font_aspect_ratio=0.6
    )
    PICTURE.write_text(picture, "utf-8")
    return 0


def _shown(command: tuple[str, ...]) -> str:
    """What a command prints, up to the legend of a chart."""
    done = subprocess.run(
        [sys.executable, "-m", "kpicli", *command, *_EXAMPLE],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(_WIDTH), "PYTHONUTF8": "1"},  # noqa: TID251 - for a child
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = done.stdout.splitlines()
    last = max(number for number, line in enumerate(lines) if _LAST in line)
    return "\n".join(lines[: last + 1])


if __name__ == "__main__":
    sys.exit(main())
