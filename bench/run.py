"""Figures on one database: `python -m bench.run sqlite` or `postgresql`, followed by the steps that are to be taken, or all."""

import contextlib
import socket
import sys

from bench import machine
from bench.places import place
from keepitlocal.tests.servers import Redis

FEW, MANY = 100, 10_000
RESPONSES = {"sqlite": 10_000, "postgresql": 100_000}
SUBMISSIONS = {"sqlite": 10_000, "postgresql": 100_000}


def two_ports():
    """A free port that has a free one after it: for the portal, and for its mail server."""
    while True:
        with contextlib.suppress(OSError), socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            second.bind(("127.0.0.1", port + 1))
            return port


def say(name, figure):
    print(f"  {name:<58}{figure}", flush=True)


def pages():
    from bench import answering, crowds, requests

    for name, (cpu, queries) in answering.figures().items():
        say(name, f"{cpu:.2f} ms CPU, {queries} queries")
    for held in [FEW, MANY]:
        crowds.fill(held)
        for name, (cpu, queries) in requests.figures().items():
            say(f"{name}; the call holds {held:,}", f"{cpu:.2f} ms CPU, {queries} queries")


def front():
    from bench import front

    for held in [front.FEW, front.MANY]:
        front.fill(held)
        for pattern, ways in front.figures():
            figures = ", ".join(f"{way} {cpu:.2f} ms, {queries}" for way, (cpu, queries) in ways.items())
            say(f"/{pattern}; {held:,}", figures)


def discussion():
    from bench import threads

    for held in [threads.FEW, threads.MANY, threads.MOST]:
        threads.fill(held)
        for name, (cpu, queries) in threads.figures():
            say(f"{name}; {held:,} comments", f"{cpu:.2f} ms CPU, {queries} queries")
    length, compressed = threads.length()
    say("the first page of 60", f"{length:.0f} KB, {compressed:.0f} KB compressed")


def responses(kind):
    from bench import counting, responses

    held = RESPONSES[kind]
    rate = held / responses.fill(held)
    print(f"  the survey holds {held:,} responses, made at {rate:,.0f} a second", flush=True)
    for name, took in counting.figures():
        say(name, f"{took:.1f} ms")
    took, size, peak = counting.exported("responses")
    say("all responses as CSV", f"{took:.1f} s for {size:.0f} MB, {peak:.0f} MB of memory")


def desk(kind):
    from bench import desk

    held = SUBMISSIONS[kind]
    took = desk.fill(held)
    print(f"  there are {held:,} submissions and as many responses, the last of them made in {took:.0f} s", flush=True)
    for name, (here, there, clock, queries), (*anew, more) in desk.figures():
        first = f"{anew[0] + anew[1]:.0f} ms, {more} with nothing kept"
        say(f"desk: {name}", f"{here:.1f} + {there:.1f} ms CPU, {clock:.1f} ms, {queries} queries; {first}")


def exports(kind):
    from bench import counting, pieces

    pieces.fill(SUBMISSIONS[kind])
    for what in ["csv", "xlsx", "json"]:
        took, size, peak = counting.exported(what)
        say(f"{SUBMISSIONS[kind]:,} submissions as {what.upper()}", f"{took:.1f} s for {size:.0f} MB, {peak:.0f} MB of memory")
    took, size, peak = counting.exported("record")
    say("the record as CSV", f"{took:.1f} s for {size:.0f} MB, {peak:.0f} MB of memory")


def mails(port):
    from bench import crowds, mails
    from evidence.models import Submission

    with mails.sink(port + 1):
        rate, cpu = mails.sent_a_second(list(Submission.objects.sent()[: mails.SUBMISSIONS]))
    say("acknowledgements, one process, mail server in another", f"{rate:.0f} a second, {cpu:.2f} ms CPU each")
    crowds.Message.objects.all().delete()


def services(port, folder):
    from bench import services

    rate, cpu, web = services.whole_submissions(port, folder)
    say("whole submissions, 8 at once, gunicorn 2 x 8", f"{rate:.1f} a second, {cpu:.1f} ms of the web server's CPU each")
    rate, cpu, _ = services.whole_responses(port, folder)
    say("whole responses of five pages, likewise", f"{rate:.1f} a second, {cpu:.1f} ms of the web server's CPU each")
    redis = Redis(folder / "redis")
    redis.start()
    try:
        clockwork = services.clockwork(port, folder)
    finally:
        redis.stop()
    for name, memory in (web | clockwork).items():
        say(f"resident memory, {name}", f"{memory:.0f} MB")


# What is taken together, in a place of its own: the desk's rows are more than others count with.
TOGETHER = [["pages", "mails", "services", "responses", "discussion"], ["desk", "exports"], ["front"]]
STEPS = {
    "pages": lambda kind, port, folder: pages(),
    "mails": lambda kind, port, folder: mails(port),
    "services": lambda kind, port, folder: services(port, folder),
    "responses": lambda kind, port, folder: responses(kind),
    "front": lambda kind, port, folder: front(),
    "discussion": lambda kind, port, folder: discussion(),
    "desk": lambda kind, port, folder: desk(kind),
    "exports": lambda kind, port, folder: exports(kind),
}


def main(kind, *steps):
    port = two_ports()
    with place(kind, port) as folder:
        print(f"\n{machine.database()}\n{machine.named()}", flush=True)
        for step in steps or STEPS:
            STEPS[step](kind, port, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
