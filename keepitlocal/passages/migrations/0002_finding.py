from django.db import migrations, models

# The stems as a vector, which PostgreSQL keeps by itself and Django does not know of. It has no places: what stands beside what
# is read in the stems, which have no limit of 256 places for a word. The view is of the stems that there are, for those typed wrongly.
ON_POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE passages_passage ADD COLUMN words tsvector
    GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(stems, ' '), ''))) STORED;
CREATE INDEX passages_passage_words ON passages_passage USING gin (words);
CREATE MATERIALIZED VIEW passages_word AS
    SELECT DISTINCT unnest(tsvector_to_array(words)) AS word FROM passages_passage;
CREATE UNIQUE INDEX passages_word_once ON passages_word (word);
CREATE INDEX passages_word_like ON passages_word USING gin (word gin_trgm_ops);
"""
OFF_POSTGRESQL = """
DROP MATERIALIZED VIEW passages_word;
ALTER TABLE passages_passage DROP COLUMN words;
"""

# A migration that has Django make the table anew takes the triggers with it, and must make them again.
ON_SQLITE = [
    """
    CREATE VIRTUAL TABLE passages_words
    USING fts5(stems, content='passages_passage', content_rowid='id', tokenize='ascii', columnsize=0)
    """,
    "CREATE VIRTUAL TABLE passages_word USING fts5vocab(passages_words, 'row')",
    """
    CREATE TRIGGER passages_passage_added AFTER INSERT ON passages_passage BEGIN
        INSERT INTO passages_words(rowid, stems) VALUES (new.id, new.stems);
    END
    """,
    """
    CREATE TRIGGER passages_passage_gone AFTER DELETE ON passages_passage BEGIN
        INSERT INTO passages_words(passages_words, rowid, stems) VALUES ('delete', old.id, old.stems);
    END
    """,
    """
    CREATE TRIGGER passages_passage_changed AFTER UPDATE OF stems ON passages_passage WHEN old.stems <> new.stems BEGIN
        INSERT INTO passages_words(passages_words, rowid, stems) VALUES ('delete', old.id, old.stems);
        INSERT INTO passages_words(rowid, stems) VALUES (new.id, new.stems);
    END
    """,
    "INSERT INTO passages_words(passages_words) VALUES ('rebuild')",
]
OFF_SQLITE = [
    *(f"DROP TRIGGER passages_passage_{what}" for what in ["added", "gone", "changed"]),
    "DROP TABLE passages_word",
    "DROP TABLE passages_words",
]


def begin_finding(apps, schema_editor):
    run(schema_editor, {"postgresql": [ON_POSTGRESQL], "sqlite": ON_SQLITE})


def end_finding(apps, schema_editor):
    run(schema_editor, {"postgresql": [OFF_POSTGRESQL], "sqlite": OFF_SQLITE})


def run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("passages", "0001_first")]

    operations = [
        migrations.AddIndex("passage", models.Index(fields=["kind", "-id"], name="passages_passage_newest")),
        migrations.AddIndex("passage", models.Index(fields=["reference"], name="passages_passage_reference")),
        migrations.RunPython(begin_finding, end_finding),
    ]
