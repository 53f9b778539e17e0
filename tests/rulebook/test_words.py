"""Word sets and inflections."""

import pytest

from cxlint.errors import RuleError
from cxlint.rulebook import words
from cxlint.rulebook.inflect import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("close", "close closes closed closing"),
        ("end", "end ends ended ending"),
        ("cancel", "cancel cancels canceled canceling cancelled cancelling"),
        ("refer", "refer refers refered refering referred referring"),
        ("ban", "ban bans baned baning banned banning"),
        ("deny", "deny denies denied denying"),
        ("delay", "delay delays delayed delaying"),
        ("pass", "pass passes passed passing"),
        ("fix", "fix fixes fixed fixing"),
        ("catch", "catch catches catched catching"),
        ("agree", "agree agrees agreed agreeing"),
        ("pay", "pay pays paid paying"),
        ("withhold", "withhold withholds withheld withholding"),
        ("cut", "cut cuts cutting"),
    ],
)
def test_verbs(verb, forms):
    assert sorted(verb_forms(verb)) == sorted(forms.split())


def test_the_first_word_of_a_verb_phrase_changes():
    assert verb_forms("shut down") == ["shut down", "shuts down", "shutting down"]


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("fee", ["fee", "fees"]),
        ("policy", ["policy", "policies"]),
        ("day", ["day", "days"]),
        ("loss", ["loss", "losses"]),
        ("tax", ["tax", "taxes"]),
        ("late fee", ["late fee", "late fees"]),
        ("breach", ["breach", "breaches"]),
    ],
)
def test_nouns(noun, forms):
    assert noun_forms(noun) == forms


@pytest.fixture
def load(tmp_path):
    """Word sets from texts of word files; each text is in a folder of its own."""

    def read(*texts):
        folders = []
        for number, text in enumerate(texts):
            folder = tmp_path / str(number)
            (folder / "words").mkdir(parents=True)
            (folder / "words" / "own.yaml").write_text(text, encoding="utf-8")
            folders.append(str(folder))
        return words.load(folders)

    return read


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("own: [one, two words]", ["one", "two words"]),
        ("own: {words: [One, Can’t]}", ["can't", "one"]),
        ("own: {verbs: [set]}", ["set", "sets", "setting"]),
        ("own: {nouns: [fee]}", ["fee", "fees"]),
        ("own: {words: [one], sets: [other]}\nother: [three]", ["one", "three"]),
        ("own: {sets: [other]}\nother: {sets: [last]}\nlast: [x]", ["x"]),
        ("own: [twice, twice]", ["twice"]),
    ],
)
def test_word_sets(load, text, forms):
    assert list(load(text)["own"]) == forms


def test_a_later_folder_adds_words(load):
    assert load("own: [one]", "own: [two]\nnew: [three]") == {"own": ("one", "two"), "new": ("three",)}


def test_a_folder_without_words(tmp_path):
    assert words.load([str(tmp_path)]) == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("own: [a", "not valid YAML"),
        ("- a", "maps set names to lists"),
        ("own: some words", "needs a list, or lists under verbs, nouns, words, sets"),
        ("own: {verb: [go]}", "needs a list, or lists under"),
        ("own: {words: go}", "'words' of word set 'own' must be a list of words"),
        ("own: [yes, no]", "must be a list of words"),
        ("own: {sets: [other]}", "'own' names the unknown set 'other'"),
        ("own: {sets: [b]}\nb: {sets: [own]}", "contains itself: own > b > own|contains itself: b > own > b"),
    ],
)
def test_what_is_wrong_with_a_word_file(load, text, message):
    with pytest.raises(RuleError, match=message):
        load(text)
