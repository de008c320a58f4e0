"""Editing the record in the Wagtail admin."""
