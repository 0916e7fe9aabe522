"""Posts that are e-mailed to those who follow the news: each once, and only where an officer says so."""

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.campaign.news import promises
from keepitlocal.campaign.news.models.following import Follower
from keepitlocal.campaign.news.models.posts import Post


class MailingQuerySet(models.QuerySet):
    def due(self, at):
        """Those that have not gone, of posts that everybody can read by now."""
        return self.filter(Exists(Post.objects.published(at).filter(pk=OuterRef("post"))), gone_at=None)


class Mailing(models.Model):
    """A post that is to be e-mailed, or was: a quarter of an hour may pass, in which it can be thought better of."""

    post = models.OneToOneField("news.Post", models.CASCADE, related_name="mailing")
    asked_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = MailingQuerySet.as_manager()

    def __str__(self):
        return f"Mailing of {self.post}"

    @transaction.atomic
    def go(self, *, at):
        """Promise it to everybody who follows the news now. Once."""
        if Mailing.objects.filter(pk=self.pk, gone_at=None).update(gone_at=at):
            promises.post(self.post, Follower.objects.awake(), at=at)


@transaction.atomic
def mail(post, *, by, at):
    """Have a post be e-mailed once everybody can read it. Asked for twice, it goes once."""
    if not post.is_published:
        raise lifecycle.NotAllowed("Publish it first: what nobody can read is e-mailed to nobody.")
    _, is_new = Mailing.objects.get_or_create(post=post, defaults={"asked_at": at})
    if is_new:
        record("is to be e-mailed", post, by=by, at=at)


@transaction.atomic
def recall(post, *, by, at):
    """Do not e-mail it after all. Raises NotAllowed once it has gone."""
    if Mailing.objects.filter(post=post, gone_at=None).delete()[0]:
        record("is not to be e-mailed", post, by=by, at=at)
    elif Mailing.objects.filter(post=post).exists():
        raise lifecycle.NotAllowed("It has gone already.")
