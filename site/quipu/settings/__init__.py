"""Settings: ``dev`` for a bare machine, ``test`` for the suite, ``production`` for the real thing."""
