"""The cascade as text."""

from kpicli.render.cascade.dot import cascade_dot
from kpicli.render.cascade.json import cascade_json
from kpicli.render.cascade.mermaid import cascade_mermaid
from kpicli.render.cascade.terminal import cascade_terminal

__all__ = ["cascade_dot", "cascade_json", "cascade_mermaid", "cascade_terminal"]
