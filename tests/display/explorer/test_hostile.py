"""Nothing that a model file says becomes markup, script, style or a request."""

import pytest

import causalnet as cn

EVIL = [
    "</script><script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "\"'><svg onload=alert(1)>",
    "<!--<script>",
    "]]>{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202eevil\u2066 \u2028\u2029 \u200f",
    "&lt;b&gt;&amp;",
    "&#x3c;script&#x3e;",
    "${alert(1)}`\\",
    "w" * 4000,
    "文" * 300,
]


def hostile(evil: str, nature: str) -> cn.CausalModel:
    """A model with `evil` in every text that it has."""
    name = nature + " ".join(evil.split())[:200] if evil.isprintable() else nature
    # what is seen may hold no control character
    seen = evil if evil.isprintable() else nature
    states = [f"{i}{name}"[:120] for i in range(3)]
    p = cn.Baseline([0.2, 0.5, 0.3], note=evil)
    texts = {"means": evil, "meanings": [evil] * 3, "note": evil, "label": seen}
    variable = {v: cn.Variable(v + name, states, p, **texts) for v in "xyzh"}
    x, y, z, h = (v.name for v in variable.values())
    claim = cn.Claim("c", evil, "s", evil, note=evil)
    own = {"claims": ["c"], "note": evil, "reference": states[0]}
    return cn.CausalModel(
        name,
        [variable[v] for v in "xyz"],
        [
            cn.Influence(x, y, "+", cn.pert(0, 1, 2), **own),
            cn.Influence(z, y, "+", cn.pert(0, 1, 2), **own, standing="implied"),
        ],
        modifiers=[
            cn.Modifier(x, y, by=z, amount=cn.pert(0, 0.5, 1), claims=["c"], note=evil, sign="+")
        ],
        sources=[cn.Source("s", evil, evil, evil)],
        claims=[claim],
        rivals=[cn.Rival(name, [cn.Influence(h, y, "+", 1.0)], variable["h"], evil)],
        proposals=[cn.Proposal(name, cn.do({x: states[2]}), ["c"], evil)],
        title=seen,
        description=evil,
        period=evil,
        today=seen,
        known={x: states[2]},
    )


@pytest.mark.parametrize(
    ("evil", "nature"), [*((e, "n") for e in EVIL), ("__proto__", "__proto__")]
)
def test_no_script_runs_and_nothing_breaks_out(shown, tmp_path, evil, nature):
    model = hostile(evil, nature)
    x, y = list(model.variables)[:2]
    seen = {x: model.variables[x].states[0], y: model.variables[y].states[1]}
    page = shown(cn.explore(model, tmp_path / "evil.html", observed=seen), "rival=" + "x")
    plain = page.page
    for head in range(3):
        plain.locator("article.card .head").nth(head).dispatch_event("click")
        page.numbers()
    plain.locator("article.card .row").first.dispatch_event("click")
    plain.locator("[id^=rival-]").first.dispatch_event("click")
    plain.locator(".arrow").first.dispatch_event("pointerenter")
    plain.locator("#otherwise details.had summary").first.dispatch_event("click")
    plain.wait_for_timeout(100)

    assert plain.title() != "broken"
    assert plain.locator("script").count() == 2
    assert plain.locator("img, iframe, object, embed, link, b > *").count() == 0
    assert plain.locator("svg").count() == 1
    assert plain.evaluate("document.documentElement.scrollWidth") <= 1400
    name = next(iter(model.variables))
    label = model.variables[name].label
    assert len(page.numbers()["now"]) == 4
    if label.isprintable():
        shown_label = plain.locator("article.card .label").first.text_content()
        assert shown_label == label
    again = page.numbers()["address"]
    assert page.visit(again)["address"] == again
    assert page.visit(again)["notice"] == ""


def test_a_script_put_into_the_page_by_force_does_not_run(shown, japan_page, tmp_path):
    text = japan_page.read_text(encoding="utf-8")
    broken = tmp_path / "broken.html"
    forced = (
        "<script>document.title='broken'</script><p id=p onclick=\"document.title='broken'\">x</p>"
    )
    broken.write_text(text.replace("</main>", f"</main>{forced}"), encoding="utf-8")
    page = shown(broken)
    page.page.locator("#p").dispatch_event("click")
    assert page.page.title() != "broken"
    assert any("Content Security Policy" in c for c in page.complaints)
    page.complaints.clear()
