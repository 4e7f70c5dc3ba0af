"""All of a goal repository: definitions, look-ups by id, the cascade."""

from kpicli.workspace.cascade import Cascade, Link
from kpicli.workspace.contents import AnyGoal
from kpicli.workspace.context import Context
from kpicli.workspace.definition import Broken, Definition
from kpicli.workspace.discover import discover
from kpicli.workspace.left_out import ENDINGS, IGNORE_FILE, Folder, excluded_by
from kpicli.workspace.load import (
    Read,
    ids_named,
    load_workspace,
    not_listed,
    read_file,
    workspace_of,
)
from kpicli.workspace.read_document import FileContents
from kpicli.workspace.texts import is_quiet
from kpicli.workspace.workspace import Workspace

__all__ = [
    "ENDINGS",
    "IGNORE_FILE",
    "AnyGoal",
    "Broken",
    "Cascade",
    "Context",
    "Definition",
    "FileContents",
    "Folder",
    "Link",
    "Read",
    "Workspace",
    "discover",
    "excluded_by",
    "ids_named",
    "is_quiet",
    "load_workspace",
    "not_listed",
    "read_file",
    "workspace_of",
]
