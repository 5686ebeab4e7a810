"""Assignment 4: the widest street, its dual, kernels."""
