"""The rule book: one file per rule, in family folders, and the registry."""
