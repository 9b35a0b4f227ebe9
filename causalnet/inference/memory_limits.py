"""Limits on the memory of an answer, and chunks of draws that keep within them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from causalnet.errors import MemoryLimitError
from causalnet.inference.planning.plan import Plan, shown_bytes
from causalnet.network.network import Network

__all__ = [
    "BYTES_PER_NUMBER",
    "MEMORY_LIMIT",
    "chunk_of",
    "chunks",
    "in_draws",
    "require_memory",
    "require_room",
    "too_large",
]

MEMORY_LIMIT = 2 * 1024**3
"""The default limit on the bytes of an answer."""

BYTES_PER_NUMBER = 8
# Bytes of a core's second-level cache, in which the largest tensor of a chunk of draws should stay. Fewer draws
# at a time would be bound by the overhead of calls, more would only take memory.
CACHE = 1024**2
# Bytes of all tensors of a chunk together: a network of many variables takes fewer draws at a time.
MOST_HELD = MEMORY_LIMIT // 2
FEWEST, MOST = 128, 4096


def chunk_of(plan: Plan) -> int:
    """The number of draws to take at a time: a power of two between 128 and 4096."""
    each, held = plan.widest * BYTES_PER_NUMBER, plan.held
    chunk = MOST
    while chunk > FEWEST and (each * chunk > CACHE or held * chunk > MOST_HELD):
        chunk //= 2
    return chunk


def chunks(network: Network, plan: Plan) -> Iterator[Network]:
    """A drawn network in chunks of its draws; any other as it is."""
    draws = network.draws
    if draws is None or draws <= (chunk := chunk_of(plan)):
        yield network
        return
    for start in range(0, draws, chunk):
        yield network.at(slice(start, start + chunk))


def require_memory(
    plan: Plan,
    limit: int,
    draws: int | None,
    *,
    passes: int = 1,
    named: Callable[[str], str] = str,
    what: str = "An exact answer",
    advice: str = "",
) -> None:
    """Refuse what would take more memory than `limit` bytes, before anything is allocated.

    Parameters
    ----------
    passes : int
        2 where every tensor is kept for a reverse pass.
    named : function
        From a variable's name to what the error calls it.
    what, advice : str
        What would take it, and what to do instead of asking for less.

    Raises
    ------
    MemoryLimitError
    """
    each = plan.peak if passes == 1 else plan.held
    needed = each * (min(draws, chunk_of(plan)) if draws else 1)
    if needed <= limit:
        return
    wide = max(plan.trees, key=lambda tree: plan.structure.size(tree.widest))
    names = [named(plan.structure.names[x]) for x in wide.widest if x >= 0]
    listing = ", ".join(names[:8]) + (f", … ({len(names)} in all)" if len(names) > 8 else "")
    advice = advice or (
        "Observe or set some of these, ask about fewer outcomes at once, "
        'say method="sample" for an estimate with its error, or raise memory_limit.'
    )
    raise too_large(what, needed, limit, f"Its widest table is over {listing}. {advice}")


def require_room(
    what: str, cells: int, plan: Plan, limit: int, draws: int | None, *, advice: str
) -> None:
    """Refuse a result that would itself take more than `limit` bytes.

    Parameters
    ----------
    what : str
        Its name in the error.
    cells : int
        Its numbers (in each draw).
    advice : str
        What to do where it is not in draws.

    Raises
    ------
    MemoryLimitError
    """
    # Chunks of draws and the whole that they are joined to are alive at once.
    copies = 1 if draws is None or draws <= chunk_of(plan) else 2
    needed = BYTES_PER_NUMBER * copies * cells * (draws or 1)
    if needed > limit:
        text = "Ask for fewer draws." if draws else advice
        raise too_large(f"{what}{in_draws(draws)}", needed, limit, text)


def too_large(what: str, needed: int, limit: int, advice: str) -> MemoryLimitError:
    """The error for what would take more memory than it may.

    Examples
    --------
    >>> print(too_large("Unrolling 'lawn'", 3 * 1024**3, 1024**3, "Ask for fewer periods."))
    Unrolling 'lawn' would take 3.0 GiB; the limit is 1.0 GiB. Ask for fewer periods.
    """
    text = f"{what} would take {shown_bytes(needed)}; the limit is {shown_bytes(limit)}. {advice}"
    return MemoryLimitError(text, needed=needed, limit=limit)


def in_draws(draws: int | None) -> str:
    """The number of draws as the end of a phrase, such as `` in 1,000 draws``; empty for a single one."""
    return "" if draws is None or draws == 1 else f" in {draws:,} draws"
