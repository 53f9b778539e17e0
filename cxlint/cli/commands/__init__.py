"""The commands as click sees them: one module each, with a `command` that returns the function that does the work."""
