"""Pledges of support: one for each confirmed address, counted in public, and listed by place for those who agreed."""
