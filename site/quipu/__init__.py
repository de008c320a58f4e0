"""Configuration of the Quipu project: settings, addresses, entry points. Nothing of ours imports it."""

from quipu.celery import app as celery_app

__all__ = ["celery_app"]
