import { InvalidArgumentError, show } from "../core/errors.ts";
import type { ModelTransition, TransitionModel } from "../core/model.ts";
import { checkDiscount } from "./value-iteration.ts";

/** Options of {@link shapedModel}. */
export interface ShapedModelOptions {
  /** γ of the shaping, in [0, 1]: that of the learner. */
  readonly discount: number;
  /** Φ after a termination: 0, or with "keep" that of the last state, which can change what is optimal. @defaultValue "zero" */
  readonly terminal?: "zero" | "keep";
}

const TOLERANCE = 1e-9;

/**
 * A model with `γΦ(s′) − Φ(s)` on top of its rewards; Φ(s′) is kept where an episode is only truncated.
 *
 * @param potential - Φ: a finite number for every state, the same for states with one key.
 * @returns A model whose methods throw `INVALID_ARGUMENT` where Φ is not finite, or depends on more than the state.
 * @throws {InvalidArgumentError} If γ is outside [0, 1] or `terminal` is neither.
 * @see Ng, Harada & Russell, Policy invariance under reward transformations (ICML 1999); Grześ, Reward shaping in
 * episodic reinforcement learning (AAMAS 2017), for Φ = 0 after a termination.
 */
export function shapedModel<State>(
  model: TransitionModel<State>,
  potential: (state: State) => number,
  { discount, terminal = "zero" }: ShapedModelOptions,
): TransitionModel<State> {
  checkDiscount(discount);
  if (terminal !== "zero" && terminal !== "keep") {
    throw new InvalidArgumentError(`Expected \`terminal\` to be "zero" or "keep", got ${show(terminal)}.`);
  }
  if (typeof potential !== "function") {
    throw new InvalidArgumentError(
      `Expected \`potential\` to be a function of the state, got ${show(potential)}.`,
    );
  }
  const phi = checkedPotential(model, potential);
  const shape = (result: ModelTransition<State>, before: number): ModelTransition<State> => {
    const after = result.terminated && terminal === "zero" ? 0 : phi(result.next);
    return { ...result, reward: result.reward + discount * after - before };
  };
  return withTransitions(model, (state, action) => {
    const before = phi(state);
    return model.transitions(state, action).map((result) => shape(result, before));
  });
}

/** The same model with other transitions. */
export function withTransitions<State>(
  model: TransitionModel<State>,
  transitions: TransitionModel<State>["transitions"],
): TransitionModel<State> {
  return {
    actionCount: model.actionCount,
    initial: () => model.initial(),
    stateKey: (state) => model.stateKey(state),
    actions: (state) => model.actions(state),
    transitions,
    observe: (state) => model.observe(state),
    score: (state) => model.score(state),
    actionName: (action) => model.actionName(action),
  };
}

function checkedPotential<State>(
  model: TransitionModel<State>,
  potential: (state: State) => number,
): (state: State) => number {
  const known = new Map<string | number, number>();
  return (state) => {
    const value = potential(state);
    if (!Number.isFinite(value)) {
      throw new InvalidArgumentError(`Expected \`potential\` to give a finite number, got ${show(value)}.`);
    }
    const key = model.stateKey(state);
    const before = known.get(key) ?? value;
    if (!(Math.abs(value - before) <= TOLERANCE)) {
      throw new InvalidArgumentError(
        `Expected \`potential\` to depend on the state alone, got ${before} and ${value} for the state ${show(key)}: leave out what the state does not hold.`,
      );
    }
    known.set(key, value);
    return value;
  };
}
