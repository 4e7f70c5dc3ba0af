"""The language server: the same calls as the command line, over LSP.

Only the modules that speak the protocol import pygls, so that the rest can be used without it.
"""
