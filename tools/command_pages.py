"""The pages of the commands: what `--help` says as tables, and an example that is run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import typer
import typer.main
from command_examples import EXAMPLES
from typer.core import TyperArgument

from kpicli.cli.commands import COMMANDS
from kpicli.cli.typer_app import build_app

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typer.core import TyperCommand

_INDEX = """\
# The commands

Every command has `--help`; `kpi --install-completion` sets up completion for your shell. Options
that take lists take commas and repetition alike. What each exit code says stands under
[exit codes](../exit-codes.md).

| command | |
|---|---|
"""
_ENVIRONMENT = """
## Environment variables

An option on the command line goes before its variable.

| variable | |
|---|---|
| `KPI_AS_OF` | the day that counts as today, as `--as-of` |
| `NO_COLOR` | no colour, with any value but an empty one; goes before `FORCE_COLOR` |
| `FORCE_COLOR` | colour in pipes and files as well, with any value but an empty one |
| `COLUMNS` | how many columns text has; otherwise those of the terminal, and 100 in pipes \
and files. `COLUMNS=$(tput cols)` before the command fits a pager |
| `GITHUB_ACTIONS` | where it is `true`, `kpi check` [writes annotations](../../formats.md#github) |
| `XDG_CACHE_HOME` | the folder of caches, where `--cache-dir` names none for runs to be kept |
"""
_CHOICE = re.compile(r"[ :]<(\w+(?:\|\w+)+)>$")
_TYPE = re.compile(r" <(?:list\[.*\]|str|path|int range)>$")
"""What typer says of values that are not a choice; the name of the value says more."""
_NOTE = "<!-- written by tools/docs.py; the examples are in tools/command_examples.py -->"


class _Row(NamedTuple):
    """How an argument or option is written, and what it is for."""

    written: str
    help: str


def command_pages() -> dict[str, str]:
    """The text of every page by path: the index and one page for each command."""
    group = typer.main.get_command(build_app())
    commands: Mapping[str, TyperCommand] = vars(group)["commands"]
    pages = {f"docs/reference/commands/{name}.md": _page(name, commands[name]) for name in COMMANDS}
    rows = (f"| [`kpi {name}`]({name}.md) | {_summary(commands[name])} |\n" for name in COMMANDS)
    return {"docs/reference/commands/index.md": "".join((_INDEX, *rows, _ENVIRONMENT)), **pages}


def _page(name: str, command: TyperCommand) -> str:
    context = typer.Context(command, info_name=name, help_option_names=["-h", "--help"])
    usage = " ".join(("kpi", name, "[OPTIONS]", *_arguments(command, context)))
    rows = list(_rows(command, context))
    options = [row for row in rows if row.written.startswith("-")]
    parts = [
        f"# kpi {name}\n\n{_NOTE}",
        _summary(command),
        f"```text\n{usage}\n```",
        _example(name),
        _table("Arguments", [row for row in rows if row not in options]),
        _table("Options", options),
        _see(name),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _summary(command: TyperCommand) -> str:
    return (command.help or "").partition("\n\n")[0].replace("\n", " ")


def _arguments(command: TyperCommand, context: typer.Context) -> Iterator[str]:
    """The arguments as a usage line has them, of which each version of Typer has its own notion."""
    for parameter in command.get_params(context):
        if isinstance(parameter, TyperArgument):
            word = (parameter.metavar or parameter.name or "").strip("[].")
            written = f"{{{word}}}" if parameter.required else f"[{word}]"
            yield written if parameter.nargs == 1 else f"{written}..."


def _rows(command: TyperCommand, context: typer.Context) -> Iterator[_Row]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            yield _row(record[0], " ".join(record[1].split()))


def _row(written: str, text: str) -> _Row:
    """A choice is told beside the option, for in a table `|` parts cells."""
    choice = _CHOICE.search(written)
    if not choice:
        return _Row(_TYPE.sub("", written).replace("|", " or "), text)
    words = ", ".join(f"`{word}`" for word in choice[1].split("|"))
    return _Row(_CHOICE.sub("", written), f"{words}. {text}")


def _table(title: str, rows: list[_Row]) -> str:
    if not rows:
        return ""
    lines = [f"| `{_cell(row.written)}` | {_cell(row.help)} |" for row in rows]
    return "\n".join((f"## {title}", "", "| | |", "|---|---|", *lines))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _example(name: str) -> str:
    if name not in EXAMPLES or not EXAMPLES[name].commands:
        return ""
    commands = "".join(f"$ {command}\n" for command in EXAMPLES[name].commands)
    stage = "".join(f"<!-- {comment} -->\n" for comment in EXAMPLES[name].before)
    return f"## Example\n\n{stage}{chr(10) if stage else ''}```console\n{commands}```"


def _see(name: str) -> str:
    links = EXAMPLES[name].see if name in EXAMPLES else ()
    return f"See also: {', '.join(links)}." if links else ""
