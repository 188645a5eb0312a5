import { z } from "zod";
import type { Choice, Transition } from "../../core/agent.ts";
import { InvalidArgumentError, SnapshotError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import { checkMask, fullMask, type Mask } from "../../core/mask.ts";
import { booleanParameter, choiceParameter, type Parameter } from "../../core/parameters.ts";
import type { Exploration } from "../exploration/exploration.ts";
import { createExploration, EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import { BOOTSTRAP_MASK, booleanOf, DISCOUNT, HORIZON, numberOf, scheduleOf } from "../hyperparameters.ts";
import { dot } from "../linear-algebra.ts";
import { type Schedule, scheduleParameter } from "../schedules.ts";
import { checkContext, countActive, type FeatureVector } from "./context.ts";
import { FeatureAgent } from "./feature-agent.ts";
import type { FeatureRow } from "./feature-row.ts";
import { type FeatureSetup, readModel } from "./feature-state.ts";

const EXPLORATIONS = ["epsilon-greedy", "boltzmann", "mellowmax"];
const OF_EXPLORATIONS = ["epsilon", "temperature", "omega"];

/** Hyperparameters of the semi-gradient agents. Their explorations need no counts, which features do not have. */
export const LINEAR_TD_PARAMETERS: readonly Parameter[] = [
  scheduleParameter({
    name: "stepSize",
    default: 0.1,
    meaning: "α, the share of the way a value moves towards its target",
    min: 0,
    max: 1,
    aboveMin: true,
  }),
  booleanParameter({
    name: "perActiveFeature",
    default: true,
    meaning: "whether α is divided by the number of features of a context that are not 0",
  }),
  DISCOUNT,
  choiceParameter(
    { name: "exploration", default: "epsilon-greedy", meaning: "how actions are tried while learning" },
    EXPLORATIONS,
  ),
  ...EXPLORATION_PARAMETERS.filter(({ name }) => OF_EXPLORATIONS.includes(name)),
  HORIZON,
  BOOTSTRAP_MASK,
];

const Weights = z.strictObject({
  weights: z.array(z.array(z.number())).describe("Shape [actionCount, dimension]; empty before the first."),
  pending: z.json().optional().describe("The step whose next action is still to come."),
});

/** What of a transition says what follows it. */
type Ahead = Pick<Transition<FeatureVector>, "context" | "nextContext" | "nextMask">;

/** What a semi-gradient agent keeps as its model. */
export type LinearTdModel = z.infer<typeof Weights>;

/**
 * An agent of linear action values, `Q(s, a) = wₐ · x(s)`, that follows the semi-gradient of its error:
 * `wₐ += α · (target − Q(s, a)) · x(s)`. A subclass says what the target is.
 *
 * Weights start at 0. With `perActiveFeature` α is divided by the number of entries of x that are not 0, so that for
 * features of 0 and 1 a value moves by the share α towards its target, however many of them there are.
 *
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §9.3, §9.4 and §10.1; step sizes §9.6.
 */
export abstract class LinearTdAgent extends FeatureAgent {
  protected readonly exploration: Exploration;
  /** What the subclass had saved as pending. */
  protected readonly savedPending: unknown;
  readonly #stepSize: Schedule;
  readonly #perActiveFeature: boolean;
  readonly #everyAction: Mask | undefined;
  readonly #probabilities: Float64Array;
  #weights: readonly Float64Array[];

  constructor(setup: FeatureSetup, name: string) {
    const { actionCount, hyperparameters, saved } = setup;
    super(setup, { name, discount: numberOf(hyperparameters, "discount") });
    this.#stepSize = scheduleOf(hyperparameters, "stepSize");
    this.#perActiveFeature = booleanOf(hyperparameters, "perActiveFeature");
    this.#everyAction = booleanOf(hyperparameters, "bootstrapMask") ? undefined : fullMask(actionCount);
    this.#probabilities = new Float64Array(actionCount);
    const model = saved === undefined ? undefined : readModel(name, Weights, saved.model);
    this.#weights = model === undefined ? [] : readWeights(model, setup, name);
    this.savedPending = model?.pending;
    this.exploration = createExploration(hyperparameters, { actionCount, horizon: this.horizon });
    this.exploration.startEpisode(this.episodes);
  }

  /** What a subclass waits for, as plain JSON. */
  protected savePending(): JsonValue | undefined {
    return undefined;
  }

  protected override startEpisode(episode: number): void {
    this.exploration.startEpisode(episode);
  }

  protected override writeValues(context: FeatureVector, mask: Mask, values: Float64Array): void {
    for (let action = 0; action < values.length; action += 1) {
      if (mask[action] === 1) values[action] = this.value(context, action);
    }
  }

  protected override choose(row: FeatureRow): Choice {
    return this.exploration.choose(row, this.rng);
  }

  protected override saveModel(): JsonValue {
    const pending = this.savePending();
    const weights = this.#weights.map((each) => [...each]);
    return { weights, ...(pending !== undefined && { pending }) };
  }

  /** Q(s, a). */
  protected value(context: FeatureVector, action: number): number {
    const weights = this.#weights[action];
    return weights === undefined ? 0 : dot(weights, context);
  }

  /**
   * Moves a value towards a target.
   * @throws {InvalidArgumentError} If the target is not finite or the move would pass the largest number; nothing has
   * changed then.
   */
  protected moveTowards(context: FeatureVector, action: number, target: number): void {
    const active = this.#perActiveFeature ? Math.max(1, countActive(context)) : 1;
    const rate = this.#stepSize.at(this.episodes, this.horizon, 1) / active;
    const step = rate * (target - this.value(context, action));
    const weights = this.#weightsOf(action, context.length);
    for (let index = 0; index < context.length; index += 1) {
      if (Number.isFinite((weights[index] ?? 0) + step * (context[index] ?? 0))) continue;
      throw new InvalidArgumentError(
        `Expected rewards and values that learning keeps finite, got the target ${target}: lower \`stepSize\`.`,
      );
    }
    for (let index = 0; index < context.length; index += 1) {
      weights[index] = (weights[index] ?? 0) + step * (context[index] ?? 0);
    }
    this.counts[action] = (this.counts[action] ?? 0) + 1;
  }

  /** γ^k of what follows a transition of k steps, or 0 if nothing follows. A truncated one is followed. */
  protected continuation({ terminated, duration = 1 }: Transition<FeatureVector>): number {
    return terminated ? 0 : this.discount ** duration;
  }

  /** @throws {GymError} If the next context is no vector as long as the context, or the next mask allows nothing. */
  protected checkNext({ context, nextContext, nextMask }: Ahead): void {
    checkContext(nextContext, context.length, "nextContext");
    checkMask(nextMask, this.actionCount, "nextMask");
  }

  /** What follows a transition, looked at under the mask to bootstrap with. */
  protected lookAhead(transition: Ahead): FeatureRow {
    this.checkNext(transition);
    return this.look(transition.nextContext, this.#everyAction ?? transition.nextMask);
  }

  /** Σ b(a | s′) · Q(s′, a) under the behaviour policy b as it is now. */
  protected expectedNext(transition: Ahead): number {
    const row = this.lookAhead(transition);
    this.exploration.writeProbabilities(row, this.#probabilities);
    let sum = 0;
    for (let action = 0; action < this.actionCount; action += 1) {
      const probability = this.#probabilities[action] ?? 0;
      if (probability > 0) sum += probability * row.value(action);
    }
    return sum;
  }

  #weightsOf(action: number, dimension: number): Float64Array {
    if (this.#weights.length === 0) {
      this.#weights = Array.from({ length: this.actionCount }, () => new Float64Array(dimension));
    }
    return this.#weights[action] ?? new Float64Array(dimension);
  }
}

function readWeights(
  { weights }: LinearTdModel,
  { actionCount, saved }: FeatureSetup,
  name: string,
): readonly Float64Array[] {
  const dimension = saved?.dimension ?? undefined;
  const rows = dimension === undefined ? 0 : actionCount;
  const fits = weights.length === rows || weights.length === 0;
  if (fits && weights.every(({ length }) => length === dimension)) {
    return weights.map((each) => Float64Array.from(each));
  }
  throw new SnapshotError(
    `The saved ${name} does not fit: expected \`model.weights\` of shape [${rows}, ${dimension ?? 0}].`,
  );
}
