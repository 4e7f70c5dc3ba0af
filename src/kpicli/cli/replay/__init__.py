"""Runs that were made before are shown again, as long as nothing that they looked at has changed.

What is imported before it is known that a run must be made is the standard library's, and little
of it: a run that is shown again takes about as long as starting Python.
"""
