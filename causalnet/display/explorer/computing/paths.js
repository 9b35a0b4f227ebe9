// The path from a setting to the outcome, and the size of a change, in the words of the library.

const AT_ONCE = "within a period";
const OBSERVING = "by observing alone";
const BLOCKED = "blocked by what is observed";
const SIZES = ["negligible", "small", "moderate", "large"];

// A share that only rounding keeps below a cut-point has reached it.
const sizeOf = (share, cuts) => SIZES[cuts.filter((cut) => Math.abs(share) >= cut - 1e-9).length];

// The causes of each variable that act within a period in an arm.
const actingCauses = (model, there, arm) => {
  const parents = model.variables.map(() => []);
  model.influences.forEach(({ cause, effect, lag }, i) => { if (there[i] && !lag) parents[effect].push(cause); });
  return arm.parents(parents);
};

const bothWorlds = (model, there, arm) => [arm, new Arm(model)].map((one) => actingCauses(model, there, one));

const arrowsOf = (graphs) => graphs.flatMap((parents) => parents.flatMap((above, v) => above.map((p) => [p, v])));

const ancestorsOf = (parents, nodes) => {
  const found = new Set(nodes);
  const stack = [...found];
  while (stack.length) for (const p of parents[stack.pop()]) if (!found.has(p)) { found.add(p); stack.push(p); }
  return found;
};

// The variables with a directed path to the outcome on which nothing is observed.
const unblocked = (parents, outcome, observed) =>
  observed.has(outcome) ? new Set()
    : ancestorsOf(parents.map((above, v) => (observed.has(v) ? [] : above.filter((p) => !observed.has(p)))), [outcome]);

// The variables whose mechanism can affect the outcome, given the observations.
// R. D. Shachter (1998), "Bayes-ball: the rational pastime", UAI (requisite probability nodes).
const requisite = (parents, outcome, observed) => {
  const opened = ancestorsOf(parents, observed.keys());
  const below = parents.map(() => []);
  parents.forEach((above, v) => above.forEach((p) => below[p].push(v)));
  const [passed, seen, stack] = [new Set(), new Set(), [[outcome, true]]];
  while (stack.length) {
    const [v, upward] = stack.pop();
    if (seen.has(2 * v + upward)) continue;
    seen.add(2 * v + upward);
    const free = !observed.has(v);
    if (free) for (const child of below[v]) stack.push([child, false]);
    if (upward ? free : opened.has(v)) { passed.add(v); for (const p of parents[v]) stack.push([p, true]); }
  }
  return passed;
};

// The variables with a path to the outcome that has at least one lagged influence.
const reachingLater = (model, arrows, there, { outcome }) => {
  const above = model.variables.map(() => []);
  arrows.forEach(([cause, effect]) => above[effect].push([cause, false]));
  model.influences.forEach(({ cause, effect, lag }, i) => { if (lag && there[i]) above[effect].push([cause, true]); });
  const [seen, found, stack] = [new Set(), new Set(), [[outcome, false]]];
  while (stack.length) {
    const [v, late] = stack.pop();
    if (seen.has(2 * v + late)) continue;
    seen.add(2 * v + late);
    if (late) found.add(v);
    for (const [cause, lagged] of above[v]) stack.push([cause, late || lagged]);
  }
  return found;
};

// The path from all that is done to the outcome, compared with the world as it is, given the observations.
const pathOf = (model, there, scenario) => {
  const { seen, outcome } = scenario;
  const arm = new Arm(model, scenario.done, scenario.edges);
  const graphs = bothWorlds(model, there, arm);
  const meets = (nodes) => arm.changed.some((v) => nodes.has(v));
  if (graphs.some((parents) => meets(unblocked(parents, outcome, seen)))) return AT_ONCE;
  if (graphs.some((parents) => meets(requisite(parents, outcome, seen)))) return OBSERVING;
  if (graphs.some((parents) => meets(ancestorsOf(parents, [outcome])))) return BLOCKED;
  return meets(reachingLater(model, arrowsOf(graphs), there, scenario)) ? "lagged only" : "no path";
};

// Whether what is done acts on the outcome in a later period.
const actsLater = (model, there, scenario) => {
  const arm = new Arm(model, scenario.done, scenario.edges);
  const late = reachingLater(model, arrowsOf(bothWorlds(model, there, arm)), there, scenario);
  return arm.changed.some((v) => late.has(v));
};

// What is observed on a directed path from what is done to the outcome.
const blockingOf = (model, there, scenario) => {
  const arm = new Arm(model, scenario.done, scenario.edges);
  const found = new Set();
  for (const parents of bothWorlds(model, there, arm)) {
    const below = parents.map(() => []);
    parents.forEach((above, v) => above.forEach((p) => below[p].push(v)));
    const [up, down] = [ancestorsOf(parents, [scenario.outcome]), ancestorsOf(below, arm.changed)];
    for (const v of up) if (down.has(v)) found.add(v);
  }
  return [...scenario.seen.keys()].filter((v) => found.has(v));
};
