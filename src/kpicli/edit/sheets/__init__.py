"""Sheets to goal files: tables read, columns mapped, rows made goals, files written tidily."""

from kpicli.edit.sheets.bring_in import bring_in_export, bring_in_table
from kpicli.edit.sheets.goal_files import By
from kpicli.edit.sheets.imported import Imported, Unread
from kpicli.edit.sheets.mapping import Mapping, mistakes
from kpicli.edit.sheets.mapping_toml import mapping_of, mapping_text
from kpicli.edit.sheets.opened import Opened, opened
from kpicli.edit.sheets.propose import Certainty, Proposal, Proposed, known, proposal
from kpicli.edit.sheets.settle import Settled, Surroundings
from kpicli.edit.sheets.table import Table

__all__ = [
    "By",
    "Certainty",
    "Imported",
    "Mapping",
    "Opened",
    "Proposal",
    "Proposed",
    "Settled",
    "Surroundings",
    "Table",
    "Unread",
    "bring_in_export",
    "bring_in_table",
    "known",
    "mapping_of",
    "mapping_text",
    "mistakes",
    "opened",
    "proposal",
]
