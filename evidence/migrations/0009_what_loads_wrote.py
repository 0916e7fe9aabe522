from django.db import migrations


def named_stamp(apps, schema_editor):
    """What loads remember of a call is the stamp it had: else the next would take it for changed since."""
    _rename(apps, "version", "stamp")


def named_version(apps, schema_editor):
    _rename(apps, "stamp", "version")


def _rename(apps, was, name):
    for call in apps.get_model("evidence", "Call").objects.filter(loaded__has_key=was):
        call.loaded[name] = call.loaded.pop(was)
        call.save(update_fields=["loaded"])


class Migration(migrations.Migration):
    dependencies = [("evidence", "0008_stamp")]

    operations = [migrations.RunPython(named_stamp, named_version)]
