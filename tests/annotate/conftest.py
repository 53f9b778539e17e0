"""The facts of a text, as a run would work them out."""

from __future__ import annotations

import pytest

from cxlint.annotate.actors import learn
from cxlint.annotate.facts import Facts
from cxlint.annotate.folding import folded
from cxlint.annotate.kinds import guess
from cxlint.matching.scan import Matcher
from cxlint.model.source import Source
from cxlint.readers import read


@pytest.fixture(scope="session")
def facts_of(ruleset):
    """From path and text to Facts."""
    matcher = Matcher(ruleset)
    every_fact = frozenset(-1 - i for i in range(len(ruleset.facts)))

    def work_out(path, text):
        document = read(Source(path, text))
        actors = learn(document.text)
        folded_text = folded(document, actors)
        guess(document, folded_text)
        scan, _ = matcher.scan(document, folded_text, every_fact)
        return Facts(document, scan, actors, ruleset)

    return work_out


@pytest.fixture(scope="session")
def words_of():
    """The words of a fact in its document."""

    def words(facts, found):
        return facts.document.text[found.start : found.end]

    return words
