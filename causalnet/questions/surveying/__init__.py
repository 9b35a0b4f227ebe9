"""Surveying: which variables to collect before there are data."""
