"""What there is to see of a survey: every page of the round's own, which asks questions of every kind."""

from evidence.tests.ways import share
from keepitlocal.tests.public.words import EMAIL, LONG, WORD
from survey.models import Survey
from survey.tests.makers import AREAS, definition, page, question
from survey.tests.stored import DAY, fill, make_response, make_sent, make_survey
from survey.tests.test_choosing import contest

SURVEY = "/survey/landscape/"
DELIVERS = ["you", "area", "contracts", "obstacles", "local", "receipt"]
FILLED = {
    "role": "delivers",
    "authority": "Leeds",
    "services": "health youth",
    "contract_count": "3",
    "barriers.size": "2",
    "help.1": "lots",
    "barrier_story": "We ran it for eleven years.",
    "seen_fail": "yes",
    "receipt_email": "ann@example.org",
}
WRONG = {
    "you": {},
    "contracts": {"contract_count": "many"},
    "obstacles": {"help.1": "lots", "help.2": "lots"},
    "receipt": {"receipt_email": "nobody"},
}


def see(stage, visitor, at):
    if stage == "normal":
        normal(Survey.objects.get(), visitor, at)
    elif stage == "long":
        long(visitor, at)
    elif stage == "closed":
        closed(Survey.objects.get(slug="landscape"), visitor, at)


def normal(survey, visitor, at):
    visitor.see("normal", SURVEY)
    visitor.see("normal", f"{SURVEY}questions/")
    visitor.see("no draft", f"{SURVEY}you/")
    begun = visitor.another(make_response(survey, at=at))
    begun.see("begun", SURVEY)
    begun.see("you", f"{SURVEY}you/")
    begun.see("nothing to choose", f"{SURVEY}choose/")
    begun.see("empty", f"{SURVEY}way-back/")
    begun.send("in error", f"{SURVEY}way-back/", {"email": "nobody"}, do="keep")
    answering(survey, visitor, at)
    together(survey, visitor, at)
    sent(survey, visitor, at)


def answering(survey, visitor, at):
    """Everybody's pages, empty; those of who delivers services also in error and filled; and the way out."""
    for role, pages in {"delivers": DELIVERS[1:], "commissions": ["commissioning"]}.items():
        empty = visitor.another(make_response(survey, at=at, role=role))
        for name in pages:
            empty.see(name, f"{SURVEY}{name}/")
    for name, texts in WRONG.items():
        someone = visitor.another(make_response(survey, at=at, role="delivers"))
        someone.send(f"{name} in error", f"{SURVEY}{name}/", {"role": ""} | texts)
    wrong = make_response(survey, at=at, role="would", receipt_email="nobody")
    visitor.another(wrong).see("in error", f"{SURVEY}check/", {"number": 1})
    response = make_response(survey, at=at)
    fill(response, FILLED, at=at)
    filled = visitor.another(response)
    for name in DELIVERS:
        filled.see(f"{name} filled", f"{SURVEY}{name}/")
    filled.see("normal", f"{SURVEY}check/")
    share(response, at=at)
    filled.see("shared", f"{SURVEY}way-back/")
    filled.hold(make_response(survey, at=at, role="would"))
    filled.see("several", SURVEY)
    visitor.another(make_response(survey, at=at, role="none")).see("exit", f"{SURVEY}not-for-you/")


def together(survey, visitor, at):
    response = make_response(survey, at=at, role="would")
    contest(response, "authority", "Leeds", "Bradford", at=at)
    contested = visitor.another(response)
    contested.see("two texts", f"{SURVEY}choose/")
    contested.see("two texts", f"{SURVEY}check/")


def sent(survey, visitor, at):
    sender = visitor.another(make_sent(survey, at=at, authority="Leeds"))
    sender.see("sent", SURVEY)
    for name in ["sent", "copy"]:
        sender.see("normal", f"{SURVEY}{name}/")
    sender.see("already sent", f"{SURVEY}area/", {"authority": "Bradford"}, status=409)
    changed = make_sent(survey, at=at)
    changed.change(at=at)
    visitor.another(changed).see("being changed", f"{SURVEY}check/")


def long(visitor, at):
    choices = [{**each, "label": f"{each['label']} of {LONG}"} for each in AREAS]
    rows = {"rows": [{"value": "price", "label": LONG}], "columns": [{"value": 1, "label": LONG}, {"value": 2, "label": WORD}]}
    asked = [
        question("area", text=LONG, hint=LONG, choices=choices),
        question("many", "many", text=WORD, choices=choices),
        question("grid", "grid", text=LONG, **rows),
        question("words", "long", text=LONG),
    ]
    survey = make_survey(definition(page("you", *asked, title=LONG)), slug="long", title=LONG, at=at, closes_at=at + DAY / 2)
    response = make_response(survey, at=at, area="north", words=WORD * 3)
    share(response, EMAIL, at=at)
    answerer = visitor.another(response)
    visitor.see("long", "/survey/long/")
    visitor.see("long", "/survey/long/questions/")
    answerer.see("long", "/survey/long/you/")
    for name in ["check", "way-back"]:
        answerer.see("long", f"/survey/long/{name}/")


def closed(survey, visitor, at):
    visitor.see("closed", SURVEY)
    visitor.see("closed", f"{SURVEY}questions/")
    late = visitor.another(make_response(survey, at=at - 7 * DAY, role="would"))
    late.see("closed", f"{SURVEY}area/")
    late.see("too late", f"{SURVEY}area/", {"authority": "Leeds"}, status=403)
    sender = visitor.another(make_sent(survey, at=at - 7 * DAY))
    sender.see("closed", f"{SURVEY}sent/")
