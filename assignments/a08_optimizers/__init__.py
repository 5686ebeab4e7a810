"""Assignment 8: optimization."""
