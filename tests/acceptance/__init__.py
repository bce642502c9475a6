"""The command, run as a user runs it, against the oracle and against worked cases."""
