"""What can be wrong with a file, and what we then say: what it is, and what to do."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SAYS = {
    "wrong_kind": _("must be a PDF, Word, OpenDocument, rich text or plain text document"),
    "not_published": _(
        "must be a PDF, Word, Excel, PowerPoint, OpenDocument, rich text or plain text document, or a PNG or JPEG picture"
    ),
    "not_a_picture": _("must be a JPEG, PNG or WebP picture. Save it as one of these and try again"),
    "too_large": _("must be smaller than 25 MB"),
    "empty": _("is empty"),
    "password": _("is password protected. Remove the password and try again"),
    "macros": _("contains macros. Save it without macros, or save it as a PDF and try again"),
    "object": _("contains an embedded object. Remove the object, or save it as a PDF and try again"),
    "archive": _(
        "contains another document or archive. Take that out and attach it by itself, or save it as a PDF and try again"
    ),
    "fetches": _(
        "fetches something from elsewhere when it is opened. Remove its linked template, pictures or data, or save it as a "
        "PDF and try again"
    ),
    "too_much": _("unpacks to far more than a document needs. Make it smaller, or save it as a PDF and try again"),
    "names": _("has parts with unsafe names. Open it, save it again and try again"),
    "declarations": _("contains a document type declaration, which we do not accept. Open it, save it again and try again"),
    "not_what_it_says": _("is not the kind of document that its name says. Open it, save it as the kind you mean and try again"),
    "damaged": _("is damaged or incomplete. Open it, save it again and try again"),
    "not_text": _("is not plain text. Save it as plain text (UTF-8) and try again"),
    "moves": _("is a picture that moves. Save one still picture of it and try again"),
    "pixels": _("has more pixels than we can take, which is 50 million. Make it smaller and try again"),
    "not_drawn": _("is damaged, or a picture of an unusual kind. Open it, save it as a JPEG or PNG and try again"),
    "markup": _("contains the code of a web page or script. Save its words as plain text, or save it as a PDF and try again"),
}


def of_file(name, says):
    """What is said of a file: in each language its name comes first, and what is said is a sentence of its own from there."""
    return gettext("“%(name)s” %(says)s") % {"name": name, "says": says}


class Fault(Exception):
    """Something wrong with a document, by its code in SAYS. Inside this package only: outside, it is a Refused."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Refused(Exception):
    """A document that we do not take: a `sentence` for the person who sent it, what it `says` after the name, a `code` for us."""

    def __init__(self, name, code):
        self.says = str(SAYS[code])
        self.sentence = of_file(name, self.says)
        self.code = code
        super().__init__(self.sentence)
