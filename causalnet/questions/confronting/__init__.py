"""Confronting: what the figures of comparable cases say of an argument."""
