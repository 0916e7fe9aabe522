"""Responses out of the portal: one row each, and the codebook that says what every column holds."""
