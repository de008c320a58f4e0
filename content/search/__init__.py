"""Search over everything that is public: an index of its own, kept current by what is published and recorded."""
