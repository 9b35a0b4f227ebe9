// The courses of all variables over the periods: exact where that is small, and otherwise sampled.

// Both of the world as it is and under the scenario. They are generators, so that a page can work a little at a time.
class Courses {
  constructor(engine, plan) {
    Object.assign(this, { engine, plan, key: null });
  }

  // {now, before: for each period the distribution of every variable, sampled: the variables that were, error(v, t)}; null if what is seen cannot be.
  *ask(numbers, scenario, today) {
    const { done, edges, seen } = scenario;
    const key = JSON.stringify([numbers.weights, numbers.amounts, numbers.there, numbers.scaling, [...numbers.admitted], numbers.judge]);
    if (key !== this.key) { this.key = null; yield* this.begin(numbers, today); this.key = key; }
    const [acts, idles] = [this.course(scenario), this.course({ ...scenario, done: new Map(), edges: new Set() })];
    const isIdle = !done.size && !edges.size && !seen.size;
    const groups = this.groups(seen, acts, idles);
    const exact = new Map();
    for (const { idle, act } of groups) {
      const tables = new Map();
      const base = yield* idle.run(new Map(), tables, null);
      const found = isIdle ? base : yield* act.run(seen, tables, base);
      const given = seen.size && act !== idle ? yield* idle.run(seen, tables, base) : found;
      if (found === null || given === null) return null;
      for (const v of idle.keep) if (!exact.has(v)) exact.set(v, { base, found, given });
    }
    const sampled = this.periods.order.filter((v) => !exact.has(v));
    if (sampled.length && !this.base) this.base = yield* this.particles.run(idles, new Map(), null);
    const arm = sampled.length && !isIdle ? yield* this.particles.run(acts, seen, this.base) : this.base;
    if (arm === null && sampled.length) return null;
    const apart = Boolean(seen.size && (done.size || edges.size));
    const given = apart && sampled.length ? yield* this.particles.run(idles, seen, this.base) : null;
    return this.told(exact, sampled, arm, { apart, given });
  }

  // The arm of every period, and the order in which it is carried out.
  course(scenario) {
    const arms = Array.from({ length: this.plan.last + 1 }, (_, t) => armIn(this.engine.model, scenario, t));
    const [idle, busy] = [true, false].map((own) => arms.find((arm) => arm.isIdle === own)).map((arm) => arm && this.periods.orderIn(arm));
    return { when: (t) => arms[t], arms, orders: arms.map((arm) => (arm.isIdle ? idle : busy)) };
  }

  *begin(numbers, today) {
    this.periods = new Periods(this.engine, numbers, today);
    this.particles = new Particles(this.periods, this.plan);
    this.base = null;
  }

  // Passes that are small enough, none within another: for each the run in which nothing is done, and that of the arm.
  groups(seen, acts, idles) {
    const keeps = new Map();
    for (const v of this.periods.order) {
      const keep = this.periods.relevant([v, ...seen.keys()], acts.arms);
      keeps.set(keep.join(), keep);
    }
    const busy = acts.arms.some((arm) => !arm.isIdle);
    const passes = [...keeps.values()].map((keep) => {
      const idle = new Forward(this.periods, keep, idles, this.plan);
      return { keep, idle, act: busy ? new Forward(this.periods, keep, acts, this.plan) : idle };
    });
    const small = passes.filter(({ idle, act }) => Math.max(idle.cost, act.cost) < Infinity);
    return small.filter((one) => !small.some((other) => other !== one && other.keep.length > one.keep.length && one.keep.every((v) => other.keep.includes(v))));
  }

  told(exact, sampled, arm, { apart, given }) {
    const table = (read, simulated) => Array.from({ length: this.plan.last + 1 }, (_, t) =>
      this.engine.model.variables.map((_, v) => (exact.has(v) ? read(exact.get(v))[t][v] : sampled.includes(v) ? this.particles.p(simulated, v, t) : this.periods.today[v])));
    const other = given ?? this.base;
    return {
      against: apart ? table((own) => own.given, other) : null,
      now: table(({ found }) => found, arm),
      before: table(({ base }) => base, this.base),
      sampled: new Set(sampled),
      error: (v, t) => (sampled.includes(v) ? this.particles.error(arm, other, v, t) : 0),
    };
  }
}
