"""How to cite an item: as text, for reference managers, for search engines."""
