"""The survey: what it asks, in versions; responses; what is counted of them."""
