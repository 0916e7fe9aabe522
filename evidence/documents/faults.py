"""What can be wrong with a document, and what we then say: what it is, and what to do."""

SAVE_AGAIN = "Open it, save it again and try again"
AS_PDF = "save it as a PDF and try again"

SAYS = {
    "wrong_kind": "must be a PDF, Word, OpenDocument, rich text or plain text document",
    "too_large": "must be smaller than 25 MB",
    "empty": "is empty",
    "password": "is password protected. Remove the password and try again",
    "macros": f"contains macros. Save it without macros, or {AS_PDF}",
    "object": f"contains an embedded object. Remove the object, or {AS_PDF}",
    "archive": f"contains another document or archive. Take that out and attach it by itself, or {AS_PDF}",
    "fetches": f"fetches something from elsewhere when it is opened. Remove its linked template, pictures or data, or {AS_PDF}",
    "too_much": f"unpacks to far more than a document needs. Make it smaller, or {AS_PDF}",
    "names": f"has parts with unsafe names. {SAVE_AGAIN}",
    "declarations": f"contains a document type declaration, which we do not accept. {SAVE_AGAIN}",
    "not_what_it_says": "is not the kind of document that its name says. Open it, save it as the kind you mean and try again",
    "damaged": f"is damaged or incomplete. {SAVE_AGAIN}",
    "not_text": "is not plain text. Save it as plain text (UTF-8) and try again",
    "markup": f"contains the code of a web page or script. Save its words as plain text, or {AS_PDF}",
}


class Fault(Exception):
    """Something wrong with a document, by its code in SAYS. Inside this package only: outside, it is a Refused."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Refused(Exception):
    """A document that we do not take: a `sentence` for the person who sent it, what it `says` after the name, a `code` for us."""

    def __init__(self, name, code):
        self.says = SAYS[code]
        self.sentence = f"“{name}” {self.says}"
        self.code = code
        super().__init__(self.sentence)
