"""Plain text: folding, sentences and excerpts. Offsets in, offsets out."""
