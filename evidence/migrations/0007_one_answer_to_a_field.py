from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evidence", "0006_working_copies")]

    operations = [
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(models.F("submission"), models.F("field"), name="evidence_answer_once"),
        ),
    ]
