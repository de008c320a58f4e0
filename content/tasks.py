"""What the worker is asked to do with content: ids in, nothing out."""

from celery import shared_task

from content.search import indexing
from content.services import files


@shared_task(name="content.read_file", ignore_result=True)
def read_file(file_id: int) -> None:
    """A file has new bytes: read what they say."""
    files.file_read(file_id)


@shared_task(name="content.read_waiting_files", ignore_result=True)
def read_waiting_files() -> None:
    """Read the files that nobody was asked to read."""
    files.waiting_files_read()


@shared_task(name="content.compare_search_index", ignore_result=True)
def compare_search_index() -> None:
    """Find what no signal told the index."""
    indexing.compare()
