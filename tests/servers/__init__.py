"""Real servers for tests: each on a free loopback port and in a directory of its own, ended by its process number."""
