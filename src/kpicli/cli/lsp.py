"""`kpi lsp`: the language server."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import BinaryIO

from kpicli.cli.exit_codes import ExitCode
from kpicli.cli.options import AsOf, Root
from kpicli.cli.output import Failure
from kpicli.cli.session import day_given, root_folder
from kpicli.cli.sparse import absent_files_in

_LEFT_WITHOUT_A_WORD = 1
"""What the protocol wants where the editor leaves without a request to shut down."""


def command(root: Root = None, as_of: AsOf = None) -> int:
    """Serve an editor in the Language Server Protocol.

    Example: kpi lsp
    """
    if find_spec("pygls") is None:
        raise Failure("`kpi lsp` needs the package pygls", "pip install 'kpicli[lsp]'")
    # pygls takes longer to import than most commands run.
    from kpicli.server.server import serve  # noqa: PLC0415 - see above

    day_given(as_of)  # a day that is none is refused before the editor waits for answers
    folder = root_folder(root) if root is not None else None
    streams = sys.stdin.buffer, _protocol_output()
    left_well = serve(lambda: day_given(as_of), folder, *streams, absent_files_in)
    return ExitCode.CLEAN if left_well else _LEFT_WITHOUT_A_WORD


def _protocol_output() -> BinaryIO:
    """Standard output for the protocol alone: whatever else is printed goes to standard error."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own
