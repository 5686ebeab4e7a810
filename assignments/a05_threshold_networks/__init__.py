"""Assignment 5: threshold networks and universality."""
