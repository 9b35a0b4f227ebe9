// Calibration to a baseline, as in causalnet.compilation.mechanisms.root_finding and causalnet.compilation.mechanisms.conditional_table.

// A template with its values filled in, which are formatted already.
const fill = (text, values) => text.replace(/\{(\w+)(?::[^}]*)?\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));

// What cannot be computed: a template, in which {variable} is what it is about.
class Refusal extends Error {
  constructor(template, values = {}) {
    super(fill(template, values));
    Object.assign(this, { template, values });
  }

  // The same about a variable, where it does not say yet what it is about.
  about(variable) { return new Refusal(this.template, { variable, ...this.values }); }
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const share = (p) => { const all = sum(p); return p.map((x) => x / all); };
const expected = (p) => p.reduce((all, x, i) => all + i * x, 0);
const cumulated = (p) => { let all = 0; return p.map((x) => (all += x)); };

// Replaces the probability of an impossible state.
const IMPOSSIBLE = 1e-300;

// P(Y ≥ j) and P(Y < j) for j = 1 …: each summed from its end of the scale, which keeps the digits of small ones.
const tails = (baseline) => {
  const p = share(baseline);
  const both = [cumulated([...p].reverse()).reverse().slice(1), cumulated(p).slice(0, -1)];
  return both.map((tail) => tail.map((x) => Math.max(x, IMPOSSIBLE)));
};

const [NEWTON, HALVINGS, SPACING, PRECISE, CERTAIN, MISSED, LEAST, SMALL] = [60, 72, 4e-16, 1e-13, 1e-13, 1e-9, 1e-290, 1e-9];

// The zero of an increasing function: Newton steps that grow shorter, or else the bracket is halved.
const increasingRoot = (at, low, high) => {
  let x = (low + high) / 2;
  let before = high - low;
  for (let turn = 0; turn < NEWTON + HALVINGS; turn++) {
    const [value, slope, blur] = at(x);
    if (Number.isNaN(value)) break;
    if (value <= 0) low = x;
    if (value >= 0) high = x;
    const step = Number.isFinite(slope) ? value / slope : Infinity;
    const spacing = SPACING * Math.max(1, Math.abs(x));
    if (Math.abs(value) <= blur || (Math.abs(step) <= spacing && Math.abs(value) <= SMALL)) return x;
    const newton = x - step;
    const short = turn < NEWTON && newton > low && newton < high && Math.abs(step) <= before / 2 && Math.abs(step) > spacing;
    const next = short ? newton : (low + high) / 2;
    before = Math.abs(next - x);
    x = next;
    if (before <= spacing) return x;
  }
  throw new Refusal("{variable} cannot meet its baseline: the probabilities that it depends on are not numbers.");
};

// The difference between the log-odds of Σ P(s) F(s) and the target. Probabilities near one are summed by their
// complements, so small tails keep their digits. `sides(s)` gives F(s), 1 − F(s) and the slope of F(s).
const logOddsGap = (weights, sides, aim, rest) => {
  let [all, sure, unsure, up, down, over, under, slope] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const [above, below, density] = sides(i);
    const p = weights[i];
    all += p;
    over += p * above;
    under += p * below;
    slope += p * density;
    if (above > 0.5) { sure += p; down += p * below; } else { unsure += p; up += p * above; }
  }
  const least = Math.min(aim, rest);
  let base = aim <= rest ? sure / all - aim : rest - unsure / all;
  if (Math.abs(base) <= CERTAIN * least) base = 0;
  const gap = base + (up - down) / all;
  const [short, long] = [gap < -aim / 2, gap > rest / 2];
  const mean = short ? over / all : aim + gap;
  const other = long ? under / all : rest - gap;
  const first = short ? Math.log(mean / aim) : Math.log1p(gap / aim);
  const last = long ? Math.log(other / rest) : Math.log1p(-gap / rest);
  const scale = 1 / mean + 1 / other;
  const noise = ((base === 0 ? 0 : least) + (up + down) / all) * scale;
  return [first - last, (slope / all) * scale, short || long ? 0 : PRECISE * noise];
};

// The table with every column multiplied for the marginal to be the baseline, and rows that sum to one.
// The factors are rounding, except for a state that is all but impossible: thresholds lack the digits for it.
const raked = (table, weights, baseline, states) => {
  const factors = Array(states).fill(1);
  if (baseline) {
    share(baseline).forEach((wanted, j) => {
      let got = 0;
      for (let i = 0; i < weights.length; i++) got += weights[i] * table[i * states + j];
      if (!(Math.abs(got - wanted) <= MISSED)) {
        throw new Refusal("{variable} cannot meet its baseline: its numbers are too extreme for it.");
      }
      if (got > LEAST) factors[j] = wanted / got;
    });
  }
  for (let at = 0; at < table.length; at += states) {
    let all = 0;
    for (let j = 0; j < states; j++) all += table[at + j] *= factors[j];
    for (let j = 0; j < states; j++) table[at + j] /= all;
  }
  return table;
};
