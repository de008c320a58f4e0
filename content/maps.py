"""A woven map: the regions of Peru as stepped shapes on a loom's grid, one cell about 44 km wide.

Schematic on purpose: it shows where a region lies among the others, not where its border runs.
"""

WIDTH, HEIGHT = 33, 47

# Region (first two digits of its UBIGEO) → SVG path in cells, row by row.
PERU: dict[str, str] = {
    "01": (
        "M9 7h1v1h-1zM8 8h2v1h-2zM8 9h2v1h-2zM7 10h4v1h-4zM7 11h4v1h-4zM7 12h4v1h-4zM8 13h3v1h-3z"
        "M8 14h3v1h-3zM8 15h3v1h-3zM8 16h3v1h-3z"
    ),
    "02": "M8 21h3v1h-3zM7 22h4v1h-4zM8 23h3v1h-3zM8 24h3v1h-3zM9 25h2v1h-2zM9 26h1v1h-1z",
    "03": "M20 33h2v1h-2zM19 34h4v1h-4zM20 35h3v1h-3zM21 36h2v1h-2z",
    "04": "M20 37h4v1h-4zM18 38h8v1h-8zM18 39h8v1h-8zM20 40h7v1h-7zM21 41h5v1h-5zM23 42h2v1h-2z",
    "05": (
        "M18 30h2v1h-2zM18 31h3v1h-3zM18 32h3v1h-3zM17 33h3v1h-3zM18 34h1v1h-1zM17 35h3v1h-3zM17 36h4v1h-4z"
        "M18 37h2v1h-2z"
    ),
    "06": "M6 12h1v1h-1zM6 13h2v1h-2zM6 14h2v1h-2zM6 15h2v1h-2zM6 16h2v1h-2zM6 17h4v1h-4zM7 18h3v1h-3z",
    "08": (
        "M20 28h2v1h-2zM19 29h5v1h-5zM20 30h4v1h-4zM21 31h4v1h-4zM21 32h6v1h-6zM22 33h6v1h-6zM23 34h5v1h-5z"
        "M23 35h5v1h-5zM23 36h4v1h-4zM24 37h2v1h-2z"
    ),
    "09": "M17 30h1v1h-1zM15 31h3v1h-3zM15 32h3v1h-3zM15 33h2v1h-2zM15 34h3v1h-3z",
    "10": "M15 20h1v1h-1zM14 21h2v1h-2zM11 22h6v1h-6zM11 23h6v1h-6zM11 24h5v1h-5zM12 25h1v1h-1z",
    "11": "M13 33h2v1h-2zM13 34h2v1h-2zM14 35h3v1h-3zM15 36h2v1h-2zM15 37h3v1h-3zM16 38h2v1h-2z",
    "12": "M18 26h1v1h-1zM16 27h4v1h-4zM14 28h6v1h-6zM14 29h5v1h-5zM15 30h2v1h-2z",
    "13": "M5 18h2v1h-2zM6 19h5v1h-5zM6 20h5v1h-5zM7 21h1v1h-1z",
    "14": "M3 14h3v1h-3zM2 15h4v1h-4zM3 16h3v1h-3zM4 17h2v1h-2z",
    "15": (
        "M11 25h1v1h-1zM10 26h3v1h-3zM10 27h3v1h-3zM10 28h4v1h-4zM11 29h3v1h-3zM11 30h4v1h-4zM12 31h3v1h-3z"
        "M12 32h3v1h-3z"
    ),
    "16": (
        "M16 1h2v1h-2zM16 2h3v1h-3zM15 3h5v1h-5zM14 4h7v1h-7zM13 5h8v1h-8zM12 6h16v1h-16zM10 7h18v1h-18z"
        "M10 8h18v1h-18zM10 9h17v1h-17zM11 10h18v1h-18zM11 11h13v1h-13zM11 12h11v1h-11zM13 13h9v1h-9z"
        "M14 14h7v1h-7zM15 15h6v1h-6zM16 16h4v1h-4zM16 17h4v1h-4z"
    ),
    "17": (
        "M27 24h1v1h-1zM26 25h2v1h-2zM26 26h2v1h-2zM25 27h5v1h-5zM24 28h7v1h-7zM24 29h7v1h-7zM24 30h8v1h-8z"
        "M25 31h7v1h-7zM27 32h5v1h-5z"
    ),
    "18": "M26 41h2v1h-2zM25 42h4v1h-4zM24 43h4v1h-4zM26 44h1v1h-1z",
    "19": "M16 24h1v1h-1zM13 25h5v1h-5zM13 26h5v1h-5zM13 27h3v1h-3z",
    "20": "M1 11h4v1h-4zM2 12h4v1h-4zM2 13h4v1h-4zM1 14h2v1h-2z",
    "21": (
        "M28 33h4v1h-4zM28 34h4v1h-4zM28 35h3v1h-3zM27 36h4v1h-4zM26 37h5v1h-5zM26 38h5v1h-5zM26 39h5v1h-5z"
        "M27 40h5v1h-5zM28 41h3v1h-3z"
    ),
    "22": (
        "M11 13h2v1h-2zM11 14h3v1h-3zM11 15h4v1h-4zM11 16h5v1h-5zM10 17h6v1h-6zM10 18h6v1h-6zM11 19h5v1h-5z"
        "M11 20h4v1h-4zM11 21h3v1h-3z"
    ),
    "23": "M29 42h2v1h-2zM28 43h2v1h-2zM27 44h2v1h-2zM27 45h1v1h-1z",
    "24": "M2 9h1v1h-1zM1 10h2v1h-2z",
    "25": (
        "M16 18h3v1h-3zM16 19h3v1h-3zM16 20h4v1h-4zM16 21h5v1h-5zM17 22h4v1h-4zM17 23h4v1h-4zM17 24h6v1h-6z"
        "M18 25h8v1h-8zM19 26h7v1h-7zM20 27h5v1h-5zM22 28h2v1h-2z"
    ),
}
