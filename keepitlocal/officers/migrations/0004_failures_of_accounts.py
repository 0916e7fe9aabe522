from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("officers", "0003_signing_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="failure",
            name="account",
            field=models.CharField(db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
