"""The check and the assignment against real data and an independent reference."""
