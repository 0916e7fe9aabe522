"""Writing a response box by box, and never over words that somebody else wrote and nobody here has seen.

Everything that a draft says is one document in its row, and a save is one conditional update: it takes if nobody has saved since
the row was read, and is weighed again if somebody has. See docs/decisions.
"""

from typing import ClassVar

from django.db import models

from keepitlocal import lifecycle
from keepitlocal.drafts import turns
from keepitlocal.drafts.saying import NO_PAGE, Fate, fate, hash_of
from keepitlocal.prepared import Swap
from survey.definition import fields, path
from survey.definition.answering import LONGEST_KEPT, UNKEPT, answers_in

SAVED = ("says", "beside", "turns", "saved_at", "at_page", "version_id", "saves")  # the columns that a save writes
SWAP = Swap(SAVED, ("id", "saves"))
TRIES = 50  # of a save, each of which is lost to somebody else's


class Drafting(models.Model):
    """What writing adds to a response."""

    PERSONAL: ClassVar[tuple[str, ...]] = ("says", "beside")

    begun_at = models.DateTimeField(editable=False)
    # The SHA-256 of what the page that began it carried: pressing "Start" twice begins one draft.
    begun_with = models.CharField(max_length=64, unique=True, null=True, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)
    saves = models.PositiveIntegerField(default=0, editable=False)
    at_page = models.CharField(max_length=40, blank=True, editable=False)  # where they saved last
    says = models.JSONField(default=dict, editable=False)  # box to text
    # What somebody wrote in a box while somebody else changed it: dicts of key, box, text and page.
    beside = models.JSONField(default=list, editable=False)
    turns = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    def write(self, said, *, page=NO_PAGE, on="", at):
        """Save what a page says: `said` is a dict of box to `Said`; `on` names the page of the survey.

        Returns each box's `Fate`. When the page has said something later already, only what the draft says all the same has
        one. Raises TooLate, or AlreadyMoved when it was sent in the meantime.
        """
        self._check(said)

        def weighed():
            fates, columns = self._weighed(said, page)
            return fates, columns | ({"at_page": self._stands_on(on, columns.get("says", self.says))} if on else {})

        return self._swap(weighed, at=at)

    def choose(self, box, said, *, others, at):
        """Settle a box with several texts: it says this, and the texts `others`, pairs of key and hash, have been seen.

        Whether it is settled: where somebody else changed it in the meantime, what was chosen is one more text beside it.
        """
        self._check({box: said})
        return self._swap(lambda: self._settled(box, said, others), at=at)

    def open_texts(self):
        """The texts beside the boxes: a dict of box to dicts of key and text."""
        found = {}
        for each in self.beside:
            found.setdefault(each["box"], []).append(each)
        return found

    def _stands_on(self, page, says):
        """Where they stand who saved that page: there, or on the page that ends the survey for them."""
        asked = self.definition
        if page not in asked.page or asked.deciding.isdisjoint(question.name for question in asked.page[page].questions):
            return page
        way = path(asked, answers_in(asked, says)[0])
        return way.names[-1] if way.exits else page

    def _check(self, said):
        """Refuse what a page would have refused: a box that there is not, or a text that cannot be kept, is a mistake of ours."""
        asked = self.definition.questions
        for box, each in said.items():
            question = asked.get(box.partition(".")[0])
            if not question or box not in fields.names(question) or len(each.text) > LONGEST_KEPT or UNKEPT.search(each.text):
                raise ValueError(f"A response cannot keep this in {box!r}.")

    def _swap(self, weighed, *, at):
        """Save what `weighed` makes of the draft as it is: a pair of what to return, and the columns that change."""
        for _ in range(TRIES):
            self.must_be_open(at)
            returned, columns = weighed()
            columns |= {"saved_at": at, "version_id": self.asked_under, "saves": self.saves + 1}
            to = {name: columns.get(name, getattr(self, name)) for name in SAVED}
            if SWAP(type(self), to, {"id": self.pk, "saves": self.saves}):
                for name, value in columns.items():
                    setattr(self, name, value)
                return returned
            self.refresh_from_db()
        raise lifecycle.AlreadyMoved("Others were saving all the time.")

    def _weighed(self, said, page):
        stored = {box: self.says.get(box, "") for box in said}
        if turns.is_late(self.turns, page):
            return {box: Fate.SAME for box in said if said[box].text == stored[box]}, {}
        _, last = turns.heard(self.turns, page)
        fates = {box: fate(stored[box], each, page, last.get(box)) for box, each in said.items()}
        says = self.says | {box: said[box].text for box in said if fates[box] == Fate.SAVED}
        beside = self.beside
        for box in said:
            if fates[box] == Fate.BESIDE:
                beside = _with(beside, box, said[box].text, page)
        return fates, {
            "says": {box: text for box, text in says.items() if text},
            "beside": beside,
            "turns": turns.remembered(self.turns, page, said, fates),
        }

    def _settled(self, box, said, others):
        stored = self.says.get(box, "")
        here = [each for each in self.beside if each["box"] == box]
        seen = [each["key"] for each in here if (each["key"], hash_of(each["text"])) in others]
        if said.text != stored and (not seen or said.seen != hash_of(stored)):
            return False, {"beside": _with(self.beside, box, said.text, NO_PAGE)}
        says = self.says | {box: said.text}
        return True, {
            "says": {name: text for name, text in says.items() if text},
            "beside": [each for each in self.beside if each["key"] not in seen],
        }


def _with(beside, box, text, page):
    """The texts beside, with this one, once; a page that goes on writing has one such text."""
    if any(each["box"] == box and each["text"] == text for each in beside):
        return beside
    kept = [each for each in beside if not (page.turn and each["box"] == box and each["page"] == page.name)]
    key = max((each["key"] for each in beside), default=0) + 1
    return [*kept, {"key": key, "box": box, "text": text, "page": page.name}]
