"""Values that the page takes as JSON."""

__all__ = ["Plain"]

Plain = dict[str, object]
