// Couplings: how the luck of a case carries over from one world to the other, as in causalnet.questions.counterfactuals.coupling.
// Each gives K(x, x′ | a, b) from P(x | a) and P(x′ | b); where the causes are the same, it is diagonal.

const COUPLINGS = {
  // One uniform number goes through both quantile functions: two states meet where their intervals of it overlap.
  rank: (first, second) => (x, y) => Math.max(0, Math.min(upperEnd(first, x), upperEnd(second, y)) - Math.max(lowerEnd(first, x), lowerEnd(second, y))),
  // The variable draws again wherever its causes have changed.
  fresh: (first, second, same) => (x, y) => (same ? (x === y ? first.p[x] : 0) : first.p[x] * second.p[y]),
};

// A row of a table with its cumulated probabilities.
const laddered = (p) => ({ p, ends: cumulated(p) });
const upperEnd = ({ p, ends }, x) => (x === p.length - 1 ? 1 : ends[x]);
const lowerEnd = ({ ends }, x) => (x ? ends[x - 1] : 0);
