import { z } from "zod";
import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";

const Row = z.int().nonnegative();

/** A step whose target is still open, as it is saved, for agents with `actionCount` actions. */
export function savedStep(actionCount: number) {
  return z.strictObject({
    context: Row,
    action: z.int().nonnegative().lt(actionCount),
    propensity: z.number(),
    reward: z.number(),
    discount: z.number().gte(0).lte(1).describe("γ^k of what follows."),
    nextContext: Row,
    nextMask: z.array(z.int().gte(0).lte(1)).length(actionCount),
  });
}

/** What {@link WaitingStep.save} gives. */
export type SavedStep = z.infer<ReturnType<typeof savedStep>>;

/** A copy of what a later update needs of a transition. One object is written again and again. */
export class WaitingStep {
  readonly nextMask: Uint8Array;
  context = 0;
  action = 0;
  propensity = 1;
  reward = 0;
  /** γ^k of what follows, or 0 where nothing does. */
  discount = 0;
  nextContext = 0;

  constructor(actionCount: number) {
    this.nextMask = new Uint8Array(actionCount);
  }

  /**
   * Copies a transition; the next mask, whose length the caller has checked, is left out where nothing follows.
   * @param discount - γ^k of what follows.
   */
  set(transition: Transition, discount: number): void {
    if (!transition.terminated) this.nextMask.set(transition.nextMask);
    this.context = transition.context;
    this.action = transition.action;
    this.propensity = transition.propensity;
    this.reward = transition.reward;
    this.discount = discount;
    this.nextContext = transition.nextContext;
  }

  save(): SavedStep & JsonObject {
    const { context, action, propensity, reward, discount, nextContext, nextMask } = this;
    return { context, action, propensity, reward, discount, nextContext, nextMask: [...nextMask] };
  }

  load({ nextMask, ...rest }: SavedStep): void {
    Object.assign(this, rest);
    this.nextMask.set(nextMask);
  }
}
