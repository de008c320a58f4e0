"""Small figures that many pictures share, as text: one sign a cell."""

BIRD = (
    "..aa.......",
    ".abaa....a.",
    "aaaaa...aa.",
    "..aaaaaaa..",
    "..aacacaa..",
    "...aaaaa...",
    "....a.a....",
    "...aa.aa...",
)
STEPS = (
    "a.......",
    "aa......",
    "aaa.....",
    "aaaa....",
    "aaaaa...",
    "aaaaaa..",
)
FLOWER = (
    "..a..",
    ".aaa.",
    "aabaa",
    ".aaa.",
    "..a..",
)
