// From numbers to tables, as in causalnet.compilation.mechanisms, where every rule here has its counterpart.
// A slope is {states, weight, reference, scales: [{by, reversed, amount}]}, `by` a position among the causes.

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

// Thresholds of a state that is all but impossible may meet; its share of each row keeps its proportions.
const NARROWEST = 1e-150;

// ── ordinal: P(Y ≥ j | s) = σ(η(s) − τ_j) ──

const logistic = (x) => {
  const small = Math.exp(-Math.abs(x));
  return (x < 0 ? small : 1) / (1 + small);
};

const ordinalThresholds = (eta, weights, baseline, states) => {
  if (!baseline) {
    return Array.from({ length: states - 1 }, (_, j) => {
      const survival = (states - 1 - j) / states;
      return -(Math.log(survival) - Math.log1p(-survival));
    });
  }
  const [above, below] = tails(baseline);
  const [least, most] = [eta.reduce((a, b) => Math.min(a, b)), eta.reduce((a, b) => Math.max(a, b))];
  return above.map((wanted, j) => {
    const odds = Math.log(wanted) - Math.log(below[j]);
    return -increasingRoot((minus) => logOddsGap(weights, (i) => {
      const [up, down] = [logistic(eta[i] + minus), logistic(-eta[i] - minus)];
      return [up, down, up * down];
    }, wanted, below[j]), odds - most, odds - least);
  });
};

// σ(a) − σ(b) is taken as σ(a) σ(−b) (1 − e^(b − a)), which keeps the digits of small probabilities.
const ordinal = ({ slopes, rows, weights, baseline, states }) => {
  const eta = predictor(rows, slopes, slopes.map((s) => s.weight));
  const tau = ordinalThresholds(eta, weights, baseline, states);
  const table = new Float64Array(rows.length * states);
  rows.forEach((_, i) => {
    for (let j = 0; j < states; j++) {
      const atLeast = j > 0 ? logistic(eta[i] - tau[j - 1]) : 1;
      const atMost = j + 1 < states ? logistic(tau[j] - eta[i]) : 1;
      const inner = j > 0 && j + 1 < states;
      const width = inner ? -Math.expm1(-Math.max(tau[j] - tau[j - 1], NARROWEST)) : 1;
      table[i * states + j] = atLeast * atMost * width;
    }
  });
  return raked(table, weights, baseline, states);
};

// ── noisy-max and noisy-min: P(Y ≤ j | s) = L_j ∏ (1 − q^(j+1))^d ──

// 1 + q + … + q^j: with it, 1 − q^(j+1) = (1 − q)(1 + q + … + q^j) has no cancelling.
const powers = (q, states) => cumulated(Array.from({ length: states }, (_, j) => q ** j));

// log(1 − q^(j+1)) with q = tanh(w/2).
const logSpared = (w, q, totals, j) =>
  q < 0.5 ? Math.log1p(-(q ** (j + 1))) : Math.LN2 - w - Math.log1p(Math.exp(-w)) + Math.log(totals[j]);

// ∏_j over the causes, and log(∏_(j−1) / ∏_j), for every row and state.
const noisyLifts = (rows, slopes, states, highest) => {
  const [products, rises] = [new Float64Array(rows.length * states), new Float64Array(rows.length * states)];
  slopes.forEach((slope, at) => {
    const w = Math.abs(slope.weight);
    const q = Math.tanh(w / 2);
    const totals = powers(q, states);
    const spared = totals.map((_, j) => (j + 1 < states ? logSpared(w, q, totals, j) : 0));
    const rise = spared.map((x, j) => (j === 0 ? 0 : j + 1 < states ? Math.log1p(-(q ** j) / totals[j]) : spared[j - 1]));
    const lifts = highest ? slope.weight >= 0 : slope.weight < 0;
    rows.forEach((row, i) => {
      const steps = lifts ? row[at] : slope.states - 1 - row[at];
      for (let j = 0; steps && j < states; j++) {
        products[i * states + j] += steps * spared[j];
        rises[i * states + j] += steps * rise[j];
      }
    });
  });
  return [products.map(Math.exp), rises];
};

// log(C_(j−1) / C_j) of cumulative probabilities, computed from the smaller of their parts.
const logShares = (p, all) => p.map((x, j) => {
  if (j === 0 || !(all[j] > 0)) return -Infinity;
  return x / all[j] < 0.5 ? Math.log1p(-x / all[j]) : Math.log(all[j - 1] / all[j]);
});

const noisyLeak = ([products, rises], { weights, baseline, states, leak }, highest) => {
  const turned = (p) => (highest ? [...p] : [...p].reverse());
  if (!baseline) {
    const own = leak.length ? turned(leak) : Array.from({ length: states }, (_, j) => (j ? 0 : 1));
    return [cumulated(own), logShares(own, cumulated(own))];
  }
  const wanted = turned(share(baseline));
  const all = cumulated(wanted);
  const expected = Array(states).fill(0);
  const gains = Array(states).fill(0);
  for (let i = 0; i < weights.length; i++) {
    for (let j = 0; j < states; j++) {
      const mass = weights[i] * products[i * states + j];
      expected[j] += mass;
      gains[j] -= mass * Math.expm1(rises[i * states + j]);
    }
  }
  const found = all.map((target, j) => (j + 1 < states ? target / Math.max(expected[j], 1e-300) : 1));
  const ok = found.every((x, j) => x <= 1 + 1e-12 && (j === 0 || x - found[j - 1] >= -1e-12));
  if (!ok) throw new Refusal("{variable} cannot meet its baseline: its causes alone do more than that.");
  const shares = logShares(wanted, all);
  return [found, shares.map((x, j) => (j ? x + Math.log1p(gains[j] / Math.max(expected[j - 1], 1e-300)) : x))];
};

const noisy = (setting, highest) => {
  const { rows, slopes, states } = setting;
  const lifts = noisyLifts(rows, slopes, states, highest);
  const [leak, shares] = noisyLeak(lifts, setting, highest);
  const [products, rises] = lifts;
  const table = new Float64Array(products.length);
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < states; j++) {
      const gained = j ? -Math.expm1(Math.min(rises[i * states + j] + shares[j], 0)) : 1;
      table[i * states + (highest ? j : states - 1 - j)] = products[i * states + j] * leak[j] * gained;
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

// log P(Z > z) of a standard normal, even if the probability itself is too small for a number.
const logTail = (z) => {
  const y = Math.abs(z) / Math.SQRT2;
  let log;
  if (y <= 0.46875) log = Math.log1p(-y * ratio(CODY_NEAR, y * y));
  else if (y <= 4) log = Math.log(ratio(CODY_MIDDLE, y)) - y * y;
  else log = Math.log((1 / Math.sqrt(Math.PI) - ratio(CODY_FAR, 1 / (y * y)) / (y * y)) / y) - y * y;
  log -= Math.LN2;
  return z < 0 ? Math.log1p(-Math.exp(log)) : log;
};

// Gauss and Legendre's rule with five points.
const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664];
const RULE = [0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908];
const LOG_BELL = 0.5 * Math.log(2 * Math.PI);

// The logarithm of a normal's mass between two points: a difference of tails on the points' side of the mean,
// or the mean density between them if the difference would lose its digits.
const logMass = (low, high, mean, sigma) => {
  const width = Math.max(high - low, NARROWEST) / sigma;
  let [near, far] = [(low - mean) / sigma, (high - mean) / sigma];
  if (near + far < 0) [near, far] = [-far, -near];
  if (width * (1 + far) >= 0.5) {
    const top = logTail(near);
    return top + Math.log1p(-Math.exp(logTail(far) - top));
  }
  const middle = (near + far) / 2;
  const density = sum(NODES.map((node, n) => {
    const offset = (node / 2) * width;
    return (RULE[n] / 2) * Math.exp(-offset * (middle + offset / 2));
  }));
  return Math.log(width) + Math.log(density) - (middle * middle) / 2 - LOG_BELL;
};

const WIDEST = 1e4;

const ranked = ({ slopes, rows, weights, baseline, states, variance }) => {
  const mass = Math.max(sum(slopes.map((s) => s.states * Math.abs(s.weight))), Math.PI / (Math.sqrt(3) * WIDEST));
  const sigma = variance == null ? Math.PI / (Math.sqrt(3) * mass) : Math.sqrt(variance);
  const mean = predictor(rows, slopes, slopes.map((s) => s.weight / mass)).map((x) => 0.5 + x);
  const whole = mean.map((m) => logMass(0, 1, m, sigma));
  const part = (low, high, i) => Math.exp(Math.min(logMass(low, high, mean[i], sigma) - whole[i], 0));
  const sides = (cut) => (i) => {
    const bell = -0.5 * ((cut - mean[i]) / sigma) ** 2 - Math.log(sigma) - LOG_BELL;
    return [part(0, cut, i), part(cut, 1, i), Math.exp(Math.min(bell - whole[i], 700))];
  };
  const [above, below] = baseline ? tails(baseline) : [[], []];
  const cuts = Array.from({ length: states - 1 }, (_, j) => (baseline
    ? increasingRoot((cut) => logOddsGap(weights, sides(cut), below[j], above[j]), 0, 1)
    : (j + 1) / states));
  const edges = [0, ...cuts, 1];
  const table = new Float64Array(rows.length * states);
  rows.forEach((_, i) => {
    for (let j = 0; j < states; j++) table[i * states + j] = part(edges[j], edges[j + 1], i);
  });
  return raked(table, weights, baseline, states);
};

const MECHANISMS = {
  ordinal,
  ranked,
  "noisy-max": (setting) => noisy(setting, true),
  "noisy-min": (setting) => noisy(setting, false),
};
