"""What an independent solver says of a system: z3 on exact numbers, a budget in its own steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import z3

from kpicli.constraints.z3_solver import Z3Solver

if TYPE_CHECKING:
    from kpicli.constraints.conflict import Verdict
    from kpicli.constraints.system import System

assert z3.get_version() >= (4, 13), "the oracle is worth asking"


def oracle_verdict(system: System) -> Verdict:
    """Consistent, conflict, or undecided where the budget runs out."""
    return Z3Solver().answer(system).verdict
