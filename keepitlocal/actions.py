"""What officers do to the rows they have selected: one verb, one row at a time."""

from django.contrib import messages

from keepitlocal.lifecycle import Refusal


def each_in_turn(desk, request, rows, verb, **said):
    """Call the verb of that name on each row, with what was `said`. Tell what was done and what was refused.

    Returns the rows it was done to.
    """
    done = []
    for row in rows:
        try:
            getattr(row, verb)(**said, by=request.user, at=request.at)
        except Refusal as refusal:
            desk.message_user(request, f"{row}: {refusal}", messages.WARNING)
        else:
            done.append(row)
    if done:
        desk.message_user(request, f"Done: {', '.join(map(str, done))}.", messages.SUCCESS)
    return done
