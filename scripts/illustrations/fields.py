"""What grows, and what is made of it."""

import math
from collections.abc import Callable

from scripts.illustrations.figures import FLOWER
from scripts.illustrations.weaving import WIDTH, Colour, Inside, Loom


def quinua() -> Loom:
    """Quinoa plants in front of the hills."""
    loom = Loom("sky")
    loom.ground(lambda x: 40 + 6 * math.sin(x / 15), "lilac")
    loom.ground(lambda x: 47 + 4 * math.sin(x / 11 + 2), "plum")
    loom.ground(lambda x: 56, "earth")
    for y in range(58, 74, 3):
        loom.box(0, y, WIDTH, 1, "bark")
    plants: tuple[tuple[int, int, Colour, Colour], ...] = (
        (16, 26, "cochineal", "rose"),
        (38, 18, "gold", "straw"),
        (60, 13, "clay", "gold"),
        (82, 19, "plum", "rose"),
        (104, 27, "ochre", "straw"),
    )
    for x, top, colour, light in plants:
        loom.box(x, top + 14, 2, 58 - top, "leaf")
        for row in range(4):
            y = top + 26 + row * 9
            if y < 66:
                loom.shape([(x, y), (x - 9, y - 5), (x - 11, y + 1), (x - 4, y + 4)], "chilca")
                loom.shape([(x + 2, y + 2), (x + 11, y - 3), (x + 13, y + 3), (x + 5, y + 6)], "leaf")
        loom.shape(
            [(x + 1, top - 3), (x + 8, top + 10), (x + 5, top + 24), (x - 3, top + 24), (x - 6, top + 10)], colour
        )
        for number in range(34):
            dx, dy = (number * 7) % 12 - 5, (number * 11) % 24
            if abs(dx - 0.5) < 6.5 - abs(dy - 11) * 0.35:
                loom.box(x + dx, top + dy, 2 if number % 3 == 0 else 1, 1, light if number % 2 else "wine")
    loom.border("leaf", "straw", "cochineal")
    return loom


def huerto() -> Loom:
    """Furrows, carrots and a watering can."""
    loom = Loom("sky")
    loom.ground(lambda x: 27 + 3 * math.sin(x / 17), "sage")
    loom.ground(lambda x: 34, "earth")
    for row in range(5):
        y = 38 + row * 8
        loom.box(0, y + 3, WIDTH, 3, "bark")
        loom.box(0, y + 2, WIDTH, 1, "ochre")
        for x in range(4 + row * 3, WIDTH, 12):
            if row % 2:
                loom.oval(x, y, 4.5, 3.4, "leaf")
                loom.oval(x, y + 0.4, 2.6, 1.8, "sage")
            else:
                loom.thread([(x, y + 2), (x - 3, y - 4)], "leaf", 1)
                loom.thread([(x, y + 2), (x, y - 5)], "chilca", 1)
                loom.thread([(x, y + 2), (x + 3, y - 4)], "leaf", 1)
                loom.box(x - 1, y + 1, 3, 2, "gold" if row else "clay")
    loom.box(78, 44, 22, 20, "cochineal")
    loom.box(94, 44, 6, 20, "wine")
    loom.box(76, 42, 26, 3, "wine")
    loom.thread([(79, 60), (68, 52), (60, 44)], "cochineal", 4)
    loom.oval(59, 43, 4.6, 4.6, "wine")
    loom.thread([(100, 47), (110, 46), (111, 58), (100, 60)], "wine", 3)
    for number in range(9):
        loom.box(48 + (number * 5) % 12, 48 + (number * 7) % 18, 1, 2, "water")
    for x in range(80, 98, 6):
        loom.stamp(x, 51, FLOWER, {"a": "gold", "b": "wool"})
    for x in (14, 40):
        loom.box(x, 16, 2, 20, "earth")
        loom.oval(x + 1, 17, 8, 6.5, "chilca")
        loom.oval(x, 15, 5, 4, "leaf")
        for dx, dy in ((-4, 18), (2, 14), (5, 19), (0, 21)):
            loom.box(x + dx, dy, 2, 2, "gold")
    loom.border("chilca", "gold", "wool")
    return loom


def hexagon(cx: float, cy: float, size: float) -> Inside:
    """A cell of a honeycomb."""
    return lambda x, y: max(abs(x - cx), abs(x - cx) * 0.5 + abs(y - cy) * 0.87) <= size


def stripe(cx: float, cy: float, left: float) -> Inside:
    """A dark stripe on a bee."""
    return lambda x, y: ((x - cx) / 9) ** 2 + ((y - cy) / 5.4) ** 2 <= 1 and left <= x - cx < left + 2


def miel() -> Loom:
    """A honeycomb with bees."""
    loom = Loom("straw")
    for row in range(8):
        for column in range(9):
            cx, cy = 4 + column * 15 + (row % 2) * 7.5, 8 + row * 10.5
            full = (row * 5 + column * 3) % 7
            loom.where(hexagon(cx, cy, 7), "ochre")
            loom.where(hexagon(cx, cy, 5.8), "gold" if full else "earth")
            if full > 2:
                loom.where(hexagon(cx, cy, 3.6), "straw" if full > 4 else "clay")
    for x, y, flip in ((22, 22, False), (82, 16, True), (62, 44, False)):
        side = -1 if flip else 1
        loom.oval(x - side * 2, y - 5, 5.5, 3.6, "snow")
        loom.oval(x + side * 5, y - 5, 4.5, 3, "sky")
        loom.oval(x, y, 9, 5.4, "gold")
        for dx in (-5, -1, 3):
            loom.where(stripe(x, y, dx), "ink")
        loom.oval(x + side * 9, y, 3.4, 3.4, "bark")
        loom.put(x + side * 10, y - 1, "wool")
    loom.box(98, 30, 3, 20, "gold")
    loom.oval(99.5, 53, 5, 6, "gold")
    loom.oval(98, 52, 1.6, 2.2, "wool")
    loom.border("earth", "gold", "bark")
    return loom


def cocina() -> Loom:
    """A mud-brick stove with its chimney."""
    loom = Loom("sand")
    for y in range(8, 62, 6):
        for x in range(-6 + (y // 6) % 2 * 8, WIDTH, 16):
            loom.box(x, y, 15, 5, "straw")
    loom.box(0, 62, WIDTH, 18, "earth")
    loom.box(84, 7, 13, 40, "clay")
    loom.box(93, 7, 4, 40, "brick")
    for y in range(10, 46, 6):
        loom.box(84, y, 13, 1, "brick")
    loom.box(20, 40, 80, 26, "brick")
    loom.box(18, 38, 84, 4, "clay")
    loom.box(20, 64, 80, 2, "bark")
    for x in (32, 62):
        loom.box(x, 50, 16, 16, "ink")
        loom.oval(x + 8, 50, 8, 5, "ink")
        loom.shape([(x + 2, 66), (x + 5, 55), (x + 8, 60), (x + 11, 53), (x + 14, 66)], "cochineal")
        loom.shape([(x + 4, 66), (x + 7, 58), (x + 9, 62), (x + 11, 58), (x + 13, 66)], "gold")
        loom.box(x + 1, 64, 14, 2, "earth")
    for x, colour, light in ((40, "indigo", "blue"), (70, "bark", "earth")):
        loom.oval(x, 32, 12, 8, colour)
        loom.oval(x - 4, 31, 4, 5, light)
        loom.box(x - 11, 25, 22, 3, light)
        loom.box(x - 14, 29, 3, 3, colour)
        loom.box(x + 12, 29, 3, 3, colour)
        for number in range(3):
            for y in range(11, 24):
                loom.put(x - 6 + number * 6 + round(1.6 * math.sin(y / 2.2 + number)), y, "wool")
    for x, colour in ((6, "leaf"), (10, "cochineal"), (106, "gold"), (111, "cochineal")):
        loom.box(x, 12, 1, 6, "earth")
        loom.oval(x + 0.5, 22, 2.4, 5, colour)
    loom.border("cochineal", "straw", "wine")
    return loom


def totora() -> Loom:
    """A reed boat on the lake."""
    loom = Loom("sky")
    loom.ground(lambda x: 33 - 7 * math.exp(-(((x - 26) / 18) ** 2)) - 5 * math.exp(-(((x - 88) / 22) ** 2)), "lilac")
    loom.ground(lambda x: 38, "blue")
    loom.ground(lambda x: 54, "indigo")
    for row in range(9):
        for x in range(row * 9 % 17, WIDTH, 17):
            loom.box(x, 40 + row * 4, 8, 1, "water" if row < 4 else "blue")
    loom.shape(
        [
            (22, 30),
            (28, 44),
            (40, 50),
            (80, 50),
            (94, 44),
            (102, 26),
            (108, 28),
            (100, 52),
            (86, 60),
            (36, 60),
            (22, 50),
            (16, 32),
        ],
        "gold",
    )
    loom.shape(
        [(20, 34), (28, 50), (40, 55), (82, 55), (97, 48), (104, 32), (100, 52), (86, 60), (36, 60), (22, 50)], "ochre"
    )
    for x in range(26, 100, 8):
        loom.thread([(x, 44), (x + 3, 60)], "earth", 1)
    loom.box(58, 16, 2, 35, "earth")
    loom.shape([(61, 17), (61, 46), (86, 42), (80, 28)], "straw")
    for y in range(20, 46, 4):
        loom.box(61, y, round(22.5 - abs(y + 0.5 - 36) * 0.8), 1, "gold")
    for x in (2, 5, 9, 112, 116):
        loom.thread([(x, 74), (x + 1, 50 - x % 5)], "leaf", 1)
        loom.thread([(x + 2, 74), (x + 2, 55)], "chilca", 1)
    loom.border("indigo", "gold", "wool")
    return loom


FIELDS: dict[str, Callable[[], Loom]] = {
    "quinua": quinua,
    "huerto": huerto,
    "miel": miel,
    "cocina": cocina,
    "totora": totora,
}
