"""Comments that say nearly the same: grouped for the moderator, and counted once and in full. They never count as votes."""

from django.db import models, transaction

from principles.likeness import are_alike, sketch

MOST_LOOKED_AT = 20  # of those that might be like a text: so many are compared with it word by word


class LikenessQuerySet(models.QuerySet):
    def of(self, text):
        """The likeness of a text: that of the first that said nearly the same, or a new one."""
        its = sketch(text)
        if found := self.filter(digest=its.digest).first():
            return found
        near = self.filter(bands__value__in=its.bands).exclude(text="").distinct().order_by("pk")[:MOST_LOOKED_AT]
        return next((each for each in near if are_alike(each.text, text)), None) or self._made(its, text)

    @transaction.atomic
    def _made(self, its, text):
        made, is_new = self.get_or_create(digest=its.digest, defaults={"text": text})
        if is_new:
            Band.objects.bulk_create(Band(likeness=made, value=value) for value in sorted(set(its.bands)))
        return made

    def forget(self, texts):
        """Keep none of these texts. Where others said the same they stay together, and with whoever says it again."""
        its = self.filter(digest__in=[sketch(text).digest for text in texts])
        its.filter(comments=None).delete()
        its.update(text="")


class Likeness(models.Model):
    """What comments that are nearly the same have in common: the text of the first of them."""

    PERSONAL = ("text",)

    digest = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    objects = LikenessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "likenesses"

    def __str__(self):
        return f"Likeness {self.pk}"


class Band(models.Model):
    """One of the numbers that nearly identical texts are likely to share: see `likeness.sketch`."""

    likeness = models.ForeignKey(Likeness, models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    def __str__(self):
        return f"Band of likeness {self.likeness_id}"
