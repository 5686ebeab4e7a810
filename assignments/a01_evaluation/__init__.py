"""Assignment 1, data and evaluation: baselines, test sets, precision and recall, curves, a stump."""
