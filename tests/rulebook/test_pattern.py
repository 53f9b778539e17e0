"""The pattern language: what each construct finds, and what it leaves alone."""

import pytest

from cxlint.errors import RuleError
from cxlint.rulebook.pattern import Compiler, PatternError
from cxlint.rulebook.ruleset import compile_rules

NO = None

PLAIN = [
    ("late fee", "A late fee of some size.", "late fee"),
    ("late fee", "A LATE Fee.", "LATE Fee"),
    ("Late FEE", "a late fee", "late fee"),
    ("late fee", "A late\nfee wraps.", "late fee"),
    # no-break spaces and indents are single spaces to the reader
    ("late fee", "A late\u00a0fee stays.", "late fee"),
    ("late fee", "A late   \t fee.", "late fee"),
    ("late fee", "A late, fee", "late, fee"),
    ("late fee", "A “late” (fee)", "late” (fee"),
    ("late fee", "A late – fee", "late – fee"),
    ("late fee", "A late/fee", "late/fee"),
    ("late fee", "A later fee, a latefee, a late feed", NO),
    ("late fee", "A late. Fee of some size.", NO),
    ("late fee", "A plate fee", NO),
    ("late fee", "It is late\n\nfee", NO),
    ("fee late", "A late fee", NO),
    ("don't wait", "Don’t wait", "Don’t wait"),
    ("don't wait", "DON'T WAIT!", "DON'T WAIT"),
    ("wait", "Why 'wait'?", "wait"),
    ("straße gesperrt", "Die Straße gesperrt", "Straße gesperrt"),
    ("wait, friend", "wait friend", "wait friend"),
    ("wait friend", "Wait, friend", "Wait, friend"),
]
HYPHENS = [
    ("auto-renew", "plans auto-renew", "auto-renew"),
    ("auto-renew", "plans auto renew", "auto renew"),
    ("auto-renew", "plans autorenew", "autorenew"),
    ("auto-renew", "plans auto\u2011renew", "auto\u2011renew"),
    ("auto-renew", "plans auto–renew", "auto–renew"),
    ("auto-renew", "autos renew", NO),
    ("sign-up fee", "a signup, fee", "signup, fee"),
]
ENDINGS = [
    ("terminat*", "We terminate.", "terminate"),
    ("terminat*", "Termination!", "Termination"),
    ("terminat*", "terminat", "terminat"),
    ("terminat*", "the terminator's end", "terminator's"),
    ("terminat*", "interminate", NO),
    ("terminat* account", "terminating, account", "terminating, account"),
    ("customer* pay", "customers’ pay", "customers’ pay"),
]
CHOICES = [
    ("we (may|can) close", "We may close.", "We may close"),
    ("we (may|can) close", "We can close.", "We can close"),
    ("we (may|can) close", "We must close.", NO),
    ("(late|returned payment) fee", "a returned payment fee", "returned payment fee"),
    ("(late|(very|quite) odd) fee", "a quite odd fee", "quite odd fee"),
    ("late fee|odd charge", "an odd charge", "odd charge"),
    ("late fee|odd charge", "a late charge", NO),
    ("(fee|fees) apply", "fees apply", "fees apply"),
]
PERHAPS = [
    ("close [your] account", "close your account", "close your account"),
    ("close [your] account", "close account", "close account"),
    ("close [your] account", "close his account", NO),
    ("close [your|his [own]] account", "close his own account", "close his own account"),
    ("close [your] [own] account", "close own account", "close own account"),
    ("[we] close accounts", "We close accounts", "We close accounts"),
    ("[we] close accounts", "close accounts", "close accounts"),
    ("[we] close accounts", "They close accounts", "close accounts"),
    ("close accounts [today]", "close accounts today", "close accounts today"),
    ("close accounts [today]", "close accounts now", "close accounts"),
    ("close accounts [today]", "close accounts todays", "close accounts"),
    ("close accounts [today] $", "We close accounts today.", "close accounts today"),
    ("close accounts [today] $", "We close accounts now.", NO),
    ("close ... [your] account", "close at once your account", "close at once your account"),
]
GAPS = [
    ("close ... account", "close account", "close account"),
    ("close ... account", "close every single old account", "close every single old account"),
    ("close ... account", "close a b c d e f g h i j k l account", "close a b c d e f g h i j k l account"),
    ("close ... account", "close a b c d e f g h i j k l m account", NO),
    ("close ..2 account", "close the old account", "close the old account"),
    ("close ..2 account", "close the very old account", NO),
    ("close ..0 account", "close account", "close account"),
    ("close ..0 account", "close your account", NO),
    ("close ... account", "close, (or freeze) the 'account'", "close, (or freeze) the 'account"),
    ("close ... account", "close it. Your account stays.", NO),
    ("close ... account", "close it; the account goes", "close it; the account"),
    ("close ..1 ..1 account", "close my own account", "close my own account"),
    ("close ..1 ..1 account", "close my very own account", NO),
    ("close ... account", "close an account, then another account", "close an account"),
    ("close ... (account|card)", "close her card", "close her card"),
    # the words of a gap are whole words
    ("close ... count", "close the account", NO),
]
GUARDS = [
    ("close ... not(never|not) account", "close every account", "close every account"),
    ("close ... not(never|not) account", "close but never one account", NO),
    ("close ... not(never) account", "close nevermore account", "close nevermore account"),
    ("close ... not(savings account) account", "close one savings account", NO),
    ("close not(your) account*", "close your account", NO),
    ("close ..2 not(not) account", "close but not any account", NO),
    # a "not" that denies nothing
    (
        "close ... not(not) account",
        "close, including but not limited to, your account",
        "close, including but not limited to, your account",
    ),
    (
        "may ... not(never|not) account",
        "may (but is not obliged to) close an account",
        "may (but is not obliged to) close an account",
    ),
    ("may ... not(never|not) account", "may not close an account", NO),
    # before a word: that word is none of these
    ("close not(a|an) ..1 account", "close old account", "close old account"),
    ("close not(account) account*", "close accounts", "close accounts"),
    ("close not(account) account*", "close account", NO),
    ("close not(old) ..3 account", "close my old account", NO),
    # at the start: none of these right before
    ("not(never) close accounts", "We close accounts", "close accounts"),
    ("not(never) close accounts", "We never close accounts", NO),
    ("not(never|do not) close accounts", "We do not close accounts", NO),
    ("not(never) close accounts", "We never, ever close accounts", "close accounts"),
    ("not(no) late fee", "There is no late fee, but a late fee", "late fee"),
    ("not((can|may) not) close accounts", "we may not close accounts", NO),
]
SETS = [
    ("<close> accounts", "we closed accounts", "closed accounts"),
    ("<close> accounts", "who shuts down accounts", "shuts down accounts"),
    ("<close> accounts", "who shuts\ndown accounts", "shuts down accounts"),
    ("<close> accounts", "signoff accounts", "signoff accounts"),
    ("<close> accounts", "we open accounts", NO),
    ("<close> accounts <any-time>", "close accounts at any time", "close accounts at any time"),
    ("not(<any-time>) <close> accounts", "whenever close accounts", NO),
    ("accounts ... not(<any-time>) <close>", "accounts may whenever we like close", NO),
]
FACTS = [
    ("{company} close accounts", "We close accounts.", "We close accounts"),
    ("{company} close accounts", "We'll close accounts.", "We'll close accounts"),
    ("{company} close accounts", "The landlord close accounts.", "The landlord close accounts"),
    ("{company} close accounts", "They close accounts.", NO),
    ("{company} may close", 'Brightwater Ltd ("Brightwater") may close.', NO),
    (
        "{company} may close",
        'Brightwater Ltd ("Brightwater", "we") helps. Brightwater may close.',
        "Brightwater may close",
    ),
    ("{customer} may close", 'A Hirer ("Hirer") pays. Hirer may close.', "Hirer may close"),
    ("{customer} pay", "You pay.", "You pay"),
    ("{customer} pay", "You’d pay.", "You’d pay"),
    ("{customer} pay", "Tenants pay.", "Tenants pay"),
    ("{customer} pay", "Each tenant pay.", "Each tenant pay"),
    ("{customer} pay", "We pay.", NO),
    ("fee of {money}", "A fee of $15.", "fee of $15"),
    ("fee of {money}", "A fee of £1,200.50.", "fee of £1,200.50"),
    ("fee of {money}", "A fee of ten dollars.", "fee of ten dollars"),
    ("fee of {money}", "A fee of 15.", NO),
    ("fee of {percent}", "A fee of 3 %.", "fee of 3 %"),
    ("fee of {percent}", "A fee of 2.5 percent.", "fee of 2.5 percent"),
    ("fee of {amount}", "A fee of 3%.", "fee of 3%"),
    ("fee of {amount}", "A fee of €3.", "fee of €3"),
    ("within {duration}", "within 30 days", "within 30 days"),
    ("within {duration}", "within thirty (30) days", "within thirty (30) days"),
    ("within {duration}", "within reason", NO),
    ("before {date}", "before 1 March 2026", "before 1 March 2026"),
    ("least {number} nights", "at least two nights", "least two nights"),
    ("least {number} nights", "at least 2 nights", "least 2 nights"),
    ("least {number} nights", "at least some nights", NO),
    ("{fee} apply", "Charges apply.", "Charges apply"),
    ("{fee} apply", "Rules apply.", NO),
    ("write {email}", "write help@example.org", "write help@example.org"),
]
ANCHORS = [
    ("^ fees apply", "Fees apply.", "Fees apply"),
    ("^ fees apply", "Our fees apply.", NO),
    ("^ fees apply", "It is so. Fees apply.", "Fees apply"),
    ("^ fees apply", "“Fees apply.”", "Fees apply"),
    ("^ fees apply", "(a) Fees apply.", "Fees apply"),
    ("^ fees apply", "12) Fees apply.", "Fees apply"),
    ("^ fees apply|^ charges apply", "Charges apply.", "Charges apply"),
    ("fees apply $", "Some fees apply.", "fees apply"),
    ("fees apply $", "Some fees apply!”", "fees apply"),
    ("fees apply $", "Some fees apply", "fees apply"),
    ("fees apply $", "Some fees apply here.", NO),
    ("^ fees apply $", "Fees apply.", "Fees apply"),
    ("^ fees apply|charges apply", "Now charges apply.", "charges apply"),
]
TABLE = PLAIN + HYPHENS + ENDINGS + CHOICES + PERHAPS + GAPS + GUARDS + SETS + FACTS + ANCHORS


@pytest.mark.parametrize(("pattern", "text", "words"), TABLE)
def test_what_a_pattern_finds(matched, pattern, text, words):
    assert matched(pattern, text) == words


SLOTS = [
    ("dear {name}", "Dear {{ customer.first_name }}", True),
    ("dear {name}", "Dear {{ order.id }}", False),
    ("dear {slot}", "Dear {{ order.id }}", True),
    ("fee of {money}", "a fee of {{ fee.amount | money }}", True),
    ("fee of {money}", "a fee of ${{ x }}", True),
    ("within {duration}", "within {{ notice_days }} days", True),
    ("before {date}", "before {{ due_date }}", True),
]


@pytest.mark.parametrize(("pattern", "text", "found"), SLOTS)
def test_values_of_a_template(matched, pattern, text, found):
    assert (matched(pattern, text, "mail.txt.j2") is not None) is found


ERRORS = [
    ("we may) close", 6, "unexpected ')'", ""),
    ("we may] close", 6, "unexpected ']'", ""),
    ("(we may|) close", 8, "unexpected ')'", ""),
    ("we <close account", 3, "unexpected '<'", ""),
    ("we . account", 3, "unexpected '.'", ""),
    ("we {money account", 3, "unexpected '{'", ""),
    ("", 0, "unexpected end of the pattern", ""),
    ("we <clos> it", 3, "unknown word set <clos>", "did you mean 'close'?"),
    ("we <zzzz> it", 3, "unknown word set <zzzz>", "known: any-time"),
    ("pay {mony}", 4, "unknown fact {mony}", "did you mean 'money'?"),
    ("... account", 0, "a gap needs something before it", ""),
    ("close ...", 6, "needs something after it", ""),
    ("close not(it)", 6, "needs something after it", ""),
    ("close (it ..2|them)", 10, "needs something after it", ""),
    ("not({money}) close accounts", 0, "takes plain words only", ""),
    ("not(clos*) accounts", 0, "takes plain words only", ""),
    ("we - close", 3, "'-' is punctuation, which patterns do not see", ""),
    ("we close-* it", 3, "'close-*' is not the beginning of a word", ""),
    ("^", 0, "empty pattern", ""),
]


@pytest.mark.parametrize(("pattern", "offset", "message", "hint"), ERRORS)
def test_what_is_wrong_with_a_pattern(pattern, offset, message, hint):
    words = {"close": ("close",), "any-time": ("whenever",)}
    with pytest.raises(PatternError) as caught:
        Compiler(words).compile(pattern)
    assert (caught.value.offset, message in caught.value.message) == (offset, True), caught.value.message
    assert caught.value.hint.startswith(hint)


def test_syntax_errors_say_what_would_fit():
    with pytest.raises(PatternError, match=r"expected .*a word.*not\(\.\.\.\)"):
        Compiler({}).compile("we (")


def test_an_error_names_the_place_in_the_rule_file(tmp_path, rule_of):
    file = tmp_path / "TST001-odd.yaml"
    file.write_text('find:\n  - "we close"\n  - "we <clse> it"\n')
    odd = rule_of(path=str(file), find=("we close", "we <clse> it"))
    with pytest.raises(RuleError) as caught:
        compile_rules([odd], {"close": ("close",)}, {})
    assert caught.value.where == f"{file}:3:9"
    assert "find: unknown word set <clse>" in str(caught.value)


def test_two_rules_may_not_share_a_code(rule_of):
    with pytest.raises(RuleError, match="two rules have the code TST001"):
        compile_rules([rule_of(find=("late",)), rule_of(find=("early",))], {}, {})
