"""What every page knows."""

from django.conf import settings


def portal(request):
    return {
        "trial": settings.TRIAL,
        "policy_email": settings.POLICY_EMAIL,
        "drafts_kept_days": settings.DRAFTS_KEPT.days,
    }
