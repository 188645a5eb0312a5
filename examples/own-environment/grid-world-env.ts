import {
  BaseEnv,
  type BaseInfo,
  Discrete,
  type EnvSpec,
  GymError,
  type JsonValue,
  type Mask,
  type ResetResult,
  type StepResult,
} from "supportdesk-gym";

const CELLS = "S..." + "#.#." + "..G.";
const WIDTH = 4;
const MOVES = [-WIDTH, 1, WIDTH, -1];

/**
 * A walk from S to G on three rows of four cells; `#` is a wall.
 *
 * - Observation: the cell, counted row by row from 0, of `Discrete(12)`.
 * - Action: `up`, `right`, `down` or `left`, of `Discrete(4)`; the mask bars walls and edges, where a step stays.
 * - Reward: -1 for each step. Terminated: in G.
 * - Randomness: with chance `slip` a step goes in a random direction.
 */
export class GridWorldEnv extends BaseEnv<number, number> {
  readonly observationSpace = new Discrete(CELLS.length);
  readonly actionSpace = new Discrete(MOVES.length, { labels: ["up", "right", "down", "left"] });
  override readonly metadata;
  readonly #slip: number;
  #cell = 0;

  /** @param options - `slip` in [0, 1), 0 by default. */
  constructor(options: { readonly slip?: number } = {}, spec?: EnvSpec) {
    super(spec);
    const { slip = 0, ...others } = options;
    if (!(slip >= 0 && slip < 1) || Object.keys(others).length > 0) {
      throw new GymError("INVALID_ARGUMENT", "Expected no option but `slip`, a number in [0, 1).");
    }
    this.#slip = slip;
    this.metadata = { renderModes: [], stochastic: slip > 0 };
  }

  protected begin(): ResetResult<number, BaseInfo> {
    this.#cell = CELLS.indexOf("S");
    return { observation: this.#cell, info: { actionMask: this.actionMask() } };
  }

  protected play(action: number): StepResult<number, BaseInfo> {
    const slips = this.#slip > 0 && this.rng.next() < this.#slip;
    const direction = slips ? this.rng.integer(MOVES.length) : action;
    if (this.actionMask()[direction] === 1) this.#cell += MOVES[direction] ?? 0;
    const result = { observation: this.#cell, reward: -1, info: { actionMask: this.actionMask() } };
    return { ...result, terminated: CELLS[this.#cell] === "G", truncated: false };
  }

  override actionMask(): Mask {
    const column = this.#cell % WIDTH;
    const isOpen = (move: number) =>
      (CELLS[this.#cell + move] ?? "#") !== "#" && Math.abs(((this.#cell + move) % WIDTH) - column) <= 1;
    return Uint8Array.from(MOVES, (move) => Number(isOpen(move)));
  }

  protected saveEpisode(): JsonValue {
    return this.#cell;
  }

  protected loadEpisode(saved: JsonValue): void {
    if (typeof saved !== "number" || (CELLS[saved] ?? "#") === "#") {
      throw new GymError("BAD_SNAPSHOT", "Expected the number of an open cell.");
    }
    this.#cell = saved;
  }
}
