"""What BIF texts are read as, and which are refused, with their lines."""

from __future__ import annotations

import warnings

import pytest

import causalnet as cn
from causalnet.formats.networks.bif.network import network_of_bif

HEAD = "network t {\n}\n"
VARIABLES = """variable x {
  type discrete [ 2 ] { hot, cold };
}
variable z {
  type discrete [ 2 ] { a, b };
}
"""
ROOT = "probability ( x ) {\n  table 0.3, 0.7;\n}\n"
CHILD = "probability ( z | x ) {\n  (hot) 0.1, 0.9;\n  (cold) 0.2, 0.8;\n}\n"
PLAIN = HEAD + VARIABLES + ROOT + CHILD
WANTED = cn.Network(
    {"x": ["hot", "cold"], "z": ["a", "b"]},
    {"z": ["x"]},
    {"x": [0.3, 0.7], "z": [[0.1, 0.9], [0.2, 0.8]]},
    name="t",
)


def changed(*pairs: tuple[str, str], text: str = PLAIN) -> str:
    """The plain file with something in it replaced, all of which must be there."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


SAME = {
    "as pgmpy ships it": PLAIN,
    "blanks at the ends of lines": changed(("\n", "  \t\n")),
    "no final newline": PLAIN.rstrip(),
    "lines as Windows ends them": changed(("\n", "\r\n")),
    "lines as an old Mac ends them": changed(("\n", "\r")),
    "one line": changed(("\n", " ")),
    "next to no space": changed(
        ("\n", ""),
        ("  ", ""),
        (" {", "{"),
        ("( ", "("),
        (" )", ")"),
        ("[ 2 ]", "[2]"),
        (" | ", "|"),
    ),
    "tabs": changed((" ", "\t")),
    "a default": changed(("(cold) 0.2, 0.8;", "default 0.2, 0.8;")),
    "a default first": changed(
        ("(hot) 0.1, 0.9;\n  (cold) ", "default 0.2, 0.8;\n  (hot) 0.1, 0.9;\n  (cold) ")
    ),
    "a head over several lines": changed(("( z | x ) {", "( z |\n   x\n )\n{")),
    "nothing after the bar": changed(("( x )", "( x | )")),
    "an empty row": changed(("table 0.3", "() 0.3")),
    "an empty row with a blank": changed(("table 0.3", "( ) 0.3")),
    "no bar": changed(("( z | x )", "( z, x )")),
    "no bar and no comma": changed(("( z | x )", "( z x )")),
    "no commas": changed(
        ("hot, cold", "hot cold"), ("0.3, 0.7", "0.3 0.7"), ("0.1, 0.9", "0.1  0.9")
    ),
    "a comma at the end": changed(("0.3, 0.7;", "0.3, 0.7,;"), ("a, b }", "a, b, }")),
    "no number of states": changed(("[ 2 ] ", "")),
    "semicolons after blocks": changed(("}\n", "};\n")),
    "no semicolon after states": changed(("};", "}")),
    "exponents": changed(("0.3, 0.7", "3e-1, 7.0E-01"), ("0.1", "1e-1")),
    "bare fractions": changed(("0.3, 0.7", ".3, .7")),
    "tables first": HEAD + ROOT + CHILD + VARIABLES,
    "quoted names": changed((" x ", ' "x" '), ("hot", '"hot"')),
    "a quoted root": changed(("( x )", '( "x" )')),
    "a quoted network": changed(("network t", 'network "t"')),
    "comments": "// all { of\n/* it\nvariable q { */"
    + changed(("};", '}; // a { "b'), (" 0.9;", "/* c */ 0.9;")),
    "the standard's order of a table": changed(
        ("(hot) 0.1, 0.9;\n  (cold) 0.2, 0.8", "table 0.1, 0.2, 0.9, 0.8")
    ),
    "the other order of a table": changed(
        ("(hot) 0.1, 0.9;\n  (cold) 0.2, 0.8", "table 0.1, 0.9, 0.2, 0.8")
    ),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_what_is_valid_or_common_is_read(text):
    assert network_of_bif(text, "f.bif") == WANTED


PROPERTIES = {
    "properties": changed(
        ("network t {\n", 'network t {\n  property version = 1 ;\n  property note "a; b { c" ;\n'),
        ("variable x {\n", 'variable x {\n  property of a variable z = 5" ;\n'),
        ("( x ) {\n", "( x ) {\n  property probability ( z ) ;\n"),
    ),
    "an address": changed(("variable x {\n", "variable x {\n  property at = http://a.b/c ;\n")),
    "a property on one line": changed(("variable x {\n", "variable x { property a = 1; ")),
}


@pytest.mark.parametrize("text", PROPERTIES.values(), ids=PROPERTIES.keys())
def test_properties_are_said_to_be_left_out(text):
    with pytest.warns(
        cn.errors.LossWarning, match="^'f.bif' is read without [13] attributes?: a Network"
    ):
        assert network_of_bif(text, "f.bif") == WANTED


STATES = [
    "1",
    "0.5",
    "<5",
    ">=7.5",
    "5-10%",
    "f(y)",
    "Asy/Patch",
    "12+",
    "table",
    "default",
    "property",
    "é日",
    "a|b",
    "'s",
]


@pytest.mark.parametrize("state", [*STATES, "not known", "very very high"])
def test_states_are_read_as_they_stand(state):
    network = network_of_bif(changed(("hot", state)), "f.bif")
    assert network.states["x"] == (state, "cold")
    assert network.table("z")[{"x": state}].tolist() == [0.1, 0.9]


@pytest.mark.parametrize(
    "state", ["a, b", "a; b", "{a}", "(a", "a // b", "/* a", "table 0.3, 0.7;"]
)
def test_quotation_marks_hold_what_else_has_a_meaning(state):
    network = network_of_bif(changed(("hot", f'"{state}"'), (" x ", f' "{state}" ')), "f.bif")
    assert network.states[state] == (state, "cold")
    assert network.table("z")[{state: state}].tolist() == [0.1, 0.9]


@pytest.mark.parametrize(
    "name", ["variable", "probability", "table", "network", "x1.5", "the x", "5%", "日"]
)
def test_names_are_read_as_they_stand(name):
    network = network_of_bif(changed((" x ", f" {name} ")), "f.bif")
    assert list(network) == [name, "z"]
    assert network.parents["z"] == (name,)


def test_a_table_that_fits_both_ways_is_read_in_the_standards_order():
    both = changed(("(hot) 0.1, 0.9;\n  (cold) 0.2, 0.8", "table 0.3, 0.7, 0.7, 0.3"))
    assert network_of_bif(both, "f.bif").values("z").tolist() == [[0.3, 0.7], [0.7, 0.3]]
    three = changed(
        ("[ 2 ] { a, b }", "[ 3 ] { a, b, c }"),
        ("(hot) 0.1, 0.9;\n  (cold) 0.2, 0.8", "table 0.1, 0.2, 0.3, 0.4, 0.6, 0.4"),
    )
    assert network_of_bif(three, "f.bif").values("z").tolist() == [[0.1, 0.3, 0.6], [0.2, 0.4, 0.4]]


@pytest.mark.parametrize(
    ("head", "name"), [("", "f"), ("network unknown {\n}\n", "f"), ("network {\n}\n", "f")]
)
def test_a_network_without_a_name_is_called_like_its_file(head, name):
    assert network_of_bif(head + VARIABLES + ROOT + CHILD, "f.bif.gz").name == name


REFUSED = {
    "a second block": (
        PLAIN + ROOT,
        "line 16: The probability of 'x' is given again; it is given in line 9 already.",
    ),
    "a row twice": (
        changed(("(cold)", "(hot)")),
        "line 14: The row (hot) of 'z' is given again; it was first given in line 13.",
    ),
    "too few numbers": (
        changed(("0.2, 0.8", "0.2")),
        "line 14: The entry (cold) of 'z' has 1 number, not 2.",
    ),
    "too many numbers": (
        changed(("0.2, 0.8", "0.2, 0.7, 0.1")),
        "line 14: The entry (cold) of 'z' has 3 numbers, not 2.",
    ),
    "a table that is too short": (
        changed(("0.3, 0.7", "1")),
        "line 10: The entry 'table' of 'x' has 1 number, not 2.",
    ),
    "more states than listed": (
        changed(("[ 2 ] { hot", "[ 3 ] { hot")),
        "line 3: The variable 'x' declares [ 3 ] states and lists (hot, cold). 2 were found, not 3.",
    ),
    "a number of states that is none": (
        changed(("[ 2 ] { hot", "[ two ] { hot")),
        "line 3: The number of states of 'x' is not a whole number: 'two'.",
    ),
    "a variable twice": (
        PLAIN + VARIABLES.partition("variable z")[0],
        "line 16: The variable 'x' is declared again; it is declared in line 3 already.",
    ),
    "a network twice": (
        HEAD + PLAIN,
        "line 3: A second 'network' block; a file holds one network.",
    ),
    "a state twice": (
        changed(("hot, cold", "hot, hot")),
        "line 3: The variable 'x' repeats the state 'hot'.",
    ),
    "no states": (
        changed(("[ 2 ] { hot, cold }", "[ 0 ] { }")),
        "line 3: The variable 'x' lists no states.",
    ),
    "an empty state": (
        changed(("hot, cold", "hot,, cold")),
        "line 3: The variable 'x' declares [ 2 ] states and lists (hot,, cold). There is nothing between two commas.",
    ),
    "an undeclared cause": (
        changed(("z | x", "z | xx")),
        "line 12: No variable 'xx'; the variables are x, z. Did you mean 'x'?",
    ),
    "an undeclared variable": (
        changed(("( x )", "( y )")),
        "line 9: No variable 'y'; the variables are x, z.",
    ),
    "other capitals": (
        changed(("z | x", "z | X")),
        "line 12: No variable 'X'; the variables are x, z. Did you mean 'x'?",
    ),
    "an unknown state": (
        changed(("(cold)", "(colt)")),
        "line 14: A row of 'z': No state 'colt' of 'x'; its states are hot, cold. Did you mean 'cold'?",
    ),
    "a row for two causes": (
        changed(("(cold)", "(cold, hot)")),
        "line 14: The row (cold, hot) of 'z' names states of x: 2 were found, not 1.",
    ),
    "a row for no cause": (
        changed(("table 0.3", "(a) 0.3")),
        "line 10: The row (a) of 'x' names states of none, since it has no causes: 1 were found, not 0.",
    ),
    "a cause twice": (
        changed(("z | x", "z | x, x")),
        "line 12: (z | x, x) names a variable twice.",
    ),
    "two effects": (
        changed(("z | x", "z, x | x")),
        "line 12: (z, x | x): More than one variable stands before '|'.",
    ),
    "no variable": (changed(("( x )", "( )")), "line 9: (): No variable is named."),
    "a cycle": (
        changed(("( x )", "( x | z )"), ("table 0.3, 0.7", "default 0.3, 0.7")),
        "line 12: The arrows make a cycle: x → z → x.",
    ),
    "a row that does not sum to one": (
        changed(("0.7", "0.6")),
        "line 10: The table of 'x' sums to 0.9, not to 1.",
    ),
    "a row that nearly sums to one": (
        changed(("0.8", "0.79")),
        "line 14: The row (cold) of 'z' sums to 0.99, not to 1. If the numbers were rounded, write at least three "
        "decimals of each, or divide the row by its sum.",
    ),
    "a missing row": (
        changed(("  (cold) 0.2, 0.8;\n", "")),
        "line 12: The numbers of 'z' are missing for (cold).",
    ),
    "no numbers": (changed(("  table 0.3, 0.7;\n", "")), "line 9: The numbers of 'x' are missing."),
    "no block": (HEAD + VARIABLES + ROOT, "line 6: The variable 'z' has no 'probability' block."),
    "not a number": (
        changed(("0.7", "nan")),
        "line 10: The entry 'table' of 'x': 'nan' is not a number.",
    ),
    "a fraction": (
        changed(("0.3", "1/3")),
        "line 10: The entry 'table' of 'x': '1/3' is not a number.",
    ),
    "a percentage": (
        changed(("0.3", "30%")),
        "line 10: The entry 'table' of 'x': '30%' is not a number.",
    ),
    "half a number": (
        changed(("0.3", "0.3e")),
        "line 10: The entry 'table' of 'x': '0.3e' is not a number.",
    ),
    "a negative number": (
        changed(("0.3, 0.7", "-0.3, 1.3")),
        "line 10: The entry 'table' of 'x': -0.3 is not a probability.",
    ),
    "a gap": (
        changed(("0.3, 0.7", "0.3,, 0.7")),
        "line 10: The entry 'table' of 'x': A number is missing between two commas.",
    ),
    "a row without its semicolon": (
        changed((" 0.9;", " 0.9")),
        "line 13: A ';' is missing after an entry of 'z'.",
    ),
    "a table and rows": (
        changed(("(hot) 0.1, 0.9", "table 0.1, 0.2, 0.9, 0.8")),
        "line 13: 'z' has a 'table' and other entries besides. Either it lists every number or they do.",
    ),
    "two defaults": (
        changed(("(hot)", "default"), ("(cold)", "default")),
        "line 14: The 'default' of 'z' is given again; it was first given in line 13.",
    ),
    "a continuous variable": (
        changed(("discrete [ 2 ] { hot", "continuous [ 2 ] { hot")),
        "line 3: The variable 'x' is 'continuous'; only discrete variables are read.",
    ),
    "no type": (
        changed(("  type discrete [ 2 ] { hot, cold };\n", "")),
        "line 3: The variable 'x' has no 'type'.",
    ),
    "a name of ours twice": (
        changed(("variable x {\n", "variable x {\n  property causalnet_name = z ;\n")),
        "line 7: Two variables are called 'z', one of them in causalnet_name.",
    ),
    "states of ours that do not match": (
        changed(("variable x {\n", "variable x {\n  property causalnet_states = a, b, c ;\n")),
        "line 3: causalnet_states names 3 states; 'x' has 2.",
    ),
    "a name of ours that is none": (
        changed(("variable x {\n", "variable x {\n  property causalnet_name = %FF ;\n")),
        "line 3: A property of 'x' holds a text that is not a name: %FF.",
    ),
    "a control character": (
        changed(("hot", "h\x1b[2Jt")),
        "line 3: A state of 'x': 'h\\x1b[2Jt' holds a character that cannot be printed.",
    ),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_contradictions_and_gaps_are_refused_with_their_line(text, message):
    with pytest.raises(cn.errors.NetworkError) as caught:
        network_of_bif(text, "f.bif")
    assert str(caught.value) == f"'f.bif', {message}"


BROKEN = {
    "a word": ("hello", "line 1: expected 'network', 'variable' or 'probability', found 'hello'."),
    "another block": (
        changed(("variable z", "utility z")),
        "line 6: expected 'network', 'variable' or 'probability', found 'utility'.",
    ),
    "a word that begins like another": (
        changed(("variable z", "variablez")),
        "line 6: expected 'network', 'variable' or 'probability', found 'variablez'.",
    ),
    "a block left open": (
        PLAIN.rstrip()[:-1],
        "line 12: the '{' is not closed in time, or a quotation mark is left open.",
    ),
    "states left open": (
        changed(("cold };", "cold ;")),
        "line 4: the '{' is not closed in time, or a quotation mark is left open.",
    ),
    "a lone quotation mark": (
        changed(("cold }", 'cold" }')),
        "line 4: the '{' is not closed in time, or a quotation mark is left open.",
    ),
    "a variable left open": (
        changed(("};\n}\nvariable", "};\nvariable")),
        "line 5: expected 'type discrete', a property that ends in ';' or '}', found 'variable'.",
    ),
    "the end": (
        HEAD + "variable x {\n",
        "line 3: expected 'type discrete', a property that ends in ';' or '}', the file ends.",
    ),
    "no semicolon at the end of a block": (
        changed(("0.2, 0.8;", "0.2, 0.8")),
        "line 14: expected ';' at the end of '(cold) 0.2, 0.8', after numbers, the file ends.",
    ),
    "no bracket": (
        changed(("( z | x ) {", "( z | x {")),
        "line 12: expected ')' before '{', found 'x'.",
    ),
    "a comment left open": (
        "/* " + PLAIN,
        "line 1: expected '*/' at the end of the comment that begins here, the file ends.",
    ),
    "nothing declared": (HEAD, "it declares no variable."),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_not_bif_says_where_and_what_was_expected(text, message):
    with pytest.raises(cn.errors.FileError) as caught:
        network_of_bif(text, "f.bif")
    assert str(caught.value) == f"'f.bif' is not BIF: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'f.bif' is empty."),
        (" \n", "'f.bif' is empty."),
        (
            "<?xml version='1.0'?>\n<BIF>",
            "'f.bif' is XML, not BIF.",
        ),
    ],
)
def test_files_of_nothing_and_of_xml_are_known(text, message):
    with pytest.raises(cn.errors.FileError) as caught:
        network_of_bif(text, "f.bif")
    assert str(caught.value) == message


def test_several_mistakes_are_reported_at_once():
    with pytest.raises(cn.errors.NetworkError) as caught:
        network_of_bif(changed(("0.7", "0.6"), ("(cold) 0.2", "(cool) 0.2")), "f.bif")
    assert str(caught.value).split("\n") == [
        "2 mistakes in 'f.bif':",
        "  line 10: The table of 'x' sums to 0.9, not to 1.",
        "  line 14: A row of 'z': No state 'cool' of 'x'; its states are hot, cold. Did you mean 'cold'?",
    ]


def test_rounded_rows_are_normalised_and_their_lines_are_named():
    text = changed(
        ("[ 2 ] { a, b }", "[ 3 ] { a, b, c }"),
        ("0.1, 0.9", "0.3333, 0.3333, 0.3333"),
        ("0.2, 0.8", "0.2, 0.5, 0.3"),
    )
    with pytest.warns(cn.errors.RoundingWarning) as caught:
        network = network_of_bif(text, "f.bif")
    assert [str(w.message) for w in caught] == [
        "'f.bif': a row does not sum to 1 because of rounding, and was divided by its sum: line 13."
    ]
    assert network.values("z").tolist() == [[1 / 3] * 3, [0.2, 0.5, 0.3]]


def test_seven_digits_are_normalised_without_a_word():
    text = changed(
        ("[ 2 ] { a, b }", "[ 3 ] { a, b, c }"),
        ("0.1, 0.9", "0.3333333, 0.3333333, 0.3333333"),
        ("0.2, 0.8", "0.2, 0.5, 0.3"),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert network_of_bif(text, "f.bif").values("z")[0].sum() == pytest.approx(1, abs=1e-15)


def test_a_short_file_cannot_ask_for_a_large_table():
    names = [f"v{i}" for i in range(40)]
    declared = "".join(f"variable {v} {{ type discrete [ 2 ] {{ a, b }}; }}\n" for v in names)
    given = "".join(f"probability ( {v} ) {{ table 0.5, 0.5; }}\n" for v in names[1:])
    large = f"probability ( v0 | {', '.join(names[1:])} ) {{ default 0.5, 0.5; }}\n"
    with pytest.raises(
        cn.errors.NetworkError, match="has 1,099,511,627,776 cells; at most 20,000,000 are read"
    ):
        network_of_bif(declared + given + large, "f.bif")


@pytest.mark.parametrize(
    "unit", ['"', "(", "()", "a)", "property ", 'property "', "{", "/*", "//\n", "a ", '"a" ']
)
@pytest.mark.parametrize(
    "before", ["", HEAD + "variable x {", HEAD + VARIABLES + "probability ( x ) {", "probability ("]
)
def test_what_never_ends_is_refused_at_once(unit, before):
    with pytest.raises(cn.errors.FileError):
        network_of_bif(before + unit * 100_000, "f.bif")
