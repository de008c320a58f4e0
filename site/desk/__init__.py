"""The admin's home, roles and the demo: where the people who run a programme come together."""
