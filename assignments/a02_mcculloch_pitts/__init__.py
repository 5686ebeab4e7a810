"""Assignment 2: McCulloch-Pitts units."""
