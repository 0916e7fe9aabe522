"""The exact words that people agreed to."""
