"""What the worker is asked to do for the desk."""

from celery import shared_task

from desk.services import schedule


@shared_task(name="desk.keep_schedule", ignore_result=True)
def keep_schedule() -> None:
    """Publish and unpublish what is due."""
    schedule.schedule_run()
