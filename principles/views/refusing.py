"""What may not be done is said in words, and what was typed for it given back."""

from functools import wraps

from django.shortcuts import render

from keepitlocal import errors, lifecycle
from principles.models import Consultation


def in_words(view):
    """For views whose verbs, or who themselves, raise TooLate, NotAllowed, or AlreadyMoved."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except lifecycle.TooLate:
            return too_late(request)
        except (lifecycle.NotAllowed, lifecycle.AlreadyMoved) as refusal:
            said = {"refusal": refusal, "typed": errors.words(request)}
            return render(request, "principles/not_allowed.html", said, status=409)

    return wrapped


def too_late(request):
    """Comments are not taken now: when they are, or were."""
    consultation = Consultation.objects.get()
    said = {
        "consultation": consultation,
        "phase": consultation.phase(request.at),
        "typed": errors.words(request),
        "at": request.at,
    }
    return render(request, "principles/not_open.html", said, status=403)
