import { InvalidArgumentError, show } from "../core/errors.ts";
import type { ModelTransition, TransitionModel } from "../core/model.ts";

/** Pairs of which the results are asked for twice. */
const CHECKED = 500;

/** Asks a model twice at first, to find rewards that depend on more than state and action, such as a counter. */
export class RepeatCheck<State> {
  readonly #model: TransitionModel<State>;
  #left = CHECKED;

  constructor(model: TransitionModel<State>) {
    this.#model = model;
  }

  /** The results of a pair. @throws {InvalidArgumentError} If they are others when asked again. */
  transitions(state: State, action: number): readonly ModelTransition<State>[] {
    const results = this.#model.transitions(state, action);
    if (this.#left === 0) return results;
    this.#left -= 1;
    const again = this.#model.transitions(state, action);
    const differs = results.findIndex((result, rank) => !this.#isSame(result, again[rank]));
    if (differs < 0 && results.length === again.length) return results;
    const [first, second] = [results[differs], again[differs]];
    const name = this.#model.actionName(action);
    const seen =
      first?.reward === second?.reward ? "other results" : `rewards ${first?.reward} and ${second?.reward}`;
    throw new InvalidArgumentError(
      `Expected a model that depends on state and action alone, got ${seen} for ${name} in the state ${show(this.#model.stateKey(state))} when asked twice: leave out of rewards and potentials what the state does not hold.`,
    );
  }

  #isSame(one: ModelTransition<State>, other: ModelTransition<State> | undefined): boolean {
    if (other === undefined) return false;
    return (
      (one.reward === other.reward || (Number.isNaN(one.reward) && Number.isNaN(other.reward))) &&
      one.probability === other.probability &&
      this.#model.stateKey(one.next) === this.#model.stateKey(other.next)
    );
  }
}
