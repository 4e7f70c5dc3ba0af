"""Progress as text."""
