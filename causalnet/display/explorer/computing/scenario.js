// The changes to the model, as plain data and as an address.
// `done` maps variables to settings and `seen` to states; `edges` holds changed influences, by their places among those that the
// model lists. `weights` and `amounts` influences and modifiers to numbers; `off`
// holds standings, `dropped` influences and `admitted` rivals. What is set holds from period `first` to `last`, or for good; the bars
// are those of `period`.

const emptyScenario = (outcome) => ({
  done: new Map(), seen: new Map(), edges: new Set(), weights: new Map(), amounts: new Map(),
  off: new Set(), dropped: new Set(), admitted: new Set(), outcome, first: 0, last: null, period: 0, judge: 0,
});

const isElicited = (model) => Boolean(model.elicited);

// The present influences and modifiers with their numbers, for Engine.compile.
const numbersOf = (model, scenario) => {
  const modifiers = model.modifiers ?? [];
  const stands = model.influences.map((influence, i) => {
    if (influence.locked) return true;
    if (influence.rival != null) return scenario.admitted.has(influence.rival);
    return !scenario.off.has(influence.standing) && !scenario.dropped.has(i);
  });
  const scaling = modifiers.map((m) => stands[m.influence] && stands[m.by] && !scenario.off.has(m.standing));
  const serving = new Set(modifiers.filter((_, m) => scaling[m]).map((m) => m.by));
  // An influence that only scales another is dropped when nothing is left to scale.
  const there = model.influences.map((influence, i) =>
    stands[i] && (influence.lag ? influence.strength != null : influence.strength != null || influence.locked || serving.has(i) || untouched(scenario)));
  return {
    there,
    scaling,
    weights: model.influences.map((influence, i) => scenario.weights.get(i) ?? influence.strength?.central ?? 0),
    amounts: modifiers.map((m, i) => scenario.amounts.get(i) ?? m.amount.central),
    admitted: scenario.admitted,
    judge: scenario.judge,
  };
};

const untouched = (scenario) => !scenario.off.size && !scenario.dropped.size;

const isPresent = (model, scenario, v) => {
  const { rival } = model.variables[v];
  return rival == null || scenario.admitted.has(rival);
};

// ── the address ──

const ARROW = ">";
const LATER = "@"; // a name never holds it, once it is encoded
const influenceName = (model, i) => {
  const { cause, effect, lag } = model.influences[i];
  const arrow = [model.variables[cause].name, model.variables[effect].name].map(encodeURIComponent).join(ARROW);
  return lag ? `${arrow}${LATER}${lag}` : arrow;
};
const modifierName = (model, m) => {
  const { influence, by } = model.modifiers[m];
  const { cause } = model.influences[by];
  return `${influenceName(model, influence)}*${encodeURIComponent(model.variables[cause].name)}`;
};

const addressOf = (model, scenario) => {
  const parts = new URLSearchParams();
  const named = (v) => model.variables[v].name;
  for (const [v, s] of scenario.done) {
    const soft = softOf(model, s);
    parts.append(soft ? "soft" : "do", `${encodeURIComponent(named(v))}=${soft ? soft.code : model.variables[v].stateNames[s]}`);
  }
  for (const e of scenario.edges) parts.append("edge", model.edges[e].code);
  for (const [v, s] of scenario.seen) parts.append("see", `${encodeURIComponent(named(v))}=${model.variables[v].stateNames[s]}`);
  for (const [i, w] of scenario.weights) parts.append("strength", `${influenceName(model, i)}=${w}`);
  for (const [m, x] of scenario.amounts) parts.append("amount", `${modifierName(model, m)}=${x}`);
  for (const word of scenario.off) parts.append("without", word);
  for (const i of scenario.dropped) parts.append("drop", influenceName(model, i));
  for (const r of scenario.admitted) parts.append("rival", model.rivals[r].name);
  if (scenario.first || scenario.last !== null) parts.append("during", `${scenario.first}-${scenario.last ?? ""}`);
  if (scenario.judge) parts.append("judge", model.judges[scenario.judge].name);
  if (scenario.period) parts.append("period", scenario.period);
  if (scenario.outcome !== firstOutcome(model)) parts.append("outcome", named(scenario.outcome));
  return parts.toString();
};

// What is set today cannot be observed today: there the setting counts. What is set from a later period on can.
const keepApart = ({ done, seen, first }) => { if (!first) for (const v of done.keys()) seen.delete(v); };

const isActing = ({ done, edges }) => done.size + edges.size > 0;

// Whether a proposal is carried out, with or without others.
const isCarriedOut = ({ set, edges }, scenario) => set.every(([v, s]) => scenario.done.get(v) === s) && edges.every((e) => scenario.edges.has(e));

// The place of the proposal that is carried out and nothing else; −1 if there is none.
const proposalIn = (model, scenario) => (model.proposals ?? []).findIndex((one) =>
  one.set.length === scenario.done.size && one.edges.length === scenario.edges.size && isCarriedOut(one, scenario));

// What is done in a period.
const armIn = (model, { done, edges, first, last }, t) => (t >= first && (last === null || t <= last) ? new Arm(model, done, edges) : new Arm(model));

const isPeriod = (model, t) => /^\d+$/.test(t) && Number(t) <= (model.time?.last ?? 0);

const firstOutcome = (model) => {
  if (model.opening != null) return model.opening;
  const at = model.variables.findIndex((v) => v.role === "outcome" && v.rival == null);
  return at >= 0 ? at : model.order[model.order.length - 1];
};

const within = (text, { low, high }) => {
  const x = Number(text);
  return text !== "" && Number.isFinite(x) && x >= low && x <= high ? x : undefined;
};

// Gives a model the numbers of one of its judges.
const judgedBy = (model, judge) => {
  const own = model.judges?.[judge];
  if (!own) return;
  for (const part of ["variables", "influences", "modifiers"]) own[part].forEach((numbers, i) => Object.assign(model[part][i], numbers));
};

// [scenario, names in the address that the model does not have].
const scenarioAt = (model, address) => {
  const scenario = emptyScenario(firstOutcome(model));
  const unknown = [];
  const places = (names) => new Map(names.map((name, i) => [name, i]));
  const variables = places(model.variables.map((v) => v.name));
  const coded = places(model.variables.map((v) => encodeURIComponent(v.name)));
  const influences = places(model.influences.map((_, i) => influenceName(model, i)));
  const modifiers = places((model.modifiers ?? []).map((_, m) => modifierName(model, m)));
  const rivals = places((model.rivals ?? []).map((r) => r.name));
  const put = (map, key, value) => (key === undefined || value === undefined ? false : Boolean(map.set(key, value)));
  const add = (set, key) => key !== undefined && Boolean(set.add(key));
  const split = (text) => { const i = text.indexOf("="); return [text.slice(0, i), text.slice(i + 1)]; };
  const settle = (map) => (text) => {
    const [name, state] = split(text);
    const v = coded.get(name);
    const s = v === undefined ? -1 : model.variables[v].stateNames.indexOf(state);
    return put(map, v, s < 0 ? undefined : s);
  };
  const readers = {
    do: settle(scenario.done),
    soft: (text) => {
      const [name, code] = split(text);
      const at = model.settings.findIndex((one) => one.variable === coded.get(name) && one.code === code);
      return put(scenario.done, coded.get(name), at < 0 ? undefined : -1 - at);
    },
    edge: (code) => {
      const at = model.edges.findIndex((one) => one.code === code);
      return add(scenario.edges, at < 0 ? undefined : at);
    },
    see: settle(scenario.seen),
    strength: (text) => {
      const [name, w] = split(text);
      const i = influences.get(name);
      const range = i === undefined ? null : model.influences[i].strength;
      return range != null && put(scenario.weights, i, within(w, range));
    },
    amount: (text) => {
      const [name, x] = split(text);
      const m = modifiers.get(name);
      return m !== undefined && put(scenario.amounts, m, within(x, model.modifiers[m].amount));
    },
    without: (word) => add(scenario.off, ["stated", "implied", "added"].includes(word) ? word : undefined),
    drop: (name) => {
      const i = influences.get(name);
      return i !== undefined && model.influences[i].rival == null && !model.influences[i].locked && add(scenario.dropped, i);
    },
    rival: (name) => {
      const r = rivals.get(name);
      return r !== undefined && !model.rivals[r].why && add(scenario.admitted, r);
    },
    during: (text) => {
      const [, first, last] = /^(\d+)-(\d*)$/.exec(text) ?? [];
      const ends = last ? Number(last) : null;
      const there = first !== undefined && isPeriod(model, first) && (ends === null || (isPeriod(model, ends) && ends >= first));
      if (there) [scenario.first, scenario.last] = [Number(first), ends];
      return there;
    },
    judge: (name) => {
      const at = (model.judges ?? []).findIndex((one) => one.name === name);
      if (at >= 0) scenario.judge = at;
      return at >= 0;
    },
    period: (text) => {
      const there = isPeriod(model, text);
      if (there) scenario.period = Number(text);
      return there;
    },
    outcome: (name) => {
      const v = variables.get(name);
      if (v !== undefined) scenario.outcome = v;
      return v !== undefined;
    },
  };
  for (const [key, text] of new URLSearchParams(address)) {
    if (!Object.hasOwn(readers, key) || !readers[key](text)) unknown.push(`${key}=${text}`);
  }
  keepApart(scenario);
  for (const map of [scenario.done, scenario.seen]) {
    for (const v of map.keys()) if (!isPresent(model, scenario, v)) map.delete(v);
  }
  if (!isPresent(model, scenario, scenario.outcome)) scenario.outcome = firstOutcome(model);
  return [scenario, unknown];
};
