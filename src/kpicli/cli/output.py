"""Writing to the terminal, to pipes and to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from kpicli import __version__
from kpicli.cli.front_page import columns
from kpicli.cli.replay.recording import current
from kpicli.render.text import carried, escaped
from kpicli.render.theme import Style

_WIDTH_OF_A_PIPE = 100


class Color(StrEnum):
    """When output is coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Failure(Exception):  # noqa: N818 - it is the end of a command, not a fault of the program
    """A mistake of the user that ends a command: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class ReaderGone(Exception):  # noqa: N818 - it is the end of a command, not a fault of the program
    """Whoever read the output has what they wanted and closed the pipe.

    `code` is the exit code of what the output was about.
    """

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


def fail_text(failure: Failure) -> str:
    """A failure as it is shown."""
    remedy = f"\n  help: {failure.remedy}" if failure.remedy else ""
    return f"error: {failure.message}{remedy}"


def report_bug(error: Exception) -> str:
    """What is said about a mistake of our own: enough to report it, and no traceback."""
    from traceback import extract_tb  # noqa: PLC0415 - hardly anybody comes to see it

    frames = extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "kpicli" in frame.filename] or frames
    last = ours[-1] if ours else None
    where = f"{Path(last.filename).name}:{last.lineno} in {last.name}" if last else "unknown"
    notes = "".join(f"  {note}\n" for note in getattr(error, "__notes__", ()))
    return (
        f"error: this is a bug in kpi, not in your goal files: {type(error).__name__}: {error}\n"
        f"{notes}"
        f"  at {where}, kpi {__version__}, Python {sys.version.split()[0]}\n"
        "  help: report these lines, with the goal file that caused it if you can"
    )


def style_for(color: Color, stream: TextIO | None = None) -> Style:
    """How to draw for a stream: its width, whether it takes colour and Unicode."""
    stream = stream or sys.stdout
    width = columns(_WIDTH_OF_A_PIPE)
    colored, encoding = _is_colored(color, stream), stream.encoding or "utf-8"
    return Style(width=width, color=colored, unicode=_is_unicode(stream), encoding=encoding)


def has_known_width() -> bool:
    """Whether the terminal or `COLUMNS` says how wide it is; a pipe has no end of a line."""
    return columns(0) > 0


def _is_colored(color: Color, stream: TextIO) -> bool:
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    environment = os.environ  # noqa: TID251 - this is the room that reads it
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def _is_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


@contextmanager
def ending_with(code: int) -> Iterator[None]:
    """Writing what ends with an exit code, also where nobody reads to the end."""
    try:
        yield
    except ReaderGone as gone:
        raise ReaderGone(code) from gone


VERBATIM = "verbatim"
"""The form of what is meant as commands, or is read back by `kpi import`."""
_AS_IT_IS = {VERBATIM, "html"}
_DATA = {VERBATIM, "csv"}


def write(text: str, form: str = "text") -> None:
    """Write to standard output; what its encoding cannot carry is escaped.

    On GitHub Actions nothing in it is a command to the runner. `form` says how that is written:
    `json` and `xml` read back the same, `verbatim` and `html` stay as they are, all else is text.
    On a terminal nothing in data acts either; files and pipes get every character.
    """
    if form in _DATA and sys.stdout.isatty():
        text = "\n".join(map(escaped, text.split("\n")))
    _write("out", sys.stdout, _harmless(text, form))


def write_error(text: str) -> None:
    """Write a line to standard error; it is no command either."""
    _write("err", sys.stderr, _harmless(f"{text}\n", "text"))


def on_github_actions() -> bool:
    """Whether a job of GitHub Actions runs this, and reads what it prints."""
    return os.environ.get("GITHUB_ACTIONS") == "true"  # noqa: TID251 - this is the room that reads it


def _harmless(text: str, form: str) -> str:
    if form in _AS_IT_IS or not on_github_actions():
        return text
    from kpicli.render.findings.commands import (  # noqa: PLC0415 - only on GitHub Actions
        Notation,
        without_commands,
    )

    notations = {"json": Notation.JSON, "xml": Notation.XML}
    return without_commands(text, notations.get(form, Notation.TEXT))


def _write(name: str, stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    shown = carried(text, encoding)
    recording = current()
    if recording is not None:
        recording.printed(name, shown)
    try:
        stream.write(shown)
        stream.flush()
    except OSError as error:
        _lose(name, error)


def _lose(name: str, error: OSError) -> None:
    """What becomes of a run whose output does not arrive; it is not to be shown again."""
    recording = current()
    if recording is not None:
        recording.spoil()
    if isinstance(error, BrokenPipeError):
        raise ReaderGone from error
    if name == "out":
        # Python must not try once more when it exits.
        sys.stdout = None
        raise Failure(f"standard output cannot be written: {error.strerror}") from error


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all; what is no file, such as a pipe, is written to.

    Raises:
        Failure: if the file cannot be written, or there is no folder for it.
    """
    write_bytes(path, text.encode())


def place_file(path: Path, text: str) -> None:
    """Write a file in the same way, with the folders on the way to it.

    Raises:
        Failure: if the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"`{path}` cannot be written: {error.strerror}") from error
    write_file(path, text)


def write_bytes(path: Path, contents: bytes) -> None:
    """Write a file of any kind in the same way.

    Raises:
        Failure: if the file cannot be written, or there is no folder for it.
    """
    recording = current()
    if recording is not None:
        recording.spoil()  # showing the output again would not write the file again
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(contents)
            return
        from tempfile import NamedTemporaryFile  # noqa: PLC0415 - most output goes elsewhere

        check_folder(path)
        with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            file.write(contents)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise Failure(f"`{path}` cannot be written: {error.strerror}") from error


def check_folder(file: Path) -> None:
    """A folder that is not there is more likely misspelt than meant to be made.

    Raises:
        Failure: if there is no folder for the file.
    """
    for folder in reversed(file.parents):
        if folder.exists() and not folder.is_dir():
            raise Failure(f"`{file}` cannot be written: `{folder}` is no folder")
        if not folder.exists():
            remedy = f"`mkdir -p {file.parent}` makes it, or name a file in another folder"
            raise Failure(f"`{file}` cannot be written: there is no folder `{folder}`", remedy)
