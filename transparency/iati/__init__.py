"""A programme's record as IATI 2.03 activity data, and the checks that such a file has to pass."""
