"""Assignment 6: gradients and backpropagation."""
