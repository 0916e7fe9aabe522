"""What one page has to say on the next: in a cookie that is called as ours are, and what is too long for that in the session."""

from django.conf import settings
from django.contrib.messages.storage import cookie, fallback, session


class CookieStorage(cookie.CookieStorage):
    cookie_name = settings.MESSAGES_COOKIE_NAME


class Storage(fallback.FallbackStorage):
    storage_classes = (CookieStorage, session.SessionStorage)
