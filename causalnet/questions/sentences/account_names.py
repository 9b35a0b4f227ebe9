"""The names of two accounts within a sentence."""

from __future__ import annotations

from causalnet.language.translate import tr

__all__ = ["account_name"]


def account_name(name: str) -> str:
    """The name of an account; of two with one name, which of them it is.

    Examples
    --------
    >>> account_name("japan_software"), account_name("the first")
    ('japan software', 'the first')
    """
    which = {"the first": tr("the first"), "the second": tr("the second")}
    return which.get(name, name.replace("_", " "))
