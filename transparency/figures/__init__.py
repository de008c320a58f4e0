"""Every figure on record under an address of its own: the released index, reading it back, and a figure's page."""
