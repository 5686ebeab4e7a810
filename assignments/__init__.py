"""The course: one folder per assignment."""
