"""Which audience sent a response, asked of many of them; of one it is `definition.audience` that says so."""

from django.db.models import Exists, OuterRef, Q

from survey.models import registry
from survey.models.rows import ChoiceRow, NumberRow
from survey.models.surveys import definition


def names(versions):
    """The audiences of the versions of these keys, by name, each once."""
    return list(dict.fromkeys(route.name for version in versions for route in definition(version).routes if not route.exits))


def sent_by(name, versions):
    """A condition on responses that answered one of these versions: that the audience of this name sent them."""
    either = Q(pk__in=[])
    for version in versions:
        routes = definition(version).routes
        if route := next((each for each in routes if each.name == name), None):
            before = [each for each in routes[: routes.index(route)] if not _differ(each, route)]
            either |= Q(_made(version, route), *(~_made(version, each) for each in before), version=version)
    return either


def _differ(one, other):
    """Whether no answers could make both routes."""
    answers = dict(other.answers)
    return any(answers.get(question, value) != value for question, value in one.answers)


def _made(version, route):
    """That a response's rows are the answers which make a route."""
    found = Q()
    for question, value in route.answers:
        item = registry.of(version).items[question, ""]
        if isinstance(value, int):
            found &= Q(_row(NumberRow, item=item, value=value))
        else:
            several = isinstance(value, tuple)
            for position, each in enumerate(value if several else [value], 1):
                option = registry.of(version).options[item, each]
                found &= Q(_row(ChoiceRow, item=item, option=option, position=position))
            found &= ~Q(_row(ChoiceRow, item=item, position=len(value) + 1)) if several else Q()
    return found


def _row(model, **said):
    return Exists(model.objects.filter(response=OuterRef("pk"), **said))
