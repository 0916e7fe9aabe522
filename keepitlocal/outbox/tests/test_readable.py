"""Mail that a trial writes to files."""

from django.core.mail import get_connection

from keepitlocal.outbox.models import Message
from keepitlocal.outbox.sending import envelope
from keepitlocal.outbox.tests.makers import NOON
from keepitlocal.parts import Letter

LINK = f"https://portal.example/return/{'x' * 90}/"


def test_a_trials_mail_is_read_as_it_was_written(tmp_path):
    letter = Letter("Your “link”", f"Go on with “it” here:\n{LINK}\n", unsubscribe=LINK)
    message = Message(kind="evidence.link", to="ann@example.org")

    with get_connection("keepitlocal.outbox.readable.EmailBackend", file_path=tmp_path) as connection:
        connection.send_messages([envelope(message, letter, NOON)])

    [file] = tmp_path.iterdir()
    written = file.read_text()
    assert f"“it” here:\n{LINK}\n" in written
    assert "Subject: Your “link”\n" in written
    assert "To: ann@example.org\n" in written
    assert message.message_id in written
