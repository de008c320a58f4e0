"""What changes something: building, setting right, looking for differences, tidying up."""
