"""Releases in public: what each one held, how it is read once it is superseded, and how anybody checks it."""
