"""Short views of a document for the tests beside this file."""

from cxlint.model.source import Source
from cxlint.readers import read


def document(path, text, **options):
    return read(Source(path, text), **options)


def texts(path, text, role=None, **options):
    """The texts of all blocks, or of those of a role."""
    found = document(path, text, **options)
    return [found.block_text(b) for b in found.blocks if role is None or b.role == role]


def roles(path, text, **options):
    """Role and text of every block."""
    found = document(path, text, **options)
    return [(b.role, found.block_text(b)) for b in found.blocks]


def low(path, text, **options):
    """Prominence and text of every block."""
    found = document(path, text, **options)
    return [(b.prominence, found.block_text(b)) for b in found.blocks]


def place_of(found, words):
    """What the file holds where the document says `words`."""
    at = found.text.index(words)
    start, end = found.to_source(at, at + len(words))
    return found.source.text[start:end]
