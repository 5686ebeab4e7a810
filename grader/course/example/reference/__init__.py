"""The lessons: NumPy only; they know nothing of grading."""
