"""Answers are counted from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("passages", "0003_tags")]

    operations = [
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(fields=["kind", "place", "owner"], name="passages_passage_counted"),
        ),
    ]
