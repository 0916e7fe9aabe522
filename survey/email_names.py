"""What officers call the e-mails about the survey."""

from survey import promises

NAMES = {
    promises.RECEIPT: "Acknowledgement of a response",
    promises.NOTICE: "Notice of a response, to the team",
    promises.LINK: "Link back to answers to a survey",
    promises.REMINDER: "Reminder of answers not sent",
    promises.EXTENSION: "News that a survey was extended",
    promises.WARNING: "Warning that answers not sent go",
}
