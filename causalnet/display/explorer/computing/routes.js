// The routes of what is done to an outcome within a period: each path and the change that goes along it alone, as in causalnet.routes.

// The number of paths that are followed one at a time.
const MOST_PATHS = 200;
const STANDING_ORDER = ["stated", "implied", "added", "rival"];

// The influences on paths from what is done to the outcome, causes first.
const waysTo = (standing, arm, outcome) => {
  const parents = arm.parents(standing.parents);
  const order = causesFirst(standing.model, parents);
  const below = parents.map(() => []);
  parents.forEach((above, v) => above.forEach((p) => below[p].push(v)));
  const [reached, leading] = [ancestorsOf(below, arm.changed), ancestorsOf(parents, [outcome])];
  return order.flatMap((effect) => (leading.has(effect) ? parents[effect].filter((cause) => reached.has(cause)).map((cause) => [cause, effect]) : []));
};

const pathsAlong = (edges, sources, outcome) => {
  const many = new Map([[outcome, 1]]);
  for (const [cause, effect] of [...edges].reverse()) many.set(cause, (many.get(cause) ?? 0) + (many.get(effect) ?? 0));
  const count = sources.reduce((all, v) => all + (many.get(v) ?? 0), 0);
  if (count > MOST_PATHS) return { count, paths: null };
  const onward = new Map();
  for (const edge of edges) onward.set(edge[0], [...(onward.get(edge[0]) ?? []), edge]);
  const paths = [];
  const stack = edges.filter(([cause]) => sources.includes(cause)).map((edge) => [edge]).reverse();
  while (stack.length) {
    const path = stack.pop();
    const here = path[path.length - 1][1];
    if (here === outcome) paths.push(path);
    else stack.push(...(onward.get(here) ?? []).map((edge) => [...path, edge]).reverse());
  }
  return { count, paths };
};

// {count, paths: [{edges, influences, change, standing}]}, the greatest change first; `paths` is null where there are too many.
function* routesTo(standing, numbers, arm, outcome) {
  const { model } = standing;
  const edges = waysTo(standing, arm, outcome);
  const { count, paths } = pathsAlong(edges, arm.changed, outcome);
  if (!paths) return { count, paths };
  const within = new Map(model.influences.flatMap(({ cause, effect, lag }, i) => (numbers.there[i] && !lag ? [[edgeKey(cause, effect), i]] : [])));
  const before = expected(standing.today[outcome]);
  const found = [];
  for (const path of paths) {
    const active = new Set(path.map(([cause, effect]) => edgeKey(cause, effect)));
    const query = twofold(new Worlds(standing, arm, active), outcome, new Map());
    // The arrow of a policy is nobody's claim.
    const influences = path.flatMap(([cause, effect]) => within.get(edgeKey(cause, effect)) ?? []);
    const worst = Math.max(0, ...influences.map((i) => STANDING_ORDER.indexOf(model.influences[i].standing)));
    found.push({ edges: path, influences, change: expected(query.answer("rank")) - before, standing: STANDING_ORDER[worst] });
    yield;
  }
  const rank = (x) => -Math.abs(Math.round(x * 1e12));
  return { count, paths: found.sort((a, b) => rank(a.change) - rank(b.change)) };
}
