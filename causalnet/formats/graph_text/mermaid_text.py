"""A graph written in Mermaid, the language of flowcharts that code hosts draw."""

from __future__ import annotations

from causalnet.formats.graph_text.plain_graph import PlainEdge, PlainGraph

__all__ = ["PLAIN_LETTERS", "mermaid_text", "mermaid_words"]

# Everything else becomes a number, so that no text can end its own quotes, start a directive or be read
# as markup or Markdown.
PLAIN_LETTERS = frozenset(" ,.()'%+-/=?!→−–…‖▲")
HEADS = {"+": "-->", "-": "--x", "?": "--o", "": "-->"}


def mermaid_words(text: str) -> str:
    """A text that is never markup: letters and digits unchanged, the rest as character numbers.

    Examples
    --------
    >>> mermaid_words('<b>"x"</b>')
    '#60;b#62;#34;x#34;#60;/b#62;'
    """
    return "".join(c if c.isalnum() or c in PLAIN_LETTERS else f"#{ord(c)};" for c in text)


def mermaid_text(graph: PlainGraph) -> str:
    """The graph as a Mermaid flowchart: a box for each node, and an arrow with its sign for each edge.

    Examples
    --------
    >>> from causalnet.formats.graph_text.plain_graph import PlainNode
    >>> nodes = {"rain": PlainNode("Rain"), "dust": PlainNode("Dust")}
    >>> print(mermaid_text(PlainGraph("", nodes, [PlainEdge("rain", "dust", "-")])))
    flowchart LR
      n0["Rain"]
      n1["Dust"]
      n0 --x|"−"| n1
    <BLANKLINE>
    """
    ids = graph.ids
    lines = ["flowchart LR"]
    lines += [f'  {ids[key]}["{mermaid_words(node.label)}"]' for key, node in graph.nodes.items()]
    lines += [f"  {ids[edge.tail]} {_line(edge)} {ids[edge.head]}" for edge in graph.edges]
    return "\n".join([*lines, ""])


def _line(edge: PlainEdge) -> str:
    lag = edge.attributes.get("lag")
    words = [edge.sign.replace("-", "−")] if edge.sign else []
    words += [f"lag {lag}"] if lag else []
    return HEADS[edge.sign] + (f'|"{mermaid_words(" ".join(words))}"|' if words else "")
