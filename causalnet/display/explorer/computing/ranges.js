// The least and the most over all couplings, proved by backward induction as in causalnet.questions.counterfactuals.proved_range; and where
// that is too large, from the outcome in either world alone, as in margin_range.

// The cells of what one variable depends on, and its states, up to which a page works a range out.
const [MOST_CONTEXTS, MOST_RANGE_STATES] = [2e5, 4];

class Induction {
  // `worths`: some worths of every state of the outcome; the value has an axis for them beside those of nodes.
  constructor(question, worths) {
    this.question = question;
    this.axis = question.worlds.nodes.length;
    this.sizes = [...question.sizes];
    this.sizes[this.axis] = worths.length;
    this.scope = [this.axis, question.target];
    this.value = Float64Array.from(worths.flat());
  }

  // What is summed out together: both versions of a witness, and every other node by itself.
  units() {
    const { twins, needed } = this.question;
    const firsts = new Set(twins.values());
    return needed.filter((id) => !firsts.has(id)).map((id) => (twins.has(id) ? [twins.get(id), id] : [id]));
  }

  left(unit) {
    return [...new Set([...this.scope, ...this.question.above(unit[unit.length - 1])])].filter((a) => !unit.includes(a));
  }

  contexts(unit) { return cells(this.left(unit), this.sizes); }

  // Sums everything out; null if that takes too much, or no order serves both worlds.
  *most() {
    let units = this.units();
    while (units.length) {
      const read = new Map();
      for (const unit of units) for (const id of unit) for (const a of this.question.above(id)) if (!unit.includes(a)) read.set(a, true);
      const free = units.filter((unit) => !unit.some((id) => read.has(id)));
      if (!free.length) return null;
      const unit = free.reduce((best, one) => (this.contexts(one) < this.contexts(best) ? one : best));
      if (this.contexts(unit) > MOST_CONTEXTS) return null;
      if (unit.length === 1) this.sumOut(unit[0]);
      else if (!(yield* this.couple(unit))) return null;
      units = units.filter((one) => one !== unit);
      yield;
    }
    return this.value;
  }

  sumOut(id) {
    const { question } = this;
    const scope = this.left([id]);
    const own = [...question.worlds.nodes[id].reads, id];
    const found = new Float64Array(cells(scope, this.sizes));
    multiply(contraction(this.scope, own, scope, this.sizes), this.value, question.sliced(id), found);
    Object.assign(this, { scope, value: found });
  }

  // The best coupling for every state of what is left.
  *couple(unit) {
    const [first, second] = unit;
    const { question } = this;
    const states = question.size(first);
    const inner = this.scope.filter((a) => !unit.includes(a));
    const worths = this.worths(unit, inner, states);
    const [across, down] = [classesOf(worths, states, true), classesOf(worths, states, false)];
    if (Math.max(across.length, down.length) > MOST_RANGE_STATES) return false;
    const rows = question.witnessRows(second);
    const others = inner.filter((a) => !rows.axes.includes(a));
    const scope = [...rows.axes, ...others];
    const many = cells(others, this.sizes);
    const place = offsets(scope, strides(inner, this.sizes), this.sizes);
    const found = new Float64Array(place.length);
    const grouped = (p, groups) => groups.map((own) => own.reduce((all, s) => all + p[s], 0));
    for (let i = 0; i < place.length; i++) {
      const at = Math.floor(i / many);
      const worth = worths[place[i]];
      if (rows.same[at]) found[i] = rows.first[at].p.reduce((all, p, s) => all + p * worth[s * states + s], 0);
      else found[i] = bestTransport(grouped(rows.first[at].p, across), grouped(rows.second[at].p, down), across.map(([x]) => down.map(([y]) => worth[x * states + y])));
      if (i % 500 === 499) yield;
    }
    Object.assign(this, { scope, value: found });
    return true;
  }

  // What each pair of states of a witness is worth, by the states of some nodes; nothing where it is ruled out.
  worths([first, second], inner, states) {
    const { kept } = this.question;
    const own = strides(this.scope, this.sizes);
    const [x, y] = [own.get(first) ?? 0, own.get(second) ?? 0];
    return Array.from(offsets(inner, own, this.sizes), (base) => {
      const worth = new Float64Array(states * states);
      kept[first].forEach((s, i) => kept[second].forEach((u, j) => { worth[s * states + u] = this.value[base + i * x + j * y]; }));
      return worth;
    });
  }
}

// States that are worth the same in every context.
const classesOf = (worths, k, byRow) => {
  const cell = (s, u) => (byRow ? s * k + u : u * k + s);
  const groups = [];
  for (let s = 0; s < k; s++) {
    const home = groups.find(([r]) => worths.every((worth) => { for (let u = 0; u < k; u++) if (worth[cell(r, u)] !== worth[cell(s, u)]) return false; return true; }));
    if (home) home.push(s); else groups.push([s]);
  }
  return groups;
};

// [least, most] of an event under any coupling, as a worth of every state; null if it is not worked out.
function* provedRange(question, seen, event) {
  const total = question.worlds.standing.engine.chance(seen);
  const found = yield* new Induction(question, [event.map((w) => -w), event]).most();
  return found && ordered(-found[0] / total, found[1] / total, event);
}

// From the margins of the outcome alone, where it is seen, and besides it only what is the same in both worlds.
const marginRange = ({ worlds, target, found }, outcome, event) => {
  const before = worlds.first[outcome];
  const others = new Map([...found].filter(([id]) => id !== before));
  const shared = new Set(worlds.second);
  if (!found.has(before) || target === before || [...others.keys()].some((id) => !shared.has(id))) return null;
  const [p, after] = [before, target].map((id) => new TwoWorldQuery(worlds, id, others, false).answer());
  const inside = p[found.get(before)];
  return ordered(-mostWithin(event.map((w) => -w), after, inside), mostWithin(event, after, inside), event);
};

// The greatest mean worth over a share of the cases: those that are worth most are taken first.
const mostWithin = (worth, p, part) => {
  let [all, left] = [0, part];
  for (const s of [...worth.keys()].sort((a, b) => worth[b] - worth[a])) {
    const taken = Math.min(p[s], left);
    all += taken * worth[s];
    left -= taken;
  }
  return all / part;
};

// Rounding must not take a number out of its bounds.
const ordered = (low, high, event) => {
  const ends = [Math.min(...event), Math.max(...event)];
  return [low, high].map((x) => Math.min(Math.max(x, ends[0]), ends[1]));
};
