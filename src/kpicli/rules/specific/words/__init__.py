"""The words of languages, one file for each."""
