import type { Agent, Choice, Explanation, SavedAgent, Transition } from "../../core/agent.ts";
import { AGENT_STATE_SCHEMA } from "../../core/agent-registry.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { createRng, Rng } from "../../core/random.ts";
import { tieRank } from "../greedy.ts";
import { numberOf } from "../hyperparameters.ts";
import { checkContext, type FeatureVector, hashContext } from "./context.ts";
import { FeatureRow } from "./feature-row.ts";
import type { FeatureSetup } from "./feature-state.ts";

/** What an agent over feature vectors is, beside its setup. */
export interface FeatureAgentOptions {
  /** Name it is registered by. */
  readonly name: string;
  /** γ in [0, 1]. */
  readonly discount: number;
}

/**
 * An agent that reads contexts as vectors of numbers and computes the values of its actions from them. A subclass says
 * how it computes, chooses and learns.
 *
 * The first context that it acts on or learns from fixes the length of all others. There is no intercept: a value at
 * the zero vector is 0, so vectors should have a constant entry, as one-hot ones have. It reads the hyperparameter
 * `horizon`, 1 where an agent has none, and draws from the stream `createRng(seed).fork("agent")`.
 */
export abstract class FeatureAgent implements Agent<FeatureVector> {
  readonly name: string;
  readonly reads = "features";
  readonly actionCount: number;
  readonly discount: number;
  protected readonly setup: FeatureSetup;
  protected readonly rng: Rng;
  /** Episodes that schedules are stretched over. */
  protected readonly horizon: number;
  readonly #counts: Float64Array;
  readonly #row: FeatureRow;
  readonly #everyAction: Mask;
  #dimension: number | undefined;
  #episodes: number;

  constructor(setup: FeatureSetup, { name, discount }: FeatureAgentOptions) {
    const { actionCount, seed, hyperparameters, saved } = setup;
    this.name = name;
    this.discount = discount;
    this.actionCount = actionCount;
    this.setup = setup;
    this.horizon = "horizon" in hyperparameters ? numberOf(hyperparameters, "horizon") : 1;
    this.rng = saved === undefined ? createRng(seed).fork("agent") : Rng.fromState(saved.rng);
    this.#counts = Float64Array.from(saved?.counts ?? new Array<number>(actionCount).fill(0));
    this.#row = new FeatureRow(this.#counts);
    this.#everyAction = fullMask(actionCount);
    this.#dimension = saved?.dimension ?? undefined;
    this.#episodes = saved?.episodes ?? 0;
  }

  /**
   * Writes the values of the allowed actions in a context.
   * @param values - Shape [actionCount]; others are left as they are, and nobody reads them.
   */
  protected abstract writeValues(context: FeatureVector, mask: Mask, values: Float64Array): void;

  /** Chooses in a context that has the right length; `row` has the values of what its mask allows. */
  protected abstract choose(row: FeatureRow, context: FeatureVector): Choice;

  /** Learns from a transition with a finite reward, an action of the agent's and a context of the right length. */
  protected abstract update(transition: Transition<FeatureVector>): void;

  /** What the agent has learned, as plain JSON; it comes back as `setup.saved.model`. */
  protected abstract saveModel(): JsonValue;

  /** Tells schedules that an episode begins, counted from 0 over the agent's life. */
  protected startEpisode(_episode: number): void {}

  /** Length of the contexts; `undefined` before the first. */
  protected get dimension(): number | undefined {
    return this.#dimension;
  }

  /** Episodes that have ended, over the agent's life. */
  protected get episodes(): number {
    return this.#episodes;
  }

  /** Updates of each action; a subclass counts them. */
  protected get counts(): Float64Array {
    return this.#counts;
  }

  act(context: FeatureVector, mask: Mask): Choice {
    checkContext(context, this.#dimension);
    const row = this.look(context, mask);
    this.#dimension = context.length;
    return this.choose(row, context);
  }

  actGreedily(context: FeatureVector, mask: Mask): number {
    checkContext(context, this.#dimension);
    const { greedy } = this.look(context, mask);
    const { seed } = this.setup;
    return greedy.at(greedy.tieCount > 1 ? tieRank(seed, hashContext(context), greedy.tieCount) : 0);
  }

  /** @throws {InvalidArgumentError} If context, action or reward is none that can be learned from; nothing changes. */
  learn(transition: Transition<FeatureVector>): void {
    const { action, reward, context } = transition;
    if (!Number.isInteger(action) || action < 0 || action >= this.actionCount) {
      throw new InvalidArgumentError(
        `Expected \`action\` to be an integer in [0, ${this.actionCount}), got ${action}.`,
      );
    }
    if (!Number.isFinite(reward)) throw new InvalidArgumentError(`Expected finite rewards, got ${reward}.`);
    checkContext(context, this.#dimension);
    this.update(transition);
    this.#dimension = context.length;
    if (!transition.terminated && !transition.truncated) return;
    this.#episodes += 1;
    this.startEpisode(this.#episodes);
  }

  explain(context: FeatureVector, mask: Mask = this.#everyAction): Explanation {
    checkContext(context, this.#dimension);
    const values = [...this.look(context, this.#everyAction).values];
    return { values, counts: [...this.#counts], greedy: this.#row.show(mask).greedy.toArray() };
  }

  toJSON(): SavedAgent {
    const { actionCount, seed, hyperparameters } = this.setup;
    return {
      schema: AGENT_STATE_SCHEMA,
      name: this.name,
      hyperparameters: { ...hyperparameters },
      state: {
        actionCount,
        seed,
        episodes: this.#episodes,
        rng: { ...this.rng.save() },
        dimension: this.#dimension ?? null,
        counts: [...this.#counts],
        model: this.saveModel(),
      },
    };
  }

  /** Values of the allowed actions of a context; the object is good until the agent next looks at one. */
  protected look(context: FeatureVector, mask: Mask): FeatureRow {
    this.writeValues(context, mask, this.#row.values);
    return this.#row.show(mask);
  }
}
