"""Assignment 9: regularization."""
