"""An editor as the language server meets it: messages over the standard streams of a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, Queue
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Message = dict[str, Any]

PATIENCE = 60.0
"""Seconds after which something that should come is missed: machines may be busy."""
CAPABILITIES: Message = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "rename": {"prepareSupport": True},
    },
    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
}


class RefusedError(Exception):
    """The server has answered with an error."""


@dataclass(slots=True)
class Editor:
    """A client with one server. What the server says of its own accord is kept in `said`."""

    process: subprocess.Popen[bytes]
    said: list[Message] = field(default_factory=list)
    _arrived: Queue[Message | None] = field(default_factory=Queue)
    _count: int = 0

    def send(self, content: bytes) -> None:
        """Send the body of a message as it is."""
        stream = self.process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        stream.flush()

    def notify(self, method: str, params: object) -> None:
        """Tell something."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self.send(json.dumps(message).encode())

    def request(self, method: str, params: object) -> Any:  # noqa: ANN401 - any answer
        """Ask something; the answer."""
        self._count += 1
        number = self._count
        message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        self.send(json.dumps(message).encode())
        answer = self.wait(lambda part: part.get("id") == number and "method" not in part)
        if "error" in answer:
            raise RefusedError(answer["error"]["message"])
        return answer["result"]

    def wait(self, wanted: Callable[[Message], bool]) -> Message:
        """The first message that is wanted, of those that came already and those to come."""
        for message in self.said:
            if wanted(message):
                self.said.remove(message)
                return message
        end = monotonic() + PATIENCE
        while (left := end - monotonic()) > 0:
            with suppress(Empty):
                arrived = self._arrived.get(timeout=left)
                assert arrived is not None, "the server has gone"
                if wanted(arrived):
                    return arrived
                self.said.append(arrived)
        raise AssertionError(f"nothing came; the last words: {self.said[-3:]}")

    def read(self) -> None:
        """Read what the server sends until it ends; runs in a thread of its own."""
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            size = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._arrived.put(cast("Message", json.loads(stream.read(size))))
        self._arrived.put(None)

    # Documents

    def open(self, file: Path, text: str | None = None) -> str:
        """Open a file; the name of the document."""
        uri = file.as_uri()
        text = file.read_text("utf-8") if text is None else text
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, *changes: Message) -> None:
        """Change an open document."""
        document = {"uri": uri, "version": version}
        params = {"textDocument": document, "contentChanges": changes}
        self.notify("textDocument/didChange", params)

    def at(self, method: str, uri: str, line: int, column: int, **more: Any) -> Any:  # noqa: ANN401 - any question and answer
        """Ask something about a place of a document."""
        place = {"line": line, "character": column}
        params = {"textDocument": {"uri": uri}, "position": place, **more}
        return self.request(f"textDocument/{method}", params)

    def diagnostics(
        self, uri: str, wanted: Callable[[list[Message]], bool] = bool, since: int = 0
    ) -> list[Message]:
        """The first diagnostics of a document that are wanted; by default, any at all.

        With `since`, only those of that version of the open document and later ones count.
        """

        def is_wanted(message: Message) -> bool:
            params = message.get("params") or {}
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == uri
                and (params.get("version") or 0) >= since
                and wanted(params["diagnostics"])
            )

        return cast("list[Message]", self.wait(is_wanted)["params"]["diagnostics"])

    # Beginning and end

    def begin(self, folders: Sequence[Path], capabilities: Message) -> Message:
        """Open folders; what the server can do."""
        named = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
        params = {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities}
        result = self.request("initialize", {**params, "workspaceFolders": named})
        self.notify("initialized", {})
        return cast("Message", result["capabilities"])

    def leave(self) -> int:
        """Take leave as the protocol has it; the exit code of the server."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.end()

    def end(self) -> int:
        """Wait for the server to end; its exit code."""
        code = self.process.wait(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return code


def started(*arguments: str) -> Editor:
    """An editor with a server that was just started; the last of two same options counts."""
    command = [sys.executable, "-m", "kpicli", "lsp", "--as-of", "2026-07-01", *arguments]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    editor = Editor(process)
    threading.Thread(target=editor.read, daemon=True).start()
    return editor
