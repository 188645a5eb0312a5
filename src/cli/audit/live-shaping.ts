import type { JsonObject } from "../../core/json.ts";
import { checkShaping } from "../../planning/check-shaping.ts";
import type { ShapingReport } from "../../planning/shaping-report.ts";
import { SupportDeskTabularEnv } from "../../supportdesk/index.ts";
import { POTENTIALS, type PotentialName } from "../../supportdesk/potentials.ts";

/** Rounding that passes, for potentials of size 1. */
const TOLERANCE = 1e-9;

/**
 * Plays random episodes of a desk with reward pbrs and checks its potential: 0 after a termination, the learner's γ, and
 * sums that telescope.
 */
export function liveShaping(kwargs: JsonObject, discount: number): ShapingReport {
  const env = new WatchedDesk(kwargs);
  const size = Math.max(1, Math.abs(env.scale), Math.abs(env.shift));
  return checkShaping(env, {
    discount,
    potential: () => env.potential(),
    component: "potential",
    tolerance: TOLERANCE * size,
  });
}

/** A desk that tells its potential, which an agent does not see. */
class WatchedDesk extends SupportDeskTabularEnv {
  readonly scale: number;
  readonly shift: number;
  readonly #name: PotentialName;

  constructor(kwargs: JsonObject) {
    super(kwargs);
    // The environment has refused any other.
    const { potential = "raw-score", potentialScale = 1, potentialShift = 0 } = kwargs;
    this.#name = potential as PotentialName;
    this.scale = Number(potentialScale);
    this.shift = Number(potentialShift);
  }

  potential(): number {
    return this.scale * POTENTIALS[this.#name](this.desk.episode) + this.shift;
  }
}
