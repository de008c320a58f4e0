"""The form of a file."""

from wagtail.documents.forms import BaseDocumentForm

from content.models import File


class FileForm(BaseDocumentForm):
    """Leaves the bytes that are being replaced where they are: ``File.save`` keeps them as a version."""

    def save(self, commit: bool = True) -> File:
        """Wagtail's own form would delete the replaced bytes before anything else is saved."""
        self.original_file = None
        saved: File = super().save(commit=commit)
        return saved
