import type { Rng } from "../../core/random.ts";

/** 2^-32. */
const FRACTION = 2.3283064365386963e-10;

/** The state of a stream in an array: s0, s1, s2, c. It is drawn from without a call that could not be inlined. */
export type Generator = Float64Array;

/** Copies where a stream stands. */
export function generatorOf(rng: Rng): Generator {
  const { s0, s1, s2, c } = rng.save();
  return Float64Array.of(s0, s1, s2, c);
}

/** Moves a stream on to where a copy of it stands. */
export function moveTo(rng: Rng, [s0 = 0, s1 = 0, s2 = 0, c = 0]: Generator): void {
  rng.load({ key: rng.save().key, s0, s1, s2, c });
}

/** What `next()` of the stream would give (Baagøe's Alea). */
export function draw(generator: Generator): number {
  const sum = 2_091_639 * (generator[0] ?? 0) + (generator[3] ?? 0) * FRACTION;
  const carry = sum | 0;
  const drawn = sum - carry;
  generator[0] = generator[1] ?? 0;
  generator[1] = generator[2] ?? 0;
  generator[2] = drawn;
  generator[3] = carry;
  return drawn;
}

/** What `integer(count)` of the stream would give, however large `count` is. */
export function drawWideInteger(generator: Generator, count: number): number {
  if (count <= 0x1000000) return drawInteger(generator, count);
  const high = draw(generator);
  const low = (draw(generator) * 0x200000) | 0;
  return Math.floor((high + low * 1.1102230246251565e-16) * count);
}

/** What `integer(count)` of the stream would give; `count` is at most 2^24. */
export function drawInteger(generator: Generator, count: number): number {
  return (draw(generator) * count) | 0;
}
