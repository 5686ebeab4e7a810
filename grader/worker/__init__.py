"""What runs inside the sandbox: standard library and NumPy only, relative imports, no secret."""
