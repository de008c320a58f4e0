"""Lists of pages in the admin: the registers' own, and what the page tree shows besides."""
