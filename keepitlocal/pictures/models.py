"""A picture with its description. Its row never changes: another file or another description is another picture."""

import base64
import hashlib
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.urls import reverse

from keepitlocal import parts

LONGEST_DESCRIPTION = 300  # characters


class PictureQuerySet(models.QuerySet):
    def public(self, at):
        """Those that something shows to everybody by then: each part says which it shows."""
        return self.filter(reduce(or_, [Q(pk__in=shown) for shown in parts.pictures(at)], Q(pk__in=[])))

    def light(self):
        """With what lists show alone: the bytes of a page's picture stay where they are."""
        return self.defer("webp", "jpeg")

    def of(self, drawn, description):
        """A new picture, of a `drawing.Drawn`."""
        name = hashlib.sha256(drawn.webp).hexdigest()[:32]
        said = {each: getattr(drawn, each) for each in ["webp", "jpeg", "thumbnail", "width", "height"]}
        return self.create(name=name, description=description, **said)


class Picture(models.Model):
    """One picture. It is named after what it shows, so that its address can be kept for ever, and be guessed by nobody."""

    name = models.CharField(max_length=32, db_index=True, help_text="The start of its SHA-256.")
    description = models.CharField(max_length=LONGEST_DESCRIPTION, help_text="For whoever cannot see it.")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    webp = models.BinaryField()
    jpeg = models.BinaryField()
    thumbnail = models.BinaryField()

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(description=""), name="pictures_picture_described")]

    def __str__(self):
        return f"Picture {self.pk}"

    @property
    def webp_address(self):
        return reverse("picture", args=[self.name, "webp"])

    @property
    def jpeg_address(self):
        return reverse("picture", args=[self.name, "jpg"])

    @property
    def thumbnail_inline(self):
        """The thumbnail as an address that is all of it: a list of pictures takes no further request."""
        return inline(self.thumbnail)

    @property
    def webp_inline(self):
        """The same of the whole picture: for the desk, before anybody else may see it."""
        return inline(self.webp)

    def described(self, description):
        """This picture with that description: itself, where it is so described already."""
        if description == self.description:
            return self
        return Picture.objects.of(self, description)


def inline(webp):
    return f"data:image/webp;base64,{base64.b64encode(webp).decode()}"
