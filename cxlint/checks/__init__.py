"""Structural checks: what a phrase cannot say.

A check of one document is a function `(facts, options) -> iterator of Found`; a check of a project is a function
`(project, options) -> iterator of FoundAt`. Each stands in a table below by the name that rules use, with the module
that is imported when the first rule asks for it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.found import Found, FoundAt
    from cxlint.project.summary import Project

    DocumentCheck = Callable[[Facts, dict[str, Any]], Iterator[Found]]
    ProjectCheck = Callable[[Project, dict[str, Any]], Iterator[FoundAt]]

DOCUMENT: dict[str, str] = {
    "acknowledgement-without-time": "template_notices:acknowledgement_without_time",
    "alarm-styling": "styling:alarm_styling",
    "all-caps-passage": "tone:capitals",
    "already-paid-missing": "template_notices:already_paid_missing",
    "amount-without-currency": "template_values:amount_without_currency",
    "amount-without-unit": "fees_units:amount_without_unit",
    "apology-without-remedy": "tone:apology_without_remedy",
    "asks-for-what-we-know": "effort_asks:asks_for_what_we_know",
    "bad-news-buried": "threats:bad_news_buried",
    "bill-dispute-cutoff": "fees_terms:bill_dispute_cutoff",
    "bound-to-unseen-terms": "terms_papers:bound_to_unseen_terms",
    "branch-hides-fee": "template_totals:branch_hides_fee",
    "cancellation-equals-price": "fees_cancelled:cancellation_equals_price",
    "cancellation-incomplete": "template_notices:cancellation_incomplete",
    "company-centred": "density:company_centred",
    "deadline-asymmetry": "terms_sides:deadline_asymmetry",
    "discount-does-not-add-up": "fees_discounts:discount_is_wrong",
    "disproportionate-penalty": "terms_penalties:disproportionate_penalty",
    "dormancy-fee": "fees:dormancy_fee",
    "effort-budget": "effort_ways:effort_budget",
    "exceptions-swallow-promise": "terms_buried:exceptions_swallow_promise",
    "false-personalisation": "personal:false_personalisation",
    "fee-folded-into-total": "template_totals:fee_folded",
    "fee-without-trigger": "fees:fee_without_trigger",
    "field-name-shown": "addressing:field_name_shown",
    "final-notice-too-soon": "tone:final_notice_too_soon",
    "footer-outweighs": "template_prominence:footer_outweighs",
    "footnote-only-fee": "fees_shown:footnote_only",
    "free-with-condition": "fees_shown:free_with_condition",
    "generic-landing-link": "effort_asks:generic_landing_link",
    "greeting-by-identifier": "templates:greeting_by_identifier",
    "greeting-without-name": "messages:greeting_without_name",
    "intro-price-without-after": "fees_offers:intro_price",
    "key-money-term-buried": "terms_buried:key_money_term_buried",
    "late-fee-without-cap": "fees:late_without_cap",
    "late-fee-without-grace": "fees:late_without_grace",
    "leftover-placeholder": "templates:leftover_placeholder",
    "long-sentence": "tone:long_sentence",
    "machine-first": "template_subjects:machine_first",
    "missing-facts": "notice_facts:missing_facts",
    "missing-part": "messages:missing",
    "money-in-small-print": "template_prominence:money_in_small_print",
    "name-without-fallback": "templates:name_without_fallback",
    "negative-density": "density:negative_density",
    "never-says-you": "density:never_says_you",
    "next-charge-missing": "notice_facts:next_charge_missing",
    "no-contact-route": "messages:no_contact",
    "no-contractions": "density:no_contractions",
    "no-hardship-route": "threats:no_hardship_route",
    "no-next-step": "messages:no_next_step",
    "no-personal-note-slot": "personal:no_personal_note_slot",
    "no-reference": "template_subjects:no_reference",
    "no-signoff": "messages:no_signoff",
    "noreply-without-contact": "messages:no_reply_without_contact",
    "nothing-about-customer": "personal:nothing_about_customer",
    "one-sided-exit": "terms_sides:one_sided_exit",
    "only-an-image": "template_prominence:only_an_image",
    "optional-reason": "template_branches:optional_reason",
    "percentage-without-base": "fees:percentage_without_base",
    "phone-only": "effort_ways:phone_only",
    "plural-hack": "templates:plural_hack",
    "pre-selected-extra": "fees_offers:pre_selected_extra",
    "price-change-incomplete": "notice_facts:price_change_incomplete",
    "raw-date": "template_values:raw_date",
    "raw-error": "templates:raw_error",
    "raw-value": "templates:raw_value",
    "reader-as-third-person": "addressing:reader_as_third_person",
    "reader-does-the-sum": "effort_words:reader_does_the_sum",
    "reading-grade": "tone:reading_grade",
    "receipt-without-way-back": "template_notices:receipt_without_way_back",
    "refund-incomplete": "template_notices:refund_incomplete",
    "refund-window-too-short": "terms_refunds:refund_window_too_short",
    "refund-without-deadline": "terms_refunds:refund_without_deadline",
    "refusal-without-appeal": "refusals:refusal_without_appeal",
    "refusal-without-next-step": "tone:refusal_without_next_step",
    "refusal-without-reason": "refusals:refusal_without_reason",
    "release-without-customer": "personal:release_without_customer",
    "renewal-deadline": "fees_terms:renewal_deadline",
    "renewal-far-from-button": "fees_shown:renewal_far_from_button",
    "restocking-without-exception": "fees:restocking_without_exception",
    "shouted-word": "styling:shouted_word",
    "stacked-punctuation": "tone:stacked_punctuation",
    "stock-thanks": "messages:stock_thanks",
    "subject-says-nothing": "template_subjects:subject_says_nothing",
    "subject-shouts": "tone:subject_shouts",
    "sum-buried": "template_prominence:sum_buried",
    "survey-with-bad-news": "personal:survey_with_bad_news",
    "suspension-without-way-back": "notice_facts:suspension_without_way_back",
    "team-signoff": "messages:team_signoff",
    "threat-before-help": "threats:threat_before_help",
    "threat-in-first-reminder": "tone:threat_in_first_reminder",
    "told-not-to-reply": "addressing:told_not_to_reply",
    "too-many-asks": "effort_asks:too_many_asks",
    "total-is-wrong": "fees_sums:total_is_wrong",
    "trip-only": "effort_ways:trip_only",
    "two-faced-branches": "template_branches:two_faced",
    "typed-in": "templates:typed_in",
    "unexplained-acronym": "effort_words:unexplained_acronym",
    "up-to-without-basis": "fees:up_to_without_basis",
    "upsell-in-bad-news": "template_branches:upsell_in_bad_news",
    "vague-fee-name": "fees_names:vague_name",
    "words-and-figures": "fees_sums:words_and_figures_disagree",
}
"""Checks of one document: name to module:function."""

PROJECT: dict[str, str] = {
    "broken-promise": "promises:broken_promise",
    "conflict-clause": "precedence:conflict_clause",
    "contact-conflict": "wording:contact_conflict",
    "dangling-reference": "references:dangling_reference",
    "defined-term-drift": "wording:defined_term_drift",
    "fee-amount-mismatch": "fee_agreement:amount_mismatch",
    "fee-over-cap": "fee_agreement:over_cap",
    "fee-without-amount": "undisclosed:without_amount",
    "free-plan-with-fee": "agreement:free_plan_with_fee",
    "grace-period-conflict": "windows:grace_conflict",
    "hidden-minimum": "fees_stacked:hidden_minimum",
    "limit-conflict": "caps:limit_conflict",
    "mandatory-flag-conflict": "mandatory:flag_conflict",
    "notice-without-template": "notices:notice_without_template",
    "one-fee-two-names": "fee_agreement:two_names",
    "one-name-two-fees": "fee_agreement:two_fees",
    "parts-differ": "translations:parts_differ",
    "price-conflict": "agreement:price_conflict",
    "price-without-fee": "mandatory:price_without_fee",
    "same-reminder-again": "template_sequences:same_again",
    "schedule-fee-never-explained": "fee_agreement:never_explained",
    "sequence-starts-hard": "template_sequences:starts_hard",
    "stacked-penalties": "fees_stacked:stacked_penalties",
    "stale-sibling": "versions:stale_sibling",
    "translation-differs": "translations:translation_differs",
    "typed-amount": "template_money:typed_amount",
    "unknown-data-key": "template_money:unknown_key",
    "unlisted-template-fee": "template_fees:unlisted_in_template",
    "window-conflict": "windows:window_conflict",
}
"""Checks of a project: name to module:function."""


def document_check(name: str) -> DocumentCheck:
    """The function of a check of one document. Raises KeyError for an unknown name."""
    check: DocumentCheck = _load(DOCUMENT[name])
    return check


def project_check(name: str) -> ProjectCheck:
    """The function of a check of a project. Raises KeyError for an unknown name."""
    check: ProjectCheck = _load(PROJECT[name])
    return check


@cache
def _load(target: str) -> Any:
    module, _, function = target.partition(":")
    return getattr(import_module(f"cxlint.checks.{module}"), function)
