"""Nobody but an officer is called one, however it is spelt; everybody else is called what they are called."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.names import LOOK_LIKE, OURS, RESERVED, Unreserved, UnreservedRole

NAME, ROLE = Unreserved(of=["Mary Jones", "Jo", ""]), UnreservedRole()
HONEST = [
    "O'Neill",
    "Ann-Marie d'Arcy",
    "Mo Derator",
    "Siân Llŷr ap Gwilym",
    "Łukasz Żółć",
    "Γιώργος Παπαδόπουλος",
    "Александр Иванов",
    "Оксана Мороз",
    "محمد علي",
    "王小明",
    "नरेन्द्र शर्मा",
    "Nguyễn Thị Hường",
    "Clare Stafford",
    "Tom Wagstaff",
    "Ad Minh",
    "Paul Leader",
    "Polly Cy",
    "Hull Badminton Club",
    "Jo Lane",
    "Mary Jonesborough",
    "X",
    "👍",
    "",
]
SPELT = [
    "Policy Officer",
    "The Policy Officer",
    "Jane, policy lead",
    "policy   officers",
    "policy-officer",
    "PolicyOfficer",
    "policyteam",
    "MODERATOR",
    "moderator_1",
    "Moderator7",
    "M o d e r a t o r",
    "mod.erator",
    "m0derat0r",
    "@dmin",
    "$taff",
    "Officia1",
    "0fficial2",
    "SiteAdmin",
    "adrninistrator",
    "Keep it Local team",
    "#KeepItLocal",
    "keep-it-local",
    "Lloyd's Bank Foundation",
    "Locality",
    "Pоliсy Оffiсеr",  # Cyrillic о, с, О, с, е
    "Αdmin",  # Greek Α
    "аdмin",
    "аdmіnіѕtrаtоr",
    "Ｐｏｌｉｃｙ　Ｔｅａｍ",
    "𝐌𝐨𝐝𝐞𝐫𝐚𝐭𝐨𝐫",
    "Ⓜⓞⓓⓔⓡⓐⓣⓞⓡ",
    "Mode\u200brator",
    "policy\u00adofficer",
    "ad\u2060min",
    "jane.ad\u200bmin",
    "a\u0336d\u0336m\u0336i\u0336n\u0336",
    "Ädmïn",
    "Moderatør",
]


def refused(validator, value):
    try:
        validator(value)
    except ValidationError as error:
        return error.code == "reserved"
    return False


@pytest.mark.parametrize("name", SPELT, ids=ascii)
def test_a_name_that_says_policy_team_is_refused_however_it_is_spelt(name):
    """C7"""
    assert refused(NAME, name)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_name_is_taken(name):
    """C7"""
    assert not refused(NAME, name)


@pytest.mark.parametrize("phrase", [*RESERVED, OURS])
def test_every_reserved_word_is_refused_alone_and_among_others(phrase):
    """C7"""
    for name in [phrase, phrase.upper(), f"{phrase}s", f"The {phrase.title()}", f"{phrase} Jane", f"Jane ({phrase})"]:
        assert refused(NAME, name)


@st.composite
def disguised(draw):
    """A reserved phrase, in which some letters are look-alikes, accented, or followed by what cannot be seen."""
    spelt = ""
    for letter in draw(st.sampled_from([*RESERVED, OURS])):
        looks = [letter, letter.upper(), *LOOK_LIKE.get(letter, "")]
        spelt += draw(st.sampled_from(looks)) + draw(st.sampled_from(["", "", "", "\u0301", "\u200b", "\u2060", "\ufe0f"]))
    return spelt


@given(disguised(), st.sampled_from(["", " ", ".", "_", " 1", "!"]))
@settings(max_examples=60, deadline=None)
def test_no_disguise_is_seen_as_anything_else(name, after):
    """C7"""
    assert refused(NAME, name + after)
    assert refused(ROLE, name + after)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_taken_or_refused_with_its_code(name):
    for validator in [NAME, ROLE]:
        assert refused(validator, name) in {True, False}


@pytest.mark.parametrize("name", ["Mary Jones", "mary jones", "Ms Mary  Jones", "Μаry Jоnes", "Jo", "J0"])
def test_an_officers_own_name_is_refused(name):
    """C7"""
    assert refused(NAME, name)


@pytest.mark.parametrize("name", ["Mary Jones", "Jo"])
def test_that_name_is_anybodys_where_no_officer_has_it(name):
    assert not refused(Unreserved(), name)


@pytest.mark.parametrize(
    "value",
    [
        "Policy officer",
        "The policy team",
        "Moderator",
        "Admin",
        "Locality",
        "Staff, Locality",
        "Policy team at Locality",
        "Lloyds Bank Foundation for England and Wales",
        "Keep it Local",
        "Keep it Local team",
        "Friends of Keep it Local, Hull",
        "Pоlicy Оfficer",
    ],
)
def test_an_organisation_or_role_that_can_only_be_ours_is_refused(value):
    """C7"""
    assert refused(ROLE, value)


@pytest.mark.parametrize(
    "value",
    [
        "policy officer at Leeds council",
        "Policy lead (housing)",
        "Staff nurse",
        "Administrator, Hull Food Bank",
        "Moderator of a parents' forum",
        "Hull Locality Partnership",
        "Funded by Lloyds Bank Foundation",
        "Staffa Trust",
        "Local and proud",
        "Leeds City Council",
        "",
    ],
)
def test_an_honest_organisation_or_role_is_taken(value):
    """C7"""
    assert not refused(ROLE, value)


@pytest.mark.parametrize(
    ("validator", "says"),
    [
        (NAME, "Choose another name: this one could be taken for the policy team"),
        (ROLE, "Say it so that it cannot be taken for the policy team, such as “policy officer at Leeds City Council”"),
    ],
    ids=["name", "role"],
)
def test_a_refusal_says_what_to_do(validator, says):
    with pytest.raises(ValidationError) as refusal:
        validator("Policy officer")

    assert refusal.value.messages == [says]


def test_what_the_refusal_proposes_is_taken():
    assert not refused(ROLE, "policy officer at Leeds City Council")


def test_validators_are_equal_where_they_refuse_the_same():
    assert Unreserved(of=["Jo"]) == Unreserved(of=["Jo"])
    assert Unreserved(of=["Jo"]) != Unreserved()
    assert Unreserved() != UnreservedRole()


@pytest.mark.parametrize(
    "name", ["Y tîm polisi", "Tim Polisi", "Aelod o’r tîm polisi", "Y Swyddog Polisi", "Cymedrolwr", "Y gymedrolwraig"]
)
def test_a_name_that_says_policy_team_in_welsh_is_refused(name):
    """C7"""
    assert refused(NAME, name)


@pytest.mark.parametrize("role", ["Swyddog polisi", "Aelod o dîm polisi", "Tîm Polisi Cymru"])
def test_a_role_that_says_no_more_than_policy_team_in_welsh_is_refused(role):
    """C7"""
    assert refused(ROLE, role)


@pytest.mark.parametrize("role", ["Swyddog polisi, Cyngor Gwynedd", "Llywodraeth Cymru", "Cymdeithas Tai Clwyd"])
def test_an_honest_role_in_welsh_is_taken(role):
    assert not refused(ROLE, role)
