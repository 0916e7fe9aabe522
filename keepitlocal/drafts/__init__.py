"""What is begun, saved, come back to and shared, whichever part it belongs to. Each part offers its `Kind` (see kinds.py)."""
