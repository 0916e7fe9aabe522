"""What surveys say to respondents, for whoever translates it."""

from keepitlocal.languages.texts import named
from survey.models import Survey


def texts():
    """Of every published survey, its own words and those of the version that is asked now."""
    return [text for survey in Survey.objects.published().select_related("latest") for text in _of(survey)]


def _of(survey):
    where, address = f"Survey {survey.slug}", survey.get_absolute_url()
    own = {
        "title": survey.title,
        "summary": survey.summary,
        "introduction": survey.introduction,
        "why it was extended": survey.extended_why,
    }
    found = named(own, where, address)
    for page in survey.latest.definition.pages:
        found += named({"title": page.title, "text": page.text}, f"{where}, page {page.name}", address)
        for question in page.questions:
            found += _of_question(question, f"{where}, question {question.name}", address)
    return found


def _of_question(question, where, address):
    found = named({"text": question.text, "hint": question.hint, "unit": question.unit}, where, address)
    for each in question.choices:
        said = {f"choice {each.value}": each.label, f"choice {each.value}, what it asks for": each.asks_for}
        found += named(said, where, address)
    return found + named({f"row {each.value}": each.label for each in question.rows}, where, address)
