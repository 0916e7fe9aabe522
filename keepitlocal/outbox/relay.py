"""The mail server that takes our e-mails: one kept connection, and what its refusals mean."""

import smtplib
from email.errors import MessageError

from django.core.mail import get_connection

from keepitlocal.outbox.letters import Unwritable

BUSY = 421  # "closing the connection": about the connection, whatever we had just said
SIGN_IN = {530, 534, 535}
A_CONNECTION = 100  # mails: relays commonly close one that sends more


class Refused(Exception):
    """It will never be taken."""

    def __init__(self, reply):
        super().__init__(f"The recipient's mail server refused it ({reply}).")
        self.reply = reply


class NotNow(Exception):
    """It may be taken later."""

    def __init__(self, reply):
        super().__init__(f"The recipient's mail server could not take it yet ({reply}).")
        self.reply = reply


class Lost(Exception):
    """There is no connection, or no longer. `may_have_arrived`: it broke while a mail was being handed over."""

    def __init__(self, why, *, may_have_arrived=False):
        super().__init__(f"The connection to the mail server failed ({why}).")
        self.may_have_arrived = may_have_arrived


class ShutOut(Exception):
    """The mail server refuses us, whatever we bring."""

    def __init__(self, reply):
        super().__init__(f"The mail server refuses us ({reply}); our sign-in may be wrong.")


def reply_of(error):
    """The SMTP code that an error carries, or None."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return getattr(error, "smtp_code", None)


def meaning(error):
    """What a failed conversation means for the mail it was about."""
    reply = reply_of(error)
    if reply is None:
        return Lost(type(error).__name__, may_have_arrived=True)
    if reply == BUSY or not 400 <= reply < 600:
        return Lost(reply)
    # Refusing the sender, before any recipient is named, is about us as well.
    if reply in SIGN_IN or (isinstance(error, smtplib.SMTPSenderRefused) and reply >= 500):
        return ShutOut(reply)
    return Refused(reply) if reply >= 500 else NotNow(reply)


class Relay:
    """A connection opened for the first mail and kept for the next; `taken` counts the mails that went over it."""

    def __init__(self):
        self.connection = get_connection()
        self.taken = 0

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def send(self, email):
        """Hand one e-mail over. Raises Refused, NotNow, Lost, ShutOut, or Unwritable when it cannot be put into a mail."""
        if self.taken >= A_CONNECTION:
            self.close()
        self.open()
        try:
            self.connection.send_messages([email])
        except OSError as error:  # smtplib's own errors are OSErrors
            raise meaning(error) from error
        except (ValueError, MessageError) as error:
            raise Unwritable(f"It could not be made into an e-mail ({type(error).__name__}).") from error
        self.taken += 1

    def open(self):
        try:
            self.connection.open()
        except OSError as error:
            self.close()
            reply = reply_of(error)
            if isinstance(error, smtplib.SMTPAuthenticationError) and reply >= 500:
                raise ShutOut(reply) from error
            raise Lost(reply or type(error).__name__) from error

    def close(self):
        """Let the connection go, even one that is broken already."""
        self.taken = 0
        try:
            self.connection.close()
        except OSError:  # it could not even be said goodbye to; Django has let go of it all the same
            return
