"""Whose names are whose."""

import pytest

from cxlint.annotate.actors import learn

TABLE = [
    ('Brightwater Ltd ("Brightwater", "we") lends boats.', ("Brightwater Ltd", "Brightwater"), (), "brightwater"),
    (
        "Quillfeather (“Quillfeather” or “we”) meets its guest (“Hirer”, “you”).",
        ("Quillfeather",),
        ("Hirer",),
        "quillfeather",
    ),
    ('Harbour Tools, Inc. (the "Company") lends tools.', ("Harbour Tools, Inc", "Company"), (), "harbour tools, inc"),
    ("The Landlord may enter. The Tenant shall pay.", ("Landlord",), ("Tenant",), ""),
    ('Each person named below ("Member") shall pay.', (), ("Member",), ""),
    # a company that goes by its own name means others by roles, unless it defines them
    ("Zephyr may stop. Zephyr will not answer. Zephyr can ask. The Supplier may charge.", ("Zephyr",), (), "zephyr"),
    (
        "Zephyr may stop. Zephyr will. Zephyr can ask. Zephyr (“Supplier”, “we”) may charge.",
        ("Supplier", "Zephyr"),
        (),
        "zephyr",
    ),
    ("At zephyr.io may stop. Often zephyr.io will not answer. So zephyr.io can ask.", ("zephyr.io",), (), "zephyr.io"),
    ("Stripe Terms\nStripe may charge. Stripe will send. Stripe can ask.", ("Stripe",), (), "stripe"),
    # a name that acts often enough is a party
    ("Zephyr may stop. Zephyr will not answer. Zephyr reserves all rights.", ("Zephyr",), (), "zephyr"),
    ("Zephyr may stop. Zephyr will not answer.", (), (), ""),
    # words that act without being anybody
    ("January may come. January will come. January can come.", (), (), ""),
    ("You may go. You will stay. You can do both.", (), (), ""),
    # everybody's partners are no party of this contract
    ("Stripe may charge. Stripe will send. Stripe can ask. Stripe may err.", (), (), ""),
    ('Our software ("Software") may fail. "Content" means text.', (), (), ""),
    ("", (), (), ""),
]


@pytest.mark.parametrize(("text", "company", "customer", "identity"), TABLE)
def test_names_of_the_parties(text, company, customer, identity):
    assert learn(text) == (company, customer, identity)


def test_names_from_the_configuration():
    actors = learn("Corvid Sound repairs radios.", ("Corvid Sound", "CS"))
    assert (actors.company, actors.identity) == (("Corvid Sound", "CS"), "corvid sound")


@pytest.mark.timeout(20)
def test_a_long_text_without_an_end_of_name():
    assert learn("A" * 300_000).company == ()
    assert learn('("' * 100_000).company == ()
