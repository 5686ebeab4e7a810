"""The lessons: one idea per file, NumPy only, nothing about grading."""
