"""The arithmetic of progress: attainment, pace, status, roll-up, forecast."""
