"""What respondents see: the calls, and their own submission."""
