import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../src/core/env.ts";
import { InvalidActionError } from "../../src/core/errors.ts";
import type { Mask } from "../../src/core/mask.ts";
import { Wrapper } from "../../src/core/wrapper.ts";
import type { ActionLibrary } from "../../src/supportdesk/action-library/index.ts";
import { matchReply } from "../../src/supportdesk/grading/grader.ts";
import type { Action, Observation, State } from "../../src/supportdesk/models.ts";
import type { Answer } from "../../src/supportdesk/scenario.ts";

type Seen<Result> = Result & { readonly observation: unknown; readonly info: object };

/** An environment that tells something it should not; subclasses say what. */
abstract class Leaky extends Wrapper<unknown, unknown> {
  readonly answer: Answer;

  constructor(inner: Env, answer: Answer) {
    super(inner);
    this.answer = answer;
  }

  protected leak<Result extends ResetResult<unknown, BaseInfo>>(result: Seen<Result>): Result {
    return result;
  }

  override reset(options?: ResetOptions): ResetResult<unknown, BaseInfo> {
    return this.leak(super.reset(options));
  }

  override step(action: unknown): StepResult<unknown, BaseInfo> {
    return this.leak(super.step(action));
  }

  protected get state(): State {
    return (this.unwrapped as unknown as { state(): State }).state();
  }
}

/** Puts a gold label into `info`. */
export class GoldInInfo extends Leaky {
  protected override leak<Result extends ResetResult<unknown, BaseInfo>>(result: Seen<Result>): Result {
    return { ...result, info: { ...result.info, tip: this.answer.queue } };
  }
}

/** Counts the matched marker groups of the reply in `feedback`. */
export class CountInFeedback extends Leaky {
  protected override leak<Result extends ResetResult<unknown, BaseInfo>>(result: Seen<Result>): Result {
    const observation = result.observation as Observation;
    const { reply } = observation.case;
    const count = reply === null ? 0 : matchReply(this.answer, reply).matched.length;
    return { ...result, observation: { ...observation, feedback: `${observation.feedback} (${count})` } };
  }
}

/** Gives the grade away before the episode has ended. */
export class GradeTooEarly extends Leaky {
  protected override leak<Result extends ResetResult<unknown, BaseInfo>>(result: Seen<Result>): Result {
    return this.state.done ? result : { ...result, info: { ...result.info, grade: this.state.score } };
  }
}

/** Tells the score under a name that is left out of the comparison elsewhere. */
export class ScoreInObservation extends Leaky {
  protected override leak<Result extends ResetResult<unknown, BaseInfo>>(result: Seen<Result>): Result {
    const observation = result.observation as Observation;
    return { ...result, observation: { ...observation, score: this.state.score } };
  }
}

/** Says whether a needed field was asked for, in nothing but the order of keys. */
export class KeyOrder extends Leaky {
  protected override leak<Result extends ResetResult<unknown, BaseInfo>>(result: Seen<Result>): Result {
    const { info } = result;
    const asked = this.state.case.requested_fields.some((field) => this.answer.needed_fields.includes(field));
    return asked ? { ...result, info: Object.fromEntries(Object.entries(info).reverse()) } : result;
  }
}

/** Offers no classification but the right one. */
export class TellingMask extends Leaky {
  readonly #library: ActionLibrary;

  constructor(inner: Env, answer: Answer, library: ActionLibrary) {
    super(inner, answer);
    this.#library = library;
  }

  override actionMask(): Mask {
    const mask = Uint8Array.from(super.actionMask() ?? []);
    for (const [index, { name, group }] of this.#library.actions.entries()) {
      if (group === "classify" && name !== `classify:${this.answer.issue_type}`) mask[index] = 0;
    }
    return mask;
  }
}

/** The same mask, in `info` alone. */
export class TellingInfoMask extends TellingMask {
  protected override leak<Result extends ResetResult<unknown, BaseInfo>>(result: Seen<Result>): Result {
    return { ...result, info: { ...result.info, actionMask: super.actionMask() } };
  }

  override actionMask(): Mask {
    return this.inner.actionMask() ?? new Uint8Array();
  }
}

/** Names the right issue type when it refuses an action. */
export class TellingError extends Leaky {
  override step(action: unknown): StepResult<unknown, BaseInfo> {
    try {
      return super.step(action);
    } catch (error) {
      const { issue_type } = this.answer;
      throw new InvalidActionError(`${String(error)} Did you mean issue type ${issue_type}?`);
    }
  }
}

/** Draws the score while the episode is running. */
export class TellingPicture extends Leaky {
  override render(): string {
    return `${super.render() ?? ""}\nscore ${this.state.score.toFixed(2)}`;
  }
}

/** Takes the credit of right labels as a reason to stop early. */
export class TellingEnd extends Leaky {
  override step(action: unknown): StepResult<unknown, BaseInfo> {
    const result = super.step(action);
    const { queue } = (action as Action) ?? {};
    return queue === this.answer.queue ? { ...result, truncated: true } : result;
  }
}

/** Moves the operator's workflow stage on only after a right label. */
export class TellingState extends Leaky {
  override get unwrapped(): Env {
    const inner = this.inner.unwrapped as unknown as { state(): State };
    const state = (): State => {
      const truth = inner.state();
      return truth.case.queue === this.answer.queue ? { ...truth, workflow_stage: "response" } : truth;
    };
    return { state } as unknown as Env;
  }
}
