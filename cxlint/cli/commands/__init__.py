"""The commands as click sees them: one module each, whose `command` returns the function that works."""
