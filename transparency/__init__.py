"""The record of a programme: its money, its results, what was recommended, and the views that publish them."""
