// Routes: the paths from what is done to the outcome, each as wide as the change that goes along it.

const [LEAST_WIDTH, MOST_WIDTH] = [1.5, 14];

const routesSection = (model, engine, actions, live) => {
  if (!model.elicited) return null;
  const box = el("div", { class: "ways" });
  const hint = el("p", { class: "quiet" });
  const job = new Background(function* (found, { arm, numbers, scenario }) { found.push(yield* routesTo(new Standing(engine), numbers, arm, scenario.outcome)); }, actions.refresh);
  let shown = null;
  let chosen = null;
  const light = (paths, n) => {
    chosen = n;
    actions.light({ kind: "route", ...flows(n === "all" ? paths : [paths[n]], paths) });
  };
  const build = (paths, whole) => {
    const most = Math.max(...paths.map(({ change }) => Math.abs(change)));
    const row = (text, detail, share, n) => {
      const node = el("button", { type: "button", class: "way", "data-way": n, onclick: () => (chosen === n ? actions.light(null) : light(paths, n)) },
        share === null ? null : el("i", { class: "amount" }), el("span", { text }), el("small", { class: "quiet", text: detail }));
      if (share !== null) node.firstChild.style.width = `${(100 * share).toFixed(1)}%`;
      return node;
    };
    put(box, row(say("All routes by width"), say("the whole change {change}", { change: signed(whole, 3) }), null, "all"),
      ...paths.map(({ edges, change, standing }, n) => row(pathName(model, edges), say("{change} along it alone, {standing}", { change: signed(change, 3), standing: standingWord(standing) }), most ? Math.abs(change) / most : 0, n)));
  };
  live.push((latest) => {
    const { scenario, numbers, today } = latest;
    const { outcome } = scenario;
    const arm = armIn(model, scenario, 0);
    const why = whyNoRoutes(model, latest, arm);
    if (why) job.drop();
    else job.ask(JSON.stringify([numbersKey(numbers), outcome, [...scenario.done], [...scenario.edges]]), { arm, numbers, scenario });
    const found = job.found?.[0] ?? null;
    const paths = found?.paths ?? [];
    if (found !== shown) {
      shown = found;
      if (latest.lit?.kind === "route") actions.light(null);
      if (paths.length) build(paths, expected(today[1][outcome]) - expected(today[0][outcome])); else put(box);
    }
    if (latest.lit?.kind !== "route") chosen = null;
    for (const node of box.children) node.setAttribute("aria-pressed", String(node.dataset.way === String(chosen)));
    hint.textContent = why || told(model, job, found, outcome);
  });
  return folded(say("Routes"), "", false, { id: "routes" }, hint, box);
};

// Why there are no routes to show; empty if there may be some.
const whyNoRoutes = (model, { scenario, impossible }, arm) => {
  const outcome = plain(model.variables[scenario.outcome].label);
  if (!isActing(scenario)) return say("By which paths what is set moves {outcome}. Carry out a proposal, or set a state, to see them.", { outcome });
  if (scenario.seen.size || impossible) return say("By which paths what is set moves {outcome}. They are shown where nothing is observed.", { outcome });
  if (arm.isIdle) return say("By which paths what is set moves {outcome}. They are shown for what is set from today on.", { outcome });
  return arm.touches(scenario.outcome) ? say("“{outcome}” is itself set, so no path leads to it.", { outcome }) : "";
};

const told = (model, { refused }, found, at) => {
  const outcome = plain(model.variables[at].label);
  if (refused) return say(refused.template, refused.values);
  if (!found) return say("The routes are being worked out …");
  if (!found.paths) return say("{count} paths lead to {outcome}: too many to be followed one at a time.", { count: found.count, outcome });
  return found.paths.length ? say("By which paths it moves {outcome} within a period. Paths share steps, so the changes along each alone do not add up.", { outcome })
    : say("No path leads to {outcome} within a period.", { outcome });
};

const pathName = (model, edges) => [edges[0][0], ...edges.map(([, effect]) => effect)].map((v) => model.variables[v].label).join(" → ");

// The influences on some paths, and a width for each by what goes through it along all of these.
const flows = (paths, all) => {
  const sums = (own) => {
    const found = new Map();
    for (const { influences, change } of own) for (const i of influences) found.set(i, (found.get(i) ?? 0) + Math.abs(change));
    return found;
  };
  const most = Math.max(...sums(all).values());
  const own = sums(paths);
  return { influences: [...own.keys()], widths: [...own.values()].map((x) => LEAST_WIDTH + (MOST_WIDTH - LEAST_WIDTH) * (most ? x / most : 0)) };
};
