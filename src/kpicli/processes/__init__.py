"""Work shared out to several processes."""

from kpicli.processes.shared_out import shared_out

__all__ = ["shared_out"]
