// The whole page: a click changes the scenario, and every view follows.

const model = JSON.parse(byId("model").textContent);
const engine = new Engine(model);
let [scenario, strange] = scenarioAt(model, location.hash.slice(1));
let mode = "do";
let selected = null;
let latest = null;
let waiting = 0;

const touch = (edit) => (...details) => { edit(...details); strange = []; schedule(); };
const keep = (map, key, value, usual) => { if (value === usual) map.delete(key); else map.set(key, value); };
const flip = (set, key, on) => { if (on) set.add(key); else set.delete(key); };

const actions = {
  mark: touch((v, s, how = mode) => {
    const [own, other] = how === "do" ? [scenario.done, scenario.seen] : [scenario.seen, scenario.done];
    other.delete(v);
    if (own.get(v) === s) own.delete(v); else own.set(v, s);
  }),
  clear: touch((v) => { scenario.done.delete(v); scenario.seen.delete(v); }),
  propose: touch(({ set }) => {
    const on = set.every(([v, s]) => scenario.done.get(v) === s);
    for (const [v, s] of set) { scenario.seen.delete(v); if (on) scenario.done.delete(v); else scenario.done.set(v, s); }
  }),
  weigh: touch((i, w) => keep(scenario.weights, i, w, model.influences[i].strength.central)),
  amount: touch((m, x) => keep(scenario.amounts, m, x, model.modifiers[m].amount.central)),
  unweigh: touch(() => { scenario.weights.clear(); scenario.amounts.clear(); }),
  drop: touch((i, gone) => flip(scenario.dropped, i, gone)),
  admit: touch((word, on) => flip(scenario.off, word, !on)),
  rival: touch((r, on) => {
    flip(scenario.admitted, r, on);
    for (const map of [scenario.done, scenario.seen]) for (const v of map.keys()) if (!isPresent(model, scenario, v)) map.delete(v);
    if (!isPresent(model, scenario, scenario.outcome)) scenario.outcome = firstOutcome(model);
    if (selected !== null && !isPresent(model, scenario, selected)) selected = null;
  }),
  follow: touch((v) => { scenario.outcome = v; }),
  select: (v) => { selected = v; schedule(); },
  words: (i) => tip.words(i),
};

const tip = new Tip(model);
const picture = new Picture(model, {
  tip,
  onState: (v, s) => actions.mark(v, s),
  onCard: (v) => actions.select(selected === v ? null : v),
  onArrow: (i) => {
    actions.select(model.influences[i].effect);
    update();
    const row = document.querySelector(`[data-influence="${i}"]`);
    row?.scrollIntoView({ block: "nearest" });
    row?.querySelector("input[type=range]:not(:disabled), button")?.focus({ preventScroll: true });
  },
});
const view = new View(model.places);
view.home = () => picture.cards[scenario.outcome].node;
const inspector = new Inspector(model, engine, actions);
const panel = new Panel(model, inspector, actions);

const schedule = () => { waiting ||= requestAnimationFrame(update); };

const UNCHANGED = emptyScenario(0);

// Compiles the changes, computes the answers, and shows them. The time taken is kept for measurements.
const update = () => {
  cancelAnimationFrame(waiting);
  waiting = 0;
  const from = performance.now();
  const numbers = numbersOf(model, scenario);
  let notice = strange.length ? `The link contains names that this model does not have: ${strange.join(", ")}` : "";
  let [before, now, impossible] = [latest?.before, latest?.now, false];
  let compiled = from;
  try {
    const anew = engine.compile(numbers);
    compiled = performance.now();
    if (anew || !latest) before = engine.ask(UNCHANGED.done, UNCHANGED.seen);
    const found = scenario.done.size || scenario.seen.size ? engine.ask(scenario.done, scenario.seen) : before;
    impossible = found === null;
    now = found ?? before;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    notice = `${error.message} The bars show the last numbers that could be met.`;
    if (!latest) { scenario = emptyScenario(firstOutcome(model)); return update(); }
  }
  const asked = performance.now();
  latest = { before, now, impossible, notice, numbers, scenario, selected };
  tip.latest = latest;
  picture.show(latest);
  picture.showArrows(latest);
  view.makeRoom(scenario.admitted.size > 0 && model.variables.some((v) => v.rival != null && scenario.admitted.has(v.rival)));
  inspector.show(latest);
  panel.show(latest);
  remember();
  document.documentElement.dataset.compiled = (compiled - from).toFixed(2);
  document.documentElement.dataset.asked = (asked - compiled).toFixed(2);
  document.documentElement.dataset.shown = (performance.now() - asked).toFixed(2);
  announce();
};

// ── the address ──

let written = location.hash.slice(1);
const remember = () => {
  const address = addressOf(model, scenario);
  if (address === written) return;
  written = address;
  try { history.replaceState(null, "", `#${address}`); } catch { location.hash = address; }
};

window.addEventListener("hashchange", () => {
  const address = location.hash.slice(1);
  if (address === written || address === "panel") return;
  written = address;
  [scenario, strange] = scenarioAt(model, address);
  if (selected !== null && !isPresent(model, scenario, selected)) selected = null;
  schedule();
});

// ── for screen readers ──

let speaking = 0;
const announce = () => {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    const variable = model.variables[scenario.outcome];
    const states = variable.states.map((s, i) => `${plain(s)} ${percent(latest.now[scenario.outcome][i])}`).join(", ");
    byId("live").textContent = `${plain(variable.label)}: ${byId("change").textContent}, ${byId("gloss").textContent} ${states}.`;
  }, 350);
};

// ── the bar on top ──

for (const radio of document.querySelectorAll("#mode input")) radio.addEventListener("change", () => { mode = radio.value; document.body.dataset.mode = mode; });
byId("reset").onclick = () => {
  scenario = emptyScenario(firstOutcome(model));
  [strange, selected] = [[], null];
  view.start();
  schedule();
};
byId("share").onclick = async () => {
  const button = byId("share");
  const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  button.textContent = done ? "Copied" : "In the address";
  setTimeout(() => { button.textContent = "Copy link"; }, 1600);
};
byId("skip").onclick = (event) => { event.preventDefault(); byId("panel").focus(); };

byId("names").append(...model.variables.map((v) => el("option", { value: plain(v.label) })));
byId("search").addEventListener("input", () => {
  const wanted = byId("search").value.trim().toLowerCase();
  const present = model.variables.map((v, i) => [plain(v.label).toLowerCase(), i]).filter(([, i]) => isPresent(model, scenario, i));
  const hits = new Set(wanted ? present.filter(([label]) => label.includes(wanted)).map(([, i]) => i) : []);
  document.body.classList.toggle("searching", hits.size > 0);
  picture.cards.forEach(({ node }, v) => node.classList.toggle("hit", hits.has(v)));
});
byId("search").addEventListener("keydown", (event) => {
  const first = picture.cards.find(({ node }) => node.classList.contains("hit"));
  if (event.key === "Escape") byId("search").value = "";
  if (event.key === "Escape" || event.key === "Enter") {
    event.preventDefault(); // or the key would go on to press the card
    document.body.classList.remove("searching");
    if (event.key === "Enter" && first) { view.reveal(first.node, true); first.head.focus({ preventScroll: true }); actions.select(Number(first.node.dataset.v)); }
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.matches("input, select, textarea")) { event.preventDefault(); byId("search").focus(); }
  if (event.key === "Escape" && !event.target.matches("input[type=search]")) { tip.hide(); actions.select(null); }
});
byId("world").addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  if (card && event.target.matches(":focus-visible")) view.reveal(card);
});

document.body.dataset.mode = mode;
update();

// For pages that embed this one, and for tests: the numbers behind the bars, at full precision.
globalThis.explorer = Object.freeze({
  numbers: () => {
    const named = (found) => found.map((p, v) => [model.variables[v].name, p]).filter((_, v) => isPresent(model, scenario, v));
    return { before: named(latest.before), now: named(latest.now), impossible: latest.impossible, notice: latest.notice, address: addressOf(model, scenario), times: { ...document.documentElement.dataset } };
  },
  visit: (address) => {
    [scenario, strange] = scenarioAt(model, address);
    update();
    return globalThis.explorer.numbers();
  },
});
document.documentElement.dataset.ready = "yes";
