import type { SolvedState, SolvedStates } from "../../planning/state-values.ts";

interface Possible {
  readonly probability: number;
  readonly state: unknown;
}

/**
 * Follows an episode through the states of a solved model: the one state that the last action can have led to, or of
 * several the likeliest one that shows what was seen.
 */
export class Tracker {
  readonly #solved: SolvedStates<unknown>;
  #possible: readonly Possible[];
  #state: unknown;

  constructor(solved: SolvedStates<unknown>) {
    this.#solved = solved;
    this.#possible = solved.model.initial();
  }

  /** What is known of the state that shows an observation now; `undefined` if the model has no such state. */
  see(observation: unknown): SolvedState | undefined {
    const { model } = this.#solved;
    const seen =
      this.#possible.length > 1
        ? this.#possible.filter(({ state }) => model.observe(state) === observation)
        : this.#possible;
    const [likeliest] = seen.toSorted((a, b) => b.probability - a.probability);
    this.#state = likeliest?.state;
    return likeliest === undefined ? undefined : this.#solved.at(likeliest.state);
  }

  /** An action is taken in the state that was seen last. */
  take(action: number): void {
    const results = this.#solved.model.transitions(this.#state, action);
    this.#possible = results.map(({ probability, next }) => ({ probability, state: next }));
  }
}
