import type { Env, EnvMetadata, ResetOptions, ResetResult, StepResult } from "../../../core/env.ts";
import type { EnvSpec } from "../../../core/env-spec.ts";
import { InvalidActionError, InvalidArgumentError } from "../../../core/errors.ts";
import type { JsonValue } from "../../../core/json.ts";
import type { Mask } from "../../../core/mask.ts";
import type { Space } from "../../../core/space.ts";
import { Box } from "../../../core/spaces/box.ts";
import { Discrete } from "../../../core/spaces/discrete.ts";
import type { ActionLibrary } from "../../action-library/library.ts";
import type { Encoder } from "../../encoders/index.ts";
import { type Episode, open } from "../../episode.ts";
import { isSupported } from "../../masks.ts";
import { sumComponents } from "../../rewards.ts";
import { Desk } from "../desk.ts";
import { type DeskInfo, stepInfo } from "../info.ts";
import { LibraryMoves } from "../library-moves.ts";
import { SupportDeskEnv } from "../structured.ts";
import { Course } from "./course.ts";
import type { BanditSetup } from "./options.ts";
import type { Playbook } from "./playbooks.ts";

/** The info record of a view in which one action plays a whole case; the rest is as the case's last step has it. */
export interface BanditInfo extends DeskInfo {
  /** Names of the actions that were carried out, in order; present after the step. */
  readonly actions?: readonly string[];
  /** Names of the actions that were not allowed when their turn came, in order; present after the step. */
  readonly skipped?: readonly string[];
}

/**
 * The desk as a contextual bandit: an episode is one step, in which an action plays a whole case. A subclass says what
 * becomes of a case when the course of its action is over.
 *
 * - Observation: the opened case as a table row, or as the encoder's features, after the step the ended case.
 * - Action: an index into `playbooks`; one outside the mask is refused.
 * - Reward: the return of the case, by default its final raw score.
 * - Terminated: always, after one step. `info.actions` are the steps that the desk took, `info.grade` grades the case.
 */
export abstract class BanditView<Observation extends number | readonly number[]>
  implements Env<Observation, number, BanditInfo>
{
  readonly observationSpace: Space<Observation>;
  readonly actionSpace: Discrete;
  readonly spec: EnvSpec | undefined;
  readonly metadata: EnvMetadata;
  readonly encoder: Encoder;
  readonly library: ActionLibrary;
  /** What each action carries out. */
  readonly playbooks: readonly Playbook[];
  readonly #setup: BanditSetup;
  readonly #desk: Desk;
  readonly #whole: SupportDeskEnv;
  readonly #moves: LibraryMoves;

  /** @throws {InvalidArgumentError} If some task has no playbook but distractors that its ruleset has the words for. */
  constructor(setup: BanditSetup, playbooks: readonly Playbook[], spec: EnvSpec | undefined) {
    const { encoder, library, observation } = setup;
    const box = new Box(0, 1, { shape: [encoder.featureCount] });
    this.observationSpace = (observation === "key"
      ? new Discrete(encoder.size)
      : box) as unknown as Space<Observation>;
    this.spec = spec;
    this.encoder = encoder;
    this.library = library;
    this.playbooks = playbooks;
    this.#setup = setup;
    this.#desk = new Desk(setup);
    this.#whole = new SupportDeskEnv({}, undefined, this.#desk);
    this.#moves = new LibraryMoves({ ...setup, invalid: "noop" });
    this.metadata = this.#whole.metadata;
    this.#checkPlaybooks();
    this.actionSpace = new Discrete(playbooks.length, { labels: playbooks.map(({ name }) => name) });
  }

  /** Plays on where the course of an action is over, to the end of the episode. */
  protected abstract playOn(course: Course): void;

  /** The structured view of the same desk and the same episode. */
  get unwrapped(): Env {
    return this.#whole.unwrapped;
  }

  get taskIds(): readonly string[] {
    return this.#desk.taskIds;
  }

  reset(options?: ResetOptions): ResetResult<Observation, BanditInfo> {
    const episode = this.#desk.reset(options);
    const info = { taskId: episode.view.task_id, actionMask: this.#maskOf(episode) };
    return { observation: this.#look(episode), info };
  }

  /** @throws {InvalidActionError} If the action is none, or outside the mask; nothing has changed then. */
  step(action: number): StepResult<Observation, BanditInfo> {
    this.#desk.requireRunning();
    const { steps, name } = this.#playbookAt(action);
    const course = new Course(this.#desk, this.#moves);
    for (const step of steps) course.follow(step);
    this.playOn(course);
    const end = course.waitOut();
    const reward = sumComponents(course.components);
    const ended = this.#desk.episode;
    const { episode, ...last } = stepInfo(ended, end, { actionMask: this.#maskOf(ended) });
    const info: BanditInfo = {
      ...last,
      actionName: name,
      rewardComponents: course.components,
      duration: 1,
      actions: course.actions,
      skipped: course.skipped,
      ...(episode !== undefined && { episode: { ...episode, steps: 1, return: reward } }),
    };
    return { observation: this.#look(ended), reward, terminated: true, truncated: false, info };
  }

  actionMask(): Mask {
    return this.#maskOf(this.#desk.episode);
  }

  /** The desk as a page or as JSON, in the mode chosen at construction; `undefined` without one. */
  render(): string | undefined {
    return this.#whole.render();
  }

  snapshot(): JsonValue {
    return this.#desk.snapshot();
  }

  restore(snapshot: JsonValue): void {
    this.#desk.restore(snapshot);
  }

  close(): void {
    this.#desk.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #look({ view }: Episode): Observation {
    const { encoder, observation } = this.#setup;
    // The caller of the constructor names the kind of observation that the options ask for.
    return (observation === "key" ? encoder.encode(view) : encoder.oneHot(view)) as Observation;
  }

  /** Playbooks all of whose actions the ruleset has the words for. */
  #maskOf({ view }: Episode): Mask {
    const { library } = this;
    const supported = (name: string): boolean => isSupported(library.at(library.indexOf(name)), view);
    return Uint8Array.from(this.playbooks, ({ steps }) =>
      steps.every(({ among }) => among.every(supported)) ? 1 : 0,
    );
  }

  #playbookAt(action: number): Playbook {
    const playbook = this.playbooks[action];
    if (!this.actionSpace.contains(action) || playbook === undefined) {
      throw new InvalidActionError(
        `Expected an action in [0, ${this.playbooks.length}), got ${String(action)}.`,
      );
    }
    if (this.actionMask()[action] === 1) return playbook;
    throw new InvalidActionError(
      `\`${playbook.name}\` has actions that this case does not know: choose one that \`actionMask()\` allows.`,
    );
  }

  #checkPlaybooks(): void {
    const { scenarios, rules, library } = this.#setup;
    for (const scenario of scenarios) {
      const mask = this.#maskOf(open(scenario, rules));
      if (this.playbooks.some(({ distractor }, action) => !distractor && mask[action] === 1)) continue;
      throw new InvalidArgumentError(
        `The library "${library.name}" has no course of actions for ${scenario.brief.task_id}: keep its classifications and submits.`,
      );
    }
  }
}
