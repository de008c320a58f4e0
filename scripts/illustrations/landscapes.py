"""The four regions."""

import math
from collections.abc import Callable

from scripts.illustrations.weaving import HEIGHT, WIDTH, Colour, Inside, Loom

Line = Callable[[float], float]


def wave(base: float, *parts: tuple[float, float, float]) -> Line:
    """A line of hills: a height, and waves on it as (size, length, shift)."""
    return lambda x: base + sum(size * math.sin((x + shift) * 2 * math.pi / length) for size, length, shift in parts)


def peak(x0: float, top: float, slope: float) -> Line:
    """A single mountain."""
    return lambda x: top + abs(x - x0) * slope


def mountain(loom: Loom, x0: float, top: float, slope: float, rock: Colour, shade: Colour, snow: float = 0) -> None:
    """A mountain lit from the left, with snow down to ``snow``."""
    line = peak(x0, top, slope)
    loom.ground(line, rock)
    loom.where(lambda x, y: y >= line(x) and x > x0 + (y - top) * 0.22, shade)
    if snow:
        edge = wave(snow, (1.6, 7, 2), (1.1, 11, 0))
        loom.where(lambda x, y: y >= line(x) and y < edge(x), "snow")
        loom.where(lambda x, y: y >= line(x) and y < edge(x) and x > x0 + (y - top) * 0.3, "sky")


def sun(loom: Loom, x: float, y: float, size: float) -> None:
    """A sun of rings, as it is woven."""
    for part, colour in ((1.0, "gold"), (0.74, "straw"), (0.46, "gold")):
        loom.diamond(x, y, size * 1.35 * part, size * 1.35 * part, colour)
        loom.oval(x, y, size * part, size * part, colour)


def house(loom: Loom, x: int, y: int, wide: int, wall: Colour = "wool") -> None:
    """A house under red tiles."""
    loom.box(x, y, wide, 7, wall)
    loom.box(x + wide - 3, y, 3, 7, "sand")
    for row in range(5):
        loom.box(x - 2 + row // 2, y - row, wide + 4 - 2 * (row // 2), 1, "clay" if row % 2 else "brick")
    loom.box(x + 2, y + 3, 2, 4, "earth")
    loom.box(x + wide - 5, y + 2, 2, 2, "indigo")


def ayacucho() -> Loom:
    """The plain of Quinua under its hills."""
    loom = Loom("sky")
    loom.ground(lambda x: 34, "sand")
    sun(loom, 91, 21, 7)
    loom.ground(wave(34, (5, 60, 8), (2, 23, 3)), "lilac")
    loom.ground(wave(40, (6, 74, 40), (2, 19, 5)), "ochre")
    loom.ground(wave(46, (4, 52, 10), (1, 13, 0)), "gold")
    loom.ground(wave(53, (1.4, 80, 30)), "sage")
    loom.ground(wave(60, (1.2, 45, 0)), "leaf")
    for x, y, wide in ((46, 50, 12), (62, 48, 10), (76, 51, 13)):
        house(loom, x, y, wide)
    loom.box(57, 36, 5, 22, "wool")
    loom.box(61, 36, 1, 22, "sand")
    loom.box(56, 35, 7, 1, "clay")
    loom.box(58, 31, 3, 4, "wool")
    loom.box(59, 29, 1, 2, "brick")
    loom.box(58, 38, 2, 3, "indigo")
    for row in range(4):
        loom.thread([(0, 64 + row * 4), (WIDTH, 62 + row * 4)], "chilca" if row % 2 else "sage")
    loom.thread([(17, 70), (18, 58), (16, 46)], "bark", 3)
    for cx, cy, r in ((9, 42, 9), (20, 38, 10), (29, 46, 8), (15, 50, 8)):
        loom.oval(cx, cy, r, r * 0.72, "chilca")
    for cx, cy, r in ((8, 40, 6), (19, 35, 7), (28, 44, 5)):
        loom.oval(cx, cy, r, r * 0.6, "leaf")
    for number in range(22):
        loom.put(4 + number * 17 % 30, 36 + number * 7 % 17, "cochineal")
    loom.border("cochineal", "gold", "wine")
    return loom


def left_bank(line: Line, edge: float, depth: float = HEIGHT) -> Inside:
    """A terrace left of the river, ``depth`` cells deep."""
    return lambda x, y: line(x) <= y < line(x) + depth and x < edge + 3 * math.sin(y)


def right_bank(line: Line, edge: float, depth: float = HEIGHT) -> Inside:
    """A terrace right of the river."""
    return lambda x, y: line(x) <= y < line(x) + depth and x > edge


def cusco() -> Loom:
    """Terraces going down to the river."""
    loom = Loom("water")
    loom.ground(lambda x: 26, "sky")
    mountain(loom, 78, 12, 0.55, "slate", "indigo", 26)
    mountain(loom, 40, 20, 0.5, "stone", "slate", 28)
    for step in range(9):
        y, tone = 34 + step * 5, ("leaf", "sage", "chilca")[step % 3]
        left = wave(y, (3.5, 90, 20 + step * 5))
        loom.where(left_bank(left, 74 - step * 4), tone)
        loom.where(left_bank(left, 74 - step * 4, 1.6), "stone")
        right = wave(y + 4, (3, 70, 10 - step * 4))
        loom.where(right_bank(right, 84 - step * 2), tone)
        loom.where(right_bank(right, 84 - step * 2, 1.6), "stone")
    river = [(78.0, 40.0), (76.0, 50.0), (68.0, 58.0), (58.0, 66.0), (46.0, 76.0)]
    loom.thread(river, "blue", 9)
    loom.thread(river, "water", 4)
    for x, y in ((12, 40), (20, 50), (98, 46), (108, 55), (30, 62)):
        loom.box(x, y - 3, 1, 4, "straw")
        loom.oval(x + 0.5, y - 4, 2, 2.4, "gold")
    loom.border("indigo", "gold", "cochineal")
    return loom


def lambayeque() -> Loom:
    """A mud-brick pyramid among dunes and carob trees."""
    loom = Loom("straw")
    loom.ground(lambda x: 30, "sand")
    sun(loom, 34, 26, 12)
    for step in range(6):
        wide = 52 - step * 8
        loom.box(80 - wide // 2, 54 - step * 5, wide, 5, "ochre")
        loom.box(80 - wide // 2, 54 - step * 5, wide, 1, "gold")
        loom.box(80 + wide // 2 - 5, 54 - step * 5, 5, 5, "earth")
    loom.shape([(72, 59), (78, 29), (82, 29), (88, 59)], "clay")
    loom.ground(wave(57, (2.5, 66, 20)), "gold")
    loom.ground(wave(62, (2.5, 84, 50)), "straw")
    loom.ground(wave(67, (1.6, 58, 5)), "sand")
    for x, y, r in ((14, 60, 11), (108, 64, 8)):
        loom.thread([(x, y + 8), (x - 1, y + 1), (x + 3, y - 5)], "bark", 3)
        loom.thread([(x - 1, y + 1), (x - 6, y - 4)], "bark", 2)
        loom.oval(x - 2, y - 7, r, r * 0.42, "chilca")
        loom.oval(x + 3, y - 10, r * 0.7, r * 0.36, "leaf")
        for number in range(8):
            loom.put(x - 9 + number * 3, y - 4 + number % 3, "gold")
    for x, y in ((52, 70), (64, 68), (38, 69)):
        loom.thread([(x, y + 2), (x, y - 5)], "leaf", 1)
        loom.thread([(x - 3, y - 3), (x, y), (x + 3, y - 3)], "leaf", 1)
        for dx, dy in ((0, -6), (-3, -5), (3, -5)):
            loom.oval(x + dx + 0.5, y + dy, 1.8, 1.8, "wool")
    loom.border("brick", "straw", "earth")
    return loom


ALPACA = (
    ".aa.a............",
    ".aaaa............",
    "aaeaa............",
    "aaaaa............",
    "..aaa............",
    "..aaa............",
    "..aaa......aa....",
    "..aaaaaaaaaaaaa..",
    "..aaacacacacaaaa.",
    "..aaaaaaaaaaaaaaa",
    "..aaaaaaaaaaaaaaa",
    "..aaaaaaaaaaaaaa.",
    "...aaaaaaaaaaaaa.",
    "...aaa.aa..aa.aa.",
    "...bb..bb..bb.bb.",
    "...bb..bb..bb.bb.",
)


def puno() -> Loom:
    """The high plateau, the lake and its snow peaks."""
    loom = Loom("blue")
    loom.ground(lambda x: 18, "water")
    loom.ground(lambda x: 27, "sky")
    for x0, top, slope in ((18, 20, 0.6), (52, 15, 0.55), (88, 18, 0.5), (112, 22, 0.62)):
        mountain(loom, x0, top, slope, "lilac", "plum", 29)
    loom.ground(lambda x: 42, "indigo")
    for row in range(4):
        for x in range(row * 5 % 11, WIDTH, 11):
            loom.box(x, 43 + row * 2, 5, 1, "blue" if row % 2 else "water")
    loom.ground(wave(50, (1.5, 50, 8)), "straw")
    loom.ground(wave(57, (1.8, 72, 30)), "gold")
    loom.ground(wave(66, (1.5, 64, 10)), "ochre")
    for number in range(26):
        x, y = (number * 29) % WIDTH, 56 + (number * 13) % 15
        for dx in (-2, 0, 2):
            loom.thread([(x, y), (x + dx, y - 4)], "straw" if number % 2 else "earth", 1)
    for x, y, body, flip in ((26, 47, "wool", False), (50, 52, "earth", False), (84, 49, "snow", True)):
        loom.stamp(x, y, ALPACA, {"a": body, "b": "bark", "c": "cochineal", "e": "ink"}, flip)
    loom.border("plum", "rose", "gold")
    return loom


LANDSCAPES: dict[str, Callable[[], Loom]] = {
    "ayacucho": ayacucho,
    "cusco": cusco,
    "lambayeque": lambayeque,
    "puno": puno,
}
