from django.db import migrations, models

# How often parts of names come, which the index of these does not tell: with it, a word that most have is found by walking along
# the list, and one that few have in the index.
STATISTICS = {
    f"evidence_submission_{column}_words": f"upper({column}::text) FROM evidence_submission"
    for column in ["name", "organisation"]
}


def tell(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, of in STATISTICS.items():
            schema_editor.execute(f"CREATE STATISTICS {name} ON {of}")


def forget(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in STATISTICS:
            schema_editor.execute(f"DROP STATISTICS {name}")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0012_personal_exports")]

    operations = [
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("sent_documents__gt", 0)), fields=["id"], name="evidence_submission_documents"
            ),
        ),
        migrations.RunPython(tell, forget),
    ]
