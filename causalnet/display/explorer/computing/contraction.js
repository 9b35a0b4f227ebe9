// Two tensors multiplied and summed, forward and backward; and trees of such steps.
// Axes go by whole numbers; a tensor is a Float64Array, its last axis running fastest.

const cells = (axes, sizes) => axes.reduce((n, x) => n * sizes[x], 1);

const strides = (axes, sizes) => {
  const found = new Map();
  let step = 1;
  for (let i = axes.length - 1; i >= 0; i--) {
    found.set(axes[i], step);
    step *= sizes[axes[i]];
  }
  return found;
};

// The offset of every combination of some axes within a tensor.
const offsets = (axes, within, sizes) => {
  let found = [0];
  for (const x of axes) {
    const step = within.get(x) ?? 0;
    const longer = [];
    for (const base of found) for (let s = 0; s < sizes[x]; s++) longer.push(base + s * step);
    found = longer;
  }
  return Int32Array.from(found);
};

// Axes split into those that both have and keep, those that one has and keeps, and those that are summed.
const contraction = (a, b, out, sizes) => {
  const kept = new Set(out);
  const groups = {
    both: out.filter((x) => a.includes(x) && b.includes(x)),
    left: out.filter((x) => a.includes(x) && !b.includes(x)),
    right: out.filter((x) => !a.includes(x) && b.includes(x)),
    gone: [...new Set([...a, ...b])].filter((x) => !kept.has(x)),
  };
  const [inA, inB, inOut] = [a, b, out].map((axes) => strides(axes, sizes));
  const place = (group, within) => offsets(groups[group], within, sizes);
  return {
    bothA: place("both", inA), bothB: place("both", inB), bothOut: place("both", inOut),
    leftA: place("left", inA), leftOut: place("left", inOut),
    rightB: place("right", inB), rightOut: place("right", inOut),
    goneA: place("gone", inA), goneB: place("gone", inB),
  };
};

const multiply = (how, a, b, out) => {
  const { bothA, bothB, bothOut, leftA, leftOut, rightB, rightOut, goneA, goneB } = how;
  const deep = goneA.length;
  for (let i = 0; i < bothOut.length; i++) {
    for (let l = 0; l < leftA.length; l++) {
      const atA = bothA[i] + leftA[l];
      const at = bothOut[i] + leftOut[l];
      for (let r = 0; r < rightB.length; r++) {
        const atB = bothB[i] + rightB[r];
        let sum = 0;
        for (let g = 0; g < deep; g++) sum += a[atA + goneA[g]] * b[atB + goneB[g]];
        out[at + rightOut[r]] = sum;
      }
    }
  }
};

// The adjoint of a product, passed to both factors.
const handBack = (how, a, b, owed, toA, toB) => {
  const { bothA, bothB, bothOut, leftA, leftOut, rightB, rightOut, goneA, goneB } = how;
  const deep = goneA.length;
  toA.fill(0);
  toB.fill(0);
  for (let i = 0; i < bothOut.length; i++) {
    for (let l = 0; l < leftA.length; l++) {
      const atA = bothA[i] + leftA[l];
      const at = bothOut[i] + leftOut[l];
      for (let r = 0; r < rightB.length; r++) {
        const atB = bothB[i] + rightB[r];
        const share = owed[at + rightOut[r]];
        if (share === 0) continue;
        for (let g = 0; g < deep; g++) {
          toA[atA + goneA[g]] += share * b[atB + goneB[g]];
          toB[atB + goneB[g]] += share * a[atA + goneA[g]];
        }
      }
    }
  }
};

// A tree from the data of the page, ready to run. `scopes` are the axes of every variable's table.
const tree = (plan, scopes, sizes) => {
  const axes = plan.leaves.map((v) => scopes[v]);
  const steps = plan.steps.map(([first, second, out]) => {
    const how = contraction(axes[first], axes[second], out, sizes);
    axes.push(out);
    return { first, second, how };
  });
  const nodes = axes.map((own, i) => (i < plan.leaves.length ? null : new Float64Array(cells(own, sizes))));
  return { leaves: plan.leaves, steps, axes, nodes, owed: null };
};

// The tensor at the root, with the given tables at the leaves.
const forward = (it, tables) => {
  const count = it.leaves.length;
  it.leaves.forEach((v, i) => { it.nodes[i] = tables[v]; });
  it.steps.forEach((step, i) => {
    multiply(step.how, it.nodes[step.first], it.nodes[step.second], it.nodes[count + i]);
  });
  return it.nodes[it.nodes.length - 1];
};

// After `forward`: for each leaf, the derivative of the total sum by each of its cells.
const backward = (it) => {
  it.owed ??= it.nodes.map((node) => new Float64Array(node.length));
  const count = it.leaves.length;
  it.owed[it.owed.length - 1].fill(1);
  for (let i = it.steps.length - 1; i >= 0; i--) {
    const { first, second, how } = it.steps[i];
    handBack(how, it.nodes[first], it.nodes[second], it.owed[count + i], it.owed[first], it.owed[second]);
  }
  return it.owed;
};

// A tensor with its axes in another order, summed over those that are left out.
const arranged = (tensor, axes, wanted, sizes) => {
  const out = new Float64Array(cells(wanted, sizes));
  const gone = axes.filter((x) => !wanted.includes(x));
  const from = offsets([...wanted, ...gone], strides(axes, sizes), sizes);
  const many = cells(gone, sizes);
  for (let i = 0; i < from.length; i++) out[Math.floor(i / many)] += tensor[from[i]];
  return out;
};
