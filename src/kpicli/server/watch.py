"""A goal repository in a session: what is under way for it, and what the editor was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from kpicli.server.diagnostics import diagnostics, settings_diagnostics

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Callable

    from lsprotocol import types as lsp

    from kpicli.linter import CheckResult
    from kpicli.server.places import Places
    from kpicli.server.repository import Repository
    from kpicli.server.thorough import Checked
    from kpicli.server.turn import Turn

    Publish = Callable[[str, list[lsp.Diagnostic], int | None], None]
    """Sends the diagnostics of a document, with its version where it is open."""


class Watch(Struct):
    """A repository, the check that runs for it, and the one that waits; what is shown by path."""

    repository: Repository
    places: Places
    publish: Publish
    turn: Turn | None = None
    timer: TimerHandle | None = None
    _shown: dict[str, list[lsp.Diagnostic]] = field(default_factory=dict)
    _settings: frozenset[str] = frozenset()

    def stop(self) -> None:
        """End what is under way."""
        if self.timer is not None:
            self.timer.cancel()
        if self.turn is not None:
            self.turn.give_up()

    def clear(self) -> None:
        """Show nothing any more."""
        for path in {*self._shown, *self._settings}:
            self._send(path, [])
        self._shown, self._settings = {}, frozenset()

    def show_again(self, path: str) -> None:
        """Show what is shown of a file, for a document that was just opened."""
        self._show(path, self._shown.get(path, []))

    def show_file(self, path: str, result: CheckResult) -> None:
        """Show what a check found in one file."""
        repository = self.repository
        here = tuple(part for part in result.findings if part.primary.path == path)
        repository.shown[path] = here
        self._show(path, diagnostics(here, repository, self.places).get(path, []))

    def show_all(self, checked: Checked) -> None:
        """Show what differs from what is shown, but of files that have changed meanwhile."""
        repository = self.repository
        found = diagnostics(checked.result.findings, repository, self.places)
        repository.remember(checked)
        for path in sorted({*found, *self._shown, *repository.open_paths}):
            is_news = self._shown.get(path) != found.get(path, [])
            if is_news and repository.is_current(checked, path):
                self._show(path, found.get(path, []))
        self._show_settings()

    def _show(self, path: str, found: list[lsp.Diagnostic]) -> None:
        is_open = self.places.buffers.get(self.repository.root / path) is not None
        if found or is_open:
            self._shown[path] = found
        else:
            self._shown.pop(path, None)
        self._send(path, found)

    def _show_settings(self) -> None:
        found = settings_diagnostics(self.repository.setup.errors)
        for path in sorted({*found, *self._settings}):
            self._send(path, found.get(path, []))
        self._settings = frozenset(found)

    def _send(self, path: str, found: list[lsp.Diagnostic]) -> None:
        file = self.repository.root / path
        buffer = self.places.buffers.get(file)
        self.publish(self.places.uri(file), found, buffer.version if buffer else None)
