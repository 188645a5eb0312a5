import type { BaseInfo, StepResult } from "../../../src/core/env.ts";
import { InvalidActionError } from "../../../src/core/errors.ts";
import type { Mask } from "../../../src/core/mask.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { type BrokenEnv, broken, HealthyEnv, type Walk } from "./broken-env.ts";
import { otherSteps } from "./spoilt.ts";

/** A walk with another mask, said alike in the method and in the infos. */
abstract class MaskedEnv extends HealthyEnv {
  protected abstract mask(): Mask;

  override actionMask(): Mask {
    return this.mask();
  }

  protected override info(more: BaseInfo): BaseInfo {
    return { actionMask: this.mask(), ...more };
  }
}

class LongMaskEnv extends MaskedEnv {
  protected mask(): Mask {
    return Uint8Array.of(1, 1, 1, 1);
  }
}

class WeightedMaskEnv extends MaskedEnv {
  protected mask(): Mask {
    return Uint8Array.of(this.state.place === 3 ? 2 : 1, 1, 1);
  }
}

class EmptyMaskEnv extends MaskedEnv {
  protected mask(): Mask {
    return this.state.place === 5 ? new Uint8Array(3) : HealthyEnv.prototype.actionMask.call(this);
  }
}

class FullMaskEnv extends MaskedEnv {
  protected mask(): Mask {
    return Uint8Array.of(1, 1, 1);
  }
}

class StaleMaskEnv extends HealthyEnv {
  protected override info(more: BaseInfo): BaseInfo {
    return { actionMask: Uint8Array.of(1, 1, 1), ...more };
  }
}

/** What becomes of `back` at place 0, which the mask bars. */
abstract class BarringEnv extends HealthyEnv {
  protected abstract bar(): StepResult<Walk, BaseInfo>;

  protected override play(action: number): StepResult<Walk, BaseInfo> {
    return action === 0 && this.state.place === 0 ? this.bar() : super.play(action);
  }
}

class UntypedEnv extends BarringEnv {
  protected bar(): never {
    throw new TypeError("back is undefined");
  }
}

class WastefulEnv extends BarringEnv {
  protected bar(): never {
    throw new InvalidActionError(`Barred, with ${this.rng.next()}.`);
  }
}

class UncountedEnv extends BarringEnv {
  protected bar(): StepResult<Walk, BaseInfo> {
    return super.play(1);
  }
}

class WaveringEnv extends BarringEnv {
  protected bar(): StepResult<Walk, BaseInfo> {
    return super.play(this.state.left % 2);
  }
}

/** Draws among all actions, whatever the mask. */
class DeafSpace extends Discrete {
  override sample(): number {
    return super.sample();
  }
}

class DeafEnv extends UncountedEnv {
  override readonly actionSpace = new DeafSpace(3);
}

class UnseenEnv extends UncountedEnv {
  protected override play(action: number): StepResult<Walk, BaseInfo> {
    const result = super.play(action);
    const { episode: _left, ...info } = result.info;
    return { ...result, info };
  }
}

/** Bars `rest` everywhere. */
class RestlessEnv extends MaskedEnv {
  protected mask(): Mask {
    return Uint8Array.of(this.state.place === 0 ? 0 : 1, 0, 1);
  }

  protected override play(action: number): StepResult<Walk, BaseInfo> {
    if (action === 1) throw new InvalidActionError("`rest` is barred.");
    return super.play(action);
  }
}

/** Environments with a wrong mask, each in one way. */
export const BROKEN_MASKS: readonly BrokenEnv[] = [
  broken("has a mask of four entries for three actions", "ENV-MASK-001", () => new LongMaskEnv()),
  broken("has a 2 in a mask", "ENV-MASK-001", () => new WeightedMaskEnv()),
  {
    name: "has no list for a bootstrap mask",
    code: "ENV-MASK-001",
    make: otherSteps((result) => ({ ...result, info: { ...result.info, bootstrapMask: "111" } })),
  },
  broken("says another mask in the info", "ENV-MASK-002", () => new StaleMaskEnv()),
  {
    name: "shows another mask in the observation",
    code: "ENV-MASK-002",
    make: otherSteps((result) => ({
      ...result,
      observation: { ...(result.observation as Walk), action_mask: [0, 0, 1] },
    })),
  },
  broken("allows nothing at place 5", "ENV-MASK-003", () => new EmptyMaskEnv()),
  broken("allows what it refuses", "ENV-MASK-004", () => new FullMaskEnv()),
  broken("refuses with an error of the platform", "ENV-MASK-005", () => new UntypedEnv()),
  broken("draws a number before it refuses", "ENV-MASK-005", () => new WastefulEnv()),
  broken("refuses a barred action every other time", "ENV-MASK-006", () => new WaveringEnv()),
  broken("does not count barred actions", "ENV-MASK-007", () => new UncountedEnv()),
  broken("has an action space that ignores masks", "ENV-MASK-009", () => new DeafEnv()),
];

/** Environments whose masks are likely a mistake. */
export const WARNED_MASKS: readonly BrokenEnv[] = [
  broken("carries out barred actions unseen", "ENV-MASK-008", () => new UnseenEnv()),
  broken("never allows one of its actions", "ENV-REACH-003", () => new RestlessEnv()),
];
