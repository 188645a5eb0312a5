import type { Env } from "../core/env.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { ModelTransition, TransitionModel } from "../core/model.ts";
import type { Rng } from "../core/random.ts";

/** What one simulated step gave. */
export interface SimulatedStep {
  readonly reward: number;
  readonly ended: boolean;
  /** Tells apart what chance made of the action. */
  readonly outcome: string | number;
}

/** A world that can be set back to where a search began. */
export interface Simulator {
  readonly actionCount: number;
  /** Goes back to the beginning of the search. */
  restart(): void;
  /** Allowed actions now, ascending. */
  allowed(): readonly number[];
  step(action: number): SimulatedStep;
}

/** Simulates in an environment from where its episode stands. The caller restores it afterwards. */
export function envSimulator(env: Env<unknown, number>): Simulator {
  const { size } = env.actionSpace;
  if (!Number.isFinite(size)) {
    throw new InvalidArgumentError(
      "Expected an environment with finitely many actions: wrap it in discrete ones.",
    );
  }
  if (env.metadata.stochastic) {
    throw new InvalidArgumentError(
      "Expected an environment whose `metadata.stochastic` is false: a snapshot holds the dice, so a search would see the future. Search `env.model()` instead.",
    );
  }
  const root: JsonValue = env.snapshot();
  const everything = Array.from({ length: size }, (_, action) => action);
  return {
    actionCount: size,
    restart: () => env.restore(structuredClone(root)),
    allowed: () => {
      const mask = env.actionMask();
      return mask === undefined ? everything : everything.filter((action) => mask[action] === 1);
    },
    step: (action) => {
      const { reward, terminated, truncated } = env.step(action);
      return { reward, ended: terminated || truncated, outcome: 0 };
    },
  };
}

/** Simulates a model by drawing from its transitions. */
export function modelSimulator<State>(
  model: TransitionModel<State>,
  rng: Rng,
  from: State | undefined,
): Simulator {
  let state = from as State;
  return {
    actionCount: model.actionCount,
    restart: () => {
      state = from ?? draw(model.initial(), rng).state;
    },
    allowed: () => model.actions(state),
    step: (action) => {
      const { next, reward, terminated, truncated }: ModelTransition<State> = draw(
        model.transitions(state, action),
        rng,
      );
      state = next;
      return { reward, ended: terminated || truncated, outcome: model.stateKey(next) };
    },
  };
}

function draw<Outcome extends { readonly probability: number }>(
  outcomes: readonly Outcome[],
  rng: Rng,
): Outcome {
  let chance = outcomes.length > 1 ? rng.double() : 0;
  const drawn = outcomes.find(({ probability }) => {
    chance -= probability;
    return chance < 0;
  });
  const chosen = drawn ?? outcomes.at(-1);
  if (chosen === undefined)
    throw new InvalidArgumentError("Expected a model with at least one result, got none.");
  return chosen;
}
