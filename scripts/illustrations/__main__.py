"""``python -m scripts.illustrations`` writes every illustration to ``data/ici/media``; the same bytes each time."""

from pathlib import Path

from scripts.illustrations.crafts import CRAFTS
from scripts.illustrations.fields import FIELDS
from scripts.illustrations.landscapes import LANDSCAPES
from scripts.illustrations.places import PLACES

MEDIA = Path(__file__).resolve().parents[2] / "data" / "ici" / "media"


def main() -> None:
    """Writes them."""
    MEDIA.mkdir(parents=True, exist_ok=True)
    for name, draw in {**LANDSCAPES, **CRAFTS, **FIELDS, **PLACES}.items():
        (MEDIA / f"{name}.svg").write_text(draw().svg(), encoding="utf-8")


if __name__ == "__main__":
    main()
