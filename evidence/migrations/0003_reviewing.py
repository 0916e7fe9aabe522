import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import evidence.models.reviewing

STATUSES = [
    ("draft", "Draft"),
    ("submitted", "New"),
    ("in review", "In review"),
    ("accepted", "Accepted"),
    ("declined", "Declined"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="submission",
            options={"ordering": ["-pk"], "permissions": [("review_submission", "Can review a submission")]},
        ),
        migrations.AddField(
            model_name="submission",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint(model_name="submission", name="evidence_submission_status"),
        migrations.AlterField(
            model_name="submission",
            name="status",
            field=models.CharField(choices=STATUSES, default="draft", editable=False, max_length=20),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", [status for status, _ in STATUSES])), name="evidence_submission_status"
            ),
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("text", models.TextField(validators=[evidence.models.reviewing.not_too_long])),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="evidence.submission"
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
