import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("officers", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=60)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("at once", "At once: an e-mail for each"),
                            ("daily", "Once a day: one e-mail at 8am, if anything came"),
                            ("nothing", "Not at all"),
                        ],
                        max_length=10,
                    ),
                ),
                ("chosen_at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tellings", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "topic"), name="officers_telling_once"),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["at once", "daily", "nothing"])), name="officers_telling_how"
                    ),
                ],
            },
        ),
    ]
