from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.trees import names, render, trees
from kpicli.formulas import (
    BinaryOperation,
    Call,
    Formula,
    FormulaError,
    Function,
    Name,
    Negation,
    Node,
    Number,
    Operator,
    Power,
    parse_formula,
    postorder,
)

A, B, C = Name("a"), Name("b"), Name("c")
TWO = Number(Decimal(2))


def binary(left: Node, operator: str, right: Node) -> BinaryOperation:
    return BinaryOperation(Operator(operator), left, right)


def parsed(text: str) -> Formula:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), formula
    return formula


def refused(text: str) -> FormulaError:
    error = parse_formula(text)
    assert isinstance(error, FormulaError), error
    return error


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("2", TWO),
        ("a + b * c", binary(A, "+", binary(B, "*", C))),
        ("(a + b) * c", binary(binary(A, "+", B), "*", C)),
        ("a - b - c", binary(binary(A, "-", B), "-", C)),
        ("a - (b - c)", binary(A, "-", binary(B, "-", C))),
        ("a / b / c", binary(binary(A, "/", B), "/", C)),
        ("a / b * c", binary(binary(A, "/", B), "*", C)),
        ("-a ** 2", Negation(Power(A, 2))),
        ("(-a) ** 2", Power(Negation(A), 2)),
        ("-a * b", binary(Negation(A), "*", B)),
        ("a * -b", binary(A, "*", Negation(B))),
        ("a - -b", binary(A, "-", Negation(B))),
        ("--a", Negation(Negation(A))),
        ("2 * a ** 2", binary(TWO, "*", Power(A, 2))),
        ("(a ** 2) ** 8", Power(Power(A, 2), 8)),
        ("a ** 2.0", Power(A, 2)),
        ("((a))", A),
        ("abs(a)", Call(Function.ABS, (A,))),
        ("min(a, b, c)", Call(Function.MIN, (A, B, C))),
        ("max(a)", Call(Function.MAX, (A,))),
        ("sum(a, -b)", Call(Function.SUM, (A, Negation(B)))),
        ("mean (a, b)", Call(Function.MEAN, (A, B))),
        ("wavg(a, b, c, 2)", Call(Function.WAVG, (A, B, C, TWO))),
        ("a +\n  b *\r\n\tc\n", binary(A, "+", binary(B, "*", C))),
    ],
)
def test_a_formula_is_read_with_the_usual_precedence(text: str, tree: Node) -> None:
    assert parsed(text).root == tree


@pytest.mark.parametrize(
    "name",
    [
        "class",
        "in",
        "is",
        "not",
        "if",
        "lambda",
        "none",
        "or.and",
        "sales.class",
        "a__b",
        "a_",
        "x1",
    ],
)
def test_every_id_of_the_format_is_a_name_whatever_python_thinks_of_it(name: str) -> None:
    assert parsed(f"{name} * 2").names == (name,)


@pytest.mark.parametrize("name", Function)
def test_a_function_s_word_without_brackets_is_a_metric(name: str) -> None:
    assert parsed(f"abs({name} + 1)").names == (name,)


def test_names_are_sorted_and_each_stands_once() -> None:
    assert parsed("b + a * b + max(sales.x, a)").names == ("a", "b", "sales.x")


def test_a_formula_of_numbers_names_nothing() -> None:
    assert parsed("1 + 2").names == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", "0.1"),
        ("0", "0"),
        ("0.10", "0.10"),
        (".5", "0.5"),
        ("1e3", "1e3"),
        ("2.5E-6", "0.0000025"),
        ("1e99", "1e99"),
        ("1e-99", "1e-99"),
        ("3.141592653589793238462643383279", "3.141592653589793238462643383279"),
    ],
)
def test_a_number_is_exact(text: str, value: str) -> None:
    assert parsed(text).root == Number(Decimal(value))


@pytest.mark.parametrize(
    "text",
    [
        "1e100",
        "1e-100",
        "1e999",
        "1e99999999999999999999999999",
        "0." + "0" * 99 + "1",
        "9" * 101,
        "1_000",
        "0x1F",
        "0o17",
        "0b1",
        "5j",
        "1.",
        "1.2.3",
        "1e",
        "1e+",
        "012",
        "12M",
        "1.real",
        "1 .real",
        "\N{ARABIC-INDIC DIGIT ONE}",
        "\N{FULLWIDTH DIGIT ONE}",
    ],
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    assert refused(text).offset <= len(text)


@pytest.mark.parametrize("text", ["inf", "nan", "infinity"])
def test_a_word_is_never_a_number(text: str) -> None:
    assert parsed(text).names == (text,)


@pytest.mark.parametrize("exponent", ["0", "9", "-1", "1.5", "a", "(2)", "1e2", "", "99999999999"])
def test_an_exponent_is_a_whole_number_from_1_to_8(exponent: str) -> None:
    assert "whole number from 1 to 8" in refused(f"a ** {exponent}").message


@pytest.mark.parametrize("exponent", range(1, 9))
def test_exponents_from_1_to_8_are_read(exponent: int) -> None:
    assert parsed(f"a**{exponent}").root == Power(A, exponent)


ATTACKS = [
    "__import__('os').system('x')",
    "a.__class__",
    "a.b.__class__.__mro__",
    "(1).real",
    "lambda: 1",
    "[a for a in b]",
    "{a: b}",
    "{a}",
    "f'{a}'",
    "'a'",
    '"a"',
    "(a := 1)",
    "a if b else c",
    "a and b",
    "not a",
    "a < b",
    "a == b",
    "9**9**9",
    "9 ** 9",
    "2 ** 2 ** 2",
    "a // b",
    "a % b",
    "a @ b",
    "a | b",
    "~a",
    "+a",
    "a; b",
    "a = b",
    "a,",
    "a, b",
    "()",
    "(a, b)",
    "min(*a)",
    "min(**a)",
    "min(a=1)",
    "min(a,)",
    "min(,a)",
    "min(a b)",
    "a(b)",
    "eval(a)",
    "min()(a)",
    "a[0]",
    "...",
    "a..b",
    ".a",
    "a.",
    "_a",
    "a.1",
    "A",
    "True",
    "None",
    "a\x00b",
    "a\x0bb",
    "a # b",
    "a \\\n b",
    "`a`",
    "\N{MATHEMATICAL BOLD SMALL A}",
    "\N{FULLWIDTH LATIN SMALL LETTER A}",
    "\N{CYRILLIC SMALL LETTER A}",
    "\N{LATIN SMALL LIGATURE FI}",
    "a\u00a0b",
    "",
    " \n ",
    "a b",
    "2 a",
    "2a",
    "a +",
    "* a",
    "a + * b",
    "(a",
    "a)",
    "((a)",
    ")",
    "min(a",
    "a" * 101,
]


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_else_is_a_formula(text: str) -> None:
    error = refused(text)
    assert 0 <= error.offset <= error.end <= len(text)
    assert not error.message.endswith(".")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a + b c", "c"),
        ("a + 12M", "12M"),
        ("a * 15%", "15%"),
        ("revenue // cost", "//"),
        ("a + Revenue", "Revenue"),
        ("a * mni(b, c)", "mni"),
        ("a + abs(b, c) * 2", "abs(b, c)"),
        ("(a + b", "("),
        ("a ** 9", "9"),
        ("a + 1e999", "1e999"),
        ("a +", ""),
    ],
)
def test_an_error_points_at_what_is_wrong(text: str, place: str) -> None:
    error = refused(text)
    assert text[error.offset : error.end] == place


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("abs()", "`abs` takes one argument, not 0"),
        ("abs(a, b)", "`abs` takes one argument, not 2"),
        ("min()", "`min` takes at least one argument, not 0"),
        ("sum()", "`sum` takes at least one argument, not 0"),
        ("wavg()", "`wavg` takes pairs of a value and a weight, not 0"),
        ("wavg(a)", "`wavg` takes pairs of a value and a weight, not 1"),
        ("wavg(a, b, c)", "`wavg` takes pairs of a value and a weight, not 3"),
    ],
)
def test_a_function_takes_its_own_number_of_arguments(call: str, message: str) -> None:
    assert refused(call).message == message


def test_a_misspelled_function_gets_a_suggestion() -> None:
    assert refused("mni(a, b)").help == "did you mean `min`?"


def test_a_bracket_after_a_metric_gets_the_functions_and_the_missing_sign() -> None:
    assert refused("revenue(a)").help == (
        "the functions are `min max abs sum mean wavg`; a product needs `*`"
    )


@pytest.mark.parametrize(
    "text",
    [
        "(" * 300 + "a" + ")" * 300,
        "-" * 3000 + "a",
        "-(" * 300 + "a" + ")" * 300,
        "abs(" * 300 + "a" + ")" * 300,
        "a+b*abs(" * 200 + "a" + ")" * 200,
        "(" * 4000,
    ],
)
def test_deep_nesting_is_refused_and_overflows_nothing(text: str) -> None:
    assert refused(text).message == "the formula nests deeper than 50 levels"


def test_fifty_levels_are_read() -> None:
    assert parsed("(" * 50 + "a" + ")" * 50).root == A


def test_five_hundred_parts_are_read_and_one_more_pair_is_not() -> None:
    assert len(list(postorder(parsed("+".join(["a"] * 250)).root))) == 499
    assert refused("+".join(["a"] * 251)).message == (
        "the formula has 501 parts; at most 500 are read"
    )


def test_a_long_chain_compares_and_prints() -> None:
    text = "+".join(["a"] * 250)
    assert parsed(text) == parsed(text)
    assert "Operator.ADD" in repr(parsed(text))


def test_four_thousand_characters_are_read_and_one_more_is_not() -> None:
    assert parsed("a".ljust(4000)).root == A
    assert refused("a".ljust(4001)).message == (
        "the formula has 4001 characters; at most 4000 are read"
    )


def test_a_node_knows_its_text_with_its_brackets() -> None:
    formula = parsed("2 * (a + b) / max(a, b)")
    texts = [formula.text_of(node) for node in postorder(formula.root)]
    assert texts == [
        *("2", "a", "b", "(a + b)", "2 * (a + b)", "a", "b", "max(a, b)"),
        "2 * (a + b) / max(a, b)",
    ]


@given(st.text())
def test_any_text_is_a_formula_or_an_error_within_it(text: str) -> None:
    result = parse_formula(text)
    if isinstance(result, FormulaError):
        assert 0 <= result.offset <= result.end <= len(text)


@given(st.text(alphabet="ab1.e+-*/()%, minx_\n", max_size=40))
def test_any_text_of_a_formula_s_letters_is_a_formula_or_an_error(text: str) -> None:
    result = parse_formula(text)
    assert isinstance(result, Formula) or result.offset <= result.end <= len(text)


@given(trees())
def test_a_rendered_tree_parses_back(tree: Node) -> None:
    formula = parsed(render(tree))
    assert formula.root == tree
    assert formula.names == names(tree)
