// Arms: what is done in a period. A setting is a Markov kernel, as in causalnet.network.kernel; an influence may be cut, or its effect may
// see its cause in another state, as in causalnet.questions.query.mutilate.
// A setting goes by a number: a state of its variable, or −1 − its place among the settings that the model lists.

const softOf = (model, setting) => (setting < 0 ? model.settings[-1 - setting] : null);

// The variables, causes first; an error if what is set makes a cycle.
const causesFirst = (model, parents) => {
  const [order, state] = [[], new Map()];
  const visit = (v) => {
    if (state.get(v) === "done") return;
    if (state.get(v) === "begun") throw new Refusal("What is set goes round in a circle, by way of {variable}.", { variable: model.variables[v].label });
    state.set(v, "begun");
    parents[v].forEach(visit);
    state.set(v, "done");
    order.push(v);
  };
  model.order.forEach(visit);
  return order;
};

class Arm {
  // `done`: a map from variables to settings; `edges`: the places of changed influences among those that the model lists.
  constructor(model, done = new Map(), edges = []) {
    Object.assign(this, { model, done });
    this.severing = new Map();
    for (const { effect, severed } of [...edges].map((e) => model.edges[e])) {
      this.severing.set(effect, new Map([...(this.severing.get(effect) ?? []), ...severed]));
    }
  }

  get isIdle() { return !this.done.size && !this.severing.size; }

  // Whether variables are set to states and nothing else is done.
  get isPlain() { return !this.severing.size && [...this.done.values()].every((s) => s >= 0); }

  // The variables whose own mechanism differs from that of the world as it is.
  get changed() { return [...new Set([...this.done.keys(), ...this.severing.keys()])]; }

  has(v) { return this.done.has(v); }

  touches(v) { return this.done.has(v) || this.severing.has(v); }

  // {sources, rows} of a setting; null for a variable that is not set.
  kernel(v) {
    const setting = this.done.get(v);
    if (setting === undefined) return null;
    const soft = softOf(this.model, setting);
    if (soft) return { sources: soft.sources, rows: Float64Array.from(soft.rows) };
    return { sources: [], rows: Float64Array.from(this.model.variables[v].states, (_, s) => Number(s === setting)) };
  }

  // Whether a variable still answers to its causes.
  keepsCauses(v) {
    const setting = this.done.get(v);
    if (setting === undefined || setting >= 0) return setting === undefined;
    const { sources } = softOf(this.model, setting);
    return sources.length === 1 && sources[0] === v;
  }

  // The variables that a policy reads.
  reads(v) { return this.keepsCauses(v) ? [] : softOf(this.model, this.done.get(v))?.sources ?? []; }

  // For each cause whose influence is changed the state in which it is seen, or null where the influence is cut.
  severed(v) { return this.severing.get(v) ?? new Map(); }

  // Whether an influence carries nothing.
  isIdleInfluence({ cause, effect }) { return !this.keepsCauses(effect) || this.severed(effect).has(cause); }

  // What is left of the causes of a variable: whatever `own` holds, `cause` tells which variable it is; and what a policy reads.
  causes(v, own, cause, read) {
    if (!this.keepsCauses(v)) return this.reads(v).map(read);
    const severed = this.severed(v);
    return own.filter((x) => !severed.has(cause(x)));
  }

  parents(own) { return own.map((above, v) => this.causes(v, above, (u) => u, (u) => u)); }

  // The table of a variable over the causes that are left. `chances(x)` gives the distribution of a cause while nothing is done.
  table(v, own, table, cause, chances) {
    const kernel = this.kernel(v);
    if (!this.keepsCauses(v)) return kernel.rows;
    const size = (u) => this.model.variables[u].states.length;
    let [left, found] = [[...own], table];
    for (const [u, state] of this.severed(v)) {
      for (let at = left.findIndex((x) => cause(x) === u); at >= 0; at = left.findIndex((x) => cause(x) === u)) {
        const inner = left.slice(at + 1).reduce((n, x) => n * size(cause(x)), size(v));
        const p = state === null ? chances(left[at]) : Array.from({ length: size(u) }, (_, s) => Number(s === state));
        found = averaged(found, p, inner);
        left.splice(at, 1);
      }
    }
    return kernel ? timesRows(found, kernel.rows, size(v)) : found;
  }
}

// A table averaged over an axis, behind which `inner` cells lie.
const averaged = (table, p, inner) => {
  const found = new Float64Array(table.length / p.length);
  for (let i = 0; i < table.length; i++) {
    const outer = Math.floor(i / (inner * p.length));
    found[outer * inner + (i % inner)] += p[Math.floor(i / inner) % p.length] * table[i];
  }
  return found;
};

// Every row of a table, followed by a kernel from the variable itself.
const timesRows = (table, rows, k) => Float64Array.from(table, (_, i) => {
  let found = 0;
  for (let s = 0; s < k; s++) found += table[i - (i % k) + s] * rows[s * k + (i % k)];
  return found;
});
