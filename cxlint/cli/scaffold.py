"""The text of a rule that has yet to be written."""

from __future__ import annotations

from typing import NamedTuple

from cxlint import __version__
from cxlint.rulebook.fields import MIN_EXAMPLES


class _Start(NamedTuple):
    """What most rules of a family have."""

    applies_to: str
    effort: str
    quality: str
    skip_roles: str


_POLICY = _Start("policy", "money, emotional", "assurance", "heading")
_STARTS = {
    "FEE": _Start("policy", "money", "assurance", "heading"),
    "DOC": _Start("policy", "conceptual", "reliability", "heading"),
    "IMP": _Start("message", "emotional", "empathy", ""),
    "HOS": _Start("message", "emotional", "empathy", ""),
    "EFF": _Start("policy, message", "time", "responsiveness", "heading"),
    "TPL": _Start("message", "emotional", "reliability", ""),
}

_TEMPLATE = """\
# yaml-language-server: $schema={schema}
# Fill in what is empty, then delete the comments. The pattern language is in docs/rules.md of cxlint.
code: {code}
name:{name}  # the bad thing, with hyphens; reads well after "allow": {allowed}
severity: warning        # error: can ruin a customer's day (money, access, fear); warning; info
confidence: medium       # how sure a finding is right: high; medium; low shows in the review preset only
applies-to: [{applies_to}]     # policy, schedule, message, page, data; or invoice, dunning, order ...
tags: []                 # to select rules by, if you like: clause:liability, eu-93-13

# For the person whose text it is, who meant no harm. {{match}} becomes the words that were found.
message:                 # what is wrong, in one sentence: "'{{match}}' lets you keep what somebody forgot."
why:                     # the harm to the customer, in a sentence or two
mother:                  # one question: would you do that to your mother?
effort: [{effort}]  # what it costs the customer: physical, conceptual, emotional, time, money
quality: [{quality}]     # what suffers: reliability, responsiveness, assurance, empathy, ownership
suggest:                 # better wording; {{days}} and other words in braces stay as blanks
# fine-when:             # when the wording is all right

# What to look for, within one sentence: any of these. Some of what you can write:
#   (a|b) one of them   [a] perhaps   laps* any ending   ... up to 12 words   ..3 up to 3
#   {{company}} {{customer}} {{money}} {{duration}}   <terminate> a set of words   not(a) but not this
find:
{find}
unless:                  # what makes it all right: in the sentence, paragraph, section, heading or document
  sentence: []
  paragraph: []
# needs:                 # what must be there as well
#   sentence: []
{skip_roles}
# At least {least} of each, in your own words; near misses among the good. They are the tests of the rule.
examples:
{examples}
references: []           # laws and sources to look at: "see Directive 93/13/EEC annex 1(b)"
since: "{since}"
"""


def scaffold(code: str, name: str, family: str, find: tuple[str, ...], schema: str) -> str:
    """A rule file with blanks."""
    from json import dumps

    start = _STARTS.get(family, _POLICY)
    patterns = [f"  - {dumps(pattern, ensure_ascii=False)}" for pattern in find] or ["  -"]
    roles = f"skip-roles: [{start.skip_roles}]    # headings name things, they do not say them\n"
    examples = ["  - bad:"] * MIN_EXAMPLES + ["  - good:"] * MIN_EXAMPLES
    text = _TEMPLATE.format(
        schema=schema,
        code=code,
        name=f" {name}" if name else "",
        allowed=name or "come-whenever",
        applies_to=start.applies_to,
        effort=start.effort,
        quality=start.quality,
        find="\n".join(patterns),
        skip_roles=roles if start.skip_roles else "",
        least=MIN_EXAMPLES,
        examples="\n".join(examples),
        since=".".join(__version__.split(".")[:2]),
    )
    return "\n".join(_aligned(line) for line in text.split("\n"))


_COLUMN = 28
"""Where the comments beside the keys begin."""


def _aligned(line: str) -> str:
    """A line with its comment in the column of all comments."""
    key, mark, comment = line.partition("  # ")
    if not mark or line.startswith("  -"):
        return line
    return f"{key.rstrip():{_COLUMN - 1}} # {comment.lstrip()}"
