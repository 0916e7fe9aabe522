"""The consultation and its principles from a round's file."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from evidence.models import Call
from keepitlocal.audit.models import Entry
from keepitlocal.outbox.models import Message
from principles.models import Consultation, Moderation, Principle, Wording
from principles.tests.makers import make_author, make_comment
from principles.wordings.standing import Standing

pytestmark = pytest.mark.django_db

ROUND = Path(settings.ROOT) / "content"
WRITTEN = (ROUND / "principles.yaml").read_text()
OPEN_NOW = WRITTEN.replace("closes: 2018-07-27", "closes: 2048-07-27 17:00")
EXTENDED = OPEN_NOW.replace("closes: 2048-07-27 17:00", "closes: 2048-08-10\n  extended_why: It was down.")
WHY = "    why: Several comments asked for it.\n"
SENTENCE = "Try to co-ordinate services neighbourhood by neighbourhood"
REWORDED = WRITTEN.replace(SENTENCE, "Co-ordinate services street by street").replace("    text: |\n", f"{WHY}    text: |\n", 1)
DAY = datetime.timedelta(days=1)


def numbers():
    """The numbers of each principle's wordings."""
    return {each.number: list(each.wordings.values_list("number", flat=True)) for each in Principle.objects.all()}


def stored():
    """All that loading writes."""
    return [list(model.objects.order_by("pk").values()) for model in [Consultation, Principle, Wording]]


ALL_FIRST = {number: [1] for number in range(1, 6)}


def test_the_real_round_is_loaded_and_published(load):
    said = load()

    consultation = Consultation.objects.get()
    assert "Draft commissioning principles: loaded and published.\n" in said
    assert (consultation.slug, consultation.moderation, consultation.is_published) == ("draft-principles", "before", True)
    assert (consultation.reference_prefix, consultation.grace_minutes) == ("KIL", 15)
    assert [each.title for each in Principle.objects.public()] == [
        "Start with the place and the person",
        "Maximise local social value",
        "Build community capacity",
        "Simplify processes and create a level playing field",
        "Involve local people through co-design",
    ]
    assert numbers() == ALL_FIRST


def test_a_trial_holds_a_consultation_that_closes_with_the_call():
    call_command("load_round", str(ROUND), if_none=True)

    at, consultation = timezone.now(), Consultation.objects.get()
    assert consultation.is_open(at)
    assert consultation.closes_at == Call.objects.get().closes_at


def test_a_trial_that_holds_the_others_alone_is_given_the_consultation(load, tmp_path):
    (tmp_path / "evidence.yaml").write_text((ROUND / "evidence.yaml").read_text())
    call_command("load_round", str(tmp_path))
    before = Call.objects.values().get()

    load(if_none=True)

    assert (Consultation.objects.count(), Call.objects.values().get()) == (1, before)


def test_without_a_moment_to_open_at_it_opens_when_it_is_loaded(load):
    before = timezone.now()

    load(OPEN_NOW)

    assert before <= Consultation.objects.get().opens_at <= timezone.now()


def test_loading_the_same_again_changes_nothing(load):
    load()
    before = stored()

    said = load()

    assert "Draft commissioning principles: the file has not changed since it was loaded." in said
    assert stored() == before


def test_a_comment_in_the_file_is_no_change(load):
    load()

    assert "has not changed" in load(f"# Another.\n{WRITTEN}")


def test_words_of_the_consultation_alone_publish_no_wording(load):
    load()
    before = Consultation.objects.get()

    said = load(WRITTEN.replace("title: Draft commissioning principles", "title: Five principles"))

    after = Consultation.objects.get()
    assert said == "Five principles: brought up to date.\n" + said.partition("\n")[2]
    assert (after.title, after.stamp, numbers()) == ("Five principles", before.stamp + 1, ALL_FIRST)


def test_a_principle_that_says_something_else_has_its_next_wording_with_the_reason(load):
    load()

    said = load(REWORDED)

    principle = Principle.objects.get(number=1)
    assert "Principle 1: Start with the place and the person: wording 2 is published." in said
    assert numbers() == ALL_FIRST | {1: [1, 2]}
    assert "Co-ordinate services street by street" in principle.content.text
    assert principle.latest.why == "Several comments asked for it."


def test_another_title_is_another_wording(load):
    load()

    load(WRITTEN.replace("title: Build community capacity\n", f"title: Build capacity\n{WHY}"))

    assert numbers() == ALL_FIRST | {3: [1, 2]}
    assert Principle.objects.get(number=3).title == "Build capacity"


def test_breaking_lines_elsewhere_is_no_wording(load):
    load()

    load(WRITTEN.replace(f"{SENTENCE}, and draw\n      on", f"{SENTENCE}, and\n      draw on"))

    assert numbers() == ALL_FIRST


def test_what_comments_are_about_stands_where_the_file_left_it(load):
    load()
    principle = Principle.objects.get(number=1)
    was = principle.content.paragraphs[0].id
    about = {"principle": principle, "paragraph": was, "author": make_author(), "at": principle.latest.took_effect_at}
    untouched, changed = (make_comment(quote=quote, **about) for quote in ["the whole person", SENTENCE])

    load(REWORDED)

    now = Principle.objects.get(number=1).content
    assert [each.id for each in now.paragraphs] == [was]
    assert (untouched.standing(now), changed.standing(now)) == (Standing.STANDS, Standing.CHANGED)


def test_a_wording_without_its_reason_is_refused_with_its_line(load):
    load()
    before = stored()

    with pytest.raises(CommandError) as refused:
        load(REWORDED.replace(WHY, ""))

    line = WRITTEN[: WRITTEN.index("number: 1")].count("\n") + 1
    says = "why is missing: Principle 1: Start with the place and the person changes, and people are shown the reason"
    assert str(refused.value).startswith(f"principles.yaml, line {line}: {says}")
    assert stored() == before


def test_a_reason_that_is_left_over_from_the_wording_before_is_refused(load):
    load()
    load(REWORDED)

    with pytest.raises(CommandError, match=r"why says why wording 2 came\. Say why Principle 1: .* changes now\."):
        load(REWORDED.replace("street by street", "street after street"))

    assert numbers() == ALL_FIRST | {1: [1, 2]}


def test_a_principle_that_is_new_to_the_file_is_published(load):
    load()

    load(f"{WRITTEN}\n  - number: 6\n    title: Stay\n    text: Do not leave after two years.\n")

    assert numbers() == ALL_FIRST | {6: [1]}


def test_a_principle_that_is_gone_from_the_file_stays(load):
    load()

    load(WRITTEN[: WRITTEN.index("  - number: 5")])

    assert numbers() == ALL_FIRST
    assert Principle.objects.public().count() == 5


def test_the_next_wording_reaches_those_who_watch(load):
    load()
    principle = Principle.objects.get(number=1)
    principle.watches.model.objects.begin(
        "ann@example.org", principle=principle, how="each", is_confirmed=True, at=principle.latest.took_effect_at
    )

    load(REWORDED)

    assert Message.objects.get(kind="principles.reworded").to == "ann@example.org"


def test_how_comments_are_moderated_is_the_files_to_say(load):
    load(WRITTEN.replace("  advice:", "  moderation: after\n  advice:"))

    assert Consultation.objects.get().moderation == Moderation.AFTER


def test_a_close_is_never_made_earlier_by_a_file(load):
    load(OPEN_NOW)
    before = stored()

    with pytest.raises(CommandError, match=r"principles\.yaml, line \d+: .* closes later than this: 2048-07-27 17:00\."):
        load(OPEN_NOW.replace("2048-07-27 17:00", "2048-07-27 16:59"), replace=True)

    assert stored() == before


def test_a_later_close_by_file_is_an_extension_that_those_who_still_have_something_to_do_are_told(load):
    load(OPEN_NOW)
    consultation = Consultation.objects.get()
    make_comment(author=make_author("ann@example.org", is_confirmed=False), at=consultation.opens_at)

    load(EXTENDED)

    after = Consultation.objects.get()
    assert timezone.localtime(after.closes_at).isoformat(" ", "minutes") == "2048-08-11 00:00+01:00"
    assert (after.extended_from, after.extended_why) == (consultation.closes_at, "It was down.")
    assert Message.objects.get(kind="principles.extension").to == "ann@example.org"


def test_a_round_that_was_moved_keeps_its_window_whatever_the_file_says(load):
    load()
    before = Consultation.objects.get()

    load(WRITTEN.replace("closes: 2018-07-27", "closes: 2018-07-06"))

    after = Consultation.objects.get()
    assert (after.opens_at, after.closes_at) == (before.opens_at, before.closes_at)


def test_the_record_says_what_was_loaded(load):
    load()

    consultation = Consultation.objects.get()
    entry = Entry.objects.filter(did="loaded").get()
    assert entry.details == {"stamp": consultation.stamp, "closes": consultation.closes_at.isoformat()}
    assert consultation.loaded["stamp"] == consultation.stamp


def test_a_mistake_in_the_principles_leaves_the_call_unloaded_too(load, tmp_path):
    (tmp_path / "evidence.yaml").write_text((ROUND / "evidence.yaml").read_text())

    with pytest.raises(CommandError, match=r"principles\.yaml"):
        load(WRITTEN.replace("number: 3", "number: 2"))

    assert Call.objects.count() == 0
