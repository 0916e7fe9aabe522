"""Changing plain content at a place, which may be no definition yet. What is given stays as it is."""

from django.utils.text import slugify

from survey.definition.reader import NAME, SLUG


def at(content, place):
    """What stands at a place."""
    for step in place:
        content = content[step]
    return content


def replaced(content, place, value):
    """The content with `value` at a place."""
    if not place:
        return value
    step, *rest = place
    made = list(content) if isinstance(content, list) else dict(content)
    made[step] = replaced(made[step], rest, value) if rest else value
    return made


def added(content, place, value):
    """The content with `value` at the end of the list at a place, which is made where there is none."""
    *before, key = place
    return replaced(content, place, [*at(content, before).get(key, []), value])


def removed(content, place):
    """The content without what stands in a list, at a place."""
    *before, number = place
    return replaced(content, before, [each for position, each in enumerate(at(content, before)) if position != number])


def moved(content, place, step):
    """The content with what stands in a list one up (-1) or down (1); the same where it is at the end already."""
    *before, number = place
    listed = list(at(content, before))
    if not 0 <= number + step < len(listed):
        return content
    listed[number], listed[number + step] = listed[number + step], listed[number]
    return replaced(content, before, listed)


def pages_in(content):
    """Every page's place and mapping, in order."""
    return [(("pages", number), page) for number, page in _mappings(content, "pages")]


def questions_in(content):
    """Every question's place and mapping, in order."""
    return [
        ((*place, "questions", number), question)
        for place, page in pages_in(content)
        for number, question in _mappings(page, "questions")
    ]


def page_places(content):
    """Each page's place, by its name."""
    return {page.get("name"): place for place, page in pages_in(content)}


def question_places(content):
    """Each question's place, by its name."""
    return {question.get("name"): place for place, question in questions_in(content)}


def _mappings(said, key):
    """The mappings in a list, each with its position; whatever else is there is left to `read` to refuse."""
    listed = said.get(key) if isinstance(said, dict) else None
    return [(number, each) for number, each in enumerate(listed if isinstance(listed, list) else []) if isinstance(each, dict)]


def put_question(content, was, page, question):
    """The content with a question on the page of that name: in place of the one that was called `was`, or at the page's end."""
    place = question_places(content).get(was)
    target = page_places(content)[page]
    if place and place[:2] == target:
        return replaced(content, place, question)
    return added(removed(content, place) if place else content, (*target, "questions"), question)


def put_page(content, was, heading):
    """The content with a page's heading: in place of that of the page that was called `was`, or of a new page at the end."""
    place = page_places(content).get(was)
    if not place:
        return added(content, ("pages",), heading)
    asked = at(content, place).get("questions")
    return replaced(content, place, {**heading, **({"questions": asked} if asked else {})})


def proposed(words, taken, like=NAME):
    """A name for what is called by these words, that is not `taken`; `like` is the pattern of such names."""
    between = "_" if like is NAME else "-"
    name = slugify(words).replace("-", between).replace("_", between)
    name = name.lstrip(f"0123456789{between}") if like in {NAME, SLUG} else name.strip(between)
    while len(name) > 30 and between in name:
        name = name.rpartition(between)[0]
    name = name[:30].rstrip(between) or "x"
    found, number = name, 2
    while found in taken:
        found, number = f"{name}{between}{number}", number + 1
    return found
