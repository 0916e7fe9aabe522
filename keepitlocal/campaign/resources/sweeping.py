"""Files that their resources no longer name go after a while; what no row holds is swept up, and what is missing is told."""

import datetime

from django.db import transaction

from keepitlocal.campaign.resources.models import File, Resource
from keepitlocal.documents import storage, sweeping

LEFT_FOR = datetime.timedelta(days=7)


def sweep(at):
    """Let go of what was replaced, and sweep the shelf."""
    left = File.objects.left_by(at - LEFT_FOR)
    deleted = sum(_let_go(file) for file in left)
    return sweeping.sweep(storage.PUBLISHED, File.objects.all(), deleted=deleted, at=at)


def _let_go(file):
    """Whether it went: first its row, then its bytes, so that a crash leaves an orphan. What is named again meanwhile stays."""
    with transaction.atomic():
        resource = Resource.objects.select_for_update(no_key=True).get(pk=file.resource_id)
        if file.pk in resource.named_files:
            return False
        File.objects.filter(pk=file.pk).delete()
    storage.path_of(file.key, storage.PUBLISHED).unlink(missing_ok=True)
    return True
