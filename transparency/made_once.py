"""What is made of tables of the record, kept for as long as those very tables are.

Several views of a programme read the same tables, which are one object in a snapshot
(``transparency.selectors.figures.Rows``). What they all make of them, such as findings, is made by the first.
"""

import weakref
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from transparency.selectors.figures import Row, Rows

Made = TypeVar("Made")
Key = tuple[Hashable, ...]

_made: dict[Key, tuple[tuple["weakref.ref[Rows]", ...], Any]] = {}


def made_once(what: Hashable, tables: Sequence[list[Row]], make: Callable[[], Made]) -> Made:
    """What ``make`` makes of these tables, which is ``what``; it must not hold on to the tables themselves.

    Tables that were put together by others than the selectors are not recognised: of them it is made at every call.
    """
    read = [table for table in tables if isinstance(table, Rows)]
    if not tables or len(read) < len(tables):
        return make()
    key: Key = (what, *map(id, read))
    if key not in _made:
        made = make()
        # With the first of its tables that goes it goes too, before another table can get the same id.
        _made[key] = tuple(weakref.ref(table, lambda _gone: _made.pop(key, None)) for table in read), made
    found: Made = _made[key][1]
    return found
