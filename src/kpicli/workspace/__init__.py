"""All of a goal repository: definitions, look-ups by id, the cascade."""

from kpicli.workspace.cascade import Cascade, Link
from kpicli.workspace.definition import Broken, Definition
from kpicli.workspace.discover import discover
from kpicli.workspace.load import Read, load_workspace
from kpicli.workspace.workspace import AnyGoal, Context, Workspace

__all__ = [
    "AnyGoal",
    "Broken",
    "Cascade",
    "Context",
    "Definition",
    "Link",
    "Read",
    "Workspace",
    "discover",
    "load_workspace",
]
