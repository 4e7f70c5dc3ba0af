"""Declared fields: what a mapping in a file may hold, and how its parts are read or refused."""
