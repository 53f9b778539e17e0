"""What one file tells the others: its Summary, and how the statements of several files compare."""
