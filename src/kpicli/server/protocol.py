"""The protocol as pygls speaks it, where this server keeps texts of its own.

pygls breaks lines at characters that are no line breaks to editors, and leaves a request whose
parameters make no sense without an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.protocol.language_server import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from pygls.server import ServerErrors

    Handled = Generator[Any, Any, None]


REQUEST_FAILED = -32803
"""The code of a request that was understood and cannot be granted."""


class KpiProtocol(LanguageServerProtocol):
    """Texts are left to the handlers; every request is answered."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> Handled:
        """A document was opened."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Handled:
        """A document was changed."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> Handled:
        """A document was closed."""
        yield self.fm.features[lsp.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @property
    def was_shut_down(self) -> bool:
        """Whether the editor has asked to shut down."""
        return self._shutdown

    def _send_response(
        self,
        msg_id: str | int,
        result: Any | None = None,  # noqa: ANN401 - any answer
        error: lsp.ResponseError | None = None,
    ) -> None:
        """An answer; what went wrong is told without a traceback."""
        if error is not None:
            error.data = None
        super()._send_response(msg_id, result, error)

    def structure_message(self, data: dict[str, Any]) -> Any:  # noqa: ANN401 - any message
        """A message from its data; a request that makes no sense is refused.

        Raises:
            JsonRpcException: if the data are no message.
        """
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


class KpiServer(LanguageServer):
    """The server: what goes wrong in it is told to the editor's log."""

    protocol: KpiProtocol
    report: Callable[[Exception], None]

    def report_server_error(
        self,
        error: Exception,
        source: ServerErrors,  # noqa: ARG002 - as pygls calls it
    ) -> None:
        """Tell the log what went wrong; whoever was refused something has been told why."""
        if getattr(error, "code", None) != REQUEST_FAILED:
            self.report(error)


def bug_words(error: Exception) -> str:
    """What is said about a mistake of our own, or of the editor's."""
    notes = "".join(f"\n{note}" for note in getattr(error, "__notes__", ()))
    if isinstance(error, JsonRpcInternalError) and error.message != error.MESSAGE:
        return f"this is a bug in kpi: {error.message}"
    if isinstance(error, JsonRpcException):
        return f"a message was not understood: {error.message}"
    return f"this is a bug in kpi: {type(error).__name__}: {error}{notes}"
