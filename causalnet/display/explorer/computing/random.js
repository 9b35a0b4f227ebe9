// Random numbers as numpy's PCG64 gives them, so that particles are those of the library.
// M. E. O'Neill (2014), "PCG: a family of simple fast space-efficient statistically good algorithms", XSL-RR 128/64.

// The multiplier, by 32 bits, the lowest first.
const [M0, M1, M2, M3] = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];

// The upper half of the product of two whole numbers of 32 bits.
const upper = (a, b) => {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const mixed = al * bh;
  const other = ah * bl;
  const middle = ((al * bl) / 65536 | 0) + (mixed & 0xffff) + (other & 0xffff);
  return ah * bh + (mixed / 65536 | 0) + (other / 65536 | 0) + (middle >>> 16);
};
const lower = (a, b) => Math.imul(a, b) >>> 0;

const WORD = 2 ** 32;

// `count` numbers from [0, 1) in single precision. `seed` holds the state and the increment of the generator, 128 bits each, the
// highest first, in base64.
const uniforms = (seed, count) => {
  const bytes = Uint8Array.from(atob(seed), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  let [s3, s2, s1, s0, i3, i2, i1, i0] = Array.from({ length: 8 }, (_, w) => view.getUint32(4 * w));
  const found = new Float32Array(count);
  for (let n = 0; n < count; n += 2) {
    const r0 = lower(s0, M0) + i0;
    const r1 = upper(s0, M0) + lower(s0, M1) + lower(s1, M0) + i1 + (r0 >= WORD ? 1 : 0);
    const r2 = upper(s0, M1) + upper(s1, M0) + lower(s0, M2) + lower(s1, M1) + lower(s2, M0) + i2 + Math.floor(r1 / WORD);
    const r3 = upper(s0, M2) + upper(s1, M1) + upper(s2, M0) + lower(s0, M3) + lower(s1, M2) + lower(s2, M1) + lower(s3, M0) + i3 + Math.floor(r2 / WORD);
    s0 = r0 >>> 0; s1 = r1 >>> 0; s2 = r2 >>> 0; s3 = r3 >>> 0;
    // The halves of the state, folded and rotated by its highest six bits.
    const turned = s3 >>> 31;
    const high = turned ? s2 ^ s0 : s3 ^ s1;
    const low = turned ? s3 ^ s1 : s2 ^ s0;
    const by = (s3 >>> 26) & 31;
    const [first, second] = by ? [(low >>> by) | (high << (32 - by)), (high >>> by) | (low << (32 - by))] : [low, high];
    found[n] = (first >>> 8) / 16777216;
    if (n + 1 < count) found[n + 1] = (second >>> 8) / 16777216;
  }
  return found;
};
