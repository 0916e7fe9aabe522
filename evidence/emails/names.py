"""What officers call the e-mails about evidence."""

from evidence import promises

NAMES = {
    promises.RECEIPT: "Acknowledgement of evidence",
    promises.NOTICE: "Notice of evidence, to the team",
    promises.WITHDRAWAL: "Acknowledgement of a withdrawal",
    promises.WITHDRAWAL_NOTICE: "Notice of a withdrawal, to the team",
    promises.LINK: "Link back to a draft of evidence",
    promises.REMINDER: "Reminder of a draft of evidence",
    promises.EXTENSION: "News that a call was extended",
    promises.LONGER: "News that a draft was given longer",
    promises.WARNING: "Warning that a draft of evidence goes",
    promises.GIVEN: "Submissions assigned to an officer",
    promises.MENTION: "An officer named in a note",
    promises.ASKED: "Question to a sender",
    promises.ANSWERED: "Acknowledgement of an answer",
    promises.ANSWERED_NOTICE: "Notice of an answer, to the team",
}
