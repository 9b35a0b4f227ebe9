// Trees of contractions planned on the page, for graphs that were not known when it was written.

// Cells that all tensors of a plan may have together.
const MOST_PLANNED_CELLS = 8e6;

// A plan that multiplies tensors with the given axes and sums over everything but `keep`. The axis is summed next whose product is
// smallest: U. Kjærulff (1990), "Triangulation of graphs".
const planned = (scopes, sizes, keep = []) => {
  const kept = new Set(keep);
  const axes = scopes.map((scope) => [...scope]);
  const live = new Set(axes.keys());
  const steps = [];
  let total = axes.reduce((all, own) => all + cells(own, sizes), 0);
  const holding = (x) => [...live].filter((i) => axes[i].includes(x));
  const union = (group) => [...new Set(group.flatMap((i) => axes[i]))];
  const join = (first, second) => {
    live.delete(first);
    live.delete(second);
    const left = union([first, second]).filter((x) => kept.has(x) || holding(x).length);
    total += cells(left, sizes);
    if (total > MOST_PLANNED_CELLS) throw new Refusal("What is set makes the model too large for a page.");
    steps.push([first, second, left]);
    axes.push(left);
    live.add(axes.length - 1);
  };
  const smallest = (group) => group.sort((a, b) => cells(axes[a], sizes) - cells(axes[b], sizes) || a - b);
  const waiting = new Set(union([...live]).filter((x) => !kept.has(x)));
  while (waiting.size) {
    let [best, least] = [null, Infinity];
    for (const x of waiting) {
      const group = holding(x);
      // An axis of one tensor alone is summed when that tensor is multiplied next.
      if (group.length < 2) { waiting.delete(x); continue; }
      const size = cells(union(group), sizes);
      if (size < least) [best, least] = [x, size];
    }
    if (best === null) break;
    for (let group = holding(best); group.length > 1; group = holding(best)) join(...smallest(group).slice(0, 2));
    waiting.delete(best);
  }
  while (live.size > 1) join(...smallest([...live]).slice(0, 2));
  return { leaves: [...scopes.keys()], steps };
};

// The distribution over some axes, not normalised.
const contracted = (scopes, tables, sizes, keep) => {
  const it = tree(planned(scopes, sizes, keep), scopes, sizes);
  return arranged(forward(it, tables), it.axes[it.axes.length - 1], keep, sizes);
};
