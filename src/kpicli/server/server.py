"""The language server: what it can do, over standard input and output."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, BinaryIO

from lsprotocol import types as lsp

from kpicli import __version__
from kpicli.server.buffers import Buffers
from kpicli.server.documents import serve_documents
from kpicli.server.features import serve_features
from kpicli.server.fields import Fields
from kpicli.server.places import Places
from kpicli.server.protocol import KpiProtocol, KpiServer, bug_words
from kpicli.server.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from kpicli.server.repository import AbsentFiles


def serve(
    today: Callable[[], date],
    root: Path | None,
    incoming: BinaryIO,
    outgoing: BinaryIO,
    absent_files: AbsentFiles,
) -> bool:
    """Serve one editor until it leaves; whether it has said so before.

    With a root that is the goal repository, else each is found upward from what is open. Of goal
    files that are not checked out `absent_files` knows.
    """
    # What pygls has to say goes to the editor.
    logging.disable()
    server = KpiServer("kpi", __version__, protocol_cls=KpiProtocol)

    def report(error: Exception) -> None:
        params = lsp.LogMessageParams(lsp.MessageType.Error, bug_words(error))
        server.window_log_message(params)

    def publish(uri: str, found: list[lsp.Diagnostic], version: int | None) -> None:
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    server.report = report
    places = Places(Buffers())
    session = Session(places, today, publish, report, root, absent_files)
    serve_documents(server, session)
    serve_features(server, session, Fields())
    try:
        server.start_io(incoming, outgoing)
    finally:
        session.close()
    return server.protocol.was_shut_down
