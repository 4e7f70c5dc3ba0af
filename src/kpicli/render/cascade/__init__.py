"""The cascade as text."""

from kpicli.render.cascade.alignment import alignment_terminal
from kpicli.render.cascade.alignment_json import alignment_json
from kpicli.render.cascade.dot import cascade_dot
from kpicli.render.cascade.json import cascade_json
from kpicli.render.cascade.mermaid import cascade_mermaid
from kpicli.render.cascade.terminal import cascade_terminal

__all__ = [
    "alignment_json",
    "alignment_terminal",
    "cascade_dot",
    "cascade_json",
    "cascade_mermaid",
    "cascade_terminal",
]
