# The commands of this project. Hooks, CI and people call these.

python := ".venv/bin/python"
uv := ".venv/bin/uv"

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

# Build the documentation site into site/.
site:
    NO_MKDOCS_2_WARNING=1 {{python}} -m mkdocs build --strict --quiet

# Rewrite what can be rewritten.
format:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .

# Measure kpi beside its peers: `just benchmark --goals`.
benchmark *arguments:
    {{python}} benchmarks/run.py {{arguments}}

# Count the work of a check, and record it with --save.
work *arguments:
    {{python}} benchmarks/work.py {{arguments}}

# The tests on another Python, such as 3.12; with `pip install -e '.[release]'`, as all below.
test-python version *arguments: (environment version version "highest")
    .venvs/{{version}}/bin/python -m pytest -n auto {{arguments}}

# The tests with the oldest versions of all dependencies that pyproject.toml allows.
test-lowest *arguments: (environment "lowest" "3.11" "lowest-direct")
    .venvs/lowest/bin/python -m pytest -n auto {{arguments}}

# Old libraries draw warnings when they are compiled, which would be errors in a test.
[private]
environment name version resolution:
    {{uv}} venv --quiet --allow-existing --python {{version}} .venvs/{{name}}
    {{uv}} pip install --quiet --compile-bytecode --resolution {{resolution}} --python .venvs/{{name}} -e '.[dev]'

# The wheel and the source archive in dist/, and all that must hold of them.
dist:
    {{python}} tools/dist.py

# Put the lines of changelog.d into CHANGELOG.md, under today's version; `--draft` only shows them.
changelog *arguments:
    {{uv}} tool run --from 'towncrier>=24.8' towncrier build {{arguments}}
