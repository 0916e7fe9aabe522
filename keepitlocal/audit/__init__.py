"""The record: who did what, to what, when."""
