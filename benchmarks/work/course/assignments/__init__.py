"""The assignments of the benchmark course."""
