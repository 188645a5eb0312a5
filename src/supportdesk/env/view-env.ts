import type { Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import type { EnvSpec } from "../../core/env-spec.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import type { Space } from "../../core/space.ts";
import type { Episode } from "../episode.ts";
import type { State } from "../models.ts";
import { renderPage } from "../render.ts";
import type { Turn } from "../turn.ts";
import type { Desk } from "./desk.ts";
import { type DeskInfo, type Masks, stepInfo } from "./info.ts";
import { RENDER_MODES } from "./options.ts";

const LEAKY_HINTS = "hints `full` come from the gold answer: LEAKY, scores do not compare with others";

/** What the three environments share: they look at one desk, each with its own observations and actions. */
export abstract class DeskView<Observation, Action> implements Env<Observation, Action, DeskInfo> {
  abstract readonly observationSpace: Space<Observation>;
  abstract readonly actionSpace: Space<Action>;
  readonly spec: EnvSpec | undefined;
  readonly metadata: EnvMetadata;
  protected readonly desk: Desk;

  constructor(desk: Desk, spec: EnvSpec | undefined) {
    this.desk = desk;
    this.spec = spec;
    const { hints } = desk.setup.rules;
    this.metadata = Object.freeze({
      renderModes: RENDER_MODES,
      stochastic: false,
      warnings: hints === "full" ? [LEAKY_HINTS] : [],
    });
  }

  /** What the agent sees of an episode. */
  protected abstract look(episode: Episode): Observation;

  /** What an action makes of an episode. @throws {InvalidActionError} If it is none; nothing has changed then. */
  protected abstract turnOf(action: Action, episode: Episode): Turn;

  /** The masks that go into the info record of an episode; none in a view without an action library. */
  protected masksOf(_episode: Episode): Masks {
    return {};
  }

  abstract get unwrapped(): Env;

  get taskIds(): readonly string[] {
    return this.desk.taskIds;
  }

  reset(options?: ResetOptions): ResetResult<Observation, DeskInfo> {
    const episode = this.desk.reset(options);
    return {
      observation: this.look(episode),
      info: { taskId: episode.view.task_id, ...this.masksOf(episode) },
    };
  }

  step(action: Action): StepResult<Observation, DeskInfo> {
    this.desk.requireRunning();
    const turn = this.turnOf(action, this.desk.episode);
    const episode = this.desk.step(turn);
    return {
      observation: this.look(episode),
      reward: turn.reward,
      terminated: turn.terminated,
      truncated: turn.truncated,
      info: stepInfo(episode, turn, this.masksOf(episode)),
    };
  }

  actionMask(): Mask | undefined {
    return undefined;
  }

  /** The episode as its operator sees it. @throws {ResetNeededError} Before the first reset. */
  state(): State {
    return this.desk.state();
  }

  /** The desk as a page or as JSON, in the mode chosen at construction; `undefined` without one. */
  render(): string | undefined {
    const { renderMode } = this.desk.setup;
    return renderMode === undefined ? undefined : renderPage(this.desk.episode, renderMode);
  }

  snapshot(): JsonValue {
    return this.desk.snapshot();
  }

  restore(snapshot: JsonValue): void {
    this.desk.restore(snapshot);
  }

  close(): void {
    this.desk.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
