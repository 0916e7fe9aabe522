from django.db import migrations
from django.db.models import CharField, Count, Q, Value
from django.db.models.functions import Cast, Concat

TYPED = ("type_other", "name", "organisation", "role", "email", "area")


def to_fields(apps, schema_editor):
    """What is said of respondents becomes answers of the working copy, and stays in the columns of what was sent. Twice does no harm."""
    Answer, Submission = apps.get_model("evidence", "Answer"), apps.get_model("evidence", "Submission")
    named = Concat(Value("question-"), Cast("question_id", CharField()))
    Answer.objects.filter(field="", question__isnull=False).update(field=named)
    found = Submission.objects.select_related("respondent_type", "publication")
    for submission in found.annotate(attached=Count("documents", filter=Q(documents__removed_at=None))).iterator(chunk_size=500):
        is_draft = submission.status == "draft"
        said = {field: getattr(submission, field) for field in TYPED}
        if submission.respondent_type:
            said["respondent_type"] = submission.respondent_type.code
        if submission.publication:
            said["publication"] = submission.publication.fingerprint
        at = submission.saved_at or submission.begun_at
        Answer.objects.bulk_create(
            [
                Answer(
                    submission=submission,
                    field=field,
                    text=text,
                    chosen=submission.respondent_type if field == "respondent_type" else None,
                    saved_at=at,
                )
                for field, text in said.items()
                if text and not Answer.objects.filter(submission=submission, field=field).exists()
            ]
        )
        if not is_draft:
            Submission.objects.filter(pk=submission.pk).update(sent_documents=submission.attached)
            if submission.email and not submission.writers.exists():
                submission.writers.create(email=submission.email, added_at=submission.status_since)
        else:
            empty = dict.fromkeys(TYPED, "")
            Submission.objects.filter(pk=submission.pk).update(**empty, respondent_type=None, publication=None)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_writing_together")]

    operations = [migrations.RunPython(to_fields, migrations.RunPython.noop)]
