import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Max, OuterRef, Subquery

# What the list's search asks for: any part of a name, an organisation or a reference, as Django's lookups put it. The extension
# stays when this is undone: other indexes may be made with it.
INDEX = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX evidence_submission_searched ON evidence_submission USING gin (
    upper(name::text) gin_trgm_ops, upper(organisation::text) gin_trgm_ops, (reference::text) gin_trgm_ops
) WHERE reference IS NOT NULL
"""


def fill(apps, schema_editor):
    """Of what was sent before, the revision that stands is the last one."""
    revisions = apps.get_model("evidence", "Revision").objects.filter(submission=OuterRef("pk")).order_by()
    last = revisions.values("submission").annotate(last=Max("number")).values("last")
    apps.get_model("evidence", "Submission").objects.exclude(reference=None).update(revision=Subquery(last))


def index(apps, schema_editor):
    """On PostgreSQL alone: what SQLite is for is small enough to be read through."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def unindex(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS evidence_submission_searched")


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0001_first"),
        ("evidence", "0009_what_loads_wrote"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                ("is_flagged", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="note",
            name="told",
            field=models.ManyToManyField(editable=False, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="submission",
            name="revision",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="revision that stands"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("reference__isnull", False)), fields=["name", "id"], name="evidence_submission_named"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("reference__isnull", False)), fields=["organisation", "id"], name="evidence_submission_of"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("reference__isnull", False)), fields=["status_since", "id"], name="evidence_submission_listed"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(
                    ("reference__isnull", False), ("status__in", ["submitted", "in review", "accepted", "declined"])
                ),
                fields=["id"],
                name="evidence_submission_standing",
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(condition=models.Q(("revision__gt", 1)), fields=["id"], name="evidence_submission_changed"),
        ),
        migrations.AddField(
            model_name="look",
            name="officer",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="submission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="evidence.submission"),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(("revision__gt", 0)), fields=["officer", "submission", "revision"], name="evidence_look_read"
            ),
        ),
        migrations.AddIndex(
            model_name="look",
            index=models.Index(
                condition=models.Q(("is_flagged", True)), fields=["officer", "submission"], name="evidence_look_flagged"
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(fields=("officer", "submission"), name="evidence_look_once"),
        ),
        migrations.RunPython(index, unindex),
    ]
