"""Places where people meet, and tools to tell of it."""

import math
from collections.abc import Callable

from scripts.illustrations.figures import FLOWER
from scripts.illustrations.weaving import WIDTH, Inside, Loom


def feria() -> Loom:
    """A market stall."""
    loom = Loom("water")
    loom.ground(lambda x: 40, "sky")
    loom.ground(lambda x: 64, "sand")
    loom.box(14, 22, 3, 46, "earth")
    loom.box(103, 22, 3, 46, "earth")
    for number in range(12):
        colour = ("cochineal", "wool")[number % 2]
        loom.box(10 + number * 8 + (number > 0) * 2, 12, 10 if number in (0,) else 8, 11, colour)
        loom.oval(14 + number * 8 + 2, 23, 4, 4, colour)
    loom.box(10, 11, 98, 2, "wine")
    for x, colour, other in ((22, "indigo", "gold"), (38, "wine", "rose"), (54, "chilca", "straw")):
        loom.box(x, 28, 13, 20, colour)
        for y in range(30, 46, 6):
            loom.stamp(x + 4, y, FLOWER, {"a": other, "b": "wool"})
        for dx in range(0, 13, 2):
            loom.put(x + dx, 48, other)
    for x, colour, light in ((76, "clay", "sand"), (92, "brick", "straw")):
        loom.oval(x, 43, 6.5, 7, colour)
        loom.box(x - 3, 32, 6, 6, colour)
        loom.box(x - 4, 31, 8, 2, light)
        loom.box(x - 6, 42, 12, 1, light)
        loom.box(x - 6, 45, 12, 1, light)
    loom.box(12, 50, 96, 4, "ochre")
    loom.box(14, 54, 92, 12, "earth")
    for x in range(16, 104, 10):
        loom.stamp(x, 57, FLOWER, {"a": "gold", "b": "cochineal"})
    for x, colour in (
        (24, "cochineal"),
        (30, "gold"),
        (36, "leaf"),
        (44, "clay"),
        (50, "straw"),
        (58, "plum"),
        (64, "gold"),
    ):
        loom.oval(x, 51, 3.2, 3, colour)
    loom.border("wine", "gold", "wool")
    return loom


def cabildo() -> Loom:
    """A town hall on a square."""
    loom = Loom("sky")
    loom.ground(lambda x: 32 + 6 * math.sin(x / 13), "sage")
    loom.ground(lambda x: 62, "stone")
    for y in range(63, 74, 3):
        for x in range((y // 3) % 2 * 5, WIDTH, 10):
            loom.box(x, y, 9, 2, "sand")
    loom.box(12, 32, 96, 30, "wool")
    for row in range(5):
        loom.box(9 + row, 31 - row, 102 - 2 * row, 1, "brick" if row % 2 else "clay")
    loom.box(10, 45, 100, 2, "clay")
    loom.box(52, 14, 16, 32, "wool")
    loom.box(64, 14, 4, 32, "sand")
    loom.shape([(50, 15), (60, 7), (70, 15)], "brick")
    loom.oval(60, 22, 5, 5, "gold")
    loom.oval(60, 22, 3.8, 3.8, "wool")
    loom.thread([(60, 22), (60, 20)], "ink", 1)
    loom.thread([(60, 22), (62, 22)], "ink", 1)
    for x in range(18, 104, 14):
        if not 48 < x < 66:
            loom.box(x, 36, 6, 7, "indigo")
            loom.box(x - 1, 43, 8, 2, "earth")
        loom.box(x - 1, 53, 9, 9, "bark")
        loom.oval(x + 3.5, 53, 4.5, 4, "bark")
    for x in (24, 94):
        loom.box(x, 12, 1, 18, "earth")
        for stripe, colour in enumerate(("cochineal", "snow", "cochineal")):
            loom.box(x + 1 + stripe * 4, 12, 4, 8, colour)
    loom.oval(60, 70, 12, 3, "slate")
    loom.oval(60, 69, 9, 2, "water")
    loom.box(59, 60, 2, 9, "slate")
    loom.border("blue", "wool", "gold")
    return loom


def terrace(top: float) -> Inside:
    """A terrace in the booklet's drawing."""
    return lambda x, y: 20 < x < 54 and top + x * 0.06 < y < 44


def modulo() -> Loom:
    """An open booklet."""
    loom = Loom("gold")
    for x in range(0, WIDTH, 12):
        loom.box(x, 7, 6, 66, "ochre")
    loom.shape([(12, 20), (58, 16), (58, 66), (12, 68)], "bark")
    loom.shape([(62, 16), (108, 20), (108, 68), (62, 66)], "bark")
    loom.shape([(14, 18), (60, 14), (60, 63), (14, 66)], "wool")
    loom.shape([(60, 14), (106, 18), (106, 66), (60, 63)], "sand")
    loom.box(59, 14, 2, 50, "stone")
    loom.where(lambda x, y: 20 < x < 54 and 22 < y < 44, "sky")
    loom.where(lambda x, y: 20 < x < 54 and 22 < y < 44 and y > 24 + abs(x - 40) * 0.7, "slate")
    for step, colour in enumerate(("leaf", "sage", "chilca", "leaf")):
        loom.where(terrace(31 + step * 3.4), colour)
    for row in range(4):
        loom.box(20, 48 + row * 4, 34 - (row % 3) * 6, 1, "slate")
    for row in range(9):
        loom.box(67, 24 + row * 4, 34 - (row * 5) % 13, 1, "slate")
    loom.stamp(95, 55, FLOWER, {"a": "cochineal", "b": "gold"})
    loom.thread([(84, 68), (112, 40)], "cochineal", 4)
    loom.thread([(85, 67), (111, 41)], "rose", 1)
    loom.shape([(80, 72), (82, 66), (87, 70)], "sand")
    loom.box(80, 70, 2, 2, "ink")
    loom.border("indigo", "straw", "cochineal")
    return loom


def camara() -> Loom:
    """A camera with a woven strap."""
    loom = Loom("sage")
    loom.diamond(60, 40, 58, 44, "leaf")
    strap = [(26, 34), (18, 24), (24, 13), (60, 10), (96, 13), (102, 24), (94, 34)]
    loom.thread(strap, "wine", 5)
    for number, (x, y) in enumerate(strap[:-1]):
        x1, y1 = strap[number + 1]
        for part in range(0, 8, 2):
            loom.box(round(x + (x1 - x) * part / 8), round(y + (y1 - y) * part / 8), 2, 2, "gold")
    loom.box(24, 32, 72, 36, "night")
    loom.box(24, 40, 72, 20, "cochineal")
    for x in range(26, 94, 8):
        loom.stamp(x, 47, FLOWER, {"a": "wine", "b": "gold"})
    loom.box(46, 26, 28, 7, "night")
    loom.box(30, 28, 9, 4, "gold")
    loom.box(82, 34, 8, 4, "straw")
    for size, colour in ((18, "ink"), (15.5, "stone"), (13.5, "ink"), (10.5, "indigo"), (7, "blue"), (3.6, "night")):
        loom.oval(60, 50, size, size * 0.97, colour)
    loom.oval(55, 45, 2.6, 2.2, "sky")
    loom.border("night", "straw", "cochineal")
    return loom


PLACES: dict[str, Callable[[], Loom]] = {
    "feria": feria,
    "cabildo": cabildo,
    "modulo": modulo,
    "camara": camara,
}
