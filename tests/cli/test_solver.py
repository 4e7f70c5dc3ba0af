from __future__ import annotations

import sys

import pytest

from kpicli.cli.output import Failure
from kpicli.cli.solver import SolverName, solver_named
from kpicli.constraints import z3_solver


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(z3_solver, "find_spec", lambda _: None)
    with pytest.raises(Failure) as caught:
        solver_named(SolverName.Z3)
    assert caught.value.message == "the solver z3 is not installed"
    assert caught.value.remedy == "pip install 'kpicli[solver]'"


def test_none_is_nobody() -> None:
    assert solver_named(SolverName.NONE) is None


def test_a_solver_is_not_loaded_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(z3_solver, "find_spec", lambda _: object())
    before = "z3" in sys.modules
    solver = solver_named("z3")
    assert solver is not None
    assert solver.name == "z3"
    assert ("z3" in sys.modules) is before
