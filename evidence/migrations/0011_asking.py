import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import evidence.models.asking
import evidence.models.writing


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0001_first"),
        ("evidence", "0010_looking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(verbose_name="asked")),
                (
                    "text",
                    models.TextField(
                        validators=[evidence.models.asking.not_longer, django.core.validators.ProhibitNullCharactersValidator()]
                    ),
                ),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "text",
                    models.TextField(
                        validators=[
                            evidence.models.writing.not_too_long,
                            django.core.validators.ProhibitNullCharactersValidator(),
                        ]
                    ),
                ),
                ("text_hash", models.CharField(editable=False, max_length=16)),
            ],
            options={
                "verbose_name_plural": "replies",
                "ordering": ["pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="submission",
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("review_submission", "Can review a submission"),
                    ("enter_submission", "Can enter evidence for somebody"),
                    ("export_submission", "Can export submissions"),
                    ("export_contacts_submission", "Can export the e-mail addresses of submissions"),
                ],
            },
        ),
        migrations.AddField(
            model_name="submission",
            name="channel",
            field=models.CharField(
                choices=[
                    ("online", "Online"),
                    ("post", "By post"),
                    ("e-mail", "By e-mail"),
                    ("telephone", "By telephone"),
                    ("in person", "In person"),
                ],
                default="online",
                editable=False,
                max_length=10,
                verbose_name="how it came",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="entered_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="received_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="received"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("entered_by__isnull", False)), fields=["received_at"], name="evidence_submission_entered"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", "online"), ("entered_by", None), ("received_at", None)),
                    models.Q(
                        ("channel__in", ["post", "e-mail", "telephone", "in person"]),
                        ("entered_by__isnull", False),
                        ("received_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="evidence_submission_entered_is_whole",
            ),
        ),
        migrations.AddField(
            model_name="asked",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="asked",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="asked_questions", to="evidence.submission"
            ),
        ),
        migrations.AddField(
            model_name="reply",
            name="asked",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="evidence.asked"),
        ),
        migrations.AddIndex(
            model_name="asked",
            index=models.Index(
                condition=models.Q(("answered_at", None), ("taken_back_at", None)),
                fields=["submission"],
                name="evidence_asked_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="asked",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_at", None), ("taken_back_at", None), _connector="OR"),
                name="evidence_asked_not_both_answered_and_taken_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(models.F("asked"), models.F("text_hash"), name="evidence_reply_once"),
        ),
    ]
