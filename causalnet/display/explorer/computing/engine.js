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
    this.there = [];
  }

  // Every table for these numbers; only changed ones and those downstream of them are computed again.
  compile(numbers) {
    const stale = new Set();
    this.there = numbers.there;
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
  ask(arm, seen) {
    if (!arm.isPlain) return this.askSoft(arm, seen);
    const tables = [...this.tables];
    for (const [v, s] of arm.done) tables[v] = this.only(v, s, () => 1);
    for (const [v, s] of seen) tables[v] = this.only(v, s, (i) => this.tables[v][i]);
    return this.marginals(this.whole, tables);
  }

  // The same where a setting is not to a state, or an influence is changed: the graph is another one.
  askSoft(arm, seen) {
    const { scopes, tables } = this.carriedOut(arm);
    for (const [v, s] of seen) tables[v] = tables[v].map((p, i) => (i % this.sizes[v] === s ? p : 0));
    const key = JSON.stringify(scopes);
    if (key !== this.planKey) Object.assign(this, { planKey: key, soft: tree(planned(scopes, this.sizes), scopes, this.sizes) });
    return this.marginals(this.soft, tables);
  }

  // The causes of every variable whose influences are there, and its table over these: in those of others it is constant.
  present() {
    const parents = this.incoming.map((own, v) => this.parents[v].filter((_, at) => this.there[own[at]]));
    const tables = this.tables.map((table, v) => {
      if (parents[v].length === this.parents[v].length) return table;
      return Float64Array.from(offsets([...parents[v], v], strides(this.scopes[v], this.sizes), this.sizes), (at) => table[at]);
    });
    return { parents, tables };
  }

  // The axes and the table of every variable once an arm has been carried out.
  carriedOut(arm) {
    const own = this.present();
    const parents = arm.parents(own.parents);
    causesFirst(this.model, parents);
    const itself = (u) => u;
    const today = arm.severing.size ? this.ask(new Arm(this.model), new Map()) : null;
    const tables = own.tables.map((table, v) => (arm.touches(v) ? arm.table(v, own.parents[v], table, itself, (u) => today[u]) : table));
    return { parents, scopes: parents.map((above, v) => [...above, v]), tables };
  }

  // The probability of what is seen while nothing is done.
  chance(seen) {
    const tables = [...this.tables];
    for (const [v, s] of seen) tables[v] = this.only(v, s, (i) => this.tables[v][i]);
    return sum(forward(this.whole, tables));
  }

  marginals(it, tables) {
    const all = sum(forward(it, tables));
    if (!(all > 0)) return null;
    const owed = backward(it);
    const found = [];
    it.leaves.forEach((v, leaf) => { found[v] = this.marginal(v, tables[v], owed[leaf]); });
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
