from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="forget_to",
            field=models.BooleanField(default=False, help_text="Its address is erased once it is sent."),
        ),
        migrations.AddField(
            model_name="message",
            name="stand_in",
            field=models.EmailField(blank=True, help_text="What its erased address is counted by, for a day.", max_length=60),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("stand_in", ""), _negated=True), fields=["status_since"], name="outbox_message_to_forget"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("forget_to", True)),
                fields=("about", "kind", "revision"),
                name="outbox_message_forgotten_once",
            ),
        ),
    ]
