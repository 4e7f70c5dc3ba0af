"""What goal files hold at some places, letter by letter: quotes, which the models do not keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from kpicli.findings import Label
from kpicli.source import Route

if TYPE_CHECKING:
    from kpicli.source import SourceFile
    from kpicli.workspace.load import Read

Texts = Callable[[Iterable[Label]], Mapping[Label, str]]
"""The text at each place, quotes and all; places that cannot be read are left out."""


def texts_at(read: Read, labels: Iterable[Label]) -> dict[Label, str]:
    """The text at each place. The files are read again, so that loading need not keep them."""
    files: dict[str, dict[Route, Label]] = {}
    for label in labels:
        if isinstance(label.place, Route):
            files.setdefault(label.path, {})[label.place] = label
    found: dict[Label, str] = {}
    for path, places in files.items():
        source = read(path)[0]
        if source is not None:
            # Few goal files hold what is looked at letter by letter.
            from kpicli.documents.locate import locate  # noqa: PLC0415 - see above

            spans = locate(source, places)
            found |= {places[route]: source.text[s.start : s.end] for route, s in spans.items()}
    return found


def is_quiet(source: SourceFile) -> bool:
    """Whether no comment in a text can suppress a finding: no word there says so."""
    return "ignore" not in source.text


def no_texts(labels: Iterable[Label]) -> dict[Label, str]:  # noqa: ARG001 - there are no files
    """No text: for a workspace that was not read from files."""
    return {}
