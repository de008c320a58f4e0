"""What content adds to the forms of the admin."""
