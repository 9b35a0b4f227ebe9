// The compiled model, and its answers: P(v | do, see) for every variable at once.

class Engine {
  constructor(model) {
    this.model = model;
    this.sizes = model.variables.map((v) => v.states.length);
    this.parents = model.route.parents;
    this.scopes = this.parents.map((above, v) => [...above, v]);
    this.whole = tree(model.route.whole, this.scopes, this.sizes);
    this.joints = model.route.joints.map((plan) => plan && tree(plan, this.scopes, this.sizes));
    this.incoming = model.variables.map((_, v) =>
      model.influences.flatMap((influence, i) => (influence.effect === v && !influence.lag ? [i] : [])));
    this.rows = model.variables.map(() => null);
    this.tables = [];
    this.numbers = [];
    this.judge = 0;
  }

  // Every table for these numbers; only changed ones and those downstream of them are computed again.
  compile(numbers) {
    const stale = new Set();
    if (numbers.judge !== this.judge) {
      judgedBy(this.model, numbers.judge);
      Object.assign(this, { judge: numbers.judge, numbers: [] });
    }
    try {
      for (const v of this.model.order) {
        const own = this.own(v, numbers);
        const key = JSON.stringify(own);
        if (this.numbers[v] === key && !this.parents[v].some((u) => stale.has(u))) continue;
        stale.add(v);
        this.numbers[v] = undefined;
        this.tables[v] = this.table(v, own);
        this.numbers[v] = key;
      }
    } catch (error) {
      this.numbers = [];
      throw error;
    }
    return stale.size > 0;
  }

  // The numbers of one variable's causes: a weight for each, and its modifiers.
  own(v, numbers) {
    const at = new Map(this.incoming[v].map((i, position) => [i, position]));
    const causes = this.incoming[v].map((i) => ({ there: numbers.there[i], weight: numbers.weights[i], scales: [] }));
    (this.model.modifiers ?? []).forEach((modifier, m) => {
      const place = at.get(modifier.influence);
      if (place === undefined || !numbers.scaling[m]) return;
      causes[place].scales.push({ by: at.get(modifier.by), reversed: modifier.sign === "-", amount: numbers.amounts[m] });
    });
    return causes;
  }

  table(v, causes) {
    const variable = this.model.variables[v];
    if (variable.mechanism.kind === "given") return Float64Array.from(variable.mechanism.table);
    const states = this.sizes[v];
    if (!causes.some((cause) => cause.there)) return this.rootTable(v, states);
    const slopes = this.slopes(v, causes);
    const rows = (this.rows[v] ??= combinations(slopes));
    const weights = variable.baseline && this.joint(v);
    try {
      const { kind, leak, variance } = variable.mechanism;
      return MECHANISMS[kind]({ slopes, rows, weights, baseline: variable.baseline, states, leak, variance });
    } catch (error) {
      if (error instanceof Refusal) throw error.about(variable.label);
      throw error;
    }
  }

  slopes(v, causes) {
    return causes.map((cause, i) => {
      const influence = this.model.influences[this.incoming[v][i]];
      const weight = cause.there ? cause.weight * (influence.sign === "-" ? -1 : 1) : 0;
      return { states: this.sizes[influence.cause], weight, reference: influence.reference, scales: cause.scales };
    });
  }

  // A variable without influences has its baseline, or else its leak, or is uniform.
  rootTable(v, states) {
    const { baseline, mechanism } = this.model.variables[v];
    const own = baseline ?? (mechanism.leak?.length ? mechanism.leak : Array(states).fill(1 / states));
    const many = this.parents[v].reduce((n, u) => n * this.sizes[u], 1);
    return Float64Array.from({ length: many * states }, (_, i) => own[i % states]);
  }

  joint(v) {
    const it = this.joints[v];
    const root = forward(it, this.tables);
    return arranged(root, it.axes[it.axes.length - 1], this.parents[v], this.sizes);
  }

  // The distribution of every variable; null if the observations are impossible.
  ask(done, seen) {
    const tables = [...this.tables];
    for (const [v, s] of done) tables[v] = this.only(v, s, () => 1);
    for (const [v, s] of seen) tables[v] = this.only(v, s, (i) => this.tables[v][i]);
    const all = sum(forward(this.whole, tables));
    if (!(all > 0)) return null;
    const owed = backward(this.whole);
    const found = [];
    this.whole.leaves.forEach((v, leaf) => { found[v] = this.marginal(v, tables[v], owed[leaf]); });
    return found;
  }

  only(v, s, value) {
    const k = this.sizes[v];
    return Float64Array.from(this.tables[v], (_, i) => (i % k === s ? value(i) : 0));
  }

  marginal(v, table, owed) {
    const p = Array(this.sizes[v]).fill(0);
    for (let i = 0; i < table.length; i++) p[i % p.length] += table[i] * owed[i];
    return share(p);
  }
}
