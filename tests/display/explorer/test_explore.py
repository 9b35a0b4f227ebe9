"""cn.explore: what it writes, and what it refuses."""

import base64
import hashlib
import json
import re

import networkx as nx
import numpy as np
import pytest

import causalnet as cn


@pytest.fixture(scope="module")
def lawn() -> cn.Network:
    return cn.Network(
        {"rain": ["no", "yes"], "wet": ["no", "yes"]},
        {"wet": ["rain"]},
        {"rain": [0.8, 0.2], "wet": [[0.9, 0.1], [0.2, 0.8]]},
        name="lawn",
    )


def written(model, tmp_path) -> str:
    return cn.explore(model, tmp_path / "page.html").read_text(encoding="utf-8")


def test_it_is_one_file_that_asks_for_nothing(lawn, tmp_path):
    page = written(lawn, tmp_path)
    assert re.findall(r"\b(?:src|href|action|srcset)=[\"']?([^\"'\s>]+)", page) == ["#panel"]
    assert not re.search(r"@import|url\((?!#)|fetch\(|XMLHttpRequest|WebSocket|sendBeacon", page)
    assert re.findall(r"https?://[^\s\"'`]+", page) == ["http://www.w3.org/2000/svg"]


def test_its_policy_allows_its_own_script_and_style_alone(lawn, tmp_path):
    page = written(lawn, tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_what_it_carries_is_json_in_which_no_markup_begins(tmp_path):
    name = "</script>&\u2028<b>"
    seen = name.replace("\u2028", "")
    variable = cn.Variable("x", ["a", "b"], label=seen, note=name, means=name)
    page = written(cn.CausalModel("m", [variable], title=seen), tmp_path)
    body = re.search(r'<script type="application/json" id="model">(.*?)</script>', page).group(1)
    assert not re.search("[<>&\u2028\u2029]", body)
    assert json.loads(body)["variables"][0]["means"] == name


def test_it_is_the_same_whenever_it_is_written(lawn, tmp_path):
    assert written(lawn, tmp_path) == written(lawn, tmp_path)


def test_it_says_what_it_is(lawn, tmp_path):
    assert "Consequences of this model, not a forecast." in written(lawn, tmp_path)


def test_it_gives_back_the_path_and_replaces_what_was_there(lawn, tmp_path):
    path = tmp_path / "x.HTM"
    path.write_text("old")
    assert cn.explore(lawn, str(path)) == path
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_another_suffix_is_refused(lawn, tmp_path):
    with pytest.raises(cn.errors.FileError, match=r"'page.pdf' must end in .html"):
        cn.explore(lawn, tmp_path / "page.pdf")


def test_a_folder_that_is_not_there_is_named(lawn, tmp_path):
    with pytest.raises(cn.errors.FileError, match="There is no folder .*nowhere"):
        cn.explore(lawn, tmp_path / "nowhere" / "page.html")


def test_only_models_and_networks_are_explored(tmp_path):
    with pytest.raises(
        cn.errors.QuestionError, match="Expected a CausalModel or a Network, got DiGraph"
    ):
        cn.explore(nx.DiGraph(), tmp_path / "page.html")


def test_many_draws_are_no_page(tmp_path):
    rain = cn.Variable("rain", ["no", "yes"])
    wet = cn.Variable("wet", ["no", "yes"])
    model = cn.CausalModel("m", [rain, wet], [cn.Influence("rain", "wet", "+", cn.pert(0, 1, 2))])
    with pytest.raises(cn.errors.QuestionError, match="not many draws"):
        cn.explore(cn.compile_model(model, draws=3), tmp_path / "page.html")


def test_an_imitated_ordinal_is_refused(tmp_path):
    with pytest.raises(cn.errors.QuestionError, match="imitates an ordinal"):
        cn.explore(cn.load("japan_software").alternating(), tmp_path / "page.html")


def test_a_network_too_wide_for_a_page_says_how_wide(tmp_path):
    grid = {f"g{i}_{j}": ["a", "b", "c", "d"] for i in range(9) for j in range(9)}
    above = {
        f"g{i}_{j}": [n for n in (f"g{i - 1}_{j}", f"g{i}_{j - 1}") if n in grid]
        for i in range(9)
        for j in range(9)
    }
    tables = {v: np.full((4,) * (len(p) + 1), 0.25) for v, p in above.items()}
    path = tmp_path / "page.html"
    with pytest.raises(
        cn.errors.MemoryLimitError, match=r"The page would need .* it may carry 64.0 MiB"
    ) as held:
        cn.explore(cn.Network(grid, above, tables), path)
    assert held.value.needed > held.value.limit
    assert not path.exists()
