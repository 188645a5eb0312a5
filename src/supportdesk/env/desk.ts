import { z } from "zod";
import type { ResetOptions } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { Lifecycle } from "../../core/lifecycle.ts";
import { unknownName } from "../../core/names.ts";
import { type Advance, advance, type Episode, type Move, open } from "../episode.ts";
import { pastSteps } from "../history.ts";
import { Action, type State } from "../models.ts";
import { stateOf } from "../observe.ts";
import type { Scenario } from "../scenario.ts";
import type { DeskSetup } from "./options.ts";

const RESET_OPTIONS = ["task_id"];

const SavedDesk = z.object({
  cursor: z.int().min(0),
  count: z.int().min(1),
  task_id: z.string(),
  moves: z.array(
    z.object({ action: Action, name: z.string(), refused: z.enum(["penalize", "noop"]).optional() }),
  ),
});
type SavedDesk = z.infer<typeof SavedDesk>;

function readSavedDesk(saved: JsonValue): SavedDesk | undefined {
  if (saved === null) return undefined;
  const parsed = SavedDesk.safeParse(saved);
  if (parsed.success) return parsed.data;
  throw new SnapshotError("Expected a snapshot made by `snapshot()` of a support desk.", {
    cause: parsed.error,
  });
}

/**
 * The running episode behind the environments: which task comes next, and the episode as it stands.
 * A snapshot is the task and the moves so far, because `advance` is pure.
 */
export class Desk {
  readonly setup: DeskSetup;
  readonly taskIds: readonly string[];
  readonly #lifecycle = new Lifecycle();
  /** Index of the task that the next reset takes. */
  #cursor = 0;
  /** Episodes opened since the last seeded reset. */
  #count = 0;
  #episode: Episode | undefined;

  constructor(setup: DeskSetup) {
    this.setup = setup;
    this.taskIds = Object.freeze(setup.scenarios.map(({ brief }) => brief.task_id));
  }

  /** The episode as it stands. @throws {ResetNeededError} Before the first reset. */
  get episode(): Episode {
    if (this.#episode === undefined) this.#lifecycle.requireRunning();
    return this.#episode ?? open(this.#scenarioAt(0), this.setup.rules);
  }

  /** Opens an episode. A seed starts the task cycle anew; `task_id` picks a task and leaves the cycle alone. */
  reset(options: ResetOptions = {}): Episode {
    return this.#lifecycle.reset(options, RESET_OPTIONS, (given, seeded) => this.#open(given, seeded));
  }

  #open(given: Readonly<Record<string, unknown>>, seeded: boolean): Episode {
    const picked = given["task_id"];
    const chosen = picked === undefined || picked === null ? undefined : this.scenario(picked);
    if (seeded) {
      this.#cursor = 0;
      this.#count = 0;
    }
    const scenario = chosen ?? this.#scenarioAt(this.#cursor);
    if (chosen === undefined) this.#cursor = (this.#cursor + 1) % this.setup.scenarios.length;
    this.#count += 1;
    this.#episode = open(scenario, this.setup.rules);
    return this.#episode;
  }

  /** Index of the scenario that the next reset without options takes. */
  get cursor(): number {
    return this.#cursor;
  }

  /**
   * Goes past episodes as if each had been opened without options and played; the next call must be `reset`.
   * @param episodes - An integer ≥ 0.
   */
  skip(episodes: number): void {
    this.#lifecycle.requireOpen();
    this.#cursor = (this.#cursor + episodes) % this.setup.scenarios.length;
    this.#count += episodes;
  }

  #scenarioAt(index: number): Scenario {
    const scenario = this.setup.scenarios[index];
    if (scenario === undefined) throw new InvalidArgumentError(`No task number ${index}.`);
    return scenario;
  }

  /** The scenario of a task. @throws {UnknownNameError} If there is no such task. */
  scenario(taskId: unknown): Scenario {
    const found = this.setup.scenarios.find(({ brief }) => brief.task_id === taskId);
    if (found === undefined) throw unknownName("task", String(taskId), this.taskIds);
    return found;
  }

  /** @throws {ResetNeededError | ClosedEnvironmentError} Unless an episode is running. */
  requireRunning(): void {
    this.#lifecycle.requireRunning();
  }

  /** Carries out one move of the running episode. */
  step(move: Move): Advance {
    this.#lifecycle.requireRunning();
    const result = advance(this.episode, move);
    this.#episode = result.episode;
    if (result.terminated || result.truncated) this.#lifecycle.end();
    return result;
  }

  /** The episode as its operator sees it. @throws {ResetNeededError} Before the first reset. */
  state(): State {
    const { seed } = this.#lifecycle;
    return stateOf(this.episode, seed, `${seed}-${this.#count}`);
  }

  snapshot(): JsonValue {
    return {
      lifecycle: this.#lifecycle.save(),
      desk: this.#episode === undefined ? null : this.#save(this.#episode),
    };
  }

  #save(episode: Episode): JsonObject {
    const moves = pastSteps(episode).map(({ move }) => ({ ...move, action: { ...move.action } }));
    return {
      cursor: this.#cursor,
      count: this.#count,
      task_id: episode.view.task_id,
      moves: JSON.parse(JSON.stringify(moves)) as JsonValue,
    };
  }

  /** @throws {SnapshotError} Before anything changes, if the snapshot does not fit this desk. */
  restore(snapshot: JsonValue): void {
    const { lifecycle = null, desk = null } = (snapshot ?? {}) as JsonObject;
    const phase = new Lifecycle();
    phase.load(lifecycle);
    const saved = readSavedDesk(desk);
    const episode = saved === undefined ? undefined : this.#replay(saved);
    if (phase.hasEpisode && (episode === undefined || phase.isRunning === episode.view.ended)) {
      throw new SnapshotError(
        "Expected a snapshot made by `snapshot()` of a support desk: its parts disagree.",
      );
    }
    this.#lifecycle.load(lifecycle);
    this.#episode = episode;
    this.#cursor = saved?.cursor ?? 0;
    this.#count = saved?.count ?? 0;
  }

  #replay({ cursor, task_id, moves }: SavedDesk): Episode {
    const { scenarios } = this.setup;
    const scenario = scenarios.find(({ brief }) => brief.task_id === task_id);
    if (scenario === undefined || cursor >= scenarios.length) {
      throw new SnapshotError(
        `Expected a snapshot of one of ${this.taskIds.join(", ")}, got ${JSON.stringify(task_id)}.`,
      );
    }
    let episode = open(scenario, this.setup.rules);
    for (const move of moves as readonly Move[]) {
      if (episode.view.ended) throw new SnapshotError("The snapshot goes on after the end of its episode.");
      episode = advance(episode, move).episode;
    }
    return episode;
  }

  close(): void {
    this.#lifecycle.close();
  }
}
