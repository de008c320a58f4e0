#!/usr/bin/env python
"""Run Quipu's management commands."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Start Django's command line, also from a checkout that is not installed."""
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quipu.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
