"""Goals as code: goal files in git, checked, drawn as a cascade and reported."""

__version__ = "0.1.0"
