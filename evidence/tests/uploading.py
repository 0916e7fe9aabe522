"""What a browser sends when files are added, and what then is to be seen."""

from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.tests.makers import YOURS

PAGE = f"{YOURS}documents/"
MEGABYTE = 1024 * 1024
MULTIPART = "multipart/form-data; boundary=mark"


def file(name="notes.txt", data=b"What we know."):
    return SimpleUploadedFile(name, data)


def add(client, *files, then="add", query=""):
    return client.post(f"{PAGE}{query}", {"documents": list(files), "then": then})


def said(response):
    """What the page says was wrong."""
    return [str(each) for each in response.context["form"].errors.get("documents", [])]


def names(draft):
    return list(draft.documents.current().values_list("name", flat=True))


def left(uploads):
    """The areas in which files lie, one for each file."""
    return sorted(path.relative_to(uploads).parts[0] for path in uploads.rglob("*") if path.is_file())


def part(name, data=b"What we know.", ending=b"\r\n"):
    """A part of a body as a browser writes it, with the bytes of its name as they are."""
    disposition = b'Content-Disposition: form-data; name="documents"; filename="' + name + b'"'
    return b"--mark\r\n" + disposition + b"\r\nContent-Type: text/plain\r\n\r\n" + data + ending


def post_body(client, body):
    return client.generic("POST", PAGE, body, content_type=MULTIPART)


THEN_ADD = b'--mark\r\nContent-Disposition: form-data; name="then"\r\n\r\nadd\r\n'
END = b"--mark--\r\n"
