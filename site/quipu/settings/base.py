"""What holds in every deployment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quipu.env import ROOT, read_environment

ENV = read_environment()

SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = ENV.allowed_hosts
DEBUG = False

# Order matters: ours override Wagtail's templates, and wagtail-localize replaces wagtail.locales.
INSTALLED_APPS = [
    "desk",
    "content",
    "transparency",
    "publication",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First of all: a released page needs no session, no database and no broker.
    "publication.middleware.ReleasedFiles",
    # Where no nginx does it: a register is ten times smaller on a slow line. Tokens are masked, so guessing them by the
    # size of the answer (BREACH) does not work.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "quipu.middleware.LanguageOfPath",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "quipu.urls"
WSGI_APPLICATION = "quipu.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"


def database() -> dict[str, Any]:
    """The default database, set up so that no change is lost: durable SQLite, bounded waits on PostgreSQL."""
    configured: dict[str, Any] = dict(ENV.database)
    if configured["ENGINE"].endswith("sqlite3"):
        configured["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        configured["CONN_MAX_AGE"] = 60
        configured["CONN_HEALTH_CHECKS"] = True
        configured["OPTIONS"] = {"connect_timeout": 5, **configured.get("OPTIONS", {})}
    return configured


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": ENV.cache,
    # Parts of charts as PNG, by what they are drawn from: they take time to draw, and releases rarely change them.
    # On disk, so that a new process has them; whoever removes the directory loses nothing but that time.
    "drawings": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": ENV.var / "drawings",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 2000},  # of some 20 KB with a chart, of 3 KB with a note
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# Submitting a page for translation must not publish a copy in the wrong language (wagtail-localize, issue 743).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# The second holds what Wagtail's own Spanish leaves in English; `make messages` collects into the first.
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "wagtail"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Lima"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.var / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = ENV.var / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WAGTAIL_SITE_NAME = "Quipu"
WAGTAILADMIN_USER_LOGIN_FORM = "desk.forms.SignInForm"
WAGTAILADMIN_BASE_URL = ENV.public_url
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILIMAGES_IMAGE_MODEL = "content.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "content.File"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.admin.files.FileForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

PUBLIC_URL = ENV.public_url
IATI = ENV.iati
DATA_LICENCE = ENV.data_licence
OAI_EMAIL = ENV.oai_email
PUBLICATION = {
    "ROOT": ENV.var / "publication",
    "CODE": [ROOT / name for name in ("site/publication", "site/templates", "site/static", "transparency", "locale")],
}

CELERY_BROKER_URL = "filesystem://" if ENV.broker_is_filesystem else ENV.broker_url
CELERY_BROKER_TRANSPORT = "quipu.spool:Transport" if ENV.broker_is_filesystem else None
# A frozen broker must not freeze a save: kombu's own defaults block for more than 40 seconds.
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "data_folder_in": str(ENV.broker_directory),
        "data_folder_out": str(ENV.broker_directory),
        "control_folder": str(ENV.broker_directory / "control"),
    }
    if ENV.broker_is_filesystem
    else {"socket_timeout": 1, "socket_connect_timeout": 1, "retry_on_timeout": False}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_TASK_TIME_LIMIT = 330
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 200_000  # KB; a child above it is replaced after its task
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(ENV.var / "run" / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "publication.sweep", "schedule": 2.0, "options": {"expires": 10}},
    "compare-fingerprints": {
        "task": "publication.compare_fingerprints",
        "schedule": 300.0,
        "options": {"expires": 240},
    },
    "record-changes": {"task": "transparency.record_changes", "schedule": 60.0, "options": {"expires": 50}},
    "read-waiting-files": {"task": "content.read_waiting_files", "schedule": 300.0, "options": {"expires": 240}},
    "compare-search-index": {"task": "content.compare_search_index", "schedule": 900.0, "options": {"expires": 800}},
    "collect-garbage": {"task": "publication.collect_garbage", "schedule": 3600.0, "options": {"expires": 3000}},
    "keep-schedule": {"task": "desk.keep_schedule", "schedule": 60.0, "options": {"expires": 50}},
    "tidy-questions": {"task": "desk.tidy_questions", "schedule": 600.0, "options": {"expires": 500}},
    "check-links": {"task": "desk.check_links_due", "schedule": 600.0, "options": {"expires": 500}},
    "forget-uploads": {"task": "desk.forget_uploads", "schedule": 900.0, "options": {"expires": 800}},
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("django.request", "django_tasks", "modelsearch", "wagtail")},
}

vars().update(ENV.email)
# Where a request came from, for limits on what one place may send.
CLIENT_ADDRESS = "REMOTE_ADDR"
EMAIL_TIMEOUT = 10  # a mail server that does not answer must not hold a worker
