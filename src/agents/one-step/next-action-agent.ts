import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { readExtra } from "../saved-extra.ts";
import type { TableSetup } from "../table-state.ts";
import { ControlAgent } from "./control-agent.ts";
import { savedStep, WaitingStep } from "./waiting-step.ts";

/**
 * An agent that learns from a step once it has seen the action taken next: on-policy control by sampled actions.
 *
 * Every step waits for the next one of its episode. The last waits for nothing: where the episode terminated nothing
 * follows; where it was truncated the mean over the next actions under the behaviour policy stands for the action that
 * was never taken. An episode that was left without an end (a step from elsewhere than the last one led to) is taken as
 * truncated there. The step that waits is part of the saved state.
 */
export abstract class NextActionAgent extends ControlAgent {
  readonly #waiting: WaitingStep;
  #isWaiting = false;

  /** @param name - Name it is registered by. */
  constructor(setup: TableSetup, name: string) {
    super(setup, name);
    this.#waiting = new WaitingStep(setup.actionCount);
    const saved = readExtra(setup, name, { waiting: savedStep(setup.actionCount).nullable() })?.waiting;
    if (saved === undefined || saved === null) return;
    this.#waiting.load(saved);
    this.#isWaiting = true;
  }

  /**
   * Learns from a step.
   * @param nextValue - Q(s′, a′) of the action taken next, in reward units; 0 where nothing follows.
   */
  protected abstract learnStep(step: WaitingStep, nextValue: number): void;

  /** Forgets what belongs to an episode that is over. */
  protected endEpisode(): void {}

  protected override get isIdle(): boolean {
    return !this.#isWaiting;
  }

  protected override update(transition: Transition): void {
    const { terminated, truncated } = transition;
    this.checkRows(transition);
    this.#learnWaiting(transition);
    this.#waiting.set(transition, this.continuation(transition));
    if (!terminated && !truncated) {
      this.#isWaiting = true;
      return;
    }
    this.learnStep(this.#waiting, terminated ? 0 : this.expectedNext(this.#waiting));
    this.endEpisode();
  }

  #learnWaiting({ context, action }: Transition): void {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    if (this.#waiting.nextContext === context) {
      this.learnStep(this.#waiting, this.actionValue(context, action));
    } else {
      this.learnStep(this.#waiting, this.expectedNext(this.#waiting));
      this.endEpisode();
    }
  }

  protected override saveExtra(): JsonObject {
    return { waiting: this.#isWaiting ? this.#waiting.save() : null };
  }
}
