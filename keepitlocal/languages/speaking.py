"""Which language a request asks for: its address says so, and nothing else does."""

from django.conf import settings
from django.urls import is_valid_path
from django.utils import translation

OURS, *OTHERS = [code for code, _ in settings.LANGUAGES]


def speak(get_response):
    """Middleware: a page under a language's prefix speaks it, and every other the portal's own."""
    from keepitlocal.languages.words import asked_once  # once the models are there

    def middleware(request):
        with translation.override(asked_for(request.path_info)), asked_once():
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return middleware


def asked_for(path):
    """The language of an address's path."""
    first = path.split("/", 2)[1]
    return first if first in OTHERS else OURS


def elsewhere(path, language):
    """The same page's path in another language."""
    bare = "/" + path.split("/", 2)[2] if asked_for(path) in OTHERS else path
    return bare if language == OURS else f"/{language}{bare}"


def elsewhere_of(request):
    """A request's page in each language that it is there in, and that it does not speak: pairs of language and address.

    A page that is made for everybody (keepitlocal/pages.py) has a place for what its address asks for.
    """
    here, beyond = asked_for(request.path_info), getattr(request, "asked", None) or asked_beyond(request)
    paths = {code: elsewhere(request.path_info, code) for code in [OURS, *OTHERS] if code != here}
    return [(code, f"{path}{beyond}") for code, path in paths.items() if _is_there(path, code)]


def asked_beyond(request):
    """What an address asks for beyond its path."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def _is_there(path, language):
    with translation.override(language):
        return is_valid_path(path)


def is_ours():
    """Whether the page that is being made speaks the language that everything was written in."""
    return translation.get_language() in {OURS, None}
