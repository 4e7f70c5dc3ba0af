"""What the editor tells: what is open, what changed, when it begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from kpicli.config import SETTINGS_FILE
from kpicli.server.buffers import Change
from kpicli.server.places import file_of
from kpicli.server.positions import Encoding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kpicli.server.protocol import KpiServer
    from kpicli.server.session import Session

_WATCHED = ("**/*.{yaml,yml,csv}", "**/kpi.toml", "**/pyproject.toml", "**/.gitignore")


def serve_documents(server: KpiServer, session: Session) -> None:
    """Register what listens to the editor."""
    _serve_beginning(server, session)
    _serve_texts(server, session)
    _serve_files(server, session)


def _serve_beginning(server: KpiServer, session: Session) -> None:
    @server.feature(lsp.INITIALIZED)
    def initialized(_: lsp.InitializedParams) -> None:
        chosen = server.server_capabilities.position_encoding
        session.places.encoding = Encoding(str(getattr(chosen, "value", chosen) or "utf-16"))
        for folder in _folders(server):
            session.add_folder(folder)
        if _may_register(server.client_capabilities):
            server.client_register_capability(_watching())

    @server.feature(lsp.SHUTDOWN)
    def shutdown(_: None) -> None:
        session.close()


def _serve_texts(server: KpiServer, session: Session) -> None:
    buffers = session.places.buffers

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        file = file_of(document.uri)
        if file is not None:
            buffers.open(file, document.uri, document.text, document.version)
            session.opened(file)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        file = file_of(document.uri)
        if file is not None:
            changes = [_change(part) for part in params.content_changes]
            buffers.change(file, changes, document.version, session.places.encoding)
            session.edited(file)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        file = file_of(params.text_document.uri)
        if file is not None:
            session.closed(file)


def _serve_files(server: KpiServer, session: Session) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        # Not every editor watches files.
        session.changed_on_disk(_files([params.text_document.uri]))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: lsp.DidChangeWatchedFilesParams) -> None:
        session.changed_on_disk(_files(part.uri for part in params.changes))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        for folder in _files(part.uri for part in params.event.removed):
            session.remove_folder(folder)
        for folder in _files(part.uri for part in params.event.added):
            session.add_folder(folder)


def _change(part: lsp.TextDocumentContentChangeEvent) -> Change:
    if isinstance(part, lsp.TextDocumentContentChangeWholeDocument):
        return Change(part.text)
    return Change(part.text, _place(part.range.start), _place(part.range.end))


def _place(position: lsp.Position) -> Place:
    return Place(position.line, position.character)


def _files(uris: Iterable[str]) -> list[Path]:
    return [file for uri in uris if (file := file_of(uri)) is not None]


def _folders(server: KpiServer) -> list[Path]:
    known = server.workspace.folders
    return _files([*known] or ([server.workspace.root_uri] if server.workspace.root_uri else []))


def _may_register(client: lsp.ClientCapabilities) -> bool:
    watching = client.workspace and client.workspace.did_change_watched_files
    return bool(watching and watching.dynamic_registration)


def _watching() -> lsp.RegistrationParams:
    watchers = [lsp.FileSystemWatcher(glob) for glob in _WATCHED]
    options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
    registration = lsp.Registration(SETTINGS_FILE, lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    return lsp.RegistrationParams([registration])
