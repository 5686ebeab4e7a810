"""The example assignment."""
