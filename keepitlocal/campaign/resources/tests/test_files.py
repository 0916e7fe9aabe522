"""The files of resources: judged by what is inside, kept as they came, and swept up once nothing names them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.tests.hostile import ODT, archive, docx, links, odt
from keepitlocal.campaign.resources.models import File
from keepitlocal.campaign.resources.sweeping import LEFT_FOR, sweep
from keepitlocal.campaign.resources.tests.makers import DAY, MOMENT, NOON, PDF, make_file, make_resource, publish, write
from keepitlocal.documents import storage
from keepitlocal.pictures.tests.makers import claiming
from keepitlocal.pictures.tests.makers import make_file as picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "officer")]

TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WRONG_KIND = "must be a PDF, Word, Excel, PowerPoint, OpenDocument, rich text or plain text document, or a PNG or JPEG picture"


def office(main, more=None):
    return archive({"[Content_Types].xml": TYPES, main: b"<x/>", **(more or {})})


def ods(more=None):
    return odt({"mimetype": ODT.replace(b".text", b".spreadsheet"), **(more or {})})


def save(client, resource, data, name):
    said = {"edits": resource.edits, "title": "Five ways", "description": "", "file": SimpleUploadedFile(name, data)}
    return client.post(f"/admin/resources/resource/{resource.pk}/change/", said, follow=True).content.decode()


def drafted(resource):
    resource.refresh_from_db()
    return resource.drafted.file


@pytest.mark.parametrize(
    ("name", "data", "label"),
    [
        ("a.pdf", PDF, "PDF"),
        ("a.docx", docx(), "Word document"),
        ("a.odt", odt(), "OpenDocument text"),
        ("a.rtf", b"{\\rtf1 Five}", "Rich text"),
        ("a.txt", b"Five", "Plain text"),
        ("a.xlsx", office("xl/workbook.xml"), "Excel spreadsheet"),
        ("a.ods", ods(), "OpenDocument spreadsheet"),
        ("a.pptx", office("ppt/presentation.xml"), "PowerPoint slides"),
        ("a.png", picture("PNG"), "PNG picture"),
        ("a.jpg", picture("JPEG"), "JPEG picture"),
        ("a.JPEG", picture("JPEG"), "JPEG picture"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("a.") else "",
)
def test_a_file_of_each_kind_is_taken_and_kept_as_it_came(client, name, data, label):
    resource = make_resource(data=None, is_published=False)
    page = save(client, resource, data, name)

    file = drafted(resource)
    assert (file.name, file.label, file.size) == (name, label, len(data))
    with file.opened() as kept:
        assert kept.read() == data
    assert f"Its file is “{name}”." in page


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf.exe", PDF, WRONG_KIND),
        ("a.php", b"<?php", WRONG_KIND),
        ("a.doc", b"x", WRONG_KIND),
        ("a.svg", b"<svg/>", WRONG_KIND),
        ("a.html", b"<html>", WRONG_KIND),
        ("a.pdf", b"MZ %PDF-1.7", "is not the kind of document that its name says"),
        ("a.xlsx", docx(), "is not the kind of document that its name says"),
        ("a.pptx", office("xl/workbook.xml"), "is not the kind of document that its name says"),
        ("a.ods", odt(), "is not the kind of document that its name says"),
        ("a.png", picture("JPEG"), "is not the kind of document that its name says"),
        ("a.jpg", b"<html>", "is not the kind of document that its name says"),
        ("a.txt", b"<script>alert(1)</script>", "contains the code of a web page or script"),
        ("a.xlsx", office("xl/workbook.xml", {"xl/vbaProject.bin": b"x"}), "contains macros"),
        ("a.docx", links("attachedTemplate", "https://evil.example/a.dotm"), "fetches something from elsewhere"),
        ("a.pptx", office("ppt/presentation.xml", {"ppt/media/a.bin": bytes(50_000_000)}), "unpacks to far more"),
        ("a.pdf", b"", "is empty"),
    ],
)
def test_what_is_not_safe_to_give_out_is_refused_and_not_kept(client, uploads, name, data, says):
    """U1, U2, U3, U4, U5, U20, U21, U22."""
    resource = make_resource(data=None, is_published=False)
    page = save(client, resource, data, name)

    assert f"“{name}” {says}" in page
    assert drafted(resource) is None
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_a_file_with_a_picture_flood_is_refused(client):
    """U26."""
    resource = make_resource(data=None, is_published=False)
    page = save(client, resource, claiming(100_000, 100_000), "a.png")

    assert "“a.png” has more pixels than we can take" in page
    assert drafted(resource) is None


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/a.pdf", "a.pdf"),
        ("a\u202egnp.pdf", "agnp.pdf"),
        ("-rf.pdf", "-rf.pdf"),
        ("<img src=x>.pdf", "<img src=x>.pdf"),
        (f"{'long' * 100}.pdf", f"{('long' * 100)[:95]}….pdf"),
    ],
)
def test_a_name_is_only_ever_shown(client, sent, shown):
    """U14, U15, U16, U17."""
    resource = make_resource(data=None, is_published=False)
    page = save(client, resource, PDF, sent)

    assert drafted(resource).name == shown
    assert "<img src=x>" not in page


def test_a_file_that_the_browser_did_not_send_is_not_claimed(client):
    """U18."""
    resource = make_resource(data=None, is_published=False)
    body = (
        b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nFive\r\n--x\r\n'
        b'Content-Disposition: form-data; name="edits"\r\n\r\n1\r\n--x\r\n'
        b'Content-Disposition: form-data; name="file"; filename="\xff\xfe.pdf"\r\n\r\n' + PDF + b"\r\n--x--\r\n"
    )
    page = client.post(
        f"/admin/resources/resource/{resource.pk}/change/", body, content_type="multipart/form-data; boundary=x", follow=True
    )

    assert "It has no file yet." in page.content.decode()
    assert drafted(resource) is None


def test_what_an_officer_should_know_of_a_file_is_said_before_it_is_published(client):
    """U10."""
    resource = make_resource(data=PDF + b" /JavaScript", is_published=False)

    assert "It contains JavaScript." in client.get(f"/admin/resources/resource/{resource.pk}/change/").content.decode()


def replaced():
    """A resource whose file was replaced at noon, and the file that it had."""
    resource = make_resource()
    before = resource.file
    write(resource, file_id=make_file(resource, PDF + b" Anew.").pk)
    publish(resource)
    before.refresh_from_db()
    return resource, before


def is_kept(file):
    return storage.path_of(file.key, storage.PUBLISHED).exists()


def test_a_replaced_file_goes_a_week_after_nothing_named_it_and_not_a_moment_sooner():
    _, before = replaced()

    assert sweep(NOON + LEFT_FOR - MOMENT).deleted == 0
    assert is_kept(before)
    assert sweep(NOON + LEFT_FOR).deleted == 1
    assert not is_kept(before)
    assert File.objects.count() == 1


def test_a_file_that_is_published_or_drafted_stays():
    resource = make_resource()
    write(resource, file_id=make_file(resource, PDF + b" Anew.").pk)

    assert sweep(NOON + 1000 * DAY).deleted == 0
    assert [is_kept(file) for file in File.objects.all()] == [True, True]


def test_a_file_that_is_named_again_stays():
    resource, before = replaced()
    write(resource, file_id=before.pk)

    assert sweep(NOON + 1000 * DAY).deleted == 0
    assert is_kept(before)


def test_a_file_of_no_row_goes_to_quarantine_and_one_that_is_missing_is_told(caplog):
    """B5, B7."""
    resource = make_resource()
    stray, missing = make_file(resource), resource.file
    File.objects.filter(pk=stray.pk).delete()
    storage.path_of(missing.key, storage.PUBLISHED).unlink()

    swept = sweep(NOON + 10_000 * DAY)

    assert (swept.quarantined, swept.missing) == ([stray.key], [missing])
    assert f"File {missing.pk} is missing in storage" in caplog.text
