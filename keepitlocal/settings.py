"""Settings: one file, driven by the environment. What is missing or dangerous stops the start with a sentence."""

import importlib.util
import os
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from keepitlocal.environment import TRIAL, kept_for, kept_secret, needed, on, whole

ROOT = Path(__file__).resolve().parent.parent

STATE = Path(os.environ.get("PORTAL_VAR") or ROOT / "var").resolve()  # everything that a trial keeps

if TRIAL and (real := {"DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_HOST"} & set(os.environ)):
    raise ImproperlyConfigured(f"A trial keeps to this machine, and {', '.join(sorted(real))} would take it elsewhere: unset it.")
if importlib.util.find_spec("psycopg"):
    raise ImproperlyConfigured("psycopg 3 is installed, and Django would prefer it to psycopg2: uninstall psycopg.")

DEBUG = False
if on("DEBUG"):
    raise ImproperlyConfigured("DEBUG is on, and would show strangers the portal's insides: unset it.")

SECRET_KEY = os.environ.get("SECRET_KEY") or (kept_secret(STATE / "secret-key") if TRIAL else "")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured("SECRET_KEY is missing or weak: set it to 50 or more random characters, and keep it secret.")
# To change the key without breaking the links people hold, move the old one here.
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()

# Where people find the portal. E-mails name this address, never the one a request claims to have come to.
PORTAL_URL = needed(
    "PORTAL_URL", "set it to the portal's public address, such as https://keepitlocal.example", "http://127.0.0.1:8000"
).rstrip("/")
_where = urlsplit(PORTAL_URL)
if _where.scheme not in {"http", "https"} or not _where.hostname or _where.path or _where.query:
    raise ImproperlyConfigured(f"PORTAL_URL is {PORTAL_URL!r}: it must be like https://keepitlocal.example, with no path.")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
if TRIAL and _where.hostname not in LOOPBACK:
    raise ImproperlyConfigured("A trial is served on this machine alone: unset PORTAL_URL, or unset TRIAL and run it for real.")
ALLOWED_HOSTS = [_where.hostname, *os.environ.get("ALLOWED_HOSTS", "").split()] + (sorted(LOOPBACK) if TRIAL else [])
if any(host.startswith("*") for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS has a '*', and would believe any Host header: name each host.")

# The order is the design: what the portal asks of each part, it asks in this order.
PARTS = [
    "keepitlocal.officers.part",
    "keepitlocal.drafts.part",
    "keepitlocal.passages.part",
    "keepitlocal.languages.part",
    "keepitlocal.campaign.part",
    "keepitlocal.campaign.news.part",
    "keepitlocal.campaign.resources.part",
    "keepitlocal.campaign.pledges.part",
    "keepitlocal.campaign.enquiries.part",
    "evidence.part",
    "survey.part",
    "principles.part",
]

INSTALLED_APPS = [
    "keepitlocal.officers.apps.Desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "crispy_forms",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "keepitlocal",
    "keepitlocal.audit",
    "keepitlocal.consent",
    "keepitlocal.outbox",
    "keepitlocal.officers",
    "keepitlocal.passages",
    "keepitlocal.languages",
    "keepitlocal.pictures",
    "keepitlocal.campaign",
    "keepitlocal.campaign.news",
    "keepitlocal.campaign.resources",
    "keepitlocal.campaign.pledges",
    "keepitlocal.campaign.enquiries",
    "evidence",
    "survey",
    "principles",
]

MIDDLEWARE = [
    "keepitlocal.arrival.stamp",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "keepitlocal.headers.finish",
    "keepitlocal.languages.speaking.speak",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "keepitlocal.urls"
WSGI_APPLICATION = "keepitlocal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "keepitlocal.campaign.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "keepitlocal.templatetags.moments",
                "keepitlocal.templatetags.paragraphs",
                "keepitlocal.templatetags.languages",
                "keepitlocal.templatetags.prose",
                "keepitlocal.templatetags.found",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("kil",)
CRISPY_TEMPLATE_PACK = "kil"

# Verbs are atomic, and reading opens no transaction: on SQLite an immediate one would make every page wait for every writer.
ATOMIC_REQUESTS = False
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
DATABASES = {
    "default": dj_database_url.parse(
        needed(
            "DATABASE_URL", "set it to the database, such as postgres://user@host/name", f"sqlite:///{STATE / 'portal.sqlite3'}"
        ),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A trial's or a test's database is a file: see docs/decisions.
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_HEALTH_CHECKS": False}

AUTH_USER_MODEL = "officers.Officer"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60  # seconds that an officer's invitation holds
LOGIN_URL = "admin:login"
SECOND_FACTOR = not TRIAL  # in a trial officers may set one up, and go without
OTP_TOTP_ISSUER = "Keep it Local"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # wrong codes are counted by the lock-out, whose wait does not grow

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]  # the first has no prefix in addresses; see keepitlocal/languages
LOCALE_PATHS = [ROOT / "locale"]  # our words where Django's do not say what to do
TIME_ZONE = "Europe/London"  # for people; the database keeps UTC

# Static files are committed, and served with far-future names by the portal itself.
STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = STATE / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# What people send is kept away from what is served to everybody.
MEDIA_ROOT = Path(os.environ.get("UPLOADS") or STATE / "uploads").resolve()
if any(MEDIA_ROOT.is_relative_to(served) or served.is_relative_to(MEDIA_ROOT) for served in [STATIC_ROOT, ROOT / "static"]):
    raise ImproperlyConfigured("UPLOADS lies among the static files, which are served to everybody: put it somewhere else.")
# Files are read over, unless a page that asks for some says where they go.
FILE_UPLOAD_HANDLERS = ["keepitlocal.documents.nowhere.Nowhere"]
# Far above what a submission takes: whoever sends 150 files gets a page that says so. What is not taken costs no memory.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
# What scans documents. Nothing yet: they are "not scanned", and officers download them after a warning.
SCANNER = os.environ.get("SCANNER", "")
# A page of long answers is far below this; above it the request is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# Forms a minute from one address, where they make rows or mail: more than people send, even a busy office. 0 is no limit.
PACE = whole("PACE", 30, what="how many forms one address may send in a minute, or to 0")

# How long things are kept. A draft goes so long after its call has closed; what was withdrawn, so long after that.
DRAFTS_KEPT = kept_for("DRAFTS_KEPT_DAYS", 30, least=8, why="people are told a week before their draft is deleted.")
WITHDRAWN_KEPT = kept_for("WITHDRAWN_KEPT_DAYS", 30, why="until then, people can say that they did not mean it.")
PLEDGES_UNCONFIRMED_KEPT = kept_for("PLEDGES_UNCONFIRMED_KEPT_DAYS", 14, why="people need a day to find our e-mail.")
ENQUIRIES_KEPT = kept_for("ENQUIRIES_KEPT_DAYS", 365, least=30, why="people come back to what we answered.")  # once closed
# Who is responsible for what people send; and, in a sentence, where it lies, which the privacy page otherwise says in general.
ORGANISATION = os.environ.get("ORGANISATION", "").strip() or "Locality"
PRIVACY_HOSTED = os.environ.get("PRIVACY_HOSTED", "").strip()

# The policy team's own address: it is told of everything that comes, and replies to our e-mails reach it.
POLICY_EMAIL = needed("POLICY_EMAIL", "set it to the address where the policy team reads mail.", "policy@keepitlocal.example")
# Who answers, as people are told: a name, and a telephone number where there is one. 020 7946 0 is kept for fiction.
POLICY_NAME = os.environ.get("POLICY_NAME", "").strip() or "The policy team"
POLICY_PHONE = os.environ.get("POLICY_PHONE", "").strip() or ("020 7946 0000" if TRIAL else "")
DEFAULT_FROM_EMAIL = os.environ.get("FROM_EMAIL") or f"Keep it Local <{POLICY_EMAIL}>"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = needed("EMAIL_HOST", "set it to the mail relay's host, or nobody's submission can be acknowledged.", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = on("EMAIL_TLS")
EMAIL_TIMEOUT = float(os.environ.get("EMAIL_TIMEOUT", "20") or 0)  # seconds
if not 0 < EMAIL_TIMEOUT <= 60:
    raise ImproperlyConfigured("EMAIL_TIMEOUT must be between 1 and 60 seconds: without it a hanging mail server stops all mail.")
if TRIAL:
    EMAIL_BACKEND = "keepitlocal.outbox.readable.EmailBackend"
    EMAIL_FILE_PATH = STATE / "mail"

# A request never talks to the broker: beat asks for a sweep, and a worker finds the promised e-mails in the database.
CELERY_BROKER_URL = needed("CELERY_BROKER_URL", "set it to Redis, such as redis://host:6379/0", "filesystem://")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"visibility_timeout": 600, "unacked_restore_throttle": 1}
if TRIAL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": STATE / "broker" / "queue",
        "data_folder_out": STATE / "broker" / "queue",
        "control_folder": STATE / "broker" / "control",
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    # A sweep that could not start within its interval is pointless: the next one does its work.
    "send what is due": {"task": "outbox.sweep", "schedule": 5.0, "options": {"expires": 5}},
    "forget addresses": {"task": "outbox.forget", "schedule": 3600.0, "options": {"expires": 3600}},
    "promise digests": {"task": "officers.promise_digests", "schedule": 900.0, "options": {"expires": 900}},
    "forget failures": {"task": "officers.forget_failures", "schedule": 900.0, "options": {"expires": 900}},
    "remind and delete": {"task": "evidence.keep_promises", "schedule": 900.0, "options": {"expires": 900}},
    "remind and delete in surveys": {"task": "survey.keep_promises", "schedule": 900.0, "options": {"expires": 900}},
    "keep what principles promise": {"task": "principles.keep_promises", "schedule": 900.0, "options": {"expires": 900}},
    "keep what the news promise": {"task": "news.keep_promises", "schedule": 900.0, "options": {"expires": 900}},
    "delete what nobody confirmed": {"task": "pledges.keep_promises", "schedule": 900.0, "options": {"expires": 900}},
    "close and delete enquiries": {"task": "enquiries.keep_promises", "schedule": 900.0, "options": {"expires": 900}},
    "renew the words for search": {"task": "passages.renew_words", "schedule": 3600.0, "options": {"expires": 3600}},
    "sweep the documents": {"task": "evidence.sweep_documents", "schedule": 3600.0, "options": {"expires": 3600}},
    "sweep the resources": {"task": "resources.sweep_files", "schedule": 3600.0, "options": {"expires": 3600}},
}

# Cookies are Secure, and bound to this host by their names, exactly when people reach the portal over https.
HTTPS = _where.scheme == "https"
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_prefix}sessionid", f"{_prefix}csrftoken"
DRAFTS_COOKIE_NAME, MESSAGES_COOKIE_NAME = f"{_prefix}drafts", f"{_prefix}messages"
MESSAGE_STORAGE = "keepitlocal.notes.Storage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: an officer's working day
CSRF_FAILURE_VIEW = "keepitlocal.errors.csrf"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # a private address is never told to another site
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = on("BEHIND_PROXY")
if BEHIND_PROXY:  # only then is a forwarded header anything but a stranger's claim
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Logs go to standard error, and hold no names, addresses, answers or tokens.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"ways in": {"()": "keepitlocal.ways_in.Blanked"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["ways in"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
