"""Values of the domain: goals, metrics, teams, quantities, periods. No files, no places."""
