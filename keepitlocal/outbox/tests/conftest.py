"""Tests of the outbox write their own kinds of e-mail (part.py), and may send to a real mail server."""

import pytest

from keepitlocal import parts


@pytest.fixture(autouse=True)
def letters_of_our_own(settings):
    settings.PARTS = [*settings.PARTS, "keepitlocal.outbox.tests.part"]
    for each in [parts.letters, parts.letter_names]:
        each.cache_clear()
    yield
    for each in [parts.letters, parts.letter_names]:
        each.cache_clear()


@pytest.fixture
def mail_server(settings, smtp_sink):
    """The real mail server, and settings that have e-mails sent to it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", smtp_sink.port, 5
    return smtp_sink
