"""Figures as files that machines read."""
