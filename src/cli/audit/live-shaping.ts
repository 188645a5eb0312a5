import type { JsonObject } from "../../core/json.ts";
import { checkShaping } from "../../planning/check-shaping.ts";
import type { ShapingReport } from "../../planning/shaping-report.ts";
import { SupportDeskTabularEnv } from "../../supportdesk/index.ts";
import { POTENTIALS, type PotentialFunction, type PotentialName } from "../../supportdesk/potentials.ts";

/** Rounding that passes, for potentials of size 1. */
const TOLERANCE = 1e-9;

/**
 * Plays random episodes of a desk with reward pbrs and checks its potential: 0 after a termination, the learner's γ, and
 * sums that telescope.
 * @param own - Φ that stands for what the options name.
 */
export function liveShaping(kwargs: JsonObject, discount: number, own?: PotentialFunction): ShapingReport {
  const env = new WatchedDesk(kwargs, own);
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
  readonly #phi: PotentialFunction;

  constructor(kwargs: JsonObject, own: PotentialFunction | undefined) {
    super(own === undefined ? kwargs : { ...kwargs, potential: own });
    // The environment has refused any other.
    const { potential = "raw-score", potentialScale = 1, potentialShift = 0 } = kwargs;
    this.#phi = own ?? POTENTIALS[potential as PotentialName];
    this.scale = Number(potentialScale);
    this.shift = Number(potentialShift);
  }

  potential(): number {
    return this.scale * this.#phi(this.desk.episode) + this.shift;
  }
}
