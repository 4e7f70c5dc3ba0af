"""The `kpi` command: the only room that prints, exits, and reads the clock or environment."""
