"""Pages that are the same for everybody: compressed once, and sent again only where they changed."""

import gzip

import pytest
from django.test import RequestFactory

from keepitlocal import published

PAGE = "<!DOCTYPE html><title>Tŷ</title>" + "<p>the same words</p>" * 100


def asked(**headers):
    return published.respond(RequestFactory().get("/", headers=headers), PAGE)


def test_it_is_sent_as_it_is():
    assert asked().content.decode() == PAGE


def test_whoever_can_unpack_it_is_sent_it_compressed():
    response = asked(accept_encoding="br, gzip")

    assert gzip.decompress(response.content).decode() == PAGE
    assert (response["Content-Encoding"], response["Vary"]) == ("gzip", "Accept-Encoding")


def test_who_has_it_is_told_that_it_has_not_changed():
    response = asked(if_none_match=asked()["ETag"])

    assert (response.status_code, response.content) == (304, b"")


def test_a_page_that_changed_is_sent():
    request = RequestFactory().get("/", headers={"if-none-match": asked()["ETag"]})

    assert published.respond(request, PAGE + "<p>more</p>").status_code == 200


@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "gzip"}])
def test_readers_ask_again_each_time(headers):
    assert asked(**headers)["Cache-Control"] == "public, max-age=0, must-revalidate"
