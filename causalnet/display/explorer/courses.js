// The courses of all variables over the periods: exact where that is small, and otherwise sampled.

// Both of the world as it is and under the scenario. They are generators, so that a page can work a little at a time.
class Courses {
  constructor(engine, plan) {
    Object.assign(this, { engine, plan, key: null });
  }

  // {now, before: for each period the distribution of every variable, sampled: the variables that were, error(v, t)}; null if what is seen cannot be.
  *ask(numbers, scenario, today) {
    const key = JSON.stringify([numbers.weights, numbers.amounts, numbers.there, numbers.scaling, [...numbers.admitted], numbers.judge]);
    if (key !== this.key) { this.key = null; yield* this.begin(numbers, today); this.key = key; }
    const done = (t) => doneIn(scenario, t);
    const idle = !scenario.done.size && !scenario.seen.size;
    const groups = this.groups(scenario.seen);
    const exact = new Map();
    for (const forward of groups) {
      const base = yield* forward.run(NOTHING, new Map(), true);
      const found = idle ? base : yield* forward.run(done, scenario.seen, false);
      if (found === null) return null;
      for (const v of forward.keep) if (!exact.has(v)) exact.set(v, { base, found });
    }
    const sampled = this.periods.order.filter((v) => !exact.has(v));
    if (sampled.length && !this.base) this.base = yield* this.particles.run(NOTHING, new Map(), null);
    const arm = sampled.length && !idle ? yield* this.particles.run(done, scenario.seen, this.base) : this.base;
    if (arm === null && sampled.length) return null;
    const given = scenario.seen.size && scenario.done.size ? yield* this.given(groups, scenario.seen, sampled) : null;
    return this.told(exact, sampled, arm, given);
  }

  // The same with nothing set, for what is observed.
  *given(groups, seen, sampled) {
    const exact = new Map();
    for (const forward of groups) {
      const found = yield* forward.run(NOTHING, seen, false);
      for (const v of forward.keep) if (!exact.has(v)) exact.set(v, found);
    }
    return { exact, arm: sampled.length ? yield* this.particles.run(NOTHING, seen, this.base) : null };
  }

  *begin(numbers, today) {
    this.periods = new Periods(this.engine, numbers, today);
    this.particles = new Particles(this.periods, this.plan);
    this.base = null;
  }

  // Passes that are small enough, none within another.
  groups(seen) {
    const keeps = new Map();
    for (const v of this.periods.order) {
      const keep = this.periods.relevant([v, ...seen.keys()]);
      keeps.set(keep.join(), keep);
    }
    const small = [...keeps.values()].map((keep) => new Forward(this.periods, keep, this.plan)).filter(({ cost }) => cost < Infinity);
    return small.filter((one) => !small.some((other) => other !== one && other.keep.length > one.keep.length && one.keep.every((v) => other.keep.includes(v))));
  }

  told(exact, sampled, arm, given) {
    const table = (read, simulated, known = exact) => Array.from({ length: this.plan.last + 1 }, (_, t) =>
      this.engine.model.variables.map((_, v) => (known.has(v) ? read(known.get(v))[t][v] : sampled.includes(v) ? this.particles.p(simulated, v, t) : this.periods.today[v])));
    const other = given?.arm ?? this.base;
    return {
      against: given ? table((own) => own, other, given.exact) : null,
      now: table(({ found }) => found, arm),
      before: table(({ base }) => base, this.base),
      sampled: new Set(sampled),
      error: (v, t) => (sampled.includes(v) ? this.particles.error(arm, other, v, t) : 0),
    };
  }
}

const NOTHING = () => new Map();
