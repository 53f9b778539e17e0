"""What a document is: policy, schedule, message, page or data, and which kind of message.

Guessed from the path, the subject, the first headings and the text, in this order of weight. The user's word, in the
configuration or in a comment of the file, always wins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.annotate.audience import CUSTOMER, audience, polarity
from cxlint.annotate.message_kinds import MESSAGE_WORDS, message_kind, spoken, stage, words
from cxlint.annotate.pairs import is_subject
from cxlint.model.document import Role
from cxlint.model.given import Given
from cxlint.model.source import KEYED, SHEETS

if TYPE_CHECKING:
    from cxlint.model.document import Document

_POLICY_PATH = (
    r"polic(?:y|ies)|terms|tos|conditions|privacy|agreement|contract|legal|refunds?|returns?|cancellation|lease|tenancy|"
    r"rules|warranty|handbook|disclaimer|faqs?|eula|guidelines|membership"
)
_SCHEDULE_PATH = (
    r"fees?|fee[ _-]?schedule|schedule|pricing|prices?|price[ _-]?list|rates?|tariffs?|charges|plans?|costs?"
)
_MESSAGE_PATH = r"e?mails?|messages?|mailers?|notifications?|letters?|sms|notices?|reminders?|invoices?|receipts?"

_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|day|afternoon|evening)|greetings)\b[^.!?]{0,60}[,!:\u2028]?"
)
_THANKS = re.compile(r"\b(?:thank you|thanks) for (?:your |the |\w+ing )\w+")
_MAIL_FOLDER = re.compile(r"(?:^|/)(?:e?mails?|e?mail[ -]?templates?|mailers?|[a-z ]+ mailer)/")
_MAIL_FILE = re.compile(r"(?:^|[/. -])e?mails?(?:[. -][a-z. -]*)?$")
_TEMPLATE_SUFFIXES = frozenset(
    (
        ".j2",
        ".jinja",
        ".jinja2",
        ".njk",
        ".twig",
        ".liquid",
        ".hbs",
        ".mustache",
        ".erb",
        ".ftl",
        ".tt",
        ".tpl",
        ".gotmpl",
        ".tmpl",
    )
)
_MAIL_HTML = re.compile(
    r"(?i)<!--\[if (?:gte )?mso|x-apple-disable-message|mso-table-[lr]space|>\s*unsubscribe\s*<|"
    r"view (?:it |this (?:e-?mail )?)?(?:in|with) (?:your |a |the )?browser|\.ExternalClass"
)
_ANY_MESSAGE = "|".join(MESSAGE_WORDS.values())
_POLICY_PHRASES = ("terms of service", "terms of use", "terms and conditions", "this agreement")
_HEAD = 3000
_NEAR = 3
"""How many parts of a path say whether a file is a fragment; further up the folders are named after the program."""

_EARLY_BLOCKS = 12
_POLICY_SENTENCES = 2500
"""A text without slots that is at least this long (characters) is read as a policy."""


_MARKS = re.compile("[\x10-\x18\ufffc]+")
"""What stands for names and values in the text that is searched."""

_NOTHING = Given()
SAID = "you say so"
"""What told, where the user did."""

_Guess = tuple[str, str]
"""What something is, and what tells."""


def guess(document: Document, folded: str, given: Given = _NOTHING) -> None:
    """Set what a document is: kind, stage, polarity, audience, fragment or not; `given` is what the user says."""
    told = document.told
    if document.catalogue:
        _of_catalogue(document, given)
        return
    kind, message = ("message", given.kind) if given.kind in MESSAGE_WORDS else (given.kind, "")
    kind, told["kind"] = (kind, SAID) if kind else _kind(document, folded)
    kinds = {kind}
    document.audience = given.audience or CUSTOMER
    if kind == "message":
        message, told["message"] = (message, SAID) if message else message_kind(document, folded)
        kinds.add(message)
        _describe(document, folded, message, given)
    document.kind, document.kinds = kind, frozenset(kinds)
    document.fragment = _is_fragment(document)
    for name, because in told.items():
        told[name] = _MARKS.sub("…", because)


def _of_catalogue(document: Document, given: Given) -> None:
    """Messages of any kind, none of them whole."""
    kind = given.kind or "message"
    document.kind, document.kinds = kind, frozenset({kind, "message"} if kind in MESSAGE_WORDS else {kind})
    document.told["kind"] = SAID if given.kind else "a catalogue of messages"
    document.audience = given.audience or CUSTOMER
    document.fragment = True


def _describe(document: Document, folded: str, message: str, given: Given) -> None:
    """Set what only messages have: stage, polarity and audience."""
    told = document.told
    if message == "dunning":
        document.stage, told["stage"] = (given.stage, SAID) if given.stage else stage(document, folded)
    if given.polarity:
        document.polarity, told["polarity"] = given.polarity.replace("neutral", ""), SAID
    else:
        document.polarity, told["polarity"] = polarity(document, folded, message)
    if given.audience:
        told["audience"] = SAID
    else:
        document.audience, told["audience"] = audience(document, folded)


def _kind(document: Document, folded: str) -> _Guess:
    path = spoken(document.source.path)
    name = path.rsplit("/", 1)[-1]
    if document.source.suffix in (*SHEETS, *KEYED):
        return _data_kind(document, path, folded)
    if document.template is not None and document.template.slots:
        return _template_kind(path, name, document, folded)
    return _plain_kind(path, name, document, folded)


def _plain_kind(path: str, name: str, document: Document, folded: str) -> _Guess:
    """The kind of a text without slots."""
    policy = words(_POLICY_PATH).search(name)
    # some terms begin with "Hello!"
    long_policy = policy is not None and len(folded) >= _POLICY_SENTENCES
    form = _is_mail(document, path)
    greeting = "" if long_policy else _greeting(document, folded)
    if form or greeting:
        return "message", form or greeting
    if policy is not None:
        return "policy", _named(policy)
    if found := words(_SCHEDULE_PATH).search(name):
        return "schedule", _named(found)
    if (found := words(_ANY_MESSAGE).search(name)) and words(_MESSAGE_PATH).search(path):
        return "message", _named(found)
    if found := words(_POLICY_PATH).search(path):
        return "policy", f"“{found[0]}” in the path"
    if phrase := next((phrase for phrase in _POLICY_PHRASES if phrase in folded[:_HEAD]), ""):
        return "policy", f"“{phrase}” in the text"
    if len(folded) >= _POLICY_SENTENCES:
        return "policy", "a long text without values to fill in"
    return "page", "nothing says that it is more"


def _named(found: re.Match[str]) -> str:
    return f"“{found[0]}” in the file name"


def _is_mail(document: Document, path: str) -> str:
    """What shows that a file is a mail by its form: a folder of mails, or what only mail programs need."""
    if document.source.suffix == ".eml":
        return "a mail"
    if document.source.suffix in _TEMPLATE_SUFFIXES and (found := _MAIL_FOLDER.search(path) or _MAIL_FILE.search(path)):
        return f"“{found[0].strip('/. ')}” in the path of a template"
    if document.source.suffix in (".html", ".htm") and (found := _MAIL_HTML.search(document.source.text)):
        return f"“{found[0]}”, as mail programs need it"
    return ""


def _data_kind(document: Document, path: str, folded: str) -> _Guess:
    if found := words(_SCHEDULE_PATH).search(path):
        return "schedule", f"“{found[0]}” in the path"
    if document.tables and (found := words(r"fees?|charges?|price|amount").search(folded)):
        return "schedule", f"“{found[0]}” in its tables"
    return "data", "a data file that nothing calls a price list"


def _template_kind(path: str, name: str, document: Document, folded: str) -> _Guess:
    if told := _greeting(document, folded) or _is_mail(document, path):
        return "message", told
    if document.source.suffix in (".txt", ".mjml"):
        return "message", f"a template that ends in {document.source.suffix}"
    on_the_way = words(_MESSAGE_PATH).search(path)
    if (found := words(_POLICY_PATH).search(name)) and not on_the_way:
        return "policy", _named(found)
    if on_the_way:
        return "message", f"“{on_the_way[0]}” in the path"
    if found := words(_ANY_MESSAGE).search(name):
        return "message", _named(found)
    if any(block.role == Role.SUBJECT for block in document.blocks):
        return "message", "it has a subject line"
    if found := _THANKS.search(folded):
        return "message", f"it thanks: “{found[0]}”"
    found = words(_SCHEDULE_PATH).search(name)
    return ("schedule", _named(found)) if found else ("page", "nothing says that it is more")


def _greeting(document: Document, folded: str) -> str:
    """What shows that a text greets somebody at its beginning."""
    for block in document.blocks[:_EARLY_BLOCKS]:
        if found := _GREETING.match(folded, block.start, min(block.end, block.start + 80)):
            return f"it greets: “{document.text[found.start() : found.start() + 30].splitlines()[0].strip()}”"
    return ""


_FRAGMENT = re.compile(
    r"(?:^|/)_|(?:^|[/_ -])(?:partials?|snippets?|fragments?|components?|macros?|layouts?|base|includes?)(?:[/_. -]|$)"
)


def _is_fragment(document: Document) -> bool:
    """Whether a file is no whole message by itself: a layout, a partial, macros, a subject line."""
    near = "/".join(document.source.path.replace("\\", "/").lower().split("/")[-_NEAR:])
    found = _FRAGMENT.search(near)
    if found is not None or is_subject(document.source.path):
        document.told["fragment"] = (
            f"“{found[0].strip('/_. -') or '_'}” in the path" if found else "it is a subject line"
        )
    elif _only_macros(document):
        document.told["fragment"] = "it holds nothing but macros"
    return "fragment" in document.told


def _only_macros(document: Document) -> bool:
    """Whether all words of a template stand in macros, for other templates to call."""
    tags = document.template.tags if document.template else ()
    depth, at = 0, 0
    outside: list[tuple[int, int]] = []
    for tag in tags:
        if tag.keyword == "macro" and not document.source.text.startswith("<@", tag.start):
            outside += [(at, tag.start)] if depth == 0 else []
            depth += 1
        elif tag.keyword in ("endmacro", "/macro") and depth:
            depth -= 1
            at = tag.end
    if not outside or depth:
        return False
    outside.append((at, len(document.source.text)))
    starts = [document.to_source(block.start, block.end)[0] for block in document.blocks]
    return not any(low <= start < high for start in starts for low, high in outside)
