"""What the pictures show: a round in its fourth week, with people and organisations that do not exist."""

import datetime

from evidence.models import Call
from evidence.tests import makers as evidence
from keepitlocal.campaign.enquiries.tests.makers import make_enquiry
from keepitlocal.campaign.news.tests.makers import make_post
from keepitlocal.campaign.pledges.tests.makers import make_pledge
from keepitlocal.officers.models import Officer
from principles.models import Author, Comment, Principle, post
from principles.tests.makers import make_author, make_comment
from survey.models import Survey
from survey.tests.stored import make_sent

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
OFFICER = "Lena Marsh"

EVIDENCE = [
    ("Rosa Whitfield", "Riverside Advice Centre", "community", "named"),
    ("Owen Pritchard", "Cwm Onnen Family Support", "community", "named"),
    ("Cllr Dev Anand", "", "councillor", "named"),
    ("Harriet Cole", "Fenwick Youth Project", "community", "unnamed"),
    ("Tom Ashdown", "Institute for Neighbourhood Research", "academic", "named"),
    ("Marjorie Lund", "", "officer", "private"),
    ("Samir Haddad", "Northgate Tenants' Kitchen", "community", "named"),
    ("Bea Lin", "Harbour Street Carers", "community", "named"),
    ("Joan Petrie", "Millbrook Day Centre", "community", "unnamed"),
    ("Neil Farrow", "Allotment Lane Trust", "community", "named"),
    ("Anwen Rees", "Hafod Community Hub", "community", "named"),
    ("Pat Donnelly", "Eastfield Advice Partnership", "community", "named"),
]
SAID = {
    "1.2": "The promised savings went in the third year. Before the county let one contract, eleven of us answered the telephone "
    "in the town where the caller lived. Now people wait nine days for a call centre to ring back.\n\nOf the 214 families we saw "
    "last year, 61 had been assessed three times or more by somebody else.",
    "1.4": "The county's one contract ended early, and five small groups that had closed did not come back.",
    "2.1": "We followed 40 people for two years. Thirty-one are in work or training, and twenty-six still come in to help.",
    "2.3": "Visits to the crisis team from our estate fell by a third once there was somebody to talk to.",
}
COMMENTS = [
    ("Grace Obi", "", "“Neighbourhood” needs a size. Ours has 4,000 people and one bus."),
    ("Rosa Whitfield", "Riverside Advice Centre", "This is what our clients ask for: one person who knows their street."),
    ("Dev Anand", "Calder Vale ward", "Say who does the co-ordinating. Here it fell to whoever had the least money for it."),
]
HERE_TOO = "With us it is the youth project, unpaid, every second Thursday. It works, and will not last unless somebody pays."
OFFICER_SAYS = "Thank you both. The next wording will say that co-ordinating is work, and has to be paid for."
PLEDGES = {"Ada Okafor": "Leeds", "Huw Bevan": "Swansea", "Mary Stott": "Hexham", "Ravi Menon": "Leeds", "Jo Park": "Frome"}
DAYS = [19, 15, 14, 12, 8, 8, 6, 5, 3, 2, 1, 1]  # ago, on which evidence came


def fill(at):
    """Have the portal hold all of this, the last of it an hour before `at`."""
    officer = Officer.objects.get()
    officer.name = OFFICER
    officer.save(update_fields=["name"])
    submissions(officer, at)
    comments(officer, at)
    for number, role in enumerate(["delivers", "would", "delivered", "commissions", "delivers", "councillor"] * 4):
        make_sent(Survey.objects.get(), role=role, at=at - number % 9 * DAY - number * HOUR)
    for number in range(34):
        name, place = list(PLEDGES.items())[number % len(PLEDGES)]
        make_pledge(f"pledge{number}@example.org", name=name, place=place, at=at - DAY - number * HOUR)
    make_pledge(
        "words@example.org", name="Elin Morgan", place="Bangor", words="I will ask at the next meeting.", at=at - 5 * HOUR
    )
    make_enquiry("Our village hall would like twenty paper copies of the survey. How do we get them?", at=at - 3 * HOUR)
    make_post(
        "a-room-in-hexham",
        title="Forty people, one room in Hexham",
        summary="What we heard at the first of six evenings about local services.",
        body="Forty people came, from nine organisations.",
        at=at - 2 * DAY,
    )
    make_post(
        "the-survey-is-open",
        title="The survey is open",
        summary="It takes ten minutes on a phone, and asks each of us other questions.",
        body="Answer it by 13 July.",
        at=at - 9 * DAY,
    )


def submissions(officer, at):
    call = Call.objects.get()
    texts = {evidence.question(call, code): said for code, said in SAID.items()}
    for number, (name, organisation, kind, publication) in enumerate(EVIDENCE):
        when = at - DAYS[number] * DAY + number % 7 * HOUR
        draft = evidence.make_draft(call, begun_at=when - DAY)
        evidence.say(draft, when, name=name, organisation=organisation, respondent_type=kind, email=f"sender{number}@example.org")
        evidence.write(draft, dict(list(texts.items())[number % 3 :]), when)
        evidence.agree(draft, call.publication_choices.get(code=publication), when)
        evidence.send(draft, when)
        if number < 6:
            draft.take_up(by=officer, at=when + DAY / 4)
        if number < 4:
            draft.accept(by=officer, at=when + DAY / 2)


def comments(officer, at):
    principle = Principle.objects.get(number=1)
    made = [comment(principle, *said, at=at - 6 * DAY + n * HOUR) for n, said in enumerate(COMMENTS)]
    reply = comment(principle, "Harriet Cole", "Fenwick Youth Project", HERE_TOO, answers=made[-1], at=at - 4 * DAY)
    answer = Comment(officer=officer, name=officer.name, text=OFFICER_SAYS, principle=principle, wording=principle.latest)
    post(answer, answers=reply, begun_at=at - 3 * DAY, at=at - 3 * DAY)
    made[1].consider(outcome="accepted", why="The next wording begins with the person.", by=officer, at=at - 2 * DAY)
    for each in Principle.objects.filter(number__gt=1):
        comment(each, "Grace Obi", "", f"{each.title}: yes. Please say who does it, and by when.", at=at - 2 * DAY)
    comment(principle, "Neil Farrow", "", "Who pays those who come to design it?", at=at - 2 * HOUR, is_published=False)


def comment(principle, name, organisation, text, *, at, **said):
    return make_comment(principle, name=name, organisation=organisation, text=text, author=author(name, at), at=at, **said)


def author(name, at):
    email = f"{name.split()[0].lower()}@example.org"
    return Author.objects.filter(email=email).first() or make_author(email, at=at)
