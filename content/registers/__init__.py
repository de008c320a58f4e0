"""The registers: their items as a list that can be narrowed down, as data, as feeds."""
