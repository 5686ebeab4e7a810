"""Assignment 12: understanding networks."""
