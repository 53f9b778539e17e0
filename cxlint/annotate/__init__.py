"""Facts about a document beyond its words, such as its kind, fees and windows: worked out once, on demand."""
