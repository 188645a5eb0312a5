import { z } from "zod";
import type { ResetOptions } from "../../core/env.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { Lifecycle } from "../../core/lifecycle.ts";
import { unknownName } from "../../core/names.ts";
import { advance, type Episode, follow, open } from "../episode.ts";
import { pastTurns } from "../history.ts";
import { Action, type State } from "../models.ts";
import { stateOf } from "../observe.ts";
import type { Scenario } from "../scenario.ts";
import type { Move, Turn } from "../turn.ts";
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
  readonly #openings = new Map<Scenario, Episode>();
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
    return this.#episode ?? this.opening(this.#scenarioAt(0));
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
    this.#episode = this.opening(scenario);
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

  /** An episode of a scenario as it begins; the same one each time. */
  opening(scenario: Scenario): Episode {
    const known = this.#openings.get(scenario);
    if (known !== undefined) return known;
    const fresh = open(scenario, this.setup.rules);
    this.#openings.set(scenario, fresh);
    return fresh;
  }

  /** Goes on with the running episode. @param turn - Of where it stands. */
  step(turn: Turn): Episode {
    this.#lifecycle.requireRunning();
    const episode = follow(this.episode, turn);
    this.#episode = episode;
    if (episode.view.ended) this.#lifecycle.end();
    return episode;
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
    const moves = pastTurns(episode).map(({ move }) => ({ ...move, action: { ...move.action } }));
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
    let episode = this.opening(scenario);
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
