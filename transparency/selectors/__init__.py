"""Reading the record as plain data: numbers as text, labels in every language, one query a table."""
