"""Pages go live and expire at their minute, each by itself."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import Revision

from content.models import StudyPage
from desk import tasks
from desk.services import schedule
from tests.desk.pages import draft_study, study_index

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


def scheduled(page: StudyPage, moment: datetime.datetime) -> StudyPage:
    """Schedules a draft, as an editor did some time before ``moment``."""
    page.go_live_at = timezone.now() + MINUTE
    page.save_revision().publish()
    page.go_live_at = moment
    page.save_revision()
    page.revisions.update(approved_go_live_at=None)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=moment)
    return page


def test_a_page_goes_live_at_its_minute_and_a_second_turn_does_nothing():
    index = study_index()
    now = timezone.now()
    due = scheduled(draft_study(index), now - MINUTE)
    later = scheduled(draft_study(index, slug="otro", code="otro"), now + 5 * MINUTE)

    tasks.keep_schedule()

    assert StudyPage.objects.get(pk=due.pk).live
    assert not StudyPage.objects.get(pk=later.pk).live
    assert schedule.schedule_run() == schedule.Outcome()


def test_a_page_expires_at_its_minute():
    page = draft_study()
    page.save_revision().publish()
    StudyPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - MINUTE)

    outcome = schedule.schedule_run()

    page.refresh_from_db()
    assert outcome.expired == [page.title]
    assert not page.live
    assert page.expired


def test_a_page_that_cannot_be_published_keeps_no_other_from_its_date(caplog):
    index = study_index()
    moment = timezone.now() - MINUTE
    broken = scheduled(draft_study(index), moment - MINUTE)
    fine = scheduled(draft_study(index, slug="otro", code="otro"), moment)
    revision = Revision.objects.get(pk=broken.latest_revision_id)
    revision.content["programme"] = "no number"
    revision.save()

    outcome = schedule.schedule_run()

    assert StudyPage.objects.get(pk=fine.pk).live
    assert outcome.failed
    assert "could not be kept" in caplog.text


def test_the_schedule_is_kept_every_minute():
    entry = settings.CELERY_BEAT_SCHEDULE["keep-schedule"]

    assert entry["task"] == tasks.keep_schedule.name
    assert entry["schedule"] == 60.0
