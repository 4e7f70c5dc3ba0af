# The commands of this project. Hooks, CI and people call these.

python := ".venv/bin/python"

# List the commands.
default:
    @just --list

# Everything that must hold before a change lands.
check: lint types layers test

# Style and formatting.
lint:
    {{python}} -m ruff check .
    {{python}} -m ruff format --check .

# Static types, strict, tests included.
types:
    {{python}} -m mypy

# The rooms of ARCHITECTURE.md.
layers:
    .venv/bin/lint-imports

# All tests, with branch coverage.
test *arguments:
    {{python}} -m pytest -n auto --cov --cov-report=term:skip-covered {{arguments}}

# The tests of one rule: its page and its cases.
test-rule name:
    {{python}} -m pytest tests/rules -q -k "{{name}}"

# A new rule: its file, its cases and its line in the registry.
new-rule family name *arguments:
    {{python}} tools/new_rule.py {{family}} {{name}} {{arguments}}

# Write the generated documents.
docs:
    {{python}} tools/docs.py

# Rewrite what can be rewritten.
format:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .

# Measure kpi beside yamllint and check-jsonschema.
benchmark *arguments:
    {{python}} benchmarks/run.py {{arguments}}
