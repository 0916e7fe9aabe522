"""A survey from a round's file, `survey.yaml`; and a survey's file at the desk, where its questions alone are taken from it."""

from keepitlocal import nodes, rounds
from keepitlocal.audit.models import record
from keepitlocal.loading import TOLD, fill_told, fill_window, fingerprint, is_unchanged, save
from keepitlocal.rounds import RoundError
from survey import definition, written
from survey.definition.changes import Sort
from survey.models import Breaking, Faulty, Survey

KEYS = (
    "slug", "title", "summary", "opens", "closes", "extended_from", "extended_why", "grace_minutes", "reference_prefix",
    "introduction", "pages", "routes", *TOLD,
)  # fmt: skip
ASKED = ("pages", "routes")
LONGEST = 1_000_000  # characters of a file that is taken at the desk


def load(file, *, terms):
    """Make the survey that the file describes, or bring it up to date; publish what it asks, where that is new.

    Returns sentences; raises RoundError. A change that would break what was answered is published only where the terms say to
    replace. To be called in the transaction of the whole round.
    """
    said = _survey(file)
    survey = Survey.objects.select_for_update().filter(slug=said.text("slug")).first()
    is_new = survey is None
    if survey and is_unchanged(survey, file, _stands(survey), terms=terms):
        return [f"{survey}: the file has not changed since it was loaded."]
    asked = definition.plain(_asked(said))
    survey = survey or Survey(slug=said.text("slug"), draft=asked)
    told = survey.closes_at if survey.is_published else None
    _fill(survey, said, terms)
    version = _publish(survey, asked, said, terms)
    if told and survey.closes_at > told:
        survey.tell_of_extension(at=terms.at)
    survey.loaded = {"fingerprint": fingerprint(file), **_stands(survey)}
    survey.save(update_fields=["loaded"])
    record("loaded", survey, at=terms.at, version=survey.latest.number, closes=survey.closes_at.isoformat())
    published = f"version {version.number} is published" if version else "it asks what it did"
    return [f"{survey}: {'loaded' if is_new else 'brought up to date'}; {published}."]


def _survey(file):
    return file.only("survey").mapping("survey").only(*KEYS)


def _stands(survey):
    """What rises whenever officers change it."""
    return {"stamp": survey.stamp, "edits": survey.edits}


def _fill(survey, said, terms):
    """The survey's own words and window."""
    for field in ["title", "summary", "introduction"]:
        setattr(survey, field, said.text(field))
    survey.reference_prefix = said.text("reference_prefix", Survey._meta.get_field("reference_prefix").default)
    fill_told(survey, said)
    fill_window(survey, said, terms, is_told=survey.is_published)
    save(survey, said)


def _asked(said):
    """The definition that the file holds. Raises RoundError."""
    try:
        return definition.read({key: nodes.plain(said.values[key], said.path) for key in ASKED if key in said.values})
    except definition.Malformed as malformed:
        raise _at(said, malformed) from None


def _at(said, *mistakes):
    """The error that says mistakes with their places, each with its line in the file."""
    lines = [f"{said.path}, line {nodes.line_of(said.node, each.place)}: {each.sentence}." for each in mistakes]
    return RoundError("\n".join(lines))


def _publish(survey, asked, said, terms):
    """The version that was published of what the file asks, or None where nothing of that is new."""
    if survey.draft != asked:
        survey.edit(asked, edits=survey.edits, by=None, at=terms.at)
    if not survey.has_unpublished_changes:
        survey.changed(by=None, at=terms.at)
        return None
    try:
        return survey.publish(edits=survey.edits, by=None, at=terms.at, knowingly=terms.replace)
    except Faulty as faulty:
        raise _at(said, *faulty.faults) from None
    except Breaking as breaking:
        broken = _at(said, *(change for change in breaking.changes if change.sort == Sort.BREAKING))
        raise RoundError(f"{broken}\nThat would break what was answered. To publish it all the same, add --replace.") from None


def read_definition(text, name):
    """What the text of a survey's file asks; its other words are left. `name` is the file's. Raises RoundError."""
    if len(text) > LONGEST:
        raise RoundError(f"{name}: this is longer than {LONGEST:,} characters, which is too long.")
    return _asked(_survey(rounds.parsed(text, name)))


def dumped(survey):
    """The text of a survey's file, which `read_definition` takes back: what is drafted, whether it is published or not.

    Raises Malformed while that is no definition yet.
    """
    return rounds.written({"survey": written.survey(survey, definition.plain(survey.drafted))})


def dump():
    """What `load` would make the survey from again, and sentences about what it would not. Nothing where there is no survey.

    It says what is drafted, as loading publishes it; what is published, where the draft could not be.
    """
    surveys = sorted(Survey.objects.all(), key=lambda survey: (bool(survey.loaded), survey.is_published, survey.closes_at))
    drafted, says = None, []
    if surveys:
        *others, survey = surveys
        says = [f"{other} ({other.slug}) is left out: a round's file holds one survey." for other in others]
        drafted, more = _to_dump(survey)
        says += more
    return drafted and {"survey": written.survey(survey, drafted)}, says


def _to_dump(survey):
    if not survey.has_unpublished_changes:
        return survey.latest.content, []
    if not survey.faults():
        return survey.draft, [f"{survey} has changes that are not published yet. Loading it publishes them."]
    if not survey.is_published:
        return None, [f"{survey} is left out: what is drafted cannot be published yet."]
    return survey.latest.content, [f"{survey}: what is drafted cannot be published yet, so this is what is published."]
