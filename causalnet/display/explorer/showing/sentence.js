// The answer as a sentence that can be quoted, in the words of causalnet.questions.sentences, and the numbers behind it.

// A change within so many standard errors may be chance.
const [NOTHING_MOVED, FLOOR, CHANCE_ERRORS] = [1e-6, 1e-3, 2];

const listed = (texts) => texts.reduce((first, second) => say("{first}, {second}", { first, second }));

const series = (texts) => {
  const [last, ...rest] = [...texts].reverse();
  return rest.length ? say("{first} and {last}", { first: listed(rest.reverse()), last }) : last;
};

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// ── amounts ──

// As causalnet.model.effect_size has them.
const shareTold = (share, cuts) => {
  const percent = 100 * share + 1e-9;
  if (percent < 0.05) return percent < 100 * NOTHING_MOVED ? "0%" : say("under {share}", { share: "0.1%" });
  const text = percent < 9.95 ? `${percent.toFixed(1)}%` : `${percent.toFixed(0)}%`;
  const ahead = cuts.find((cut) => share < cut - 1e-9);
  const least = ahead === undefined ? "" : `${Number((100 * ahead).toPrecision(6))}%`;
  return ahead !== undefined && Number.parseFloat(text) >= Number.parseFloat(least) ? say("just under {share}", { share: least }) : text;
};

const precise = (x) => {
  const size = Math.abs(x);
  return size < NOTHING_MOVED ? "0.000" : size.toFixed(size >= FLOOR ? 3 : Math.ceil(-Math.log10(size)));
};

// A change without its sign: in percentage points where it is one of a probability.
const amountTold = (change, steps, cuts) => {
  const share = shareTold(Math.abs(change) / steps, cuts);
  if (steps === 1) {
    const points = share.replace("%", "");
    return ["1", "1.0"].includes(points.split(" ").pop()) ? say("{points} percentage point", { points }) : say("{points} percentage points", { points });
  }
  return say("{number} of {count:g} states, {share}", { number: precise(change), count: steps, share: say("{share} of the scale", { share }) });
};

// Two chances in percent, with as many digits as tell them apart.
const chancePair = (before, after) => {
  const percentOf = (p, digits) => {
    const text = `${(100 * Math.max(p, 0)).toFixed(digits)}%`;
    if (Number.parseFloat(text) === 100 && p < 1 - NOTHING_MOVED) return digits ? text : say("over 99%");
    return Number.parseFloat(text) === 0 && p > NOTHING_MOVED && !digits ? say("under 1%") : text;
  };
  const same = (digits) => before !== after && percentOf(before, digits) === percentOf(after, digits);
  let digits = 0;
  while (digits < 3 && same(digits)) digits++;
  if (digits === 3 && same(3)) digits = 0;
  return [percentOf(before, digits), percentOf(after, digits)];
};

// ── the change of the outcome ──

// What is measured: the expected level, or the chance of the state of a network that moves most.
const measured = (model, v, now, before) => {
  const { said, states, sizes } = model.variables[v];
  if (model.elicited) {
    const steps = states.length - 1;
    const above = (p) => p.map((_, j) => sum(p.slice(j))).slice(1);
    const [x, y] = [above(now), above(before)];
    const moves = x.map((p, j) => Math.abs(p - y[j]));
    const j = moves.indexOf(Math.max(...moves));
    const [old, fresh] = chancePair(y[j] ?? 1, x[j] ?? 1);
    const state = plain(states[j + 1]);
    const told = j + 2 === states.length ? state : say("at least {state}", { state });
    const chances = steps ? say("{before} → {after} {states}", { before: old, after: fresh, states: told }) : "";
    return { outcome: said, change: expected(now) - expected(before), steps: Math.max(steps, 1), sizes, chances };
  }
  const moves = now.map((p, s) => Math.abs(p - before[s]));
  const s = moves.indexOf(Math.max(...moves));
  const [old, fresh] = chancePair(before[s], now[s]);
  return { outcome: say("the probability that {variable} is {state}", { variable: said, state: plain(states[s]) }), change: now[s] - before[s], steps: 1, sizes, chances: say("{before} → {after}", { before: old, after: fresh }), s };
};

const RAISED = (size, values) => ({
  negligible: say("{action} hardly raises {outcome}: by {amount}", values), small: say("{action} raises {outcome} a little: by {amount}", values),
  moderate: say("{action} raises {outcome} moderately: by {amount}", values), large: say("{action} raises {outcome} a lot: by {amount}", values),
})[size];
const LOWERED = (size, values) => ({
  negligible: say("{action} hardly lowers {outcome}: by {amount}", values), small: say("{action} lowers {outcome} a little: by {amount}", values),
  moderate: say("{action} lowers {outcome} moderately: by {amount}", values), large: say("{action} lowers {outcome} a lot: by {amount}", values),
})[size];

const moved = ({ outcome, change, steps, sizes, chances }, action, error) => {
  const values = { action, outcome };
  if (error && Math.abs(change) <= CHANCE_ERRORS * error) {
    return say("{action} does not change {outcome} by more than chance: {change:+.4f}, with a standard error of {error:.4f}", { ...values, change: `${change < 0 ? "-" : "+"}${Math.abs(change).toFixed(4)}`, error: error.toFixed(4) });
  }
  if (Math.abs(change) < NOTHING_MOVED) return say("{action} does not change {outcome}", values);
  const amount = amountTold(change, steps, sizes);
  const told = { ...values, amount: chances ? say("{amount} ({chances})", { amount, chances }) : amount };
  return (change > 0 ? RAISED : LOWERED)(sizeOf(change / steps, sizes), told);
};

// ── what is done, and what is observed ──

const actionTold = (model, scenario) => {
  const { done, edges, first, last } = scenario;
  const proposal = model.proposals?.[proposalIn(model, scenario)];
  const hard = [...done].filter(([, s]) => s >= 0).map(([v, s]) => say("{variable} to {state}", { variable: model.variables[v].said, state: plain(model.variables[v].states[s]) }));
  const soft = [...done].filter(([, s]) => s < 0).map(([, s]) => plain(softOf(model, s).said));
  const parts = [...(hard.length ? [say("setting {settings}", { settings: series(hard) })] : []), ...soft, ...[...edges].map((e) => plain(model.edges[e].said))];
  const action = proposal ? proposal.action : series(parts);
  if (last === null) return first ? say("{action} from period {first} on", { action, first }) : action;
  if (first === last) return say("{action} in period {period}", { action, period: first });
  return first ? say("{action} in periods {first} to {last}", { action, first, last }) : say("{action} until period {last}", { action, last });
};

const found = (model, seen) => series([...seen].map(([v, s]) => say("{variable} is {state}", { variable: model.variables[v].said, state: plain(model.variables[v].states[s]) })));

// The period, how long it is, and what is observed.
const leadTold = (model, { period, seen }, within) => {
  const length = plain(model.period ?? "");
  const time = period && length ? say("By period {period} (counted from 0; a period is {length}), ", { period, length })
    : period ? say("By period {period}, ", { period })
    : within && length ? say("Within a period ({length}), ", { length })
    : within ? say("Within a period, ") : "";
  if (!seen.size) return time;
  const findings = found(model, seen);
  return time + (period ? say("given that {findings} in period 0, ", { findings }) : say("given that {findings}, ", { findings }));
};

// ── the answer ──

const headline = (model, latest) => {
  const { scenario, now, impossible, numbers, arm } = latest;
  const { outcome: v, seen, period } = scenario;
  const acting = isActing(scenario);
  const { said } = model.variables[v];
  // Until a later period is worked out, there is nothing to say of it.
  if (period && (latest.working || !latest.courses) && !impossible) {
    return { sentence: latest.working ? say("Later periods are being worked out …") : plain(latest.refused ?? ""), big: "…", gloss: "" };
  }
  if (impossible) return { sentence: say("These observations cannot occur together in this model."), big: say("Impossible"), gloss: "" };
  if (!acting && !seen.size) {
    const gloss = touching() ? say("Nothing is set or observed. Tap a proposal to carry it out, or a state of a card to set it.") : say("Nothing is set or observed. Click a proposal to carry it out, or a card to set one of its states.");
    return { sentence: capital(period ? say("without intervention {outcome} stays where it stands today.", { outcome: said }) : mostLikely(model, v, now[v])), big: say("Today"), gloss };
  }
  const change = measured(model, v, now[v], latest.against[v]);
  const path = acting && !period ? pathOf(model, numbers.there, scenario) : AT_ONCE;
  const action = acting ? actionTold(model, scenario) : "";
  const clause = !acting ? stands(change) : !period && arm.isIdle ? say("{action} does not change {outcome}", { action, outcome: change.outcome })
    : still(model, latest, path, action, change.outcome) ?? moved(change, action, latest.courses && period ? latest.courses.error(v, period) : 0);
  const within = acting && model.time && !period && actsLater(model, numbers.there, scenario);
  const sentence = capital(say("{lead}{clause}.", { lead: leadTold(model, scenario, within), clause }));
  return { sentence, ...figures(model, latest, change, path) };
};

// What is likeliest where nothing is set or observed.
const mostLikely = (model, v, p) => {
  const { said, states } = model.variables[v];
  const s = p.indexOf(Math.max(...p));
  return say("today, {outcome} is most likely {state} ({share}).", { outcome: said, state: plain(states[s]), share: percent(p[s]) });
};

// Where something is only observed: it tells of the outcome, and does not move it.
const stands = ({ outcome, change, steps, sizes, chances }) => {
  if (Math.abs(change) < NOTHING_MOVED) return say("{outcome} stands as today", { outcome });
  const amount = say("{amount} ({chances})", { amount: amountTold(change, steps, sizes), chances });
  return change > 0 ? say("{outcome} stands higher than today: by {amount}", { outcome, amount }) : say("{outcome} stands lower than today: by {amount}", { outcome, amount });
};

// That the structure keeps the outcome where it is, and why; null if it may move.
const still = (model, { scenario, numbers }, path, action, outcome) => {
  const { seen } = scenario;
  const values = { action, outcome };
  if (path === "no path") return say("{action} does not change {outcome}: {why}", { ...values, why: say("nothing that is set leads to it") });
  if (path === "lagged only") return say("{action} does not change {outcome} within a period: {why}", { ...values, why: say("what is set acts on it only in later periods") });
  if (path !== BLOCKED) return null;
  const blocking = blockingOf(model, numbers.there, scenario);
  const why = seen.has(scenario.outcome) || !blocking.length ? say("it is itself observed")
    : say("every path to it passes what is observed ({found})", { found: series(blocking.map((v) => model.variables[v].said)) });
  return say("{action} does not change {outcome}: {why}", { ...values, why });
};

// The large figure, and what it is of.
const figures = (model, { scenario: { outcome: v }, now, against, arm }, { change, s }, path) => {
  const isDefined = arm.has(v) && (arm.changed.length === 1 || (!arm.keepsCauses(v) && !arm.reads(v).length));
  const own = isDefined ? ` ${say("By definition: {outcome} is itself set.", { outcome: plain(model.variables[v].label) })}` : "";
  const alone = path === OBSERVING ? ` ${say("The change comes by observing alone, because no influence carries it to {outcome}.", { outcome: plain(model.variables[v].label) })}` : "";
  const top = now[v].length - 1;
  if (!model.elicited || top === 1) {
    const at = s ?? top;
    const values = { state: plain(model.variables[v].states[at]), now: (100 * now[v][at]).toFixed(1), before: (100 * against[v][at]).toFixed(1) };
    return { big: say("{change} points", { change: signed(100 * (now[v][at] - against[v][at]), 1) }), gloss: say("in the chance of {state}: {now}%, was {before}%.", values) + own + alone };
  }
  const values = { top, now: expected(now[v]).toFixed(3), before: expected(against[v]).toFixed(3) };
  return { big: signed(change, 3), gloss: say("in the expected level (0 to {top}): {now}, was {before}.", values) + own + alone };
};
