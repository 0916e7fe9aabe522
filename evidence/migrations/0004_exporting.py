from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0003_reviewing"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="submission",
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("review_submission", "Can review a submission"),
                    ("export_submission", "Can export submissions"),
                    ("export_contacts_submission", "Can export the e-mail addresses of submissions"),
                ],
            },
        ),
    ]
