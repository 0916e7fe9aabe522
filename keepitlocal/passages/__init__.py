"""Passages: each piece of what people said that officers find, tag and quote on its own."""
