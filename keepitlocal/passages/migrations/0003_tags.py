"""Taggings keep their passage's kind, and are are counted and listed by indexes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("passages", "0002_finding"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tag",
            name="name",
            field=models.CharField(help_text="A theme, in a few words. Name nobody: it outlasts what it is on.", max_length=60),
        ),
        # Nobody could tag before this, so there is no row for the default.
        migrations.AddField(
            model_name="tagging", name="kind", field=models.CharField(default="", max_length=40), preserve_default=False
        ),
        *(
            migrations.AlterField(
                model_name="tagging",
                name=name,
                field=models.ForeignKey(
                    db_index=False, on_delete=on_delete, related_name="taggings" if name != "by" else "+", to=to
                ),
            )
            for name, on_delete, to in [
                ("tag", django.db.models.deletion.CASCADE, "passages.tag"),
                ("passage", django.db.models.deletion.CASCADE, "passages.passage"),
                ("by", django.db.models.deletion.PROTECT, settings.AUTH_USER_MODEL),
            ]
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(fields=["tag", "kind"], name="passages_tagging_counted"),
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(fields=["tag", "passage"], name="passages_tagging_listed"),
        ),
    ]
