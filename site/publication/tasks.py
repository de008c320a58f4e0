"""What the worker is asked to do. No arguments: the marks say what is owed."""

from celery import shared_task

from publication.services import builder, fingerprints, garbage


@shared_task(name="publication.build", ignore_result=True)
def build() -> None:
    """A hint arrived: publish what changed."""
    builder.build_due("hint")


@shared_task(name="publication.sweep", ignore_result=True)
def sweep() -> None:
    """Find changes that no hint announced, and set right what a crash left."""
    builder.build_due("sweep")


@shared_task(name="publication.compare_fingerprints", ignore_result=True)
def compare_fingerprints() -> None:
    """Find what no trigger can see."""
    fingerprints.mark_differences()
    builder.build_due("fingerprints")


@shared_task(name="publication.collect_garbage", ignore_result=True)
def collect_garbage() -> None:
    """Remove what no release needs."""
    garbage.collect()
