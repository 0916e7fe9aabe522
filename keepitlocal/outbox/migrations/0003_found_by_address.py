from django.db import migrations

# What the list's search asks for: how an address begins, as Django's lookup puts it.
INDEX = 'CREATE INDEX outbox_message_addressed ON outbox_message (upper("to"::text) text_pattern_ops)'


def index(apps, schema_editor):
    """On PostgreSQL alone: what SQLite is for is small enough to be read through."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def unindex(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS outbox_message_addressed")


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_forgetting")]

    operations = [migrations.RunPython(index, unindex)]
