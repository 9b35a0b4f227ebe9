// The whole page: a click changes the scenario, and every view follows.

if (touching()) byId("press").textContent = say("A tap on a state");
const engine = new Engine(model);
const courses = model.time ? new Courses(engine, model.time) : null;
let [scenario, strange] = scenarioAt(model, location.hash.slice(1) || model.start);
let mode = "do";
let selected = null;
let lit = null;
let latest = null;
let waiting = 0;

const touch = (edit) => (...details) => { edit(...details); strange = []; schedule(); };
const keep = (map, key, value, usual) => { if (value === usual) map.delete(key); else map.set(key, value); };
const flip = (set, key, on) => { if (on) set.add(key); else set.delete(key); };

const actions = {
  mark: touch((v, s, how = mode) => {
    const [own, other] = how === "do" ? [scenario.done, scenario.seen] : [scenario.seen, scenario.done];
    if (!scenario.first) other.delete(v);
    if (own.get(v) === s) own.delete(v); else own.set(v, s);
  }),
  clear: touch((v, how) => (how === "do" ? scenario.done : scenario.seen).delete(v)),
  propose: touch((proposal) => {
    const on = isCarriedOut(proposal, scenario);
    for (const [v, s] of proposal.set) { if (on) scenario.done.delete(v); else scenario.done.set(v, s); }
    for (const e of proposal.edges) flip(scenario.edges, e, !on);
    keepApart(scenario);
  }),
  mend: touch((e) => scenario.edges.delete(e)),
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
  period: touch((t) => { scenario.period = t; }),
  judge: touch((at) => {
    judgedBy(model, at);
    scenario.judge = at;
    scenario.weights.clear();
    scenario.amounts.clear();
    inspector.shown = null;
  }),
  span: touch((first, last) => {
    if (first !== null) scenario.first = first;
    if (last !== null) scenario.last = last === "" ? null : Number(last);
    if (scenario.last !== null && scenario.last < scenario.first) scenario.last = scenario.first;
    keepApart(scenario);
  }),
  select: (v) => { selected = v; schedule(); },
  light: (path) => { lit = path; schedule(); },
  refresh: () => show(),
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
const panel = new Panel(model, engine, inspector, actions);

const schedule = () => { waiting ||= requestAnimationFrame(update); };

const [UNCHANGED, UNSEEN] = [new Arm(model), new Map()];

// Compiles the changes, computes the answers, and shows them. The time taken is kept for measurements.
const update = () => {
  cancelAnimationFrame(waiting);
  waiting = 0;
  const from = performance.now();
  const numbers = numbersOf(model, scenario);
  const arm = armIn(model, scenario, 0);
  let notice = strange.length ? say("The link contains names that this model does not have: {names}", { names: strange.join(", ") }) : "";
  let [before, today, impossible, refused] = [latest?.today[0], latest?.today[1], false, false];
  let compiled = from;
  try {
    const anew = engine.compile(numbers);
    compiled = performance.now();
    if (anew || !latest) before = engine.ask(UNCHANGED, UNSEEN);
    const found = arm.isIdle && !scenario.seen.size ? before : engine.ask(arm, scenario.seen);
    impossible = found === null;
    today = found ?? before;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    notice = say("{reason} The bars show the last numbers that could be met.", { reason: say(error.template, error.values) });
    refused = true;
    if (!latest) { scenario = emptyScenario(firstOutcome(model)); return update(); }
  }
  const asked = performance.now();
  const against = !arm.isIdle && scenario.seen.size && !impossible && !refused ? engine.ask(UNCHANGED, scenario.seen) : before;
  latest = { today: [before, today], given: against, now: today, before, against, impossible, notice, numbers, scenario, selected, lit, arm, courses: null, working: false };
  if (courses && !impossible && !refused) later();
  show();
  remember();
  document.documentElement.dataset.compiled = (compiled - from).toFixed(2);
  document.documentElement.dataset.asked = (asked - compiled).toFixed(2);
  document.documentElement.dataset.shown = (performance.now() - asked).toFixed(2);
  announce();
};

const show = () => {
  const { period } = scenario;
  latest.arm = armIn(model, scenario, period);
  if (latest.courses && period) {
    [latest.before, latest.now] = [latest.courses.before[period], latest.courses.now[period]];
    latest.against = (latest.courses.against ?? latest.courses.before)[period];
  }
  document.body.classList.toggle("waiting", Boolean(period && latest.working));
  tip.latest = latest;
  picture.show(latest);
  picture.showArrows(latest);
  view.makeRoom(scenario.admitted.size > 0 && model.variables.some((v) => v.rival != null && scenario.admitted.has(v.rival)));
  inspector.show(latest);
  panel.show(latest);
};

// ── later periods: worked out a little at a time, while the page stays quick ──

const [SLICE, PAUSE] = [12, 100];
let job = { key: null, found: null, stale: null, work: null, timer: 0, refused: "" };

const later = () => {
  const { numbers } = latest;
  const { done, edges, seen, first, last } = scenario;
  // Where nothing is done or seen, later periods are worked out once they are asked for.
  if (!isActing(scenario) && !seen.size && !scenario.period) {
    clearTimeout(job.timer);
    job = { ...job, key: null, found: null, work: null, refused: "" };
    return;
  }
  const key = JSON.stringify([numbersKey(numbers), [...done], [...edges], [...seen], first, last]);
  if (key !== job.key) {
    clearTimeout(job.timer);
    const asked = { done: new Map(done), edges: new Set(edges), seen: new Map(seen), first, last };
    job = { key, found: null, stale: job.found ?? job.stale, work: courses.ask(numbers, asked, latest.today[0]), timer: setTimeout(work, PAUSE), refused: "" };
  }
  latest.working = job.work !== null;
  latest.courses = job.found ?? (latest.working ? job.stale : null);
  latest.refused = job.refused;
};

const work = (slice = SLICE) => {
  const until = performance.now() + slice;
  try {
    let step;
    do step = job.work.next(); while (!step.done && performance.now() < until);
    if (!step.done) { job.timer = setTimeout(work, 0); return; }
    finish(step.value);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    Object.assign(job, { work: null, stale: null, refused: say("Later periods cannot be shown. {reason}", { reason: say(error.template, error.values) }) });
  }
  later();
  show();
  announce();
};

// Period 0 is exact, as the bars of today are.
const finish = (found) => {
  job.work = null;
  if (found === null) { job.refused = say("Later periods cannot be shown: no particle agrees with what is observed."); return; }
  [found.before[0], found.now[0]] = latest.today;
  if (found.against) found.against[0] = latest.given;
  job.found = found;
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
    const states = series(variable.states.map((s, i) => `${plain(s)} ${percent(latest.now[scenario.outcome][i])}`));
    byId("live").textContent = say("{sentence} {states}.", { sentence: byId("sentence").textContent, states });
  }, 350);
};

// ── the bar on top ──

for (const radio of document.querySelectorAll("#mode input")) radio.addEventListener("change", () => { mode = radio.value; document.body.dataset.mode = mode; });
byId("reset").onclick = () => {
  scenario = emptyScenario(firstOutcome(model));
  [strange, selected, lit] = [[], null, null];
  view.start();
  schedule();
};
byId("share").onclick = async () => {
  const button = byId("share");
  const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
  button.textContent = done ? say("Copied") : say("In the address");
  setTimeout(() => { button.textContent = say("Copy link"); }, 1600);
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
  if (event.key === "Escape" && !event.target.matches("input[type=search]")) { tip.hide(); lit = null; actions.select(null); }
});
byId("world").addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  // States are reached by arrow keys however small the picture is.
  if (card && event.target.matches(":focus-visible")) view.reveal(card, view.isTiny && event.target.matches(".row"));
});

document.body.dataset.mode = mode;
update();

// For pages that embed this one, and for tests: the numbers behind the bars, at full precision, in the period that is shown.
globalThis.explorer = Object.freeze({
  numbers: () => {
    while (job.work && scenario.period) { clearTimeout(job.timer); work(Infinity); }
    const named = (found) => found.map((p, v) => [model.variables[v].name, p]).filter((_, v) => isPresent(model, scenario, v));
    const { before, now, impossible, notice } = latest;
    return { before: named(before), now: named(now), impossible, notice, address: addressOf(model, scenario), times: { ...document.documentElement.dataset } };
  },
  visit: (address) => {
    [scenario, strange] = scenarioAt(model, address);
    update();
    return globalThis.explorer.numbers();
  },
});
document.documentElement.dataset.ready = "yes";
