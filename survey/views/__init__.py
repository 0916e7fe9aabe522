"""What respondents see: the surveys, and their own response."""
