"""What runs say of themselves: runs, coverage and fetches."""
