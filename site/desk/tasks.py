"""What the worker is asked to do for the desk."""

from celery import shared_task

from desk.services import links, questions, schedule, uploads

DUE_SECONDS = 600


@shared_task(name="desk.keep_schedule", ignore_result=True)
def keep_schedule() -> None:
    """Publish and unpublish what is due."""
    schedule.schedule_run()


@shared_task(name="desk.check_links", ignore_result=True)
def check_links(page_id: int) -> None:
    """Try the links of one page."""
    links.page_links_check(page_id)


@shared_task(name="desk.check_links_due", ignore_result=True)
def check_links_due() -> None:
    """Have the links tried of the pages whose turn it is."""
    for page_id in links.pages_due():
        check_links.apply_async((page_id,), expires=DUE_SECONDS, retry=False)


@shared_task(name="desk.tell_question", ignore_result=True)
def tell_question(question_id: int) -> None:
    """Tell data officers of one question."""
    questions.question_tell(question_id)


@shared_task(name="desk.tidy_questions", ignore_result=True)
def tidy_questions() -> None:
    """Tell of questions whose message was lost, and forget who asked."""
    questions.questions_tidy()


@shared_task(name="desk.forget_uploads", ignore_result=True)
def forget_uploads() -> None:
    """Delete uploads that nobody confirmed."""
    uploads.uploads_forget()
