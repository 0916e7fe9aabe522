"""A part with a second kind of drafts, for tests: those of evidence, under another name and at other addresses."""

from dataclasses import replace

from evidence.part import DRAFTS as EVIDENCE

DRAFTS = replace(
    EVIDENCE,
    name="diary",
    called="your diary",
    yours=lambda draft: f"/diary/{draft.pk}/",
    way_back=lambda draft: f"/diary/{draft.pk}/way-back/",
)
