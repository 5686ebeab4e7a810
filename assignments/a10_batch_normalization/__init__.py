"""Assignment 10: activations, initialization, batch normalization."""
