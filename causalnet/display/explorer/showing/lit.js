// Loops and routes: one at a time is lit up in the picture.

// The loops of the model, best-founded first; each is walked as a sentence.
const loopsSection = (model, actions, live) => {
  if (!model.loops) return null;
  const { listed, all, inertia } = model.loops;
  const walk = el("p", { class: "walk", id: "walk", dir: "auto", "aria-live": "polite" });
  let at = null;
  const light = (next) => { at = next; actions.light(next === null ? null : { kind: "loop", influences: listed[next].influences, next }); };
  const turn = (by) => light(at === null ? (by > 0 ? 0 : listed.length - 1) : (at + by + listed.length) % listed.length);
  const rows = listed.map((loop, n) => {
    const node = el("button", { type: "button", class: "way", "aria-pressed": "false", onclick: () => light(at === n ? null : n) },
      el("span", { text: loop.path }), el("small", { class: "quiet", text: `${loop.mark}${say(", ")}${loop.title}` }));
    live.push(({ lit, numbers, arm }) => {
      if (lit?.kind !== "loop") at = null;
      node.setAttribute("aria-pressed", String(at === n));
      node.classList.toggle("broken", isBroken(model, loop, numbers, arm));
    });
    return node;
  });
  live.push(({ numbers, arm }) => {
    const loop = listed[at];
    const broken = loop && isBroken(model, loop, numbers, arm);
    walk.textContent = loop ? plain(broken ? say("{walk} Now it is broken: one of its variables is set, or one of its influences is switched off.", { walk: loop.walk }) : loop.walk) : "";
    walk.hidden = !loop;
  });
  const step = (text, by) => el("button", { type: "button", onclick: () => turn(by) }, text);
  const hint = inertia ? say("{loops} feedback loops, the best-founded first, and {inertia} variables that act on themselves.", { loops: all, inertia }) : say("{loops} feedback loops, the best-founded first.", { loops: all });
  return folded(say("Loops"), all > 1 ? hint : say("One feedback loop."), false, { id: "loops" }, el("p", { class: "steps" }, step(say("Previous"), -1), step(say("Next"), 1), el("button", { type: "button", onclick: () => light(null) }, say("Light off"))), walk, el("div", { class: "ways" }, ...rows));
};

const isBroken = (model, loop, numbers, arm) => loop.influences.some((i) => !numbers.there[i] || arm.isIdleInfluence(model.influences[i]));

const [LEAST_WIDTH, MOST_WIDTH] = [1.5, 14];

// The paths of the proposal that is carried out, as wide as what goes along them.
const routesSection = (model, actions, live) => {
  if (!model.routes?.length) return null;
  const box = el("div", { class: "ways" });
  const hint = el("p", { class: "quiet" });
  let shown = null;
  let chosen = null;
  const light = (paths, n) => {
    chosen = n;
    actions.light({ kind: "route", ...flows(n === "all" ? paths : [paths[n]], paths) });
  };
  const build = (found) => {
    const most = Math.max(...found.paths.map(({ change }) => Math.abs(change)));
    const row = (text, detail, share, n) => {
      const node = el("button", { type: "button", class: "way", "data-way": n, onclick: () => (chosen === n ? actions.light(null) : light(found.paths, n)) },
        share === null ? null : el("i", { class: "amount" }), el("span", { text }), el("small", { class: "quiet", text: detail }));
      if (share !== null) node.firstChild.style.width = `${(100 * share).toFixed(1)}%`;
      return node;
    };
    put(box, row(say("All routes by width"), say("the whole change {change}", { change: signed(found.whole, 3) }), null, "all"),
      ...found.paths.map(({ name, change, standing }, n) => row(name, say("{change} along it alone, {standing}", { change: signed(change, 3), standing: standingWord(standing) }), Math.abs(change) / most, n)));
  };
  live.push(({ scenario, lit }) => {
    const at = scenario.outcome === model.opening ? proposalOf(model, scenario) : -1;
    const found = model.routes.find(({ proposal }) => proposal === at);
    const key = found ? at : null;
    if (key !== shown) { shown = key; if (found?.paths.length) build(found); else put(box); }
    if (lit?.kind !== "route") chosen = null;
    for (const node of box.children) node.setAttribute("aria-pressed", String(node.dataset.way === String(chosen)));
    const outcome = plain(model.variables[model.opening].label);
    hint.textContent = !found ? say("By which paths a proposal moves {outcome}. Carry out one proposal, and nothing else, to see them.", { outcome })
      : found.paths.length ? say("By which paths it moves {outcome} within a period. Paths share steps, so the changes along each alone do not add up.", { outcome })
        : say("No path leads to {outcome} within a period.", { outcome });
  });
  return folded(say("Routes"), "", false, { id: "routes" }, hint, box);
};

// The proposal that is carried out from today on, if nothing else is changed.
const proposalOf = (model, { done, seen, weights, amounts, off, dropped, admitted, first, last }) => {
  if (seen.size + weights.size + amounts.size + off.size + dropped.size + admitted.size || first || last !== null) return -1;
  return model.proposals.findIndex(({ set }) => set.length === done.size && set.every(([v, s]) => done.get(v) === s));
};

// The influences on some paths, and a width for each by what goes through it along all of these.
const flows = (paths, all) => {
  const sums = (own) => {
    const found = new Map();
    for (const { influences, change } of own) for (const i of influences) found.set(i, (found.get(i) ?? 0) + Math.abs(change));
    return found;
  };
  const most = Math.max(...sums(all).values());
  const own = sums(paths);
  return { influences: [...own.keys()], widths: [...own.values()].map((x) => LEAST_WIDTH + (MOST_WIDTH - LEAST_WIDTH) * (x / most)) };
};
