"""The release engine, one module of tests per module of the engine."""
