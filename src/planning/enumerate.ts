import { GymError, InvalidArgumentError } from "../core/errors.ts";
import type { ModelTransition, TransitionModel } from "../core/model.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { MdpBuilder } from "./mdp-builder.ts";
import { RepeatCheck } from "./repeat-check.ts";

/** Limits of an enumeration. */
export interface EnumerateOptions {
  /** States after which the enumeration gives up, an integer ≥ 1. @defaultValue 2,000,000 */
  readonly maxStates?: number;
  /** Told every `progressEvery` states. */
  readonly onProgress?: (progress: { readonly states: number; readonly open: number }) => void;
}

/** An enumerated model, with the states behind the numbers. */
export interface EnumeratedModel<State> {
  readonly mdp: FiniteMdp;
  /** The model's states, shape [stateCount], in breadth-first order from the start states. */
  readonly states: readonly State[];
}

const PROGRESS_EVERY = 10_000;
const TOLERANCE = 1e-9;

/**
 * Every state that can be reached, breadth first.
 * @param onTransition - Told every edge, in the order of the edges.
 * @throws {GymError} `MODEL_TOO_LARGE` past the limit, or `INVALID_ARGUMENT` if the model breaks its contract.
 */
export function enumerate<State>(
  model: TransitionModel<State>,
  options: EnumerateOptions = {},
  onTransition?: (transition: ModelTransition<State>) => void,
): EnumeratedModel<State> {
  const { maxStates = 2_000_000, onProgress } = options;
  requireModel(model);
  if (!Number.isSafeInteger(maxStates) || maxStates < 1) {
    throw new InvalidArgumentError(`Expected \`maxStates\` to be an integer >= 1, got ${maxStates}.`);
  }
  const numbering = new Numbering(model, maxStates);
  const initial = model.initial().map(({ state, probability }) => ({
    state: numbering.of(state),
    probability,
  }));
  checkProbabilities(initial, "the start states");
  const table = new Table(model, numbering, onTransition);
  for (let index = 0; index < numbering.states.length; index += 1) {
    table.add(index);
    if (onProgress !== undefined && index % PROGRESS_EVERY === 0) {
      onProgress({ states: numbering.states.length, open: numbering.states.length - index });
    }
  }
  return { mdp: table.finish(initial), states: numbering.states };
}

/** Numbers the states of a model in the order they are first seen. */
class Numbering<State> {
  readonly states: State[] = [];
  readonly #model: TransitionModel<State>;
  readonly #maxStates: number;
  readonly #indices = new Map<string | number, number>();

  constructor(model: TransitionModel<State>, maxStates: number) {
    this.#model = model;
    this.#maxStates = maxStates;
  }

  of(state: State): number {
    const key = this.#model.stateKey(state);
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.states.length;
    if (index >= this.#maxStates) {
      throw new GymError(
        "MODEL_TOO_LARGE",
        `The model has more than ${this.#maxStates} states: raise \`maxStates\`, or use a smaller library or horizon.`,
      );
    }
    this.#indices.set(key, index);
    this.states.push(state);
    return index;
  }
}

/** Writes the states of a model into a process. */
class Table<State> {
  readonly #model: TransitionModel<State>;
  readonly #numbering: Numbering<State>;
  readonly #onTransition: ((transition: ModelTransition<State>) => void) | undefined;
  readonly #builder = new MdpBuilder();
  readonly #results: RepeatCheck<State>;

  constructor(
    model: TransitionModel<State>,
    numbering: Numbering<State>,
    onTransition: ((transition: ModelTransition<State>) => void) | undefined,
  ) {
    this.#model = model;
    this.#numbering = numbering;
    this.#onTransition = onTransition;
    this.#results = new RepeatCheck(model);
  }

  add(index: number): void {
    const state = this.#numbering.states[index] as State;
    this.#builder.addState(this.#model.observe(state));
    for (const action of this.#model.actions(state)) {
      const transitions = this.#results.transitions(state, action);
      checkProbabilities(transitions, `action ${this.#model.actionName(action)}`);
      this.#builder.addPair(action);
      for (const transition of transitions) this.#addEdge(transition);
    }
  }

  #addEdge(transition: ModelTransition<State>): void {
    const { probability, next, reward, terminated, truncated } = transition;
    if (!Number.isFinite(reward)) {
      throw new InvalidArgumentError(`Expected a model with finite rewards, got ${reward}.`);
    }
    const index = terminated || truncated ? -1 : this.#numbering.of(next);
    this.#builder.addEdge({ next: index, probability, reward, score: this.#model.score(next) });
    this.#onTransition?.(transition);
  }

  finish(initial: FiniteMdp["initial"]): FiniteMdp {
    return this.#builder.finish({ initial, actionCount: this.#model.actionCount });
  }
}

/** @throws {InvalidArgumentError} If something is no model, such as the environment itself. */
export function requireModel(model: object | null | undefined): void {
  if (model != null && "initial" in model && "transitions" in model) return;
  throw new InvalidArgumentError(
    "Expected the exact dynamics of an environment, got something else: give what its `model()` returns, where it knows them.",
  );
}

function checkProbabilities(outcomes: readonly { readonly probability: number }[], of: string): void {
  const sum = outcomes.reduce((total, { probability }) => total + probability, 0);
  const isProper = outcomes.every(({ probability }) => probability > 0);
  if (isProper && Math.abs(sum - 1) <= TOLERANCE) return;
  throw new InvalidArgumentError(
    `Expected probabilities above 0 that sum to 1 for ${of} of the model, got the sum ${sum}.`,
  );
}
