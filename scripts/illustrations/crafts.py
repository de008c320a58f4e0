"""Crafts, in wool and clay."""

import math
from collections.abc import Callable

from scripts.illustrations.figures import BIRD, FLOWER, STEPS
from scripts.illustrations.weaving import WIDTH, Colour, Inside, Loom


def quipu() -> Loom:
    """Cords with knots on a main cord."""
    loom = Loom("wool")
    loom.ground(lambda x: 40, "sand")

    def sway(x: float) -> float:
        return 17 + 5 * math.sin(x * math.pi / WIDTH)

    colours = ("cochineal", "indigo", "gold", "leaf", "earth", "plum", "clay", "blue", "ochre", "wine", "chilca")
    for number, colour in enumerate(colours):
        x = 10 + number * 10
        top, end = int(sway(x)) + 1, 52 + (number * 7) % 18
        for y in range(top, end):
            shift = round(1.2 * math.sin(y / 7 + number))
            loom.box(x + shift, y, 3, 1, colour)
        for knot in range(2 + number % 4):
            y = top + 8 + knot * 8 + number % 3
            if y < end - 2:
                shift = round(1.2 * math.sin(y / 7 + number))
                loom.box(x + shift - 1, y, 5, 4, colour)
                loom.box(x + shift, y + 1, 3, 1, "straw")
    for x in range(WIDTH):
        loom.box(x, int(sway(x)) - 1, 1, 4, "bark" if (x // 3) % 2 else "earth")
        loom.put(x, int(sway(x)), "straw")
    loom.border("night", "gold", "cochineal")
    return loom


def telar() -> Loom:
    """A loom with its warp stretched."""
    loom = Loom("sage")
    loom.ground(lambda x: 62, "leaf")
    for x in (16, 100):
        loom.box(x, 9, 4, 64, "earth")
        loom.box(x, 9, 1, 64, "ochre")
    warp: tuple[Colour, ...] = ("cochineal", "wool", "cochineal", "indigo", "gold", "indigo")
    for x in range(26, 94):
        loom.box(x, 14, 1, 54, warp[(x // 3) % 6] if x % 2 else "sand")
    loom.box(24, 40, 72, 27, "wine")
    for band, colour in enumerate(("cochineal", "indigo", "gold", "night")):
        loom.box(24, 41 + band * 7, 72, 5, colour)
    for x in range(26, 92, 12):
        loom.stamp(x, 41, FLOWER, {"a": "gold", "b": "wool"})
        loom.stamp(x + 6, 48, FLOWER, {"a": "wool", "b": "cochineal"})
        loom.stamp(x, 55, FLOWER, {"a": "wine", "b": "night"})
        loom.stamp(x + 6, 62, FLOWER, {"a": "rose", "b": "gold"})
    for y, height in ((11, 4), (66, 4)):
        loom.box(12, y, 96, height, "bark")
        loom.box(12, y, 96, 1, "ochre")
    loom.box(20, 30, 80, 3, "earth")
    loom.box(20, 30, 80, 1, "straw")
    loom.shape([(22, 37), (104, 37), (110, 38.5), (104, 40), (22, 40)], "straw")
    loom.border("chilca", "straw", "cochineal")
    return loom


def eye(cx: float, size: float) -> Inside:
    """A diamond as wide as the second band is high."""
    return lambda x, y: 21 < y < 34 and abs(x - cx) + abs(y - 27.5) * 1.5 <= size


def iconografia() -> Loom:
    """Bands of a weaving."""
    loom = Loom("cochineal")
    loom.box(0, 7, WIDTH, 13, "wine")
    for x in range(4, WIDTH, 16):
        loom.stamp(x, 10, BIRD, {"a": "gold", "b": "ink", "c": "cochineal"}, flip=(x // 16) % 2 == 1)
    loom.box(0, 20, WIDTH, 1, "wool")
    loom.box(0, 21, WIDTH, 13, "indigo")
    for x in range(0, WIDTH + 20, 20):
        for size, colour in ((10, "sky"), (7.6, "night"), (5, "gold"), (2.4, "cochineal")):
            loom.where(eye(x, size), colour)
    loom.box(0, 34, WIDTH, 1, "wool")
    for x in range(0, WIDTH, 16):
        loom.stamp(x, 37, STEPS, {"a": "wool"})
        loom.stamp(x + 8, 37, STEPS[::-1], {"a": "gold"}, flip=True)
    loom.box(0, 45, WIDTH, 1, "wool")
    loom.box(0, 46, WIDTH, 14, "night")
    for x in range(12, WIDTH, 24):
        for size, colour in ((6.2, "gold"), (4.4, "clay"), (2.4, "wool")):
            loom.oval(x, 53, size, size, colour)
        for angle in range(8):
            dx, dy = math.cos(angle * math.pi / 4) * 8.6, math.sin(angle * math.pi / 4) * 5.8
            loom.box(round(x + dx) - 1, round(53 + dy) - 1, 2, 2, "straw")
        loom.stamp(x + 9, 50, FLOWER, {"a": "rose", "b": "wool"})
    loom.box(0, 60, WIDTH, 1, "wool")
    for x in range(0, WIDTH, 8):
        loom.box(x, 61, 4, 12, "leaf")
        loom.box(x + 4, 61, 4, 12, "chilca")
        loom.diamond(x + 4, 67, 3.4, 5, "gold" if (x // 8) % 2 else "wool")
        loom.diamond(x + 4, 67, 1.6, 2.6, "cochineal")
    loom.border("night", "gold", "wool")
    return loom


def torito() -> Loom:
    """A pottery bull."""
    loom = Loom("water")
    loom.ground(lambda x: 34, "sky")
    loom.ground(lambda x: 60, "straw")
    loom.box(0, 60, WIDTH, 2, "gold")
    for x, wide in ((36, 8), (47, 7), (72, 7), (82, 8)):
        loom.box(x, 52, wide, 13, "brick")
        loom.box(x, 63, wide, 2, "ink")
    loom.oval(62, 43, 31, 14, "clay")
    loom.where(lambda x, y: ((x - 62) / 31) ** 2 + ((y - 43) / 14) ** 2 <= 1 and y > 49, "brick")
    loom.shape([(30, 44), (24, 26), (34, 18), (44, 22), (46, 36)], "clay")
    loom.oval(30, 29, 10, 9, "clay")
    loom.oval(24, 33, 6, 4.5, "sand")
    loom.put(21, 32, "ink")
    loom.put(24, 31, "ink")
    loom.box(29, 25, 3, 3, "wool")
    loom.box(30, 26, 1, 2, "ink")
    loom.thread([(26, 21), (20, 17), (19, 12)], "wool", 2)
    loom.thread([(36, 19), (41, 15), (40, 10)], "wool", 2)
    loom.shape([(37, 22), (45, 20), (41, 26)], "brick")
    loom.thread([(92, 38), (98, 32), (97, 22), (101, 18)], "clay", 2)
    loom.oval(101, 17, 3, 3, "bark")
    loom.oval(62, 29.5, 6, 3, "bark")
    loom.oval(62, 29, 4, 1.6, "ink")
    for cx, cy, way in ((56, 43, 1), (76, 43, -1)):
        for turn in range(46):
            angle, radius = turn * 0.3, 0.6 + turn * 0.13
            loom.put(round(cx + way * radius * math.cos(angle)), round(cy + radius * math.sin(angle) * 0.9), "wool")
    for x, y in ((44, 36), (64, 50), (86, 47), (66, 35)):
        loom.stamp(x - 2, y - 2, FLOWER, {"a": "wool", "b": "gold"})
    for x in range(28, 45, 3):
        loom.box(x, 36 + (x % 2), 2, 2, "gold")
    loom.border("clay", "wool", "brick")
    return loom


def iglesia() -> Loom:
    """A pottery church with two towers."""
    loom = Loom("indigo")
    loom.ground(lambda x: 30, "blue")
    for number in range(16):
        loom.put((number * 37 + 5) % WIDTH, 9 + (number * 11) % 18, "straw")
    loom.ground(lambda x: 64 + 2 * math.sin(x / 14), "earth")
    loom.ground(lambda x: 67, "bark")
    for x in (34, 74):
        loom.box(x, 24, 12, 42, "wool")
        loom.box(x + 9, 24, 3, 42, "sand")
        loom.box(x - 1, 23, 14, 2, "clay")
        loom.box(x - 1, 40, 14, 2, "clay")
        loom.oval(x + 6, 23, 5, 6, "brick")
        loom.box(x - 1, 24, 14, 1, "clay")
        loom.box(x + 5, 13, 2, 5, "gold")
        loom.box(x + 4, 14, 4, 1, "gold")
        loom.box(x + 4, 28, 4, 8, "ink")
        loom.oval(x + 6, 28, 2.1, 2, "ink")
        loom.oval(x + 6, 33, 2.2, 2.2, "gold")
        loom.stamp(x + 3, 46, FLOWER, {"a": "cochineal", "b": "gold"})
        loom.stamp(x + 3, 55, FLOWER, {"a": "leaf", "b": "rose"})
    loom.box(46, 34, 28, 32, "wool")
    loom.shape([(44, 35), (60, 22), (76, 35)], "clay")
    loom.shape([(49, 34.5), (60, 26), (71, 34.5)], "wool")
    loom.stamp(58, 28, FLOWER, {"a": "cochineal", "b": "gold"})
    loom.box(54, 48, 12, 18, "brick")
    loom.oval(60, 48, 6, 6, "brick")
    loom.box(56, 50, 8, 16, "earth")
    loom.oval(60, 50, 4, 4, "earth")
    loom.box(59, 47, 1, 19, "gold")
    for x in (48, 68):
        loom.stamp(x, 40, FLOWER, {"a": "indigo", "b": "gold"})
    loom.stamp(55, 15, BIRD, {"a": "gold", "b": "ink", "c": "cochineal"})
    loom.border("brick", "wool", "gold")
    return loom


def algodon() -> Loom:
    """Native cotton in its colours, and a spindle."""
    loom = Loom("indigo")
    loom.oval(60, 40, 52, 34, "blue")
    loom.thread([(14, 70), (34, 56), (56, 46), (78, 30), (98, 14)], "earth", 3)
    for start, end in (((34, 56), (26, 36)), ((50, 49), (58, 66)), ((66, 39), (56, 22)), ((80, 29), (94, 42))):
        loom.thread([start, end], "earth", 2)
    for x, y in ((42, 44), (70, 50), (78, 22), (22, 54), (86, 38)):
        loom.shape([(x, y), (x - 7, y - 2), (x - 4, y + 6), (x, y + 9), (x + 5, y + 5), (x + 7, y - 3)], "leaf")
        loom.thread([(x, y), (x, y + 7)], "sage", 1)
    bolls = ((25, 30, "wool", "sand"), (58, 67, "ochre", "gold"), (55, 17, "clay", "rose"), (97, 45, "sand", "straw"))
    for x, y, colour, light in (*bolls, (99, 15, "snow", "wool")):
        for dx, dy in ((-5, 0), (5, 0), (0, -5), (0, 4)):
            loom.oval(x + dx, y + dy, 5, 4.6, colour)
        loom.oval(x - 2, y - 3, 3.2, 2.6, light)
        loom.box(x - 1, y - 1, 3, 3, light)
        for dx in (-6, 0, 6):
            loom.shape([(x + dx, y + 6), (x + dx - 2, y + 11), (x + dx + 2, y + 11)], "earth")
    loom.thread([(76, 72), (110, 56)], "straw", 2)
    loom.shape([(88, 68), (92, 58), (102, 56), (100, 64)], "clay")
    for number in range(4):
        loom.thread([(89 + number * 3, 67 - number), (93 + number * 2, 58 - number * 0.5)], "brick", 1)
    loom.border("clay", "wool", "earth")
    return loom


CRAFTS: dict[str, Callable[[], Loom]] = {
    "quipu": quipu,
    "telar": telar,
    "iconografia": iconografia,
    "torito": torito,
    "iglesia": iglesia,
    "algodon": algodon,
}
