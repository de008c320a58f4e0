"""Draws the site's illustrations. They are the project's own work and portray no person."""
