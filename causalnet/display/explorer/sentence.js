// The answer in words: one sentence that can be quoted, and the numbers behind it.

const sizeWord = (share, sizes) => [say("negligible"), say("small"), say("moderate"), say("large")][SIZES.indexOf(sizeOf(share, sizes))];

const listed = (texts) => texts.join(say(", "));

const stated = (model, map) => listed([...map].map(([v, s]) => say("{variable}: {state}", { variable: plain(model.variables[v].label), state: plain(model.variables[v].states[s]) })));

const headline = (model, latest) => {
  const { scenario, now, before, impossible } = latest;
  const v = scenario.outcome;
  const label = plain(model.variables[v].label);
  if (impossible) return { sentence: say("These observations cannot occur together in this model."), big: say("Impossible"), gloss: "" };
  if (!scenario.done.size && !scenario.seen.size) {
    const gloss = touching() ? say("Nothing is set or observed. Tap a proposal, or a state of a card to set it.") : say("Nothing is set or observed. Point at a card to read its states, and click a state to set it.");
    return { sentence: scenario.period ? say("Without intervention {outcome} stays where it stands today.", { outcome: label }) : say("This is today: {outcome} as it stands.", { outcome: label }), big: say("Today"), gloss };
  }
  return model.elicited && now[v].length > 2 ? byLevel(model, latest, label) : byChance(model, latest, label);
};

// States of a network may not be ordered: the one that gains or loses most.
const byChance = (model, latest, label) => {
  const { scenario: { outcome: v }, now, before } = latest;
  const moved = now[v].map((p, s) => Math.abs(p - before[v][s]));
  const s = model.elicited ? now[v].length - 1 : moved.indexOf(Math.max(...moved));
  const [p, q] = [now[v][s], before[v][s]];
  const values = { state: plain(model.variables[v].states[s]), outcome: label, now: (100 * p).toFixed(1), before: (100 * q).toFixed(1), change: Math.abs(100 * (p - q)).toFixed(1), size: sizeWord(p - q, model.variables[v].sizes) };
  const way = Math.abs(p - q) < NO_CHANGE ? say("the chance that {outcome} is {state} does not change ({now}%)", values)
    : p > q ? say("the chance that {outcome} is {state} rises by {change} percentage points ({before}% → {now}%), a {size} change", values)
      : say("the chance that {outcome} is {state} falls by {change} percentage points ({before}% → {now}%), a {size} change", values);
  return { sentence: framed(model, latest, way), big: say("{change} points", { change: signed(100 * (p - q), 1) }), gloss: say("in the chance of {state}: {now}%, was {before}%.", values) + because(model, latest) };
};

const NO_CHANGE = 1e-9;

const byLevel = (model, latest, label) => {
  const { scenario: { outcome: v }, now, before } = latest;
  const top = now[v].length - 1;
  const [x, y] = [expected(now[v]), expected(before[v])];
  const share = (x - y) / top;
  const values = { outcome: label, change: Math.abs(x - y).toFixed(3), top, share: (100 * Math.abs(share)).toFixed(1), size: sizeWord(share, model.variables[v].sizes), now: x.toFixed(3), before: y.toFixed(3) };
  const way = Math.abs(x - y) < NO_CHANGE ? say("{outcome} does not change", values)
    : x > y ? say("{outcome} rises by {change} of {top} states ({share}% of the scale), a {size} change", values)
      : say("{outcome} falls by {change} of {top} states ({share}% of the scale), a {size} change", values);
  return { sentence: framed(model, latest, way), big: signed(x - y, 3), gloss: say("in the expected level (0 to {top}): {now}, was {before}.", values) + because(model, latest) };
};

// A clause with the period, what is set and what is observed before it.
const framed = (model, { scenario, set }, clause) => {
  const [period, done, seen] = [scenario.period, stated(model, scenario.done), stated(model, scenario.seen)];
  const values = { period, done, seen, clause, first: scenario.first, last: scenario.last };
  const held = !scenario.done.size ? "" : set.size === scenario.done.size ? say("with {done} set", values)
    : period < scenario.first ? say("before {done} is set", values) : say("after {done} was set until period {last}", values);
  const found = seen ? say("where {seen} is observed", values) : "";
  const frame = held && found ? say("{held}, {found}", { held, found }) : held || found;
  const sentence = period ? say("In period {period}, {frame}: {clause}.", { period, frame, clause }) : say("{frame}: {clause}.", { frame, clause });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
};

// Whether it is so by definition, and why a setting cannot reach the outcome.
const because = (model, { scenario, numbers, set }) => {
  if (scenario.period || !set.size) return "";
  const values = { outcome: plain(model.variables[scenario.outcome].label) };
  const path = pathOf(model, numbers.there, scenario);
  if (path === AT_ONCE) return set.has(scenario.outcome) ? ` ${say("By definition: {outcome} is itself set.", values)}` : "";
  if (path === OBSERVING) return ` ${say("The change comes by observing alone, because no influence carries it to {outcome}.", values)}`;
  if (path === "lagged only") return ` ${say("The setting does not reach {outcome} within a period: lagged only.", values)}`;
  if (path === "no path") return ` ${say("The setting does not reach {outcome}: no path.", values)}`;
  return ` ${say("The setting does not reach {outcome}: blocked by what is observed.", values)}`;
};
