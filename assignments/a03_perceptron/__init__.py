"""Assignment 3: the perceptron."""
