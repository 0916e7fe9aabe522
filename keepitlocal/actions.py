"""What officers do to the rows they have selected: one verb, one row at a time."""

from django.contrib import messages

from keepitlocal.lifecycle import Refusal

NAMED = 20  # rows in a sentence: of more, it is only said how many there are


def each_in_turn(desk, request, rows, verb, *, of_each=lambda row: {}, **said):
    """Call the verb of that name on each row, with what was `said`, and what is said `of_each`, a function of the row.

    Tell what was done, and what was refused and why. Returns the rows it was done to.
    """
    done, refused = [], {}
    for row in rows:
        try:
            getattr(row, verb)(**said, **of_each(row), by=request.user, at=request.at)
        except Refusal as refusal:
            refused.setdefault(str(refusal), []).append(row)
        else:
            done.append(row)
    for why, those in refused.items():
        desk.message_user(request, f"{named(those)}: {why}", messages.WARNING)
    if done:
        desk.message_user(request, f"Done: {named(done)}.", messages.SUCCESS)
    return done


def named(rows):
    """The rows by their names, or, where they are many, the first of them and how many more."""
    more = f", and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    return f"{', '.join(map(str, rows[:NAMED]))}{more}"
