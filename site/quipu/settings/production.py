"""The real thing, behind nginx: everything that differs comes from the environment."""

from django.core.exceptions import ImproperlyConfigured

from quipu.settings.base import *
from quipu.settings.base import ENV, PUBLIC_URL

if not ENV.secret_key:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

HTTPS = PUBLIC_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CLIENT_ADDRESS = "HTTP_X_REAL_IP"  # as the nginx in front says it
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
