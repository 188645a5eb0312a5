import { BaseEnv } from "../../../src/core/base-env.ts";
import type { BaseInfo, ResetResult, StepResult } from "../../../src/core/env.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { type Move, ToyEnv } from "../../support/toy-envs.ts";

const ROOMS = 2;
/** Steps of an episode. */
export const LAYERS = 3;

/** Pay of an action in a room at a step: what is best in a room depends on how much time is left. */
export function payOf(step: number, room: number, action: number): number {
  const table = [
    [
      [0.25, 0],
      [0, 0.5],
    ],
    [
      [0.5, 0.25],
      [0, 0],
    ],
    [
      [0, 0],
      [1, 0.25],
    ],
  ];
  return table[step]?.[room]?.[action] ?? 0;
}

/** The room that an action leads to: 0 stays, 1 changes. */
export function roomAfter(room: number, action: number): number {
  return action === 0 ? room : 1 - room;
}

/** Two rooms for three steps. A row is `step · 2 + room` if the encoder has a clock, else the room. */
export class LayeredRooms extends BaseEnv<number, number> {
  readonly observationSpace = new Discrete(ROOMS * (LAYERS + 1));
  readonly actionSpace = new Discrete(2);
  override readonly metadata = { renderModes: [], stochastic: true };
  readonly #hasClock: boolean;
  #room = 0;
  #step = 0;

  constructor(hasClock: boolean) {
    super();
    this.#hasClock = hasClock;
  }

  get #row(): number {
    return this.#hasClock ? this.#step * ROOMS + this.#room : this.#room;
  }

  protected override begin(): ResetResult<number, BaseInfo> {
    this.#room = this.rng.integer(ROOMS);
    this.#step = 0;
    return { observation: this.#row, info: {} };
  }

  protected override play(action: number): StepResult<number, BaseInfo> {
    const reward = payOf(this.#step, this.#room, action);
    this.#room = roomAfter(this.#room, action);
    this.#step += 1;
    const terminated = this.#step === LAYERS;
    return { observation: this.#row, reward, terminated, truncated: false, info: {} };
  }

  protected override saveEpisode(): JsonValue {
    return { room: this.#room, step: this.#step };
  }

  protected override loadEpisode(saved: JsonValue): void {
    const { room, step } = saved as { room: number; step: number };
    this.#room = room;
    this.#step = step;
  }
}

/** A corridor in which one of four actions goes on and the others pay a little and end; its end pays 1. */
export class Precipice extends ToyEnv {
  static readonly steps = 8;
  readonly observationSpace = new Discrete(Precipice.steps + 1);
  readonly actionSpace = new Discrete(4);

  protected override start(): number {
    return 0;
  }

  protected override move(state: number, action: number): Move {
    if (action !== state % 4) return { next: state, reward: 0.01, terminated: true };
    const next = state + 1;
    return { next, reward: next === Precipice.steps ? 1 : 0, terminated: next === Precipice.steps };
  }
}
