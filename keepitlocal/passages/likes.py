"""What stands in for a word that nothing has: the stems most like it, of those that there are."""

import difflib

from django.db import connection, transaction

MOST, ALIKE = 8, 0.72  # so many, and so like it, by difflib's ratio
LOOKED_AT = 200
LONGER = 4  # letters, or as many fewer
# The database finds what may be like a word. Which of these are is for one judge, so that both databases say the same.
POSTGRESQL = "SELECT word FROM passages_word WHERE word %% %s ORDER BY similarity(word, %s) DESC, word LIMIT %s"
SQLITE = "SELECT term FROM passages_word WHERE term >= %s AND term < %s AND length(term) BETWEEN %s AND %s LIMIT %s"
CHANGES = "SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables WHERE relid = 'passages_passage'::regclass"


def like(stem):
    """The stems most like one, the likest first; those that were erased since the list was made may be among them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL, [stem, stem, LOOKED_AT])
        else:
            first, length = stem[0], len(stem)
            cursor.execute(SQLITE, [first, chr(ord(first) + 1), length - LONGER, length + LONGER, 100 * LOOKED_AT])
        there = [word for (word,) in cursor.fetchall() if word != stem]
    return tuple(difflib.get_close_matches(stem, there, MOST, ALIKE))


def renew():
    """Have the list be of the stems that there are, where that has changed. Whether it had.

    PostgreSQL's says, as its comment, how much had changed when it was made. SQLite's keeps itself, and is written anew all the
    same: what was erased stays on its pages until then.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO passages_words(passages_words) VALUES ('optimize')")
            return True
        cursor.execute(CHANGES)
        (changes,) = map(str, cursor.fetchone())
        cursor.execute("SELECT obj_description('passages_word'::regclass)")
        if cursor.fetchone() == (changes,):
            return False
        with transaction.atomic():
            cursor.execute("REFRESH MATERIALIZED VIEW CONCURRENTLY passages_word")
            cursor.execute("COMMENT ON MATERIALIZED VIEW passages_word IS %s", [changes])
        return True
