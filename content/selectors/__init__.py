"""What reads content."""
