import type { Transition } from "../../../src/core/agent.ts";
import { SnapshotError } from "../../../src/core/errors.ts";
import { checkMask, type Mask } from "../../../src/core/mask.ts";
import type { BrokenAgent } from "./broken-agent.ts";
import { type SavedState, SoundAgent, type SoundSetup } from "./sound-agent.ts";

class EndsAtTruncation extends SoundAgent {
  protected override target(transition: Transition): number {
    return transition.truncated ? transition.reward : super.target(transition);
  }
}

class BootstrapsAtTermination extends SoundAgent {
  protected override target(transition: Transition): number {
    const { reward, nextMask } = transition;
    return nextMask.includes(1) ? reward + this.discount * this.nextValue(transition) : reward;
  }
}

class SkipsTerminalUpdate extends SoundAgent {
  protected override update(transition: Transition): void {
    if (!transition.terminated) super.update(transition);
  }
}

class SetsRewardAtTermination extends SoundAgent {
  protected override update(transition: Transition): void {
    this.move(transition, this.target(transition), transition.terminated ? 1 : 0.2);
  }
}

class SetsRewardAtAnyEnd extends SoundAgent {
  protected override update(transition: Transition): void {
    const { reward, terminated, truncated } = transition;
    if (terminated || truncated) this.move(transition, reward, 1);
    else super.update(transition);
  }
}

class UnmaskedMaximum extends SoundAgent {
  protected override nextValue({ nextContext }: Transition): number {
    return Math.max(...this.read(nextContext).values);
  }
}

class FixedDiscount extends SoundAgent {
  protected override target(transition: Transition): number {
    const { reward, terminated } = transition;
    return terminated ? reward : reward + 0.5 * this.nextValue(transition);
  }
}

class HalfStepSize extends SoundAgent {
  protected override move(transition: Transition, target: number): void {
    super.move(transition, target, 0.1);
  }
}

class NewRowsAreWorthNothing extends SoundAgent {
  protected override nextValue(transition: Transition): number {
    return this.rows.has(transition.nextContext) ? super.nextValue(transition) : 0;
  }
}

class TakesAnyAction extends SoundAgent {
  protected override check(transition: Transition): void {
    super.check({ ...transition, action: 0 });
  }
}

class TakesAnyReward extends SoundAgent {
  protected override check(transition: Transition): void {
    super.check({ ...transition, reward: 0 });
  }
}

class ChecksTooLate extends SoundAgent {
  override learn(transition: Transition): void {
    if (transition.terminated) this.episodes += 1;
    super.learn(transition);
    if (transition.terminated) this.episodes -= 1;
  }
}

class ChangesTransitions extends SoundAgent {
  protected override update(transition: Transition): void {
    super.update(transition);
    (transition.nextMask as Uint8Array).fill(1);
  }
}

/** Bars what it took, in the mask of the caller. */
class ChangesMasks extends SoundAgent {
  override explain(context: number, mask?: Mask): ReturnType<SoundAgent["explain"]> {
    const explained = super.explain(context, mask);
    if (mask !== undefined) (mask as Uint8Array)[explained.greedy[0] ?? 0] = 0;
    return explained;
  }
}

/** Replays the step before the last one, which it keeps. */
class KeepsReference extends SoundAgent {
  #last: Transition | undefined;

  constructor(setup: SoundSetup) {
    super(setup);
    if (setup.saved !== undefined && typeof setup.saved["last"] !== "object") {
      throw new SnapshotError("Expected `last` to be a step or null.");
    }
    const last = setup.saved?.["last"] as unknown as (Transition & { mask: number[] }) | null | undefined;
    this.#last = last ?? undefined;
  }

  protected override update(transition: Transition): void {
    super.update(transition);
    if (this.#last !== undefined) super.update(this.#last);
    this.#last = transition;
  }

  protected override state(): SavedState {
    const last = this.#last;
    const plain = (mask: Mask): number[] => [...mask];
    if (last === undefined) return { ...super.state(), last: null };
    return { ...super.state(), last: { ...last, mask: plain(last.mask), nextMask: plain(last.nextMask) } };
  }
}

class NeedsNextMask extends SoundAgent {
  protected override check(transition: Transition): void {
    super.check(transition);
    checkMask(transition.nextMask, this.actionCount, "nextMask");
  }
}

/** Agents whose updates, or what they do with transitions, have one defect. */
export const BROKEN_LEARNING: readonly BrokenAgent[] = [
  { title: "takes truncation for an end", agentClass: EndsAtTruncation, codes: ["AGENT-LEARN-001"] },
  { title: "bootstraps at termination", agentClass: BootstrapsAtTermination, codes: ["AGENT-LEARN-002"] },
  {
    title: "skips the terminal update",
    agentClass: SkipsTerminalUpdate,
    codes: ["AGENT-LEARN-003", "AGENT-LEARN-004"],
  },
  {
    title: "sets the value outright at termination",
    agentClass: SetsRewardAtTermination,
    codes: ["AGENT-LEARN-004"],
  },
  {
    title: "sets the value to the reward at any end",
    agentClass: SetsRewardAtAnyEnd,
    codes: ["AGENT-LEARN-001", "AGENT-LEARN-004"],
  },
  { title: "bootstraps from barred actions", agentClass: UnmaskedMaximum, codes: ["AGENT-LEARN-005"] },
  { title: "has a discount of its own in the target", agentClass: FixedDiscount, codes: ["AGENT-LEARN-001"] },
  {
    title: "halves the step size",
    agentClass: HalfStepSize,
    codes: ["AGENT-GOLD-001", "AGENT-EQUAL-001"],
    needsReferences: true,
  },
  {
    title: "takes new rows to be worth nothing",
    agentClass: NewRowsAreWorthNothing,
    codes: ["AGENT-SHAPE-001"],
    needsReferences: true,
  },
  { title: "takes any action", agentClass: TakesAnyAction, codes: ["AGENT-INPUT-001"] },
  { title: "takes any reward", agentClass: TakesAnyReward, codes: ["AGENT-INPUT-002"] },
  { title: "checks after it has counted the episode", agentClass: ChecksTooLate, codes: ["AGENT-INPUT-002"] },
  {
    title: "changes the transitions that it is given",
    agentClass: ChangesTransitions,
    codes: ["AGENT-INPUT-003"],
  },
  {
    title: "changes the masks that it is given",
    agentClass: ChangesMasks,
    codes: ["AGENT-EVAL-004", "AGENT-INPUT-003", "AGENT-RUN-001"],
  },
  { title: "keeps a reference to the transition", agentClass: KeepsReference, codes: ["AGENT-INPUT-004"] },
  { title: "needs a next action at termination", agentClass: NeedsNextMask, codes: ["AGENT-INPUT-005"] },
];
