import pytest
from django import forms
from django.core.exceptions import ValidationError

from keepitlocal.outbox.addresses import FORMAT, AddressField, masked

LOCAL = "a" * 64


@pytest.mark.parametrize(
    "typed",
    ["ada@example.org", "  ada@example.org ", "o'neill+x@sub.example.co.uk", "ada@xn--exmple-cua.org", "ada@exämple.org"],
)
def test_an_address_that_can_be_mailed_is_taken(typed):
    assert AddressField().clean(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        "ada",
        "ada@",
        "@example.org",
        "ada@localhost",
        "ada@example",
        "ada@[127.0.0.1]",
        "ada@10.20.30.40",
        "ada@example.org, ben@example.org",
        "ada@example.org,ben@example.org",
        '"ada,ben"@example.org',
        "ada@example.org\nBcc: ben@example.org",
        "ada@example.org\r\nben@example.org",
        "ada\x00@example.org",
        "Ada <ada@example.org>",
        f"{LOCAL}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example",
        "a" * 400,
    ],
)
def test_what_cannot_be_mailed_is_refused_with_one_sentence(typed):
    """M1, M2, M3"""
    with pytest.raises(ValidationError) as refusal:
        AddressField().clean(typed)

    assert refusal.value.messages == [FORMAT]


def test_the_longest_address_has_254_characters():
    longest = f"{LOCAL}@{'b' * 60}.{'c' * 60}.{'d' * 60}.org"
    longest = longest.replace("b", "b" + "b" * (254 - len(longest)), 1) if len(longest) < 254 else longest[:254]

    assert len(AddressField().clean(longest)) == 254
    with pytest.raises(ValidationError):
        AddressField().clean(f"{longest}x")


def test_a_browser_does_not_cut_an_address_short():
    class Form(forms.Form):
        email = AddressField()

    assert "maxlength" not in str(Form()["email"])


def test_nothing_is_taken_where_nothing_is_needed():
    assert AddressField(required=False).clean("") == ""


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("ada@example.org", "a…@example.org"),
        ("ab@example.org", "a…@example.org"),
        ("a@example.org", "…@example.org"),
        ("e\u0301@example.org", "…@example.org"),
        ("ŵyn@exämple.org", "ŵ…@exämple.org"),
        ("\u202eada@example.org", "…@example.org"),
        ("👩‍🌾ada@example.org", "…@example.org"),
        ("o'neill@home@example.org", "o…@example.org"),
        (" ada@example.org\n", "a…@example.org"),
        ("@example.org", "…@example.org"),
        ("ada@", "…"),
        ("ada", "…"),
        ("", "…"),
        ("ada@example.org or ring Ben", "…"),
        ("ada@exam\u202eple.org", "…"),
    ],
    ids=(
        "an address, a name of two letters, a name of one, a name of one with its accent apart, another alphabet, "
        "letters turned round, a picture, two signs, spaces around, no name, no domain, no sign, nothing, more than an address, "
        "a domain turned round"
    ).split(", "),
)
def test_a_masked_address_shows_its_first_letter_and_its_domain_at_most(address, shown):
    assert masked(address) == shown
