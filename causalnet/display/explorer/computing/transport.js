// The greatest expected worth of any coupling of two rows: a transport problem, solved by augmenting along the worthiest paths.
// R. G. Busacker and P. J. Gowen (1961), "A procedure for determining a family of minimum-cost network flow patterns".

// What only rounding leaves over.
const NOTHING_LEFT = 1e-15;

const bestTransport = (first, second, worth) => {
  const turn = directionOf(worth);
  return turn ? alongCorners(first, second, worth, turn) : augmented(first, second, worth);
};

// Where worths grow with both states together (1), the coupling of one rank is best, and where they grow against each other (−1), that of
// opposite ranks: A. J. Hoffman (1963), "On simple linear programming problems". 0 where it is neither.
const directionOf = (worth) => {
  let [up, down] = [true, true];
  for (let i = 1; i < worth.length; i++) {
    for (let j = 1; j < worth[0].length; j++) {
      const twist = worth[i][j] + worth[i - 1][j - 1] - worth[i - 1][j] - worth[i][j - 1];
      if (twist < 0) up = false;
      if (twist > 0) down = false;
    }
  }
  return up ? 1 : down ? -1 : 0;
};

// From corner to corner of the table, as much as there is in each cell.
const alongCorners = (first, second, worth, turn) => {
  const last = second.length - 1;
  const column = (j) => (turn > 0 ? j : last - j);
  let [i, j, all] = [0, 0, 0];
  let [left, free] = [first[0], second[column(0)]];
  for (;;) {
    const amount = Math.min(left, free);
    all += amount * worth[i][column(j)];
    left -= amount;
    free -= amount;
    if (left <= free) {
      if (++i === first.length) return all;
      left = first[i];
    } else {
      if (++j > last) return all;
      free = second[column(j)];
    }
  }
};

const augmented = (first, second, worth) => {
  const n = second.length;
  const [left, free] = [[...first], [...second]];
  const flow = first.map(() => new Float64Array(n));
  for (;;) {
    const path = worthiestPath(left, free, flow, worth);
    if (!path) break;
    let amount = Math.min(left[path[0]], free[path[path.length - 1]]);
    for (let k = 2; k < path.length; k += 2) amount = Math.min(amount, flow[path[k]][path[k - 1]]);
    left[path[0]] -= amount;
    free[path[path.length - 1]] -= amount;
    for (let k = 0; k < path.length; k += 2) {
      flow[path[k]][path[k + 1]] += amount;
      if (k) flow[path[k]][path[k - 1]] -= amount;
    }
  }
  let all = 0;
  flow.forEach((row, i) => row.forEach((x, j) => { all += x * worth[i][j]; }));
  return all;
};

// Rows and columns in turn, from a row with something left to a column that is free; back along a column what flows there is taken away.
const worthiestPath = (left, free, flow, worth) => {
  const [m, n] = [left.length, free.length];
  const rows = left.map((x) => (x > NOTHING_LEFT ? 0 : -Infinity));
  const columns = Array(n).fill(-Infinity);
  const [fromRow, fromColumn] = [Array(n).fill(-1), Array(m).fill(-1)];
  for (let turn = 0; turn < m + n; turn++) {
    let moved = false;
    for (let i = 0; i < m; i++) {
      if (rows[i] === -Infinity) continue;
      for (let j = 0; j < n; j++) {
        if (rows[i] + worth[i][j] > columns[j] + 1e-13) { columns[j] = rows[i] + worth[i][j]; fromRow[j] = i; moved = true; }
      }
    }
    for (let j = 0; j < n; j++) {
      if (columns[j] === -Infinity) continue;
      for (let i = 0; i < m; i++) {
        if (flow[i][j] > NOTHING_LEFT && columns[j] - worth[i][j] > rows[i] + 1e-13) { rows[i] = columns[j] - worth[i][j]; fromColumn[i] = j; moved = true; }
      }
    }
    if (!moved) break;
  }
  let [end, best] = [-1, -Infinity];
  for (let j = 0; j < n; j++) if (free[j] > NOTHING_LEFT && columns[j] > best) [end, best] = [j, columns[j]];
  if (end < 0) return null;
  const path = [end];
  for (let i = fromRow[end]; path.length <= 2 * (m + n); i = fromRow[fromColumn[i]]) {
    path.unshift(i);
    if (fromColumn[i] < 0) return path;
    path.unshift(fromColumn[i]);
  }
  return null;
};
