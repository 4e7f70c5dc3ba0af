"""The solver that may be asked about what the check itself does not decide."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from kpicli.cli.declared import Option
from kpicli.cli.output import Failure

if TYPE_CHECKING:
    from kpicli.cli.session import Session
    from kpicli.constraints.solver import Solver


class SolverName(StrEnum):
    """Who is asked, if anybody."""

    NONE = "none"
    Z3 = "z3"


AskedSolver = Annotated[
    SolverName | None,
    Option(
        "--solver",
        help="Ask z3 about targets of which the check cannot tell whether all can be met.",
    ),
]


def asking(session: Session, chosen: SolverName | None = None) -> Session:
    """The session with the solver of the command line, else that of its settings.

    Raises:
        Failure: if it is not installed.
    """
    solver = solver_named(chosen or session.settings.check.solver)
    if solver is None:
        return session
    context = replace(session.workspace.context, solver=solver)
    workspace = replace(session.workspace, context=context)
    return replace(session, workspace=workspace)


def solver_named(name: str) -> Solver | None:
    """The solver of that name, none for `none`; it is not loaded before it is asked.

    Raises:
        Failure: if it is not installed.
    """
    if name == SolverName.NONE:
        return None
    from kpicli.constraints.z3_solver import (  # noqa: PLC0415 - for those who ask for it
        Z3Solver,
        is_z3_installed,
    )

    if not is_z3_installed():
        raise Failure("the solver z3 is not installed", "pip install 'kpicli[solver]'")
    return Z3Solver()
