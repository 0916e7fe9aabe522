"""Who is asked what: the routes of a survey, the pages that each comes out as now, and a form for each."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from survey.admin.framing import address, page_of
from survey.admin.questions import saved
from survey.definition import Kind, Malformed, editing, path
from survey.definition.linting import FIX
from survey.definition.wording import label_of

SPARE = 3


class RouteForm(forms.Form):
    name = forms.CharField(max_length=120, widget=forms.TextInput({"size": 50}), help_text="Such as: councillors.")


class AnswerForm(forms.Form):
    """One answer that makes the route, of those to a question with choices."""

    answer = forms.ChoiceField(required=False)

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = offered
        self.fields["answer"].widget.attrs["aria-label"] = "Answer"


Answers = forms.formset_factory(AnswerForm, extra=SPARE)


def fixing(definition):
    """The questions whose answers can make a route."""
    return [each for each in definition.questions.values() if each.kind in FIX and not each.apart]


def _key(question, value):
    return f"{question.name}={value}"


def _offered(definition):
    listed = [(each.text, [(_key(each, one), label_of(each, one)) for one in each.choice]) for each in fixing(definition)]
    return [("", "Choose an answer"), *listed]


def _answers(definition, chosen):
    """The answers of a route, by question, of the keys that were chosen. One of several choices is a list, in their order."""
    found = {}
    for question in fixing(definition):
        made = [value for value in question.choice if _key(question, value) in chosen]
        if made:
            found[question.name] = made if question.kind == Kind.MANY else made[-1]
    return found


def _comes_out(definition, route):
    """A route's mapping with the pages that its answers lead to."""
    found = path(definition, route["answers"])
    return {"name": route["name"], "answers": route["answers"], "pages": found.names, **({"exits": True} if found.exits else {})}


def _drafted(survey):
    """What is drafted, or None while it cannot be read."""
    try:
        return survey.drafted
    except Malformed:
        return None


def routes(request, survey):
    """The table of routes. A button writes one down as it comes out now, moves it, or takes it away."""
    definition, listed = _drafted(survey), survey.draft.get("routes", [])
    if request.method == "POST":
        do, _, number = request.POST.get("do", "").partition(" ")
        if do not in DO or not definition or not number.isdecimal() or int(number) >= len(listed):
            raise Http404
        saved(request, survey, DO[do](survey.draft, ("routes", int(number)), definition))
        return redirect(address(survey, "routes"))
    faults = survey.faults()
    said = {
        "routes": [_row(definition, route, number, faults) for number, route in enumerate(listed)] if definition else [],
        "definition": definition,
        "faults": faults,
    }
    return page_of(request, survey, "survey/desk_routes.html", "Who is asked what", **said)


DO = {
    "write": lambda content, place, what: editing.replaced(content, place, _comes_out(what, editing.at(content, place))),
    "up": lambda content, place, what: editing.moved(content, place, -1),
    "down": lambda content, place, what: editing.moved(content, place, 1),
    "delete": lambda content, place, what: editing.removed(content, place),
}


def _row(definition, route, number, faults):
    now = _comes_out(definition, route)
    return {
        "name": route["name"],
        "answers": [_in_words(definition, name, value) for name, value in route["answers"].items()],
        "written": _titles(definition, route["pages"], route.get("exits")),
        "now": _titles(definition, now["pages"], now.get("exits")),
        "is_as_written": (now["pages"], now.get("exits", False)) == (route["pages"], route.get("exits", False)),
        "faults": [fault.sentence for fault in faults if fault.place[:2] == ("routes", number)],
    }


def _in_words(definition, name, value):
    """An answer of a route. What it names may be gone: then it says so as it is written."""
    values = value if isinstance(value, list) else [value]
    if not (question := definition.questions.get(name)):
        return f"{name}: {', '.join(map(str, values))}"
    labels = [label_of(question, each) if each in question.choice else str(each) for each in values]
    return f"{question.text} {', '.join(labels)}"


def _titles(definition, names, exits):
    titles = [definition.page[name].title if name in definition.page else name for name in names]
    return [*titles[:-1], f"{titles[-1]} (the survey ends)"] if exits and titles else titles


def route(request, survey, number=None):
    """Add a route, or edit one. Its pages are written down as its answers lead to them now."""
    definition, listed = _drafted(survey), survey.draft.get("routes", [])
    if not definition:
        messages.warning(request, "The questions cannot be read yet. Mend what is said about them first.")
        return redirect(address(survey, "routes"))
    if request.method == "POST":  # by its name: somebody may have moved it since
        number = next((place for place, each in enumerate(listed) if each["name"] == request.POST.get("was")), None)
    elif number is not None and number >= len(listed):
        raise Http404
    route = {"name": "", "answers": {}} if number is None else listed[number]
    form = RouteForm(request.POST or None, initial=route, label_suffix="")
    answers = Answers(request.POST or None, initial=_chosen(route), form_kwargs={"offered": _offered(definition)})
    if request.method == "POST" and form.is_valid() & answers.is_valid():
        chosen = {each.get("answer") for each in answers.cleaned_data}
        made = _comes_out(definition, {"name": form.cleaned_data["name"], "answers": _answers(definition, chosen)})
        if saved(request, survey, _put(survey.draft, number, made)):
            return redirect(address(survey, "routes"))
    title = f"Edit the route “{route['name']}”" if route["name"] else "Add a route"
    return page_of(request, survey, "survey/desk_route.html", title, form=form, answers=answers, was=route["name"])


def _put(content, number, made):
    """The content with a route in place of the one of that number, or where it has none at the end."""
    if number is None:
        return editing.added(content, ("routes",), made)
    return editing.replaced(content, ("routes", number), made)


def _chosen(route):
    """The keys of a route's answers, as the form shows them."""
    pairs = ((name, each) for name, value in route["answers"].items() for each in (value if isinstance(value, list) else [value]))
    return [{"answer": f"{name}={value}"} for name, value in pairs]
