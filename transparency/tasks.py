"""What the worker is asked to do for the record."""

from celery import shared_task

from transparency.changes import recording


@shared_task(name="transparency.record_changes", ignore_result=True)
def record_changes() -> None:
    """Find out what the releases changed that nobody has looked at yet."""
    recording.record_changes()


@shared_task(name="transparency.record_release", ignore_result=True)
def record_release(number: int) -> None:
    """Find out what a new release changed."""
    recording.record_release(number)
