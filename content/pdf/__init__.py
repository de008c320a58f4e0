"""Reading the text of PDFs that may be broken, encrypted, or made to do harm."""
