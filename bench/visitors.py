"""Whole submissions over real HTTP, as many at once as asked: `python -m bench.visitors PORT SLUG TYPE CHOICE HOW_MANY`."""

import http.client
import json
import re
import secrets
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

AT_ONCE = 8
DOCUMENT = b"%PDF-1.4\n" + b"% a page that says what it has to say\n" * (1024 * 1024 // 38) + b"%%EOF\n"
FIELD = re.compile(rb'name="(csrfmiddlewaretoken|nonce)" value="([\w-]+)"')
WORDS = "What we have seen here, year after year, is that people come when they know who they will meet. " * 10
lane = threading.local()


class Visitor:
    """One browser: its cookies, its token, and a connection that is kept."""

    def __init__(self, port):
        if not hasattr(lane, "connection"):
            lane.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies, self.token = {}, ""

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        lane.connection.request(method, path, body, headers | ({"Content-Type": kind} if body else {}))
        answer = lane.connection.getresponse()
        page = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer, page

    def post(self, path, **said):
        page = {"csrfmiddlewaretoken": self.token, "page": secrets.token_urlsafe(16), "turn": 0}
        answer, _ = self.ask("POST", path, urlencode(page | said, doseq=True))
        return self.moved_on(answer, path)

    def attach(self, path, name, content):
        border = secrets.token_hex(16)
        parts = [f'--{border}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'.encode()]
        parts += [f'--{border}\r\nContent-Disposition: form-data; name="documents"; filename="{name}"\r\n'.encode()]
        parts += [b"Content-Type: application/pdf\r\n\r\n", content, f"\r\n--{border}--\r\n".encode()]
        answer, _ = self.ask("POST", path, b"".join(parts), f"multipart/form-data; boundary={border}")
        return self.moved_on(answer, path)

    def moved_on(self, answer, path):
        if answer.status != 302:
            raise RuntimeError(f"{path} answered {answer.status}.")
        return answer.headers["Location"]


def submit(port, slug, kind, choice):
    """Begin, five saves, one document of 1 MB, about you, publication, send: ten POSTs, and a GET for the token."""
    visitor, yours = Visitor(port), f"/evidence/{slug}/yours/"
    fields = dict(FIELD.findall(visitor.ask("GET", f"/evidence/{slug}/")[1]))
    visitor.token = fields[b"csrfmiddlewaretoken"].decode()
    visitor.post(yours, nonce=fields[b"nonce"].decode())
    for task, code in [
        ("section-1", "1.1"),
        ("section-2", "2.1"),
        ("section-3", "3.1"),
        ("section-1", "1.2"),
        ("section-2", "2.2"),
    ]:
        visitor.post(f"{yours}{task}/", **{f"answer-{code}": WORDS})
    visitor.attach(f"{yours}documents/", "evidence.pdf", DOCUMENT)
    visitor.post(f"{yours}about-you/", respondent_type=kind, name="Ann O’Neill", email=f"{secrets.token_hex(8)}@example.org")
    visitor.post(f"{yours}publication/", choice=choice)
    if not visitor.post(f"{yours}check/", number=1).endswith("/sent/"):
        raise RuntimeError("It was not sent.")


def main(port, slug, kind, choice, how_many):
    with ThreadPoolExecutor(AT_ONCE) as lanes:
        list(lanes.map(lambda _: submit(port, slug, kind, choice), range(2 * AT_ONCE)))  # every thread of the server is warm
        began = time.perf_counter()
        list(lanes.map(lambda _: submit(port, slug, kind, choice), range(how_many)))
        print(json.dumps(time.perf_counter() - began))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))
