"""The front door: what the campaign is, and the ways to take part."""
