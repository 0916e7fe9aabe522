"""The moment that decides: when a request arrived."""

from django.utils import timezone


def stamp(get_response):
    """Outermost middleware: reads the clock once, as `request.at`. Nothing further in reads it again."""

    def middleware(request):
        request.at = timezone.now()
        return get_response(request)

    return middleware
