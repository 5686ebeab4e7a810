"""The speed budgets, measured; never run by a test."""
