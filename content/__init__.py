"""What communicators write: the pages around the record."""
