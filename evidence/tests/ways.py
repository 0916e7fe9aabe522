"""Coming back, for tests: addresses that can, their links, and everything that the database holds."""

from contextlib import closing

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.tests.makers import NOON
from keepitlocal.drafts import links
from keepitlocal.subscriptions import quiet_address


def share(draft, email="ann@example.org", *, at=NOON, **said):
    """Let an address come back to the draft, and send it a link."""
    return draft.keep_way_back(email, at=at, **said)


def way_to(writer):
    """The path of the link of this address, as things stand."""
    writer.submission.refresh_from_db()
    return f"/return/{links.token(writer)}/"


def quiet_way(writer):
    """The path at which this address asks for no more news."""
    return quiet_address(writer.draft.KIND, writer).removeprefix(settings.PORTAL_URL)


def everything():
    """Every row of every model: a dict of model to rows."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: sorted(map(str, model._base_manager.values_list())) for model in models}


def words_stored():
    """Every value of every column of every table, of models or not, as text."""
    found = []
    with closing(connection.cursor()) as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [
                bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
                for row in cursor.fetchall()
                for value in row
            ]
    return found


def queries(press):
    """The statements that `press` sends, with its values left out, and what it returns."""
    with CaptureQueriesContext(connection) as captured:
        response = press()
    return [query["sql"] for query in captured], response
