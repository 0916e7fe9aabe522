"""A browser's window in which a state is shown as it was answered: its page, its headers, and static files."""

import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from django.conf import settings

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "woff2": "font/woff2"}


@cache
def static_file(path):
    return (settings.STATIC_ROOT / path.removeprefix("/static/")).read_bytes()


class Shown(BaseHTTPRequestHandler):
    """Answers with the state that the server shows, at whatever address; and with static files, which a browser may keep."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            headers = {"Content-Type": TYPES[path.rpartition(".")[2]], "Cache-Control": "max-age=3600, immutable"}
            self._say(static_file(path), headers)
        else:
            self._say(self.server.state.answer.content, dict(self.server.state.answer.headers))

    def _say(self, body, headers):
        # As if all were well: what is wrong with a status, the browser would say on its console.
        self.send_response_only(200)
        for name, value in (headers | {"Content-Length": len(body)}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said):
        """Nobody reads it."""


class Screen:
    """`page` is as wide as `width`; `complaints` is what the browser has said of the state that it shows."""

    def __init__(self, browser, width, **options):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Shown)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        viewport = {"width": width, "height": 800}
        self.width, self.complaints = width, []
        self.context = browser.new_context(viewport=viewport, locale="en-GB", timezone_id="Europe/London", **options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def show(self, state):
        self._server.state = state
        self.complaints.clear()
        self.page.goto(f"http://127.0.0.1:{self._server.server_port}{state.address}")

    def close(self):
        self.context.close()
        self._server.shutdown()
        self._server.server_close()
