"""A headless browser for pages, and Node for what they compute: each where it is found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import playwright
import pytest
from playwright import sync_api

from causalnet.display.explorer.page import CORE, script

CALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Playwright brings a Node of its own.
OWN_NODE = Path(playwright.__file__).parent / "driver" / ("node.exe" if os.name == "nt" else "node")
HARNESS = """
let held;
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { model: sent, address, courses, twofold } = JSON.parse(line);
  const model = (held = sent ?? held);
  const ended = (work) => { let step; do step = work.next(); while (!step.done); return step.value; };
  const [scenario, unknown] = scenarioAt(model, address);
  const engine = new Engine(model);
  let answer;
  try {
    const numbers = numbersOf(model, scenario);
    engine.compile(numbers);
    const path = isActing(scenario) ? pathOf(model, numbers.there, scenario) : "";
    answer = { path, now: engine.ask(armIn(model, scenario, 0), scenario.seen), unknown, again: addressOf(model, scenario) };
    if (courses) {
      const from = performance.now();
      const found = ended(new Courses(engine, model.time).ask(numbers, scenario, engine.ask(new Arm(model), new Map())));
      answer.courses = found && { ...found, sampled: [...found.sampled], took: performance.now() - from };
    }
    if (twofold) {
      const standing = new Standing(engine);
      const { outcome, seen } = scenario;
      const { set, edges } = model.proposals.find(({ name }) => name === twofold);
      const done = { done: new Map(set), edges: new Set(edges) };
      answer.routes = ended(routesTo(standing, numbers, new Arm(model, done.done, done.edges), outcome));
      const found = ended(hadItBeen(standing, numbers, done, outcome, seen));
      const { query, ...told } = found ?? {};
      answer.otherwise = found && { ...told, ...(query && !query.agrees ? ended(rangesOf(query, outcome, seen, [...told.events, told.event])) : {}) };
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answer = { refused: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\\n");
});
"""


@contextmanager
def launched() -> Iterator[Any]:
    """A browser, or a skip that says what is missing; no skip where CAUSALNET_BROWSER=required."""
    found = next((path for name in CALLED if (path := shutil.which(name))), None)
    with sync_api.sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except sync_api.Error as error:
            if os.environ.get("CAUSALNET_BROWSER") == "required":
                raise
            reason = str(error).strip().splitlines()[0]
            pytest.skip(f"no browser: install chromium, or run playwright install ({reason})")
        yield browser
        browser.close()


class Shown:
    """A tab of the browser: the page in it, and everything that it complained of."""

    def __init__(self, browser: Any, **how: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **how})
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked_for: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None,
        )
        self.page.on("dialog", lambda d: (self.complaints.append(d.message), d.dismiss()))
        self.page.on("request", lambda request: self.asked_for.append(request.url))

    def opened(self, file: Path, address: str = "") -> Shown:
        """This tab with that page in it, loaded anew."""
        self.page.goto("about:blank")
        self.complaints.clear()
        self.asked_for.clear()
        self.page.goto(f"{file.as_uri()}#{address}")
        self.page.wait_for_selector("html[data-ready]", timeout=20_000)
        return self

    def numbers(self) -> dict[str, Any]:
        """What the bars stand for, once the next frame has been drawn."""
        self.page.evaluate("new Promise((r) => requestAnimationFrame(() => setTimeout(r)))")
        return dict(self.page.evaluate("explorer.numbers()"))

    def visit(self, address: str) -> dict[str, Any]:
        """The numbers at another address."""
        return self.visits([address])[0]

    def visits(self, addresses: list[str]) -> list[dict[str, Any]]:
        """The numbers at one address after another, with no frame drawn in between."""
        script = "(addresses) => addresses.map((a) => explorer.visit(a))"
        return list(self.page.evaluate(script, addresses))

    def card(self, label: str) -> Any:
        """The card of that label."""
        return self.page.locator("article.card").filter(
            has=self.page.locator(".label", has_text=label)
        )


class Core:
    """The computing part of the page, under Node."""

    def __init__(self) -> None:
        self.held: object = None
        node = shutil.which("node") or str(OWN_NODE)
        code = script(*CORE)
        at = code.rindex("})();")
        self.process = subprocess.Popen(
            [node, "-e", code[:at] + HARNESS + code[at:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(
        self, values: object, address: str, *, courses: bool = False, twofold: str | None = None
    ) -> dict[str, Any]:
        """What the page would compute at an address, with `courses` in all periods; of a proposal that is named, also in two worlds."""
        assert self.process.stdin
        assert self.process.stdout
        # Node keeps the last model: a large one takes long to be sent.
        sent, self.held = None if values is self.held else values, values
        self.process.stdin.write(
            json.dumps({"model": sent, "address": address, "courses": courses, "twofold": twofold})
            + "\n"
        )
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        """End it."""
        with self.process:  # closes both pipes; Node ends once there is nothing more to read
            pass
