"""What the portal asks of this part (see keepitlocal/parts.py)."""

from keepitlocal.languages import round
from keepitlocal.languages.models import Translation
from keepitlocal.officers import groups

PERMISSIONS = {groups.OFFICERS: ["languages.view_translation", "languages.change_translation"]}
ROUND_FILE = "welsh.yaml"
load, dump = round.load, round.dump


def has_round():
    return Translation.objects.exists()
