// Courses over time, exactly: the joint distribution of what later periods look back to, carried forward from period to period.

class Forward {
  // `when(t)`: the arm of a period; `orders`: for each period the variables in the arm's order; `most`: the number of cells that a pass may handle.
  constructor(periods, keep, { when, orders }, { last, most }) {
    Object.assign(this, { periods, keep, when, last, most, slots: Math.max(periods.reach, 1) + 1 });
    const wanted = new Set(keep);
    this.orders = orders.map((order) => order.filter((v) => wanted.has(v)));
    this.sizes = periods.sizes.flatMap((k) => Array(this.slots).fill(k));
    this.uses = this.lastUses();
    this.cost = this.planned();
  }

  // A copy of a variable is an axis. Once no later period looks back to it, its place is taken again.
  axis({ v, t }) { return v * this.slots + (t % this.slots); }

  // The causes of a variable in a period, each with the period in which it acts; in an arm, those that are left.
  acting(v, t) { return this.periods.acting(v, t).map(({ cause, lag }) => ({ v: cause, t: t - lag })); }

  causes(v, t) { return this.when(t).causes(v, this.acting(v, t), (x) => x.v, (u) => ({ v: u, t })); }

  lastUses() {
    const uses = new Map();
    let step = 0;
    for (let t = 0; t <= this.last; t++)
      for (const v of this.orders[t]) {
        for (const x of this.causes(v, t)) uses.set(`${x.v}@${x.t}`, step);
        step++;
      }
    return uses;
  }

  // Each step's axes: the copies before it, those of its table, and those that are left after it.
  *steps() {
    let live = [];
    let step = 0;
    for (let t = 0; t <= this.last; t++) {
      for (const v of this.orders[t]) {
        const own = { v, t };
        const causes = this.causes(v, t);
        const left = [...live.filter((x) => (this.uses.get(`${x.v}@${x.t}`) ?? -1) > step), own];
        yield { v, t, before: live, causes, left };
        live = left;
        step++;
      }
    }
  }

  planned() {
    let cost = 0;
    const size = (copies) => copies.reduce((n, { v }) => n * this.periods.sizes[v], 1);
    for (const { before, causes, v } of this.steps()) {
      const had = new Set(before.map((x) => this.axis(x)));
      cost += size([...before, ...causes.filter((x) => !had.has(this.axis(x))), { v }]);
      if (cost > this.most) return Infinity;
    }
    return cost;
  }

  // The distribution of every variable in every period. Null if what is seen cannot be. `base` is that of the run in which nothing is done,
  // which comes first and solves the `tables`.
  *run(seen, tables, base) {
    const found = Array.from({ length: this.last + 1 }, () => []);
    let tensor = Float64Array.of(1);
    for (const { v, t, before, causes, left } of this.steps()) {
      const [from, to, above] = [before, left, causes].map((copies) => copies.map((x) => this.axis(x)));
      const own = this.axis({ v, t });
      if (!base) tables.set(`${v}@${t}`, this.solved(v, t, () => arranged(tensor, from, above, this.sizes)));
      const k = this.periods.sizes[v];
      const arm = this.when(t);
      let table = tables.get(`${v}@${t}`);
      if (arm.touches(v)) table = arm.table(v, this.acting(v, t), table, (x) => x.v, (x) => base[x.t][x.v]);
      const kept = t ? undefined : seen.get(v);
      if (kept !== undefined) table = table.map((p, i) => (i % k === kept ? p : 0));
      const next = new Float64Array(cells(to, this.sizes));
      multiply(contraction(from, [...above, own], to, this.sizes), tensor, table, next);
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
