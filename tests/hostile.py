"""A model that means harm: the same text wherever a model file may hold one."""

from __future__ import annotations

import causalnet as cn
from causalnet.names import label_mistakes

SCRIPT = "<script>document.title='broken'</script>"
HOSTILE = [
    SCRIPT,
    "<img src=x onerror=\"document.title='broken'\">",
    "<svg onload=document.title='broken'>",
    "</title></text></svg></td></table><script>document.title='broken'</script>",
    "</style></script><iframe srcdoc=\"<script>top.document.title='broken'</script>\">",
    "]]><script>document.title='broken'</script><!-- --!>",
    "\" onload=\"document.title='broken'\" x='",
    "' onmouseover='document.title=1' autofocus onfocus='",
    "javascript:document.title='broken'",
    "<a href=\"javascript:document.title='broken'\">click</a>",
    '"]; click n0 href "javascript:alert(1)"',
    "%%{init: {'securityLevel': 'loose'}}%%",
    '"]; n0 -> n1 [label=<<B>x</B>>]; }',
    "<BR/><IMG SRC='/etc/hostname'/>",
    '\\N \\G \\\\" \\',
    "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "{{7*7}} ${7*7} {% raw %} %s {0}",
    "`code` **bold** $$x$$ |cell| # head",
    "عربي עברית 日本語 é 👩",
    "x" * 3000,
    "very " * 500,
]
# These no name may hold, and no label most of them, but a note or a quote may.
MARKS = [
    "\u202e",
    "\u2066",
    "\u200f",
    "\x00",
    "\x07",
    "\x1b[2J",
    "\r",
    "\n",
    "\t",
    "\u2028",
    "\ufffe",
    "\ud800",
    "\x85",
]


def labelled(text: str) -> str:
    """`text` without what no label may hold."""
    return "".join(c for c in text if not label_mistakes("", f"x{c}"))


def hostile_model(text: str, *, name: str | None = None) -> cn.CausalModel:
    """A model with `text` in every field, and in every name too unless that is another."""
    name = text.strip() if name is None else name
    return cn.CausalModel(
        name,
        [
            cn.Variable(
                name,
                [f"{name} 1", f"{name} 2"],
                cn.Baseline([0.5, 0.5], note=text),
                label=labelled(text),
                means=text,
                meanings=[text, text],
                roles=["lever"],
                note=text,
            ),
            cn.Variable("b", ["low", "high"], label=labelled(text), means=text, roles=["outcome"]),
        ],
        [
            cn.Influence(name, "b", "+", 1.0, claims=["c"], note=text),
            cn.Influence("b", name, "-", 1.0, lag=1, claims=["c"], note=text),
            cn.Influence(name, name, "+", 1.0, lag=1, note=text),
        ],
        rivals=[
            cn.Rival(
                f"r {name}",
                [cn.Influence(f"h {name}", "b", "-", 1.0, note=text)],
                hidden=cn.Variable(f"h {name}", ["low", "high"], label=labelled(text), latent=True),
                reason=text,
            )
        ],
        sources=[cn.Source("s", title=text, url=text, note=text)],
        claims=[cn.Claim("c", text, "s", at=text, quote=text, note=text)],
        evidence=[cn.Evidence(["c"], "against", text, source="s", at=text)],
        proposals=[cn.Proposal(f"p {name}", cn.do({name: f"{name} 2"}), note=text)],
        title=labelled(text),
        description=text,
        period=text,
    )
