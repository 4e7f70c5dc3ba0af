"""Formulas and units: parse, infer, convert, evaluate. Knows nothing of goals."""

from kpicli.formulas.convert import convert
from kpicli.formulas.error import FormulaError
from kpicli.formulas.evaluate import evaluate
from kpicli.formulas.in_units import in_units
from kpicli.formulas.parse import parse_formula
from kpicli.formulas.parse_unit import may_lack_a_scale, parse_unit, unit_if_any
from kpicli.formulas.tree import (
    BinaryOperation,
    Call,
    Formula,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    children,
    fold,
    postorder,
)
from kpicli.formulas.unit_of import Operand, UnitClash, unit_of
from kpicli.formulas.units import Compatibility, Unit, compare_units

__all__ = [
    "BinaryOperation",
    "Call",
    "Compatibility",
    "Formula",
    "FormulaError",
    "Function",
    "Name",
    "Negation",
    "Node",
    "Number",
    "Operand",
    "Operator",
    "Power",
    "Unit",
    "UnitClash",
    "children",
    "compare_units",
    "convert",
    "evaluate",
    "fold",
    "in_units",
    "may_lack_a_scale",
    "parse_formula",
    "parse_unit",
    "postorder",
    "unit_if_any",
    "unit_of",
]
