import { checkMask, type Mask } from "../core/mask.ts";
import type { Rng } from "../core/random.ts";

/**
 * The allowed actions of highest value of one row. One object is read again and again, so that choosing an action
 * allocates nothing.
 */
export class GreedySet {
  readonly #actions: Uint32Array;
  #tieCount = 0;
  #allowedCount = 0;

  constructor(actionCount: number) {
    this.#actions = new Uint32Array(actionCount);
  }

  /**
   * Finds the best of the values that start at `offset`.
   * @throws {MaskError} If the mask allows nothing or does not have one entry per action.
   */
  read(values: Float64Array, offset: number, mask: Mask): void {
    const actionCount = this.#actions.length;
    let best = Number.NEGATIVE_INFINITY;
    let ties = 0;
    let allowed = 0;
    for (let action = 0; action < actionCount; action += 1) {
      if (mask[action] === 1) {
        const value = values[offset + action] ?? 0;
        allowed += 1;
        if (value > best) ties = 0;
        if (value >= best) {
          best = value;
          this.#actions[ties] = action;
          ties += 1;
        }
      }
    }
    if (allowed === 0 || mask.length !== actionCount) checkMask(mask, actionCount);
    this.#tieCount = ties;
    this.#allowedCount = allowed;
  }

  /** How many actions share the highest value, ≥ 1 once read. */
  get tieCount(): number {
    return this.#tieCount;
  }

  /** How many actions the mask allows, ≥ 1 once read. */
  get allowedCount(): number {
    return this.#allowedCount;
  }

  /** The tied action of a rank in [0, tieCount), in order of index. */
  at(rank: number): number {
    return this.#actions[rank] ?? 0;
  }

  /** A uniform choice among the tied actions; it draws only if there is more than one. */
  breakTie(rng: Rng): number {
    return this.at(this.#tieCount > 1 ? rng.integer(this.#tieCount) : 0);
  }

  has(action: number): boolean {
    for (let rank = 0; rank < this.#tieCount; rank += 1) if (this.#actions[rank] === action) return true;
    return false;
  }

  toArray(): number[] {
    return [...this.#actions.subarray(0, this.#tieCount)];
  }
}

/** The highest allowed value of the row at `offset`. @throws {MaskError} If the mask allows nothing. */
export function bestAllowed(values: Float64Array, offset: number, mask: Mask): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let action = 0; action < mask.length; action += 1) {
    const value = values[offset + action] ?? 0;
    if (mask[action] === 1 && value > best) best = value;
  }
  if (best === Number.NEGATIVE_INFINITY) checkMask(mask, mask.length, "nextMask");
  return best;
}

/**
 * The tie rule of evaluation: which of `tieCount` equally good actions is taken in the row `key`.
 *
 * A hash of the agent's seed and the key decides, so the answer is fixed for a row, depends on no draw and favours no
 * index over the rows together (a fixed lowest index would bias comparisons of action orders).
 *
 * @param seed - Root seed of the agent, an integer in [0, 2^53).
 * @param key - Row, an integer in [0, 2^53).
 * @param tieCount - How many actions tie, ≥ 1.
 * @returns A rank in [0, tieCount).
 */
export function tieRank(seed: number, key: number, tieCount: number): number {
  const seeded = mix(mix(0x9e_37_79_b9 ^ low(seed)) ^ high(seed));
  const hash = mix(mix(seeded ^ low(key)) ^ high(key));
  return Math.floor(((hash >>> 0) / 0x1_00_00_00_00) * tieCount);
}

function low(integer: number): number {
  return integer | 0;
}

function high(integer: number): number {
  return Math.floor(integer / 0x1_00_00_00_00) + 0x7f_4a_7c_15;
}

/** The finalizer of MurmurHash3 (Appleby): every input bit changes every output bit with probability near ½. */
function mix(bits: number): number {
  let hash = bits;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return hash ^ (hash >>> 16);
}
