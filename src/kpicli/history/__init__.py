"""Earlier revisions of a goal repository, read from git: commits, files, workspaces, goals' lives.

Nothing here touches the work tree, runs what a repository configures, or uses the network.
"""

from kpicli.history.commit import Commit
from kpicli.history.error import HistoryError
from kpicli.history.files import Files, files_at
from kpicli.history.git import NoHistory
from kpicli.history.known_files import KnownFiles
from kpicli.history.past import read_at, workspace_at
from kpicli.history.repository import Repository, find_repository

__all__ = [
    "Commit",
    "Files",
    "HistoryError",
    "KnownFiles",
    "NoHistory",
    "Repository",
    "files_at",
    "find_repository",
    "read_at",
    "workspace_at",
]
