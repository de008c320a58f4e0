"""What changes the record: removing rows safely, storing translations."""
