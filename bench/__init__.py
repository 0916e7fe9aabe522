"""What the portal costs, in figures: `make bench`. Nothing is asserted by the clock."""
