// Courses over time, exactly: the joint distribution of what later periods look back to, carried forward from period to period.

class Forward {
  // `most`: the number of cells that a pass may handle.
  constructor(periods, keep, { last, most }) {
    Object.assign(this, { periods, keep, last, most, slots: Math.max(periods.reach, 1) + 1 });
    this.sizes = periods.sizes.flatMap((k) => Array(this.slots).fill(k));
    this.tables = new Map();
    this.uses = this.lastUses();
    this.cost = this.planned();
  }

  // A copy of a variable is an axis. Once no later period looks back to it, its place is taken again.
  axis(v, t) { return v * this.slots + (t % this.slots); }

  step(v, t) { return t * this.keep.length + this.keep.indexOf(v); }

  lastUses() {
    const uses = new Map();
    for (let t = 0; t <= this.last; t++)
      for (const v of this.keep)
        for (const { cause, lag } of this.periods.acting(v, t)) {
          const key = `${cause}@${t - lag}`;
          uses.set(key, Math.max(uses.get(key) ?? 0, this.step(v, t)));
        }
    return uses;
  }

  // Each step's axes: the copies before it, those of its table, and those that are left after it.
  *steps() {
    let live = [];
    for (let t = 0; t <= this.last; t++) {
      for (const v of this.keep) {
        const own = { v, t };
        const causes = this.periods.acting(v, t).map(({ cause, lag }) => ({ v: cause, t: t - lag }));
        const left = [...live.filter((x) => (this.uses.get(`${x.v}@${x.t}`) ?? -1) > this.step(v, t)), own];
        yield { v, t, before: live, causes, left };
        live = left;
      }
    }
  }

  planned() {
    let cost = 0;
    const size = (copies) => copies.reduce((n, { v }) => n * this.periods.sizes[v], 1);
    for (const { before, causes, v } of this.steps()) {
      const had = new Set(before.map((x) => this.axis(x.v, x.t)));
      cost += size([...before, ...causes.filter((x) => !had.has(this.axis(x.v, x.t))), { v }]);
      if (cost > this.most) return Infinity;
    }
    return cost;
  }

  // The distribution of every variable in every period; the run in which nothing is done solves the tables. Null if what is seen cannot be.
  *run(done, seen, base) {
    const found = Array.from({ length: this.last + 1 }, () => []);
    let tensor = Float64Array.of(1);
    for (const { v, t, before, causes, left } of this.steps()) {
      const [from, to] = [before, left].map((copies) => copies.map((x) => this.axis(x.v, x.t)));
      const above = causes.map((x) => this.axis(x.v, x.t));
      const own = this.axis(v, t);
      if (base) this.tables.set(`${v}@${t}`, this.solved(v, t, () => arranged(tensor, from, above, this.sizes)));
      const k = this.periods.sizes[v];
      const set = done(t).get(v);
      const kept = t ? undefined : seen.get(v);
      let table = this.tables.get(`${v}@${t}`);
      if (set !== undefined) table = Float64Array.from({ length: k }, (_, s) => Number(s === set));
      else if (kept !== undefined) table = table.map((p, i) => (i % k === kept ? p : 0));
      const scope = set === undefined ? [...above, own] : [own];
      const next = new Float64Array(cells(to, this.sizes));
      multiply(contraction(from, scope, to, this.sizes), tensor, table, next);
      tensor = next;
      const p = arranged(tensor, to, [own], this.sizes);
      if (!(sum(p) > 0)) return null;
      found[t][v] = share([...p]);
      yield;
    }
    return found;
  }

  solved(v, t, joint) { return this.periods.asToday(v, t) ? this.periods.todaysTable(v) : this.periods.solved(v, t, joint()); }
}
