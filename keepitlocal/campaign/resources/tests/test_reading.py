"""Resources as everybody reads and downloads them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepitlocal.campaign.resources import part
from keepitlocal.campaign.resources.models import File
from keepitlocal.campaign.resources.tests.makers import DAY, MOMENT, NOON, PDF, make_file, make_resource, publish, write
from keepitlocal.documents import storage
from keepitlocal.languages.texts import Text
from keepitlocal.parts import Public
from keepitlocal.pictures.tests.makers import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ONE, FILE = "/resources/ways/", "/resources/ways/ways.pdf"


def read(client, address="/resources/"):
    return client.get(address).content.decode()


def titles(client, address="/resources/"):
    return re.findall(r'<a class="govuk-link" href="/resources/[^"/]+/">([^<]+)</a></h2>', read(client, address))


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def queries(client, address):
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_without_any_the_page_says_so(client):
    assert "There is nothing to download yet." in read(client)


def test_they_are_listed_the_newest_first_eight_on_a_page(client):
    for number in range(9):
        make_resource(title=f"Number {number}")

    assert titles(client) == [f"Number {number}" for number in range(8, 0, -1)]
    assert titles(client, "/resources/?page=2") == ["Number 0"]


def test_they_can_be_narrowed_by_kind_and_the_next_page_too(client):
    for number in range(9):
        make_resource(title=f"Poster {number}", kind="poster")
    make_resource(title="Report")

    assert titles(client, "/resources/?kind=report") == ["Report"]
    assert titles(client, "/resources/?kind=poster&page=2") == ["Poster 0"]
    assert 'href="?kind=poster&amp;page=2"' in read(client, "/resources/?kind=poster")


def test_a_kind_of_which_there_is_none_says_so_and_one_that_is_none_is_not_found(client):
    make_resource()

    assert "There is nothing of this kind yet." in read(client, "/resources/?kind=leaflet")
    assert client.get("/resources/?kind=cake").status_code == 404


def test_a_resource_says_what_it_is_and_its_file_what_kind_and_size(client):
    make_resource("ways", data=PDF + bytes(1_200_000), name="Five & six.pdf", picture=make_picture("Its cover"))

    page = read(client, ONE)
    for words in [
        "Report",
        "<bdi>Locality</bdi>",
        "20 May 2026",
        "Five &amp; six.pdf",
        "PDF, 1.1\xa0MB",
        'alt="Its cover"',
        FILE,
    ]:
        assert words in page


def test_a_file_is_saved_and_never_shown(client):
    """U1, U21."""
    make_resource("ways")
    response = client.get(FILE)

    assert body(response) == PDF
    names = ["Content-Disposition", "Content-Type", "Content-Length", "X-Content-Type-Options", "Content-Security-Policy"]
    assert [response[name] for name in names] == [
        'attachment; filename="five-ways.pdf"',
        "application/pdf",
        str(len(PDF)),
        "nosniff",
        "sandbox",
    ]


def test_a_file_is_sent_again_only_where_it_changed(client):
    make_resource("ways")
    response = client.get(FILE)

    assert body(response) == PDF
    assert client.get(FILE, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_name_beyond_ascii_reaches_people_whole(client):
    """U15: RFC 6266."""
    make_resource("ways", name="Pum ffordd ŵ.pdf")
    response = client.get(FILE)

    assert body(response) == PDF
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Pum%20ffordd%20%C5%B5.pdf"


@pytest.mark.parametrize("address", [ONE, FILE])
def test_what_is_drafted_or_withdrawn_is_not_there(client, address):
    """A14."""
    resource = make_resource("ways", is_published=False)
    seen = [client.get(address)]
    publish(resource)
    seen.append(client.get(address))
    assert body(seen[-1])
    resource.withdraw(by=None, at=NOON)
    seen.append(client.get(address))

    assert [each.status_code for each in seen] == [404, 200, 404]


@pytest.mark.parametrize("address", [ONE, FILE])
def test_it_is_there_from_its_moment_on(client, arrive, address):
    publish(make_resource("ways", is_published=False), moment=NOON + DAY)

    arrive(NOON + DAY - MOMENT)
    assert client.get(address).status_code == 404
    arrive(NOON + DAY)
    assert body(client.get(address))


@pytest.mark.parametrize("address", ["/resources/ways/other.pdf", "/resources/ways/ways.docx", "/resources/ways/../ways.pdf"])
def test_a_file_has_one_address(client, address):
    make_resource("ways")

    assert client.get(address).status_code == 404


def test_a_drafted_file_is_not_given_out(client):
    resource = make_resource("ways")
    write(resource, file_id=make_file(resource, b"%PDF-1.7 Not yet.").pk)

    assert body(client.get(FILE)) == PDF


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_what_has_changed_on_the_disk_is_not_given_out_and_logged(client, caplog, harm):
    """B7."""
    make_resource("ways")
    file = File.objects.get()
    path = storage.path_of(file.key, storage.PUBLISHED)
    path.chmod(0o600)
    {"changed": lambda: path.write_bytes(b"%PDF-1.7 Lies."), "gone": path.unlink}[harm]()

    page = client.get(FILE)

    assert page.status_code == 500
    assert "This file cannot be given out" in page.content.decode()
    assert f"File {file.pk} cannot be given out" in caplog.text


@pytest.mark.parametrize("address", ["/resources/", "/resources/?kind=report", ONE])
def test_a_page_takes_one_query(client, address):
    make_resource("ways", picture=make_picture())

    assert queries(client, address) == 1


def test_what_is_public_is_told(client):
    resource = make_resource("ways")
    make_resource(is_published=False)

    assert part.public(NOON) == [Public("/resources/"), Public(ONE, resource.published_at)]


def test_its_texts_are_told_to_translators():
    make_resource("ways", title="Five", summary="New.", picture=make_picture("Its cover"))

    assert part.texts() == [
        Text("Five", "Resources, “Five”: title", ONE),
        Text("New.", "Resources, “Five”: summary", ONE),
        Text("Its cover", "Resources, “Five”: description of its cover", ONE),
    ]
