"""Assignment 11: convolutional networks."""
