"""Rows in quantity: on PostgreSQL by COPY, into a table without the indexes that can be made again when it is full."""

import contextlib
import csv
import io
import json
from operator import attrgetter

from django.core.management.color import no_style
from django.db import connection, models, transaction

AT_A_TIME = 10_000
# Whatever holds no promise: what is unique stays, for it may be what a table is held to.
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique
"""


def first_key(model):
    """The key from which on rows can be made with keys of their own."""
    return (model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def put(model, rows):
    """Write rows that have their keys: nothing of them is read back."""
    if connection.vendor == "sqlite":
        model._base_manager.bulk_create(rows, batch_size=500)
        return
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns, told = ", ".join(f'"{field.column}"' for field in fields), ", ".join(f'"{f.column}"' for f in fields if not f.null)
    objects = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]
    values, page = attrgetter(*(field.attname for field in fields)), io.StringIO()
    writer = csv.writer(page)
    for row in rows:
        line = [*values(row)]
        for place in objects:
            line[place] = json.dumps(line[place])
        writer.writerow(line)
    page.seek(0)
    with connection.cursor() as cursor:
        # No value and an empty text look alike there: it is the one or the other by whether a column takes nulls.
        cursor.copy_expert(f"COPY {model._meta.db_table} ({columns}) FROM STDIN CSV FORCE NOT NULL {told}", page)


@contextlib.contextmanager
def filling(*tables):
    """Tables to be filled: their indexes are made when they are full, their keys go on from there, and all is analysed."""
    with transaction.atomic(), connection.cursor() as cursor:
        indexes = []
        if connection.vendor == "postgresql":
            cursor.execute(INDEXES, [[model._meta.db_table for model in tables]])
            indexes = cursor.fetchall()
            cursor.execute("SET LOCAL session_replication_role = replica")  # what refers to what is as it should be
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _, made in indexes:
            cursor.execute(made)
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def in_pieces(numbers):
    """A range, in ranges that memory takes."""
    return (numbers[first : first + AT_A_TIME] for first in range(0, len(numbers), AT_A_TIME))
