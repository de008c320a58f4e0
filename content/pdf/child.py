"""A program of its own that prints the text of a PDF, page by page, as lines of JSON.

A PDF of a few kilobytes can ask for gigabytes of memory or hours of work. Here that ends this process and nothing else;
``content.pdf.reading`` starts it and makes sense of how it ended. Nothing of Django is imported.
"""

import json
import re
import resource
import sys
import unicodedata
from typing import IO, Any

# A word that the printed line broke in two.
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad]\s*\n\s*(?=[^\W\d_])")


def main() -> None:
    """Arguments: path, most pages, most characters of a page, seconds of computing, bytes of memory."""
    path, pages, characters, seconds, memory = sys.argv[1], *(int(argument) for argument in sys.argv[2:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open(path, "rb") as file:
            say(state=read(file, pages, characters))
    except MemoryError:
        say(state="limit")


def read(file: IO[bytes], most_pages: int, most_characters: int) -> str:
    """Prints every page and returns how it went: ``read``, ``locked``, ``limit`` or ``broken``."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            return "locked"
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError):
        return "locked"
    except MemoryError:
        raise
    except Exception:  # a broken file breaks a parser in every way there is
        return "broken"
    say(count=count)
    if count > most_pages:
        return "limit"
    return "read" if print_pages(reader, count, most_characters) or not count else "broken"


def print_pages(reader: Any, count: int, most_characters: int) -> int:
    """Prints each page, an unreadable one as an empty one; returns how many could be read."""
    good = 0
    for index in range(count):
        try:
            text = reader.pages[index].extract_text()
            good += 1
        except MemoryError:
            raise
        except Exception:  # one bad page must not hide the others
            text = ""
        say(number=index + 1, text=clean(text)[:most_characters])
    return good


def clean(text: str) -> str:
    """The text as words: composed letters, no half letters and no zero bytes, which no database takes."""
    whole = text.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")
    return BROKEN_WORD.sub("", unicodedata.normalize("NFKC", whole)).strip()


def say(**values: Any) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(values) + "\n")


if __name__ == "__main__":
    main()
