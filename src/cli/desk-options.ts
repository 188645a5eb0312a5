import { InvalidArgumentError } from "../core/errors.ts";
import type { JsonObject } from "../core/json.ts";
import type { DeskFlags } from "./commands/desk-flags.ts";
import { DEFAULTS } from "./defaults.ts";
import { chosenTasks, libraryName } from "./desk-settings.ts";

/** γ as typed, under either name. @throws {InvalidArgumentError} If both are given and differ. */
export function readDiscount({ discount, gamma }: DeskFlags): number | undefined {
  if (discount !== undefined && gamma !== undefined && discount !== gamma) {
    throw new InvalidArgumentError(
      `Expected --discount or --gamma, which are the same, got ${discount} and ${gamma}.`,
    );
  }
  return discount ?? gamma;
}

/** What a learner adds to the flags of a desk. */
export interface TrainedDeskFlags extends DeskFlags {
  readonly encoder?: string;
  readonly maskBootstrap?: string;
}

/**
 * Options of the desk that flags stand for, with every default filled in.
 * @throws {GymError} If a task or an edit of the library means nothing, or a potential would not be read.
 */
export function deskOptions(flags: TrainedDeskFlags, discount: number): JsonObject {
  const { suite = DEFAULTS.suite, reward = DEFAULTS.reward, encoder = DEFAULTS.encoder } = flags;
  const { mask = DEFAULTS.mask, invalid = DEFAULTS.invalid, budget = DEFAULTS.budget } = flags;
  return {
    tasks: [...chosenTasks(suite, flags.task)],
    actions: libraryName({ actions: DEFAULTS.actions, ...flags }),
    encoder,
    reward,
    ...potentialOptions(flags, reward, discount),
    mask,
    ...(flags.maskBootstrap !== undefined && { bootstrapMask: flags.maskBootstrap }),
    invalid,
    budget,
  };
}

function potentialOptions(flags: DeskFlags, reward: string, discount: number): JsonObject {
  const { potential, potentialScale, potentialShift } = flags;
  const options = {
    ...(potential !== undefined && { potential }),
    ...(potentialScale !== undefined && { potentialScale }),
    ...(potentialShift !== undefined && { potentialShift }),
  };
  if (reward === "pbrs") return { discount, ...options };
  if (Object.keys(options).length > 0) {
    throw new InvalidArgumentError(
      `The potential is read by reward "pbrs" alone, got reward "${reward}": add --reward pbrs, or leave --potential… out.`,
    );
  }
  return {};
}
