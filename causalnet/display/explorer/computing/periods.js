// The model in later periods: which influences act there, and the tables that keep today's distribution while nothing is done, as
// in causalnet.compilation.unroll.

// `today` holds the marginals of the world as it is, and `numbers` those of numbersOf.
class Periods {
  constructor(engine, numbers, today) {
    Object.assign(this, { engine, numbers, today, model: engine.model, sizes: engine.sizes });
    const there = this.model.influences.map((influence, i) => ({ ...influence, i })).filter(({ i }) => numbers.there[i]);
    this.on = this.model.variables.map((_, v) => there.filter(({ effect }) => effect === v));
    this.reach = Math.max(0, ...there.map(({ lag }) => lag));
    this.order = this.model.order.filter((v) => this.present(v));
    this.todays = new Map();
    const row = this.model.variables.find((_, v) => this.isGiven(v) && this.on[v].some(({ lag }) => lag));
    if (row) throw new Refusal("{variable} is given by a table, row by row, which says nothing of earlier periods.", { variable: row.label });
  }

  present(v) {
    const { rival } = this.model.variables[v];
    return rival == null || this.numbers.admitted.has(rival);
  }

  // The influences on a variable in a period: those without a lag, then those whose lag has passed.
  acting(v, t) { return this.on[v].filter(({ lag }) => lag <= t); }

  isGiven(v) { return this.model.variables[v].mechanism.kind === "given"; }

  // Everything on which some variables depend, at any lag, while nothing is done or in some arms.
  relevant(nodes, arms) {
    const found = ancestorsOf(this.on.map((own, v) => [...own.map(({ cause }) => cause), ...arms.flatMap((arm) => arm.reads(v))]), nodes);
    return this.order.filter((v) => found.has(v));
  }

  // The variables that are there, causes before effects, in the graph that an arm leaves.
  orderIn(arm) {
    const within = this.on.map((own) => own.filter(({ lag }) => !lag).map(({ cause }) => cause));
    return causesFirst(this.model, arm.parents(within)).filter((v) => this.present(v));
  }

  slopes(v, t) {
    const causes = this.acting(v, t);
    const place = new Map(causes.map(({ i }, at) => [i, at]));
    const { weights, scaling, amounts } = this.numbers;
    return causes.map(({ i, cause, sign, reference }) => ({
      states: this.sizes[cause], weight: weights[i] * (sign === "-" ? -1 : 1), reference,
      scales: (this.model.modifiers ?? []).flatMap((m, at) => (m.influence === i && scaling[at] ? [{ by: place.get(m.by), reversed: m.sign === "-", amount: amounts[at] }] : [])),
    }));
  }

  // Today's table over the causes that are present. In the others it is constant.
  todaysTable(v) {
    if (!this.todays.has(v)) {
      const { scopes, tables, parents } = this.engine;
      const causes = this.acting(v, 0).map(({ cause }) => cause);
      const within = strides(scopes[v], this.sizes);
      const many = parents[v].length ? offsets([...causes, v], within, this.sizes) : null;
      this.todays.set(v, many ? Float64Array.from(many, (at) => tables[v][at]) : tables[v]);
    }
    return this.todays.get(v);
  }

  // Today's distribution, which a variable keeps.
  held(v) {
    const { label } = this.model.variables[v];
    const own = this.model.variables[v].baseline ?? this.today[v];
    if (own.some((p) => !(p > 0))) throw new Refusal("{variable} cannot be held at today's distribution, in which a state has no probability.", { variable: label });
    return share(own);
  }

  // The table of a period under the joint distribution of the causes while nothing is done.
  solved(v, t, weights) {
    const slopes = this.slopes(v, t);
    const { mechanism: { kind, leak, variance }, label } = this.model.variables[v];
    try {
      return MECHANISMS[kind]({ slopes, rows: combinations(slopes), weights, baseline: this.held(v), states: this.sizes[v], leak, variance });
    } catch (error) {
      if (error instanceof Refusal) throw error.about(label);
      throw error;
    }
  }

  // Whether a variable has the table of today in a period.
  asToday(v, t) { return !t || !this.acting(v, t).length || this.isGiven(v); }
}
