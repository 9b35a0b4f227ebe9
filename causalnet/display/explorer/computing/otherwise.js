// What would have come of the cases observed, had something been done: causalnet.counterfactual, on the page.

// What is told of an outcome: every state, every threshold between, and the expected level. Each is a worth of every state.
const eventsOf = (k) => {
  const states = [...Array(k).keys()];
  return [
    ...states.map((s) => ({ kind: "state", state: s, worth: states.map((u) => Number(u === s)) })),
    ...states.slice(1, -1).map((s) => ({ kind: "at least", state: s, worth: states.map((u) => Number(u >= s)) })),
    { kind: "level", state: null, worth: states },
  ];
};

// That the outcome would have crossed the threshold on one side of which it was seen; null if it was seen on none.
const crossingOf = (k, state) => {
  const states = [...Array(k).keys()];
  if (k < 2 || (state !== 0 && state !== k - 1)) return null;
  if (state === 0) return { kind: k === 2 ? "state" : "at least", state: 1, worth: states.map((u) => Number(u >= 1)) };
  return { kind: k === 2 ? "state" : "below", state: k === 2 ? 0 : k - 1, worth: states.map((u) => Number(u < k - 1)) };
};

// {path, before, p: by coupling, events, event, query}; null if no case has what is observed.
function* hadItBeen(standing, numbers, { done, edges }, outcome, seen) {
  const { engine, model } = standing;
  const path = pathOf(model, numbers.there, { done, edges, outcome, seen: new Map() });
  const before = engine.ask(new Arm(model), seen)?.[outcome];
  if (!before) return null;
  const events = eventsOf(engine.sizes[outcome]);
  const event = (seen.has(outcome) && crossingOf(engine.sizes[outcome], seen.get(outcome))) || events[events.length - 1];
  if (path !== AT_ONCE) return { path, before, events, event };
  const query = twofold(new Worlds(standing, new Arm(model, done, edges)), outcome, seen);
  const p = {};
  for (const coupling of query.agrees ? ["any"] : ["rank", "fresh"]) { p[coupling] = query.answer(coupling); yield; }
  return { path, before, p, events, event, query };
}

// [least, most] of each of some events under any coupling. `wider`: they come from the outcome in either world alone; null where that is not
// known either.
function* rangesOf(query, outcome, seen, events) {
  const ranges = [];
  for (const { worth } of events) {
    const range = yield* provedRange(query, seen, worth);
    if (!range) {
      const wide = events.map((one) => marginRange(query, outcome, one.worth));
      return { ranges: wide.includes(null) ? null : wide, wider: true };
    }
    ranges.push(range);
  }
  return { ranges, wider: false };
}
