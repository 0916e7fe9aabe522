"""Markdown of officers: what it becomes, and what it never does."""

import pytest

from keepitlocal.prose import html_of, words_of


def test_paragraphs_lists_and_links_are_made_in_the_portals_own_style():
    assert html_of("One *word*.\n\n- two") == (
        '<p class="govuk-body">One <em>word</em>.</p>\n<ul class="govuk-list govuk-list--bullet">\n<li>two</li>\n</ul>\n'
    )


@pytest.mark.parametrize("mark", ["#", "##"])
def test_the_highest_headings_stand_below_the_pages_own(mark):
    assert html_of(f"{mark} Why") == '<h2 class="govuk-heading-l">Why</h2>\n'


@pytest.mark.parametrize("mark", ["###", "####", "######"])
def test_lower_headings_stand_below_those(mark):
    assert html_of(f"{mark} Why") == '<h3 class="govuk-heading-m">Why</h3>\n'


def test_a_numbered_list_goes_on_where_it_says():
    assert '<ol start="3" class="govuk-list govuk-list--number">' in html_of("3. three")


@pytest.mark.parametrize("address", ["https://example.org/a", "mailto:ann@example.org", "/survey/", "tel:+442079460000"])
def test_a_link_leads_where_it_says(address):
    assert html_of(f"[there]({address})") == f'<p class="govuk-body"><a href="{address}" class="govuk-link">there</a></p>\n'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc"]
)
def test_no_link_runs_anything(address):
    """C1: what an officer pastes is text."""
    assert "href" not in html_of(f"[there]({address})")


@pytest.mark.parametrize("html", ["<script>x</script>", "<img src=x onerror=x>", "<b onclick=x>y</b>", "<iframe src=x></iframe>"])
def test_html_is_text(html):
    """C1: also of officers, whose account somebody might have taken."""
    made = html_of(f"a {html} b\n\n{html}")

    assert "<script" not in made
    assert "<img" not in made
    assert "<b " not in made
    assert "<iframe" not in made
    assert "&lt;" in made


def test_pictures_and_code_are_no_elements():
    assert "<img" not in html_of("![x](https://example.org/x.png)")
    assert "<pre" not in html_of("    indented\n\n```\nfenced\n```")


def test_its_words_alone_are_on_one_line():
    assert words_of("# Why\n\nTea & *cake*,\nfor <all>.\n\n- one\n- [two](/x/)") == "Why Tea & cake, for <all>. one two"
