"""What a document is: policy, schedule, message, page or data, and which kind of message.

Guessed from the path, the subject, the first headings and the text, in this order of weight. The user's word, in the
configuration or in a comment of the file, always wins.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from cxlint.model.document import Role
from cxlint.model.source import KEYED, SHEETS

if TYPE_CHECKING:
    from cxlint.model.document import Document

_MESSAGE_WORDS: dict[str, str] = {
    "invoice": "invoices?|bill|billing|statement|amount due|faktura",
    "receipt": "receipts?|payment received|payment confirmation|paid|payment successful",
    "dunning": (
        "dunning|overdue|past[ _-]?due|unpaid|arrears|collections?|final (?:notice|reminder|demand)|payment reminder|"
        "late payment|payment failed|failed payment|declined|outstanding balance|missed payment|suspension|reminder"
    ),
    "order": "orders?|order (?:confirmation|placed)|purchase|booking|reservation",
    "shipping": "shipp?(?:ed|ing|ment)|dispatch(?:ed)?|tracking|deliver(?:y|ed)|on its way",
    "refund": "refund(?:ed|s)?|money back|credit note",
    "cancellation": "cancell?(?:ed|ation)|unsubscribed|terminated|expired|closed|ended",
    "account": (
        "welcome|verif(?:y|ication)|password|reset|activat(?:e|ion)|confirm(?:ation)?|sign[ _-]?up|sign[ _-]?in|"
        "log[ _-]?in|registration|invit(?:e|ation)|account"
    ),
    "support-reply": (
        "tickets?|support|case|claim|complaint|your (?:request|question|enquiry|inquiry)|helpdesk|denied|denial"
    ),
    "marketing": "newsletter|promo(?:tion)?s?|sale|offers?|campaign|upsell|discount|marketing|limited time|deal",
    "press-release": "press[ _-]?release|for immediate release|newsroom",
    "notice": "notice|notification|alert|update|change|changes|announcement|maintenance|deprecat(?:ed|ion)",
}
_POLICY_PATH = (
    r"polic(?:y|ies)|terms|tos|conditions|privacy|agreement|contract|legal|refunds?|returns?|cancellation|lease|tenancy|"
    r"rules|warranty|handbook|disclaimer|faqs?|eula|guidelines|membership"
)
_SCHEDULE_PATH = (
    r"fees?|fee[ _-]?schedule|schedule|pricing|prices?|price[ _-]?list|rates?|tariffs?|charges|plans?|costs?"
)
_MESSAGE_PATH = (
    r"e?mails?|messages?|templates?|mailers?|notifications?|letters?|sms|notices?|reminders?|invoices?|receipts?"
)

_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|day|afternoon|evening)|greetings)\b[^.!?]{0,60}[,!:\u2028]?"
)
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
_MONEY = re.compile(
    r"\b(?:pay|paid|payments?|invoices?|bills?|balance|owed?|fees?|charged?|dues|(?:over)?due|unpaid|outstanding|"
    r"subscription|card)\b|[$£€]|\x13"
)
_EARLY_BLOCKS = 12
_POLICY_SENTENCES = 2500
"""A text without slots that is at least this long (characters) is read as a policy."""


@cache
def _words(pattern: str) -> re.Pattern[str]:
    # path parts are joined by separators that \b does not see as such
    return re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")


def guess(document: Document, folded: str, override: str = "") -> None:
    """Set `kind`, `kinds` and `stage` of a document; `override` is a kind the user gave."""
    kind, message = _split_override(override)
    if document.catalogue:
        # messages of any kind, none of them whole
        document.kind, document.kinds = kind or "message", frozenset({kind or "message", message or "message"})
        document.fragment = True
        return
    kind = kind or _kind(document, folded)
    kinds = {kind}
    if kind == "message":
        message = message or _message_kind(document, folded)
        kinds |= {message} if message else set()
        document.stage = _stage(document, folded) if message == "dunning" else ""
    document.kind, document.kinds = kind, frozenset(kinds)
    document.fragment = _is_fragment(document)


def _split_override(override: str) -> tuple[str, str]:
    if override in _MESSAGE_WORDS:
        return "message", override
    return override, ""


def _path(document: Document) -> str:
    return document.source.path.replace("\\", "/").lower().replace("_", " ")


def _kind(document: Document, folded: str) -> str:
    path = _path(document)
    name = path.rsplit("/", 1)[-1]
    if document.source.suffix in (*SHEETS, *KEYED):
        return _data_kind(document, path, folded)
    if document.template is not None and document.template.slots:
        return _template_kind(path, name, document, folded)
    return _plain_kind(path, name, document, folded)


def _plain_kind(path: str, name: str, document: Document, folded: str) -> str:
    """The kind of a text without slots."""
    names_policy = _words(_POLICY_PATH).search(name) is not None
    # some terms begin with "Hello!"
    long_policy = names_policy and len(folded) >= _POLICY_SENTENCES
    if _is_mail(document, path) or (_greets(document, folded) and not long_policy):
        return "message"
    if names_policy:
        return "policy"
    if _words(_SCHEDULE_PATH).search(name):
        return "schedule"
    if _words("|".join(_MESSAGE_WORDS.values())).search(name) and _words(_MESSAGE_PATH).search(path):
        return "message"
    policy = _words(_POLICY_PATH).search(path) or _policy_text(folded) or len(folded) >= _POLICY_SENTENCES
    return "policy" if policy else "page"


def _is_mail(document: Document, path: str) -> bool:
    """Whether a file is a mail by its form: in a folder of mails, or with what only mail programs need."""
    if document.source.suffix == ".eml":
        return True
    if document.source.suffix in _TEMPLATE_SUFFIXES and (_MAIL_FOLDER.search(path) or _MAIL_FILE.search(path)):
        return True
    return document.source.suffix in (".html", ".htm") and _MAIL_HTML.search(document.source.text) is not None


def _policy_text(folded: str) -> bool:
    head = folded[:3000]
    return any(
        words in head for words in ("terms of service", "terms of use", "terms and conditions", "this agreement")
    )


def _data_kind(document: Document, path: str, folded: str) -> str:
    if _words(_SCHEDULE_PATH).search(path) or (
        document.tables and _words(r"fees?|charges?|price|amount").search(folded)
    ):
        return "schedule"
    return "data"


def _template_kind(path: str, name: str, document: Document, folded: str) -> str:
    if _greets(document, folded) or document.source.suffix in (".txt", ".mjml") or _is_mail(document, path):
        return "message"
    message = _words("|".join(_MESSAGE_WORDS.values()))
    if _words(_POLICY_PATH).search(name) and not _words(_MESSAGE_PATH).search(path):
        return "policy"
    if _words(_MESSAGE_PATH).search(path) or message.search(name):
        return "message"
    if any(block.role == Role.SUBJECT for block in document.blocks):
        return "message"
    return "schedule" if _words(_SCHEDULE_PATH).search(name) else "page"


def _greets(document: Document, folded: str) -> bool:
    early = document.blocks[:_EARLY_BLOCKS]
    return any(_GREETING.match(folded, block.start, min(block.end, block.start + 80)) for block in early)


def _message_kind(document: Document, folded: str) -> str:
    scores: Counter[str] = Counter()
    path = _path(document)
    name = path.rsplit("/", 1)[-1]
    for kind, pattern in _MESSAGE_WORDS.items():
        regex = _words(pattern)
        scores[kind] += 6 * bool(regex.search(name)) + 2 * bool(regex.search(path))
        for block in document.blocks[:40]:
            if block.role in (Role.SUBJECT, Role.HEADING, Role.PREHEADER):
                scores[kind] += 3 * bool(regex.search(folded, block.start, block.end))
        scores[kind] += min(2, len(regex.findall(folded[:4000])))
    if scores["dunning"] and not _MONEY.search(folded):
        scores["dunning"] = 0  # a reminder of something else
    # a reminder of an invoice, a refund of an order: the event says more than the thing
    for event, thing in (("dunning", "invoice"), ("receipt", "invoice"), ("refund", "order"), ("shipping", "order")):
        if scores[event] >= scores[thing] - 2 and scores[event] >= 4:
            scores[thing] = min(scores[thing], scores[event] - 1)
    kind, score = scores.most_common(1)[0]
    return kind if score >= 2 else "notice"


_STAGES = (
    ("final", r"final|last (?:notice|reminder|warning)|collections?|legal action|terminat\w+|disconnect\w*"),
    ("middle", r"second|third|2nd|3rd|suspen\w+|still|again|past[ _-]?due"),
)


def _stage(document: Document, folded: str) -> str:
    where = _path(document).rsplit("/", 1)[-1] + " " + folded[:600]
    return next((stage for stage, pattern in _STAGES if _words(pattern).search(where)), "first")


_FRAGMENT = re.compile(
    r"(?:^|/)_|(?:^|[/_ -])(?:partials?|snippets?|fragments?|components?|macros?|layouts?|base|includes?)(?:[/_. -]|$)"
)


def _is_fragment(document: Document) -> bool:
    if _FRAGMENT.search(document.source.path.replace("\\", "/").lower()):
        return True
    tags = document.template.tags if document.template else ()
    return any(tag.keyword in ("extends", "macro") for tag in tags)
