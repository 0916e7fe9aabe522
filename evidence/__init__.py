"""Calls for evidence, and what people send to them."""
