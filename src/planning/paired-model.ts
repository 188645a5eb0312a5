import { InvalidArgumentError, show } from "../core/errors.ts";
import type { ModelTransition, TransitionModel } from "../core/model.ts";
import { type EnumerateOptions, enumerate, requireModel } from "./enumerate.ts";
import type { FiniteMdp } from "./finite-mdp.ts";
import { NumberList } from "./packed-list.ts";
import { RepeatCheck } from "./repeat-check.ts";

/** Two models that differ in their rewards alone, as one process. */
export interface RewardPair<State = unknown> {
  /** The process with the rewards of the first model. */
  readonly mdp: FiniteMdp;
  /** States of the first model, shape [stateCount]. */
  readonly states: readonly State[];
  /** Rewards of the second model, shape [edgeCount]. */
  readonly changed: Float64Array;
  /** What an agent sees after an edge, also where the episode ends; shape [edgeCount]. */
  readonly nextKeys: Float64Array;
  /** Whether some edge truncates. */
  readonly truncates: boolean;
}

interface PairedState<A, B> {
  readonly base: A;
  readonly changed: B;
  /** What the second model paid on the way in. */
  readonly paid: number;
}

const TOLERANCE = 1e-9;

/**
 * Walks two models side by side and checks that actions, probabilities, ends and scores agree everywhere. A state of the
 * result is a state of each, so that one of the rewards may remember more than the other.
 *
 * @throws {InvalidArgumentError} If they differ in more than their rewards.
 * @throws {GymError} `MODEL_TOO_LARGE` past the limit.
 */
export function pairRewards<A, B>(
  base: TransitionModel<A>,
  changed: TransitionModel<B>,
  options: EnumerateOptions = {},
): RewardPair<A> {
  for (const model of [base, changed]) requireModel(model);
  if (base.actionCount !== changed.actionCount) {
    throw unlike(`one has ${base.actionCount} actions and the other ${changed.actionCount}`);
  }
  const rewards = new NumberList();
  const nextKeys = new NumberList();
  let truncates = false;
  const { mdp, states } = enumerate(new PairedModel(base, changed), options, ({ next, truncated }) => {
    rewards.push(next.paid);
    nextKeys.push(base.observe(next.base));
    truncates ||= truncated;
  });
  return {
    ...{ mdp, states: states.map((state) => state.base) },
    ...{ changed: rewards.toArray(), nextKeys: nextKeys.toArray(), truncates },
  };
}

class PairedModel<A, B> implements TransitionModel<PairedState<A, B>> {
  readonly #base: TransitionModel<A>;
  readonly #changed: TransitionModel<B>;
  readonly #changedResults: RepeatCheck<B>;
  readonly actionCount: number;

  constructor(base: TransitionModel<A>, changed: TransitionModel<B>) {
    this.#base = base;
    this.#changed = changed;
    this.#changedResults = new RepeatCheck(changed);
    this.actionCount = base.actionCount;
  }

  initial(): readonly { readonly probability: number; readonly state: PairedState<A, B> }[] {
    const others = this.#changed.initial();
    const starts = this.#base.initial();
    if (starts.length !== others.length) throw unlike("they have another number of start states");
    return starts.map(({ probability, state }, index) => {
      const other = others[index] as (typeof others)[number];
      if (!isClose(probability, other.probability)) throw unlike("their start states are not equally likely");
      return { probability, state: { base: state, changed: other.state, paid: 0 } };
    });
  }

  stateKey({ base, changed }: PairedState<A, B>): string | number {
    const key = this.#base.stateKey(base);
    const other = this.#changed.stateKey(changed);
    return key === other ? key : JSON.stringify([key, other]);
  }

  actions(state: PairedState<A, B>): readonly number[] {
    const actions = this.#base.actions(state.base);
    const others = this.#changed.actions(state.changed);
    if (actions.length === others.length && actions.every((action, rank) => action === others[rank]))
      return actions;
    throw unlike(`in state ${show(this.stateKey(state))} they offer other actions`);
  }

  transitions(state: PairedState<A, B>, action: number): readonly ModelTransition<PairedState<A, B>>[] {
    const results = this.#base.transitions(state.base, action);
    const others = this.#changedResults.transitions(state.changed, action);
    return results.map((result, rank) => {
      const other = others[rank];
      if (other === undefined || others.length !== results.length || !this.#agree(result, other)) {
        throw unlike(
          `in state ${show(this.stateKey(state))} ${this.actionName(action)} has other results (list them in the same order)`,
        );
      }
      return { ...result, next: { base: result.next, changed: other.next, paid: finite(other.reward) } };
    });
  }

  #agree(one: ModelTransition<A>, other: ModelTransition<B>): boolean {
    return (
      isClose(one.probability, other.probability) &&
      one.terminated === other.terminated &&
      one.truncated === other.truncated &&
      isClose(this.#base.score(one.next), this.#changed.score(other.next))
    );
  }

  observe({ base }: PairedState<A, B>): number {
    return this.#base.observe(base);
  }

  score({ base }: PairedState<A, B>): number {
    return this.#base.score(base);
  }

  actionName(action: number): string {
    return this.#base.actionName(action);
  }
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= TOLERANCE;
}

function finite(reward: number): number {
  if (Number.isFinite(reward)) return reward;
  throw new InvalidArgumentError(`Expected a model with finite rewards, got ${reward}.`);
}

function unlike(how: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `Expected two models that differ in their rewards alone, but ${how}: build both from the same tasks, actions, mask and budget.`,
  );
}
