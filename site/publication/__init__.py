"""The release engine: change marks, scopes, releases, artifacts, serving. It knows no finance and no result."""
