"""What changed from release to release: found in the released files, kept for reading, told to the public."""
