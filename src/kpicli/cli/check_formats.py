"""The formats of `kpi check`: which are asked for, where each goes, and how it is written."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from kpicli import __version__
from kpicli.cli.checkout import path_in_checkout
from kpicli.cli.declared import Option
from kpicli.cli.output import (
    VERBATIM,
    Color,
    Failure,
    check_folder,
    has_known_width,
    on_github_actions,
    style_for,
    write,
    write_error,
    write_file,
)
from kpicli.findings import did_you_mean
from kpicli.render.findings import closing_line, closing_text, concise, full, suppressed
from kpicli.render.theme import Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpicli.linter import CheckResult


class Format(StrEnum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"
    MARKDOWN = "markdown"


class Output(Struct, frozen=True):
    """A format and the file that it goes to; standard output where there is none."""

    form: Format
    file: Path | None


class Manner(Struct, frozen=True):
    """How the outputs of a check are written, whatever their formats."""

    root: Path
    color: Color
    quiet: bool
    show_suppressed: bool


_TEXT_FORMATS = {Format.FULL, Format.CONCISE}
_WRITTEN_AS = {
    **dict.fromkeys((Format.JSON, Format.JSONL, Format.GITLAB, Format.SARIF), "json"),
    Format.JUNIT: "xml",
    Format.GITHUB: VERBATIM,
}

_Machine = Literal[
    Format.JSON,
    Format.JSONL,
    Format.GITHUB,
    Format.GITLAB,
    Format.JUNIT,
    Format.SARIF,
    Format.MARKDOWN,
]

Formats = Annotated[
    list[str] | None,
    Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help="full (default), concise, json, jsonl, github, gitlab, junit, sarif or markdown; "
        "with =FILE into a file. May be repeated.",
    ),
]


def chosen_outputs(formats: Sequence[str]) -> tuple[Output, ...]:
    """What is asked for; where nothing is, the full text, on GitHub Actions with annotations.

    Raises:
        Failure: if a format does not exist, two would go to the same place, or there is no folder.
    """
    if not formats:
        default = Output(Format.FULL, None)
        return (default, Output(Format.GITHUB, None)) if on_github_actions() else (default,)
    outputs = tuple(map(_output, formats))
    _refuse_mixture([output.form for output in outputs if output.file is None])
    files = Counter(output.file for output in outputs if output.file)
    for file, count in files.items():
        if count > 1:
            raise Failure(f"{count} formats go to `{file}`", "give each a file of its own")
        check_folder(file)
    return outputs


def emit(result: CheckResult, outputs: Sequence[Output], manner: Manner) -> None:
    """Write all outputs, and the closing count: after a text, else to standard error.

    Raises:
        Failure: if a file cannot be written.
    """
    readable = result if manner.show_suppressed else replace(result, suppressed=())
    for output in outputs:
        form, file = output.form, output.file
        style = style_for(Color.NEVER if file else manner.color)
        text = _rendered(readable if form in _TEXT_FORMATS else result, form, style, manner.root)
        if file is not None:
            write_file(file, text)
        else:
            write(text, _WRITTEN_AS.get(form, "text"))
    if not manner.quiet:
        closing = closing_text if has_known_width() else closing_line
        close(closing(result, style_for(manner.color)), outputs)


def close(line: str, outputs: Sequence[Output]) -> None:
    """Write a closing line: after a text, else to standard error."""
    if any(output.file is None and output.form in _TEXT_FORMATS for output in outputs):
        write(f"{line}\n")
    else:
        write_error(line)


def _output(text: str) -> Output:
    name, sign, file = text.partition("=")
    if name not in tuple(Format):
        near = did_you_mean(name, Format)
        raise Failure(f"there is no format `{name}`", near or f"formats: {', '.join(Format)}")
    if sign and not file:
        raise Failure(f"`{text}` names no file", f"write {name}=FILE")
    return Output(Format(name), Path(file) if file else None)


def _refuse_mixture(forms: Sequence[Format]) -> None:
    """Annotations may stand between lines of text; all else has standard output for itself."""
    others = [form for form in forms if form is not Format.GITHUB]
    mixed = len(others) < len(forms) and not _TEXT_FORMATS.issuperset(others)
    if len(others) > 1 or len(forms) - len(others) > 1 or mixed:
        raise Failure(
            "only one format can go to standard output", "write the others as FORMAT=FILE"
        )


def _rendered(result: CheckResult, form: Format, style: Style, root: Path) -> str:
    match form:
        case Format.FULL:
            return full(result, style) + suppressed(result, style)
        case Format.CONCISE:
            return concise(result, style) + suppressed(result, style)
        case _:
            return _for_machines(result, form, root)


def _for_machines(result: CheckResult, form: _Machine, root: Path) -> str:
    from kpicli.render.findings import (  # noqa: PLC0415 - few runs need any of them
        github,
        gitlab,
        json,
        jsonl,
        junit,
        markdown,
        sarif,
    )

    match form:
        case Format.JSON:
            return json.check_json(result)
        case Format.JSONL:
            return jsonl.check_jsonl(result)
        case Format.GITHUB:
            return github.check_github(result, path_in_checkout(root))
        case Format.GITLAB:
            return gitlab.check_gitlab(result, path_in_checkout(root))
        case Format.JUNIT:
            return junit.check_junit(result)
        case Format.SARIF:
            return sarif.check_sarif(result, __version__, path_in_checkout(root))
        case Format.MARKDOWN:
            return markdown.check_markdown(result)
        case _:
            assert_never(form)
