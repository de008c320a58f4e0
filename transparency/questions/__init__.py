"""Questions about figures: asked without an account, answered in public."""
