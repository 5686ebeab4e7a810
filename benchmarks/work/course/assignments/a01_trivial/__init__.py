"""The measured work."""
