// Work in the background: a generator that runs a little at a time, while the page stays quick. A new question takes the place of the old.

const [BACKGROUND_SLICE, BACKGROUND_PAUSE] = [12, 100];

class Background {
  // `begin(found, key)` is a generator that fills `found`; `refresh` is called whenever there is more.
  constructor(begin, refresh) { Object.assign(this, { begin, refresh, key: null, found: null, work: null, refused: null, timer: 0 }); }

  get isWorking() { return this.work !== null; }

  // What is known so far of the answer to a question.
  ask(key, ...question) {
    if (key === this.key) return this.found;
    this.drop();
    this.found = [];
    Object.assign(this, { key, work: this.begin(this.found, ...question), timer: setTimeout(() => this.run(), BACKGROUND_PAUSE) });
    return this.found;
  }

  drop() {
    clearTimeout(this.timer);
    Object.assign(this, { key: null, found: null, work: null, refused: null });
  }

  run(slice = BACKGROUND_SLICE) {
    const until = performance.now() + slice;
    const many = this.found.length;
    try {
      let step;
      do step = this.work.next(); while (!step.done && performance.now() < until);
      if (step.done) this.work = null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      Object.assign(this, { work: null, refused: error });
    }
    if (this.work) this.timer = setTimeout(() => this.run(), 0);
    if (!this.work || this.found.length > many) this.refresh();
  }

  // Everything at once, for tests.
  finish() {
    clearTimeout(this.timer);
    if (this.work) this.run(Infinity);
  }
}

// What all answers depend on, beside what is done and observed.
const numbersKey = (numbers) => JSON.stringify([numbers.weights, numbers.amounts, numbers.there, numbers.scaling, [...numbers.admitted], numbers.judge]);
