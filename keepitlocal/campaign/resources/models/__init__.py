"""Resources and their files."""

from keepitlocal.campaign.resources.models.files import File
from keepitlocal.campaign.resources.models.resources import Kind, Resource

__all__ = ["File", "Kind", "Resource"]
