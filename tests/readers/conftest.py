"""Short views of a document."""

import pytest

from cxlint.model.document import Document
from cxlint.model.source import Source
from cxlint.readers import read


class Seen:
    """What tests ask of a file after it is read."""

    def document(self, path: str, text: str, **options: str) -> Document:
        return read(Source(path, text), **options)

    def texts(self, path: str, text: str, **options: str) -> list[str]:
        found = self.document(path, text, **options)
        return [found.block_text(b) for b in found.blocks]

    def roles(self, path: str, text: str, **options: str) -> list[tuple[str, str]]:
        found = self.document(path, text, **options)
        return [(b.role, found.block_text(b)) for b in found.blocks]

    def low(self, path: str, text: str, **options: str) -> list[tuple[str, str]]:
        """Prominence and text of every block."""
        found = self.document(path, text, **options)
        return [(b.prominence, found.block_text(b)) for b in found.blocks]

    def place_of(self, found: Document, words: str) -> str:
        """What the file holds where the document says `words`."""
        at = found.text.index(words)
        start, end = found.to_source(at, at + len(words))
        return found.source.text[start:end]


@pytest.fixture(scope="session")
def seen() -> Seen:
    return Seen()
