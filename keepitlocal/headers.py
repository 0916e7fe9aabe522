"""Headers that every response carries, errors too."""


def finish(get_response):
    """Middleware: nothing is stored by browsers or proxies unless its view says that it may be."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware
