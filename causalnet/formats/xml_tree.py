"""XML as a small tree with line numbers: no entities of its own, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from causalnet.errors import FileError, shortened, visible

__all__ = ["XmlElement", "element_name", "read_xml"]

MOST_DEPTH = 100
MOST_ELEMENTS = 2_000_000
TYPE = "declares a document type or entities, which are not read"
# Marks between a namespace and a name, so that the name alone can be kept.
BETWEEN = "\x1f"


@dataclass(slots=True)
class XmlElement:
    """An element: its name without a namespace, its attributes, the text in it and the line of each.

    Examples
    --------
    >>> top = read_xml(b"<graph><node id='a'/><node id='b'>B</node></graph>", "two.xml")
    >>> [(node["id"], node.text) for node in top.children("node")]
    [('a', ''), ('b', 'B')]
    """

    name: str
    attributes: dict[str, str]
    line: int
    parts: list[XmlElement] = field(default_factory=list)
    text: str = ""
    text_line: int = 0

    def __getitem__(self, attribute: str) -> str:
        """An attribute without white space around it; empty if the element lacks it."""
        return self.attributes.get(attribute, "").strip()

    def __contains__(self, attribute: str) -> bool:
        return attribute in self.attributes

    def children(self, *names: str) -> Iterator[XmlElement]:
        """The parts with one of these names."""
        return (part for part in self.parts if part.name in names)

    def descendants(self, *names: str) -> Iterator[XmlElement]:
        """The parts at any depth with one of these names, in the order of the text."""
        pending = self.parts[::-1]
        while pending:
            part = pending.pop()
            if part.name in names:
                yield part
            pending += part.parts[::-1]


def read_xml(held: bytes, name: str, *, grammar: bool = False) -> XmlElement:
    """The top element of an XML text.

    Parameters
    ----------
    held : bytes
    name : str
        The file's, for the errors.
    grammar : bool, default False
        Whether a document type is allowed that only lists elements and attributes, as XMLBIF has it. It is not used.

    Raises
    ------
    FileError
        If it is not well-formed, with the line; if it declares a document type, which could expand without bounds
        or name other files; or if it is too deep or too large.
    """
    builder = _Builder(name, grammar=grammar)
    parser = expat.ParserCreate(namespace_separator=BETWEEN)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.EntityDeclHandler = builder.entity
    # After a document type an unknown entity would be skipped silently.
    parser.SkippedEntityHandler = builder.entity
    # Values that a document type gives to attributes could fill the memory.
    parser.specified_attributes = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.CommentHandler = builder.comment
    builder.parser = parser
    try:
        parser.Parse(held, True)
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, "it cannot be read")
        raise FileError(
            f"{name!r} is not XML: line {error.lineno}, column {error.offset + 1}: {why}."
        ) from None
    except (LookupError, ValueError) as error:
        # An unknown encoding, or one of several bytes that expat does not know.
        raise FileError(f"{name!r} is not XML that can be read: {visible(str(error))}.") from None
    return builder.top


class _Builder:
    def __init__(self, file: str, *, grammar: bool) -> None:
        self.file = file
        self.grammar = grammar
        self.parser: expat.XMLParserType
        self.top = XmlElement("", {}, 1)
        self._open: list[XmlElement] = []
        # The text of each open element in pieces, which are joined once.
        self._texts: list[list[str]] = []
        self._count = 0

    def doctype(self, name: str, system: str | None, public: str | None, own: int) -> None:
        if not self.grammar or system is not None or public is not None:
            self.entity()

    def entity(self, *_: object) -> None:
        raise FileError(f"{self.file!r}, line {self.parser.CurrentLineNumber}: {TYPE}.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MOST_DEPTH or self._count > MOST_ELEMENTS:
            line = self.parser.CurrentLineNumber
            raise FileError(f"{self.file!r}, line {line}: it is too deep or too large.")
        bare = {key.rpartition(BETWEEN)[2]: value for key, value in attributes.items()}
        element = XmlElement(name.rpartition(BETWEEN)[2], bare, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].parts.append(element)
        else:
            self.top = element
        self._open.append(element)
        self._texts.append([])

    def end(self, _: str) -> None:
        element = self._open.pop()
        text = "".join(self._texts.pop())
        rest = text.lstrip()
        before = text.count("\n", 0, len(text) - len(rest))
        element.text, element.text_line = rest.rstrip(), element.line + before

    def characters(self, text: str) -> None:
        self._texts[-1].append(text)

    def comment(self, text: str) -> None:
        # Its line ends stay, so that lines can be counted in the text of an element.
        if self._open:
            self._texts[-1].append("\n" * text.count("\n"))


def element_name(element: XmlElement) -> str:
    """An element as an error names it: ``edge 'e1'`` or ``edge in line 12``."""
    own = element["id"]
    return f"{element.name} {shortened(own)!r}" if own else f"{element.name} in line {element.line}"
