"""What officers call the e-mails about the principles."""

from principles import promises

NAMES = {
    promises.CONFIRM: "Confirming an address before a comment is read",
    promises.LINK: "Link back to comments",
    promises.RECEIPT: "Acknowledgement of a comment",
    promises.NOTICE: "Notice of a comment, to the team",
    promises.EXTENSION: "News that commenting was extended",
    promises.APPROVED: "A comment was approved",
    promises.REJECTED: "A comment was rejected",
    promises.ASKED: "A change of a comment was asked for",
    promises.HIDDEN: "A comment was hidden",
    promises.RESTORED: "A comment is shown again",
    promises.CHANGE_REJECTED: "A change of a comment was rejected",
    promises.CONSIDERED: "A comment was considered",
    promises.LED: "A comment led to a wording",
    promises.WATCH: "Confirming that somebody wants to be told",
    promises.APPEARED: "News of a comment, to who watches",
    promises.REWORDED: "News of a wording, to who watches",
    promises.DIGEST: "Digest of what is watched",
    promises.COMPLAINT: "Acknowledgement of a complaint",
    promises.COMPLAINT_NOTICE: "Notice of a complaint, to leads",
    promises.COMPLAINT_DECIDED: "What was decided about a complaint",
}
