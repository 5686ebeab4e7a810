"""Assignment 7: losses, training, MNIST."""
