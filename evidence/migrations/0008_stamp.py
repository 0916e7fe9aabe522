from django.db import migrations


class Migration(migrations.Migration):
    """What counts a call's changes is called what it is called for everything with pages that are kept."""

    dependencies = [("evidence", "0007_one_answer_to_a_field")]

    operations = [migrations.RenameField(model_name="call", old_name="version", new_name="stamp")]
