import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import keepitlocal.outbox.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField()),
                ("why", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="outbox_pause_only_one")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=60)),
                ("revision", models.IntegerField(default=0)),
                ("to", models.EmailField(max_length=254)),
                ("to_officers", models.BooleanField(default=False, help_text="Mail to the policy team is never held back.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "Waiting to be sent"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("dead", "Not delivered"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                ("status_since", models.DateTimeField()),
                ("created_at", models.DateTimeField(verbose_name="promised")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
                (
                    "held",
                    models.BooleanField(
                        default=False, help_text="Waits to be combined with others of its kind to the same address."
                    ),
                ),
                (
                    "alone",
                    models.BooleanField(
                        default=False,
                        help_text="Goes by itself: an officer asked for it, or an earlier attempt may have arrived.",
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                (
                    "message_id",
                    models.CharField(default=keepitlocal.outbox.models.new_message_id, max_length=300, verbose_name="Message-ID"),
                ),
                ("last_error", models.CharField(blank=True, max_length=200)),
                ("reply", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="SMTP code")),
                (
                    "combined_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followers",
                        to="outbox.message",
                    ),
                ),
            ],
            options={
                "verbose_name": "e-mail",
                "permissions": [("send_again_message", "Can send an e-mail again")],
                "indexes": [
                    models.Index(fields=["status", "due_at", "id"], name="outbox_message_due"),
                    models.Index(
                        condition=models.Q(("combined_into__isnull", False)),
                        fields=["combined_into"],
                        name="outbox_message_combined",
                    ),
                    models.Index(
                        django.db.models.functions.text.Lower("to"),
                        models.F("kind"),
                        models.F("sent_at"),
                        name="outbox_message_lately",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("about", "kind", "revision", "to"), name="outbox_message_promised_once"),
                    models.UniqueConstraint(fields=("message_id",), name="outbox_message_message_id"),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("to"),
                        models.F("kind"),
                        condition=models.Q(("status", "sending"), ("to_officers", False)),
                        name="outbox_message_one_on_its_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["due", "sending", "sent", "dead", "cancelled"])),
                        name="outbox_message_status",
                    ),
                    models.CheckConstraint(condition=models.Q(("to", ""), _negated=True), name="outbox_message_has_an_address"),
                ],
            },
        ),
    ]
