"""What is wrong with a value of the settings, in words for who wrote it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kpicli.findings import did_you_mean

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_EXPECTED = {
    "missing": "it is missing",
    "tuple_type": "expected a list",
    "string_type": "expected a text in quotes",
    "dict_type": "expected a table",
    "model_type": "expected a table",
    "model_attributes_type": "expected a table",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number",
    "float_parsing": "expected a number",
    "finite_number": "expected a number",
    "bool_type": "expected true or false",
    "bool_parsing": "expected true or false",
    "decimal_type": "expected a number",
    "decimal_parsing": "expected a number",
    "greater_than": "expected more than {gt:g}",
    "greater_than_equal": "expected at least {ge:g}",
    "less_than": "expected less than {lt:g}",
    "less_than_equal": "expected at most {le:g}",
}


def refused_words(error: ErrorDetails) -> tuple[str, str | None]:
    """What was expected instead of a value, and how to write what it probably means, if known."""
    given, details = error["input"], error.get("ctx", {})
    choices = re.findall(r"'([^']*)'", str(details.get("expected", "")))
    if choices:
        near = did_you_mean(given, choices) if isinstance(given, str) else None
        return f"expected one of {', '.join(choices)}", near
    expected = _EXPECTED.get(error["type"])
    if expected is None:
        words = error["msg"].removeprefix("Value error, ")
        return words[:1].lower() + words[1:], None
    is_alone = error["type"] == "tuple_type" and isinstance(given, str)
    return expected.format(**details), f"write {json.dumps([given])}" if is_alone else None
