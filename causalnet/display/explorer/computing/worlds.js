// Two worlds of one model, the one as it is and that of an arm, as in causalnet.questions.counterfactuals.worlds: variables whose causes
// are the same in both have one version, and only those that are needed in both, the witnesses, need a coupling.

// Cells of the table of a witness that a page makes.
const MOST_WITNESS_CELLS = 3e6;

// A model as it stands, for any number of questions about two worlds.
class Standing {
  constructor(engine) {
    Object.assign(this, { engine, model: engine.model, ...engine.present() });
    this.today = engine.ask(new Arm(engine.model), new Map());
    this.order = causesFirst(this.model, this.parents);
  }

  size(v) { return this.engine.sizes[v]; }
}

class Worlds {
  // `active`: the influences along which the second world differs, as keys of `edgeKey`; everywhere else the first version of a cause is read.
  constructor(standing, arm, active = null) {
    Object.assign(this, { standing, arm, active, nodes: [], first: [], second: [], copies: new Map() });
    const { parents, tables } = standing;
    for (const v of standing.order) this.first[v] = this.add(v, parents[v].map((u) => this.first[u]), tables[v]);
    for (const v of causesFirst(standing.model, arm.parents(parents))) this.second[v] = this.value(v);
  }

  // A version of a variable: what it reads, its table, and the version in the first world that shares its luck.
  add(v, reads, table, twin = null) { return this.nodes.push({ v, reads, table, twin }) - 1; }

  value(v) {
    const kernel = this.arm.kernel(v);
    if (!kernel) return this.natural(v);
    if (this.arm.keepsCauses(v)) return this.add(v, [this.natural(v)], kernel.rows);
    return this.add(v, kernel.sources.map((u) => this.read(u, v)), kernel.rows);
  }

  natural(v) {
    const { parents, tables } = this.standing;
    const severed = this.arm.severed(v);
    const reads = parents[v].map((u) => (severed.has(u) ? this.copy(u, v, severed.get(u)) : this.read(u, v)));
    const twin = this.first[v];
    // The same causes and the same luck: one version.
    if (reads.every((x, i) => x === this.nodes[twin].reads[i])) return twin;
    return this.add(v, reads, tables[v], twin);
  }

  read(cause, effect) { return (!this.active || this.active.has(edgeKey(cause, effect)) ? this.second : this.first)[cause]; }

  // What an effect sees of a cause whose influence is changed.
  copy(cause, effect, state) {
    const p = state === null ? this.standing.today[cause] : Array.from({ length: this.standing.size(cause) }, (_, s) => Number(s === state));
    return this.add(cause, [], Float64Array.from(p));
  }
}

const edgeKey = (cause, effect) => `${cause}>${effect}`;

// A question about a node, given the states in which others are found. Where the worlds are not `coupled`, every node is in its own.
class TwoWorldQuery {
  constructor(worlds, target, found, coupled = true) {
    Object.assign(this, { worlds, target, found });
    const needed = ancestorsOf(worlds.nodes.map(({ reads }) => reads), [...found.keys(), target]);
    this.needed = worlds.nodes.map((_, id) => id).filter((id) => needed.has(id));
    this.twins = new Map(this.needed.flatMap((id) => { const { twin } = worlds.nodes[id]; return coupled && twin !== null && needed.has(twin) ? [[id, twin]] : []; }));
    this.kept = this.keptStates();
    this.sizes = this.kept.map((own) => own?.length);
  }

  // Whether every coupling gives the same answer.
  get agrees() { return !this.twins.size; }

  // The states of every node that what is set and seen leaves possible; all of the one that is asked about.
  keptStates() {
    const kept = [];
    for (const id of this.needed) {
      const { v, reads, table } = this.worlds.nodes[id];
      const every = [...Array(this.worlds.standing.size(v)).keys()];
      if (this.found.has(id) && id !== this.target) kept[id] = [this.found.get(id)];
      else kept[id] = reads.length || id === this.target ? every : every.filter((s) => table[s] > 0);
    }
    return kept;
  }

  // The parents of a node: of a witness's second version those of both versions, and its twin last.
  above(id) {
    const { reads } = this.worlds.nodes[id];
    if (!this.twins.has(id)) return reads;
    const twin = this.twins.get(id);
    return [...new Set([...this.worlds.nodes[twin].reads, ...reads]), twin];
  }

  // The distribution of the target; null if no case has what is found.
  answer(coupling) {
    const scopes = this.needed.map((id) => [...this.above(id), id]);
    const tables = this.needed.map((id) => (this.twins.has(id) ? this.coupled(id, coupling) : this.sliced(id)));
    let p = contracted(scopes, tables, this.sizes, [this.target]);
    // What is asked about may be what is seen, where nothing reaches it.
    if (this.found.has(this.target)) p = p.map((x, s) => (s === this.found.get(this.target) ? x : 0));
    return sum(p) > 0 ? share([...p]) : null;
  }

  sliced(id) {
    const { v, reads, table } = this.worlds.nodes[id];
    const k = this.worlds.standing.size(v);
    const rows = this.rowsOf(id, reads);
    const own = this.kept[id];
    return Float64Array.from({ length: rows.length * own.length }, (_, i) => table[rows[Math.floor(i / own.length)] * k + own[i % own.length]]);
  }

  // The row of a node's table at every combination of the kept states of some nodes.
  rowsOf(id, axes) {
    const { reads } = this.worlds.nodes[id];
    const steps = new Map();
    for (let i = reads.length - 1, step = 1; i >= 0; i--) {
      steps.set(reads[i], step);
      step *= this.worlds.standing.size(this.worlds.nodes[reads[i]].v);
    }
    return this.combined(axes, (a) => steps.get(a) ?? 0);
  }

  combined(axes, step) {
    let found = [0];
    for (const a of axes) {
      const own = step(a);
      const longer = [];
      for (const base of found) for (const s of this.kept[a]) longer.push(base + s * own);
      found = longer;
    }
    return found;
  }

  size(id) { return this.worlds.standing.size(this.worlds.nodes[id].v); }

  // Both rows of a witness at every combination of the causes of both, and whether these causes are the same.
  witnessRows(id) {
    const twin = this.twins.get(id);
    const axes = this.above(id).slice(0, -1);
    const { nodes, standing } = this.worlds;
    const many = axes.reduce((n, a) => n * this.sizes[a], 1);
    if (many * this.sizes[twin] * this.sizes[id] > MOST_WITNESS_CELLS) throw new Refusal("{variable} has too many causes in both worlds for a page.", { variable: standing.model.variables[nodes[id].v].label });
    const ladders = [twin, id].map((one) => {
      const { v, table } = nodes[one];
      const k = standing.size(v);
      const rows = this.rowsOf(one, axes);
      const known = new Map();
      return rows.map((row) => known.get(row) ?? known.set(row, laddered(table.subarray(row * k, (row + 1) * k))).get(row));
    });
    const same = new Uint8Array(many).fill(1);
    nodes[twin].reads.forEach((a, i) => {
      const b = nodes[id].reads[i];
      if (a === b) return;
      const [here, there] = [a, b].map((one) => this.combined(axes, (x) => Number(x === one)));
      for (let n = 0; n < many; n++) if (here[n] !== there[n]) same[n] = 0;
    });
    return { axes, first: ladders[0], second: ladders[1], same };
  }

  // K(x, x′ | a, b) / P(x | a); where P(x | a) is nought, the row of the second world.
  coupled(id, coupling) {
    const { first, second, same } = this.witnessRows(id);
    const [before, own] = [this.kept[this.twins.get(id)], this.kept[id]];
    const found = new Float64Array(first.length * before.length * own.length);
    let at = 0;
    for (let n = 0; n < first.length; n++) {
      const meet = COUPLINGS[coupling](first[n], second[n], same[n]);
      for (const x of before) for (const y of own) found[at++] = first[n].p[x] > 0 ? meet(x, y) / first[n].p[x] : second[n].p[y];
    }
    return found;
  }
}

// What would become of a variable in the second world, given what is seen in the first.
const twofold = (worlds, outcome, seen) => new TwoWorldQuery(worlds, worlds.second[outcome], new Map([...seen].map(([v, s]) => [worlds.first[v], s])));
