// Courses over time, sampled: particles as in causalnet.questions.time, with its random numbers, in double precision.
// An array has a place for every particle of every repetition, the repetition running fastest.

const [WITHIN, NEWTONS, MOST_STEPS, STEEP, RAKING_ROUNDS, MARGINS_WITHIN, RESAMPLE_BELOW] = [2e-7, 8, 200, 6, 20, 1e-7, 0.5];

const sigmoid = (x) => 1 / (1 + Math.exp(Math.min(-x, 80)));

class Particles {
  constructor(periods, { particles, times, seeds, cuts, offsets, last }) {
    Object.assign(this, { periods, times, seeds, cuts, offsets, last, sizes: periods.sizes, many: particles / times, all: particles });
    this.thresholds = new Map();
    this.tables = new Map();
    this.spans = periods.on.map((own) => Math.max(0, ...own.map((influence) => this.span(influence))));
  }

  // How far a cause can move the predictor of its effect: multiplied in the library's order, since a limit is held against it.
  span({ i, cause, effect }) {
    const { numbers, model } = this.periods;
    let own = Math.abs(numbers.weights[i]);
    (model.modifiers ?? []).forEach((m, at) => {
      const scaled = model.influences[m.influence];
      if (scaled.cause === cause && scaled.effect === effect && numbers.scaling[at]) own *= 1 + Math.abs(numbers.amounts[at]);
    });
    return own * (this.sizes[cause] - 1);
  }

  uniform(v, t) { return uniforms(this.seeds[v][t], this.all); }

  // ── the law of a variable: P(Y ≥ j) for every particle, or once for all of them ──

  law(v, t, causes, base) {
    if (!causes.length) return { one: true, above: this.survival(this.periods.todaysTable(v), v, 0) };
    const kind = this.periods.model.variables[v].mechanism.kind;
    return { one: false, above: kind === "ordinal" ? this.ordinal(v, t, causes, base) : this.tabled(v, t, causes, base) };
  }

  survival(table, v, row) {
    const k = this.sizes[v];
    const own = Array.from(table.subarray(row * k, (row + 1) * k));
    return cumulated(own.reverse()).reverse().slice(1);
  }

  // By the combinations of the causes' states where these are fewer than the particles of a repetition.
  ordinal(v, t, causes, base) {
    const slopes = this.periods.slopes(v, t);
    const key = `${v}@${t}`;
    const few = slopes.reduce((n, { states }) => n * states, 1) <= this.many / 2;
    const rows = few ? this.rows(slopes, causes) : null;
    const eta = few ? predictor(combinations(slopes), slopes, slopes.map((s) => s.weight)) : this.predictor(slopes, causes);
    if (base) this.thresholds.set(key, t ? this.anchors(v, t, eta, rows, causes) : this.todays(v));
    return this.thresholds.get(key).map((taus) => (few ? this.looked(eta, rows, taus) : this.computed(eta, taus)));
  }

  rows(slopes, causes) {
    const rows = new Int32Array(this.all);
    causes.forEach((own, c) => { for (let n = 0; n < this.all; n++) rows[n] = rows[n] * slopes[c].states + own[n]; });
    return rows;
  }

  looked(eta, rows, taus) {
    const { all, times } = this;
    const table = Float64Array.from({ length: eta.length * times }, (_, i) => sigmoid(eta[Math.floor(i / times)] - taus[i % times]));
    const above = new Float64Array(all);
    for (let n = 0, r = 0; n < all; n++) { above[n] = table[rows[n] * times + r]; if (++r === times) r = 0; }
    return above;
  }

  computed(eta, taus) {
    const above = new Float64Array(this.all);
    for (let n = 0, r = 0; n < this.all; n++) { above[n] = sigmoid(eta[n] - taus[r]); if (++r === this.times) r = 0; }
    return above;
  }

  predictor(slopes, causes) {
    const eta = new Float64Array(this.all);
    slopes.forEach((slope, c) => {
      const scales = slope.scales.map(({ by, reversed, amount }) => {
        const k = slopes[by].states;
        return [causes[by], Float64Array.from({ length: k }, (_, s) => 1 + amount * level(reversed ? k - 1 - s : s, k))];
      });
      const terms = Float64Array.from({ length: slope.states }, (_, s) => (s - slope.reference) * slope.weight);
      const own = causes[c];
      for (let n = 0; n < this.all; n++) {
        let term = terms[own[n]];
        for (const [by, factors] of scales) term *= factors[by[n]];
        eta[n] += term;
      }
    });
    return eta;
  }

  // The thresholds that calibration finds today.
  todays(v) {
    const { engine, numbers, model } = this.periods;
    const slopes = engine.slopes(v, engine.own(v, numbers));
    const eta = predictor(combinations(slopes), slopes, slopes.map((s) => s.weight));
    const { baseline } = model.variables[v];
    const tau = ordinalThresholds(eta, baseline && engine.joint(v), baseline, this.sizes[v]);
    return tau.map((x) => new Float64Array(this.times).fill(x));
  }

  // In every repetition the thresholds at which the particles' mean is today's distribution.
  anchors(v, t, eta, rows, causes) {
    const marginal = this.periods.held(v);
    const above = cumulated([...marginal].reverse()).reverse().slice(1);
    const below = cumulated(marginal);
    const before = t > 1 ? this.thresholds.get(`${v}@${t - 1}`) : undefined;
    const weights = this.spans[v] > STEEP ? this.raked(v, t, causes) : null;
    const columns = Array.from({ length: this.times }, (_, r) => (rows ? this.counted(eta, rows, weights, r) : this.column(eta, weights, r)));
    return above.map((wanted, j) => {
      const odds = Math.log(wanted) - Math.log(below[j]);
      return Float64Array.from(columns, (column, r) => this.threshold(column, wanted, odds, before?.[j]?.[r]));
    });
  }

  // The predictors of one repetition, and their weights.
  column(eta, weights, r) {
    const own = (from) => Float64Array.from({ length: this.many }, (_, i) => from[i * this.times + r]);
    return { eta: own(eta), weights: weights ? own(weights) : new Float64Array(this.many).fill(1) };
  }

  // The same by combination: only those that occur.
  counted(eta, rows, weights, r) {
    const counts = new Float64Array(eta.length);
    const there = new Uint8Array(eta.length);
    for (let n = r; n < this.all; n += this.times) { counts[rows[n]] += weights ? weights[n] : 1; there[rows[n]] = 1; }
    return { eta: eta.filter((_, c) => there[c]), weights: counts.filter((_, c) => there[c]) };
  }

  // Newton's steps in log-odds; outside the bracket it is halved.
  threshold({ eta, weights }, wanted, odds, start) {
    let [low, high] = [eta.reduce((a, b) => Math.min(a, b)) - odds, eta.reduce((a, b) => Math.max(a, b)) - odds];
    let tau = Math.min(Math.max(start ?? (low + high) / 2, low), high);
    for (let step = 0; step < MOST_STEPS; step++) {
      let mean = 0;
      let square = 0;
      for (let i = 0; i < eta.length; i++) {
        const s = sigmoid(eta[i] - tau);
        const weighted = s * weights[i];
        mean += weighted;
        square += weighted * s;
      }
      mean /= this.many;
      const gap = mean - wanted;
      if (gap >= 0) low = tau;
      if (gap <= 0) high = tau;
      if (Math.abs(gap) < WITHIN || high - low <= Number.EPSILON * Math.max(1, Math.abs(tau))) break;
      const moved = Math.log(mean) - Math.log1p(-mean) - odds;
      const newton = tau + (moved * mean * (1 - mean)) / (mean - square / this.many);
      tau = newton > low && newton < high && (step < NEWTONS || step % 2) ? newton : (low + high) / 2;
    }
    return tau;
  }

  // ── every other mechanism: by its table ──

  tabled(v, t, causes, base) {
    const slopes = this.periods.slopes(v, t);
    const rows = this.rows(slopes, causes);
    const key = `${v}@${t}`;
    if (base) this.tables.set(key, this.periods.asToday(v, t) ? [this.periods.todaysTable(v)] : this.fitted(v, t, causes, rows, slopes.reduce((n, { states }) => n * states, 1)));
    const tables = this.tables.get(key).map((table) => Array.from({ length: table.length / this.sizes[v] }, (_, row) => this.survival(table, v, row)));
    return Array.from({ length: this.sizes[v] - 1 }, (_, j) =>
      Float64Array.from(rows, (row, n) => tables[tables.length > 1 ? n % this.times : 0][row][j]));
  }

  fitted(v, t, causes, rows, many) {
    const full = this.periods.model.variables[v].mechanism.kind === "ranked";
    const counts = full && !(this.spans[v] > STEEP) ? null : this.raked(v, t, causes);
    return Array.from({ length: this.times }, (_, r) => {
      const weights = new Float64Array(many);
      for (let n = r; n < this.all; n += this.times) weights[rows[n]] += counts ? counts[n] : 1;
      return this.periods.solved(v, t, share([...weights]));
    });
  }

  // Weights of the particles under which the causes have the distributions that they keep while nothing is done: causalnet.compilation.parameters.raking.
  raked(v, t, causes) {
    const known = this.periods.acting(v, t).flatMap(({ cause, lag }, c) =>
      (this.periods.asToday(cause, t - lag) && t - lag && this.periods.acting(cause, t - lag).length ? [] : [[causes[c], share(this.periods.today[cause])]]));
    if (!known.length) return null;
    const weights = new Float64Array(this.all).fill(1);
    for (let round = 0; round < RAKING_ROUNDS; round++) {
      const worst = Math.max(...known.map(([states, marginal]) => this.meet(weights, states, marginal)));
      if (worst < MARGINS_WITHIN) break;
    }
    return weights;
  }

  meet(weights, states, marginal) {
    const [k, times] = [marginal.length, this.times];
    const shares = new Float64Array(k * times);
    for (let n = 0; n < this.all; n++) shares[states[n] * times + (n % times)] += weights[n] / this.many;
    const factors = new Float64Array(k * times);
    let worst = 0;
    for (let r = 0; r < times; r++) {
      const wanted = share(marginal.map((p, s) => (shares[s * times + r] > 0 ? p : 0)));
      wanted.forEach((p, s) => {
        const own = shares[s * times + r];
        factors[s * times + r] = p / (own > 0 ? own : 1);
        worst = Math.max(worst, Math.abs(own - p));
      });
    }
    for (let n = 0; n < this.all; n++) weights[n] *= factors[states[n] * times + (n % times)];
    return worst;
  }

  // ── the particles ──

  drawn(law, uniform) {
    const states = new Uint8Array(this.all);
    for (const above of law.above) {
      if (law.one) { for (let n = 0; n < this.all; n++) if (uniform[n] < above) states[n]++; }
      else for (let n = 0; n < this.all; n++) if (uniform[n] < above[n]) states[n]++;
    }
    return states;
  }

  // P(Y ≥ j) on average over the particles, in every repetition.
  means(law) {
    return law.above.map((above) => {
      const found = new Float64Array(this.times);
      if (law.one) return found.fill(above);
      for (let n = 0, r = 0; n < this.all; n++) { found[r] += above[n]; if (++r === this.times) r = 0; }
      return found.map((x) => x / this.many);
    });
  }

  // One course of action; `base`, in which nothing is done, comes first, and solves the anchors. Null if what is seen cannot be.
  *run({ when, orders }, seen, base) {
    const life = { states: new Map(), means: new Map(), weights: seen.size ? new Weights(this) : null };
    for (let t = 0; t <= this.last; t++) {
      const arm = when(t);
      for (const v of orders[t]) { this.advance(life, v, t, arm, seen, base); yield; }
      if (life.weights && !t) {
        if (!life.weights.possible()) return null;
        const chosen = life.weights.resampled(this.offsets);
        if (chosen) for (const [key, states] of life.states) life.states.set(key, states.map((_, n) => states[chosen[n]]));
      }
    }
    if (life.weights) for (const [key, states] of life.states) life.means.set(key, life.weights.means(states, this.sizes[Number.parseInt(key, 10)]));
    return life;
  }

  advance(life, v, t, arm, seen, base) {
    const key = `${v}@${t}`;
    const untouched = base && !life.weights && !arm.touches(v) && this.periods.acting(v, t).every(({ cause, lag }) => {
      const at = `${cause}@${t - lag}`;
      return life.states.get(at) === base.states.get(at);
    });
    if (untouched) {
      life.states.set(key, base.states.get(key));
      life.means.set(key, base.means.get(key));
      return;
    }
    const law = this.acted(arm, v, t, life, base);
    if (life.weights && !t && seen.has(v)) life.states.set(key, life.weights.found(law, seen.get(v)));
    else life.states.set(key, this.drawn(law, this.uniform(v, t)));
    if (!life.weights) life.means.set(key, this.means(law));
  }

  // The law of a variable once its setting has been carried out, with the digits of causalnet.questions.time.particle_kernels.
  acted(arm, v, t, life, base) {
    const kernel = arm.kernel(v);
    const natural = () => this.law(v, t, this.heard(arm, v, t, life, base), !base);
    if (!kernel) return natural();
    const k = this.sizes[v];
    const rows = Array.from({ length: kernel.rows.length / k }, (_, row) => this.survival(kernel.rows, v, row).map((p) => Math.fround(p / sum(kernel.rows.subarray(row * k, (row + 1) * k)))));
    if (arm.keepsCauses(v)) return followed(natural(), rows);
    if (!kernel.sources.length) return { one: true, above: rows[0] };
    const read = this.rows(kernel.sources.map((u) => ({ states: this.sizes[u] })), kernel.sources.map((u) => life.states.get(`${u}@${t}`)));
    return { one: false, above: Array.from({ length: k - 1 }, (_, j) => Float64Array.from(read, (row) => rows[row][j])) };
  }

  // The states of the causes as a variable sees them.
  heard(arm, v, t, life, base) {
    const severed = arm.severed(v);
    return this.periods.acting(v, t).map(({ i, cause, lag }) => {
      const key = `${cause}@${t - lag}`;
      if (!severed.has(cause)) return life.states.get(key);
      const state = severed.get(cause);
      return state === null ? this.copied(base.means.get(key), uniforms(this.cuts[i][t], this.all)) : new Uint8Array(this.all).fill(state);
    });
  }

  // An independent copy of a cause: drawn from what the particles of each repetition have on average.
  copied(means, uniform) {
    const states = new Uint8Array(this.all);
    for (const own of means) for (let n = 0, r = 0; n < this.all; n++) { if (uniform[n] < own[r]) states[n]++; if (++r === this.times) r = 0; }
    return states;
  }

  // The distribution of a variable in a period, from one arm.
  p(arm, v, t) {
    const above = arm.means.get(`${v}@${t}`).map((own) => sum(Array.from(own)) / this.times);
    return [1, ...above].map((x, j) => x - (above[j] ?? 0));
  }

  // The standard error of the difference between two arms in the expected level, over the repetitions.
  error(arm, other, v, t) {
    const level = (one, r) => one.means.get(`${v}@${t}`).reduce((all, own) => all + own[r], 0);
    const changes = Array.from({ length: this.times }, (_, r) => level(arm, r) - level(other, r));
    const mean = sum(changes) / this.times;
    return Math.sqrt(sum(changes.map((x) => (x - mean) ** 2)) / (this.times - 1) / this.times);
  }
}

// A law followed by a kernel from the variable itself, summed by parts: R(≥ j | 0) + Σ P(Y ≥ i) (R(≥ j | i) − R(≥ j | i − 1)).
const followed = ({ one, above }, rows) => {
  const after = rows[0].map((start, j) => {
    const steps = above.map((_, i) => Math.fround(rows[i + 1][j] - rows[i][j]));
    if (one) return start + sum(above.map((p, i) => p * steps[i]));
    return above[0].map((_, n) => { let all = 0; for (let i = 0; i < steps.length; i++) all += above[i][n] * steps[i]; return start + all; });
  });
  return { one, above: after };
};

// The weights of particles where something is seen today, as in causalnet.questions.time.particle_weights.
class Weights {
  constructor({ all, many, times }) {
    Object.assign(this, { all, many, times });
    this.log = new Float64Array(all);
  }

  // The states of a variable that is seen, whose probability the weights take.
  found(law, s) {
    const p = (j, n) => { const above = law.above[j - 1]; return j ? (j > law.above.length ? 0 : law.one ? above : above[n]) : 1; };
    return Uint8Array.from({ length: this.all }, (_, n) => {
      const chance = Math.max(p(s, n) - p(s + 1, n), 0);
      this.log[n] += Math.log(chance);
      return chance > 0 ? s : 0;
    });
  }

  // Normalises the weights of every repetition, and keeps the share of each. Whether any particle agrees.
  possible() {
    const { all, many, times } = this;
    const [top, total] = [new Float64Array(times).fill(-Infinity), new Float64Array(times)];
    for (let n = 0; n < all; n++) top[n % times] = Math.max(top[n % times], this.log[n]);
    this.w = this.log.map((x, n) => Math.exp(x - (Number.isFinite(top[n % times]) ? top[n % times] : 0)));
    for (let n = 0; n < all; n++) total[n % times] += this.w[n];
    this.w = this.w.map((x, n) => (total[n % times] > 0 ? x / total[n % times] : 1 / many));
    const chance = Array.from(total, (x, r) => (x > 0 ? top[r] + Math.log(x) : -Infinity));
    const most = Math.max(...chance);
    this.shares = share(chance.map((x) => Math.exp(x - most)));
    return Number.isFinite(most);
  }

  // For every particle the one that it continues, where too few count; null if all go on as they are.
  resampled(offsets) {
    const { all, many, times, w } = this;
    const squares = new Float64Array(times);
    for (let n = 0; n < all; n++) squares[n % times] += w[n] ** 2;
    if (!squares.some((x) => 1 / x < RESAMPLE_BELOW * many)) return null;
    const chosen = Int32Array.from({ length: all }, (_, n) => n);
    squares.forEach((x, r) => {
      if (!(1 / x < RESAMPLE_BELOW * many)) return;
      const ladder = cumulated(Array.from({ length: many }, (_, i) => w[i * times + r]));
      let at = 0;
      for (let i = 0; i < many; i++) {
        const wanted = ((i + offsets[r]) / many) * ladder[many - 1];
        while (at < many - 1 && ladder[at] < wanted) at++;
        chosen[i * times + r] = at * times + r;
      }
      for (let i = 0; i < many; i++) w[i * times + r] = 1 / many;
    });
    return chosen;
  }

  // P(Y ≥ j) among the weighted particles, the ratio estimate over all repetitions, as pseudo-values.
  means(states, count) {
    return Array.from({ length: count - 1 }, (_, j) => {
      const found = new Float64Array(this.times);
      for (let n = 0; n < this.all; n++) if (states[n] > j) found[n % this.times] += this.w[n];
      const whole = found.reduce((all, x, r) => all + this.shares[r] * x, 0);
      return found.map((x, r) => whole + this.times * this.shares[r] * (x - whole));
    });
  }
}
