"""Changes to goal files that keep every other byte.

A change is a piece of text put in at a place. Before a file is written, its new text is read
again, and has to say what the old one said and the change, and nothing else.
"""

from kpicli.edit.batch import BatchRow, batch_of
from kpicli.edit.fixes import Fixed, PlacedFix, fixed, placed_fixes, with_fixes
from kpicli.edit.judge import Judge
from kpicli.edit.new_actual import EXTRAS, Mode, NewActual, Refusal, how_to_write
from kpicli.edit.record import FileChange, Recorded, Recording, record, rehearse
from kpicli.edit.replacement import rewrite

__all__ = [
    "EXTRAS",
    "BatchRow",
    "FileChange",
    "Fixed",
    "Judge",
    "Mode",
    "NewActual",
    "PlacedFix",
    "Recorded",
    "Recording",
    "Refusal",
    "batch_of",
    "fixed",
    "how_to_write",
    "placed_fixes",
    "record",
    "rehearse",
    "rewrite",
    "with_fixes",
]
