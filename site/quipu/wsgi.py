"""WSGI entry point: ``granian --interface wsgi quipu.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quipu.settings.dev")
application = get_wsgi_application()
