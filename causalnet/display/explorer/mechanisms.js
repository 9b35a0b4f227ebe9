// From numbers to tables, as causalnet.mechanisms does it: every rule here has its twin there.
// A slope is {states, weight, reference, scales: [{by, reversed, amount}]}, `by` a position among the causes.

class Refusal extends Error {}

// The position of each cause, for every combination of their states.
const combinations = (slopes) => {
  let found = [[]];
  for (const slope of slopes) {
    const longer = [];
    for (const row of found) for (let s = 0; s < slope.states; s++) longer.push([...row, s]);
    found = longer;
  }
  return found;
};

const level = (s, states) => (states > 1 ? s / (states - 1) : 0);

const predictor = (rows, slopes, units) =>
  Float64Array.from(rows, (row) => {
    let eta = 0;
    slopes.forEach((slope, i) => {
      let term = units[i] * (row[i] - slope.reference);
      for (const scale of slope.scales) {
        const k = slopes[scale.by].states;
        term *= 1 + scale.amount * level(scale.reversed ? k - 1 - row[scale.by] : row[scale.by], k);
      }
      eta += term;
    });
    return eta;
  });

// Where an increasing function is zero: Newton steps kept in a bracket (causalnet.mechanisms.roots).
const increasingRoot = (at, low, high) => {
  let x = (low + high) / 2;
  for (let i = 0; i < 200; i++) {
    const [value, slope] = at(x);
    if (value <= 0) low = x;
    if (value >= 0) high = x;
    const step = x - value / slope;
    if (Math.abs(value) < 1e-15 || step === x) return x;
    const next = Number.isFinite(step) && step > low && step < high ? step : (low + high) / 2;
    if (Math.abs(next - x) <= 4e-16 * Math.max(1, Math.abs(x))) return next;
    x = next;
  }
  return x;
};

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const share = (p) => { const all = sum(p); return p.map((x) => x / all); };
const cumulated = (p) => { let all = 0; return p.map((x) => (all += x)); };

// ── ordinal: P(Y ≥ j | s) = σ(η(s) − τ_j) ──

const logistic = (x) => 0.5 * (1 + Math.tanh(0.5 * x));

const ordinalThresholds = (eta, weights, baseline, states) => {
  if (!baseline) {
    return Array.from({ length: states - 1 }, (_, j) => {
      const survival = (states - 1 - j) / states;
      return -(Math.log(survival) - Math.log1p(-survival));
    });
  }
  const target = share(baseline);
  const above = cumulated([...target].reverse()).reverse().slice(1);
  const below = cumulated(target);
  const [least, most] = [eta.reduce((a, b) => Math.min(a, b)), eta.reduce((a, b) => Math.max(a, b))];
  return above.map((wanted, j) => {
    const odds = Math.log(wanted) - Math.log(below[j]);
    return -increasingRoot((minus) => {
      let [value, slope] = [0, 0];
      for (let i = 0; i < eta.length; i++) {
        const s = logistic(eta[i] + minus);
        value += weights[i] * s;
        slope += weights[i] * s * (1 - s);
      }
      return [value - wanted, slope];
    }, odds - most, odds - least);
  });
};

const ordinal = ({ slopes, rows, weights, baseline, states }) => {
  const eta = predictor(rows, slopes, slopes.map((s) => s.weight));
  const tau = ordinalThresholds(eta, weights, baseline, states);
  const table = new Float64Array(rows.length * states);
  rows.forEach((_, i) => {
    let before = 1;
    for (let j = 0; j < states; j++) {
      const next = j + 1 < states ? logistic(eta[i] - tau[j]) : 0;
      table[i * states + j] = before - next;
      before = next;
    }
  });
  return table;
};

// ── noisy-max and noisy-min: P(Y ≤ j | s) = L_j ∏ (1 − q^(j+1))^d ──

const noisyProducts = (rows, slopes, states, highest) => {
  const products = new Float64Array(rows.length * states).fill(1);
  slopes.forEach((slope, at) => {
    const q = Math.tanh(Math.abs(slope.weight) / 2);
    const lifts = highest ? slope.weight >= 0 : slope.weight < 0;
    rows.forEach((row, i) => {
      const steps = lifts ? row[at] : slope.states - 1 - row[at];
      for (let j = 0; j + 1 < states; j++) products[i * states + j] *= (1 - q ** (j + 1)) ** steps;
    });
  });
  return products;
};

const noisyLeak = (products, { weights, baseline, states, leak }, highest) => {
  const turned = (p) => (highest ? [...p] : [...p].reverse());
  if (!baseline) return leak.length ? cumulated(turned(leak)) : Array(states).fill(1);
  const wanted = cumulated(turned(share(baseline)));
  const found = wanted.map((target, j) => {
    let expected = 0;
    for (let i = 0; i < weights.length; i++) expected += weights[i] * products[i * states + j];
    return target / Math.max(expected, 1e-300);
  });
  found[states - 1] = 1;
  const rises = found.every((x, j) => x <= 1 + 1e-12 && (j === 0 || x - found[j - 1] >= -1e-12));
  if (!rises) throw new Refusal("cannot meet its baseline: its causes alone do more than that");
  return found;
};

const noisy = (setting, highest) => {
  const { rows, slopes, states } = setting;
  const products = noisyProducts(rows, slopes, states, highest);
  const leak = noisyLeak(products, setting, highest);
  const table = new Float64Array(products.length);
  for (let i = 0; i < rows.length; i++) {
    let before = 0;
    for (let j = 0; j < states; j++) {
      const next = products[i * states + j] * leak[j];
      table[i * states + (highest ? j : states - 1 - j)] = Math.max(next - before, 0);
      before = next;
    }
  }
  return table;
};

// ── ranked: a truncated normal cut into intervals ──

// W. J. Cody (1969), Mathematics of Computation 23(107): coefficients, highest power first.
const CODY_NEAR = [[1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3],
  [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3]];
const CODY_MIDDLE = [[2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
  8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3],
  [1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3, 3.29079923573345963e3,
    4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3]];
const CODY_FAR = [[1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2,
  6.58749161529837803e-4],
  [1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3]];

const ratio = ([top, bottom], x) => {
  const value = (powers) => powers.reduce((all, c) => all * x + c, 0);
  return value(top) / value(bottom);
};

const decay = (y) => {
  const coarse = Math.floor(y * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(y - coarse) * (y + coarse));
};

const erfc = (x) => {
  const y = Math.abs(x);
  let tail;
  if (y <= 0.46875) tail = 1 - y * ratio(CODY_NEAR, y * y);
  else if (y <= 4) tail = decay(y) * ratio(CODY_MIDDLE, y);
  else {
    const z = 1 / (y * y);
    tail = decay(Math.min(y, 30)) * (1 / Math.sqrt(Math.PI) - z * ratio(CODY_FAR, z)) / y;
  }
  return x < 0 ? 2 - tail : tail;
};

const tail = (z) => 0.5 * erfc(z / Math.SQRT2);

// [P(Y* ≤ x), density at x] of a normal truncated to [0, 1], taken from the tail on the mean's own side.
const truncated = (x, mean, sigma) => {
  const flipped = mean > 0.5;
  const centre = flipped ? 1 - mean : mean;
  const at = flipped ? 1 - x : x;
  const top = tail(-centre / sigma);
  const whole = top - tail((1 - centre) / sigma);
  if (!(whole > 0)) return [flipped ? 0 : 1, 0];
  const part = (top - tail((at - centre) / sigma)) / whole;
  const bell = Math.exp(-0.5 * ((at - centre) / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI));
  return [Math.min(1, Math.max(0, flipped ? 1 - part : part)), bell / whole];
};

const WIDEST = 1e4;

const ranked = ({ slopes, rows, weights, baseline, states, variance }) => {
  const mass = Math.max(sum(slopes.map((s) => s.states * Math.abs(s.weight))), Math.PI / (Math.sqrt(3) * WIDEST));
  const sigma = variance == null ? Math.PI / (Math.sqrt(3) * mass) : Math.sqrt(variance);
  const mean = predictor(rows, slopes, slopes.map((s) => s.weight / mass)).map((x) => 0.5 + x);
  const wanted = baseline && cumulated(share(baseline)).slice(0, -1);
  const cuts = Array.from({ length: states - 1 }, (_, j) => !wanted ? (j + 1) / states : increasingRoot((cut) => {
    let [value, slope] = [0, 0];
    for (let i = 0; i < mean.length; i++) {
      const [below, density] = truncated(cut, mean[i], sigma);
      value += weights[i] * below;
      slope += weights[i] * density;
    }
    return [value - wanted[j], slope];
  }, 0, 1));
  const table = new Float64Array(rows.length * states);
  rows.forEach((_, i) => {
    let before = 0;
    for (let j = 0; j < states; j++) {
      const next = j + 1 < states ? truncated(cuts[j], mean[i], sigma)[0] : 1;
      table[i * states + j] = Math.max(next - before, 0);
      before = next;
    }
  });
  return table;
};

const MECHANISMS = {
  ordinal,
  ranked,
  "noisy-max": (setting) => noisy(setting, true),
  "noisy-min": (setting) => noisy(setting, false),
};
