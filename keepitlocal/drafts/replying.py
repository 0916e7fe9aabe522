"""What a page that saves itself is told (see frontend/saving.js)."""

from django.http import JsonResponse


def saves_itself(request):
    """Whether it is a page's script that saves, and not a button."""
    return request.headers.get("Accept") == "application/json"


def reply(problems, *, seen, choose=""):
    """What the page may now take as seen, where to choose between texts if there are several, and what is wrong, in sentences."""
    return JsonResponse({"seen": seen, "choose": choose, "problems": list(problems)})
