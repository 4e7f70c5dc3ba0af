"""The page that `kpi --help` shows, written without a command or Typer being imported."""

import os
import sys

SUMMARIES = {
    "init": "Write a small goal repository to start from.",
    "check": "Check the goals: run the rules, print findings, set the exit code.",
    "report": "Report the progress of goals.",
    "show": "Show one goal whole: numbers, a chart, links, notes, findings.",
    "review": "Write the agenda of a review meeting.",
    "tree": "Draw the cascade: which goals serve which.",
    "diff": (
        "Show what changed in the goals since a revision: promises, owners, links, goals above."
    ),
    "log": "Tell one goal's life from git: created, changed, measured, by whom and when.",
    "record": "Record what was measured, and change nothing else in the file.",
    "import": "Make goal files of a table; every cell is kept.",
    "export": "Write goals and actuals as CSV, Excel or JSON; `kpi import` takes them back.",
    "why": "Show how a goal's progress, status or roll-up comes about, step by step.",
    "whatif": "Show what changes under other values and targets; no file is touched.",
    "rules": "List all rules with their codes, names and severities.",
    "explain": "Explain a rule: what it does, why it matters, a bad and a good example.",
    "schema": "Print a JSON Schema, for editors and other tools.",
    "lsp": "Serve an editor in the Language Server Protocol.",
}
"""The commands in the order of the page, each with the first sentence of its own help."""

SUMMARY = "Goals as code: check, draw and report the goals that an organisation keeps in git."

OPTIONS = {
    "-V, --version": "Show the version.",
    "--install-completion": "Install completion for the current shell.",
    "--show-completion": (
        "Show completion for the current shell, to copy it or customize the installation."
    ),
    "-h, --help": "Show this message and exit.",
}

_NARROWEST, _WIDEST = 50, 80


def is_completing() -> bool:
    """Whether a shell asks how to complete a line, for which it runs the program, too."""
    return "_KPI_COMPLETE" in os.environ  # noqa: TID251 - this is the room that reads it


def page(columns: int) -> str:
    """The page for a terminal with so many columns; very narrow and wide ones are not followed."""
    width = max(min(columns, _WIDEST) - 2, _NARROWEST)
    lines = (
        "Usage: kpi [OPTIONS] COMMAND [ARGS]...",
        "",
        *_wrapped("", SUMMARY, 2, width),
        "",
        "Options:",
        *_table(OPTIONS, width),
        "",
        "Commands:",
        *_table(SUMMARIES, width),
    )
    return "".join(f"{line}\n" for line in lines)


def columns(otherwise: int = _WIDEST) -> int:
    """The width of the terminal: what `COLUMNS` says, else the system, else what is given here.

    The standard library has it in a module that brings five others along.
    """
    said = os.environ.get("COLUMNS", "")  # noqa: TID251 - this is the room that reads it
    if said.isascii() and said.isdigit() and int(said):
        return int(said)
    try:
        said_by_system = sys.__stdout__ and os.get_terminal_size(sys.__stdout__.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return otherwise
    return said_by_system or otherwise


def _table(rows: dict[str, str], width: int) -> list[str]:
    indent = max(map(len, rows)) + 4
    return [line for name, text in rows.items() for line in _wrapped(name, text, indent, width)]


def _wrapped(name: str, text: str, indent: int, width: int) -> list[str]:
    """A text in lines that begin at an indent, the first of them after a name."""
    lines = [f"  {name}".ljust(indent)]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append(" " * indent)
        lines[-1] += word if len(lines[-1]) == indent else f" {word}"
    return lines
