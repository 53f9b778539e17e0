"""Finding rules' patterns in a document: one pass for their literals, a regular expression at each hit."""
