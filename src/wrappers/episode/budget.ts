import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import { InvalidArgumentError, ResetNeededError, SnapshotError, show } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { merged } from "../../core/merged.ts";
import type { TransitionModel } from "../../core/model.ts";
import { unknownName } from "../../core/names.ts";
import type { Space } from "../../core/space.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { type OptionNames, WrapperBase } from "../../core/wrapper.ts";
import { amountOption } from "../option-ranges.ts";

/** What {@link Budget} adds to an info. */
export interface CostInfo {
  /** What the last step cost; 0 after a reset. */
  readonly cost: number;
  /** What the episode has cost so far. */
  readonly episodeCost: number;
}

/** Options of {@link Budget}. */
export interface BudgetOptions<Observation, Action, Info extends BaseInfo = BaseInfo> {
  /** Cost by name of action, 0 for those not named; or a function of the action and its result. Finite and >= 0. */
  readonly costs:
    | Readonly<Record<string, number>>
    | ((action: Action, result: StepResult<Observation, Info>) => number);
  /** What an episode may cost: it ends once its cost is not below. A finite number >= 0. @defaultValue none */
  readonly limit?: number;
  /** How an episode ends at the limit. @defaultValue "truncate" */
  readonly atLimit?: "truncate" | "terminate";
}

/**
 * Tells what actions cost in `info.cost` and `info.episodeCost`, apart from the reward, as constrained reinforcement
 * learning (Altman, Constrained Markov Decision Processes) has it, and ends an episode whose cost has reached a limit.
 */
export class Budget<Observation, Action, Info extends BaseInfo = BaseInfo> extends WrapperBase<
  Env<Observation, Action, Info>,
  Observation,
  Action,
  Info & CostInfo
> {
  static override readonly optionNames: OptionNames<BudgetOptions<unknown, unknown>> = {
    costs: true,
    limit: true,
    atLimit: true,
  };
  override readonly changesTask: boolean;
  declare readonly model?: (taskId?: string) => TransitionModel;
  readonly #costOf: (action: Action, result: StepResult<Observation, Info>) => number;
  readonly #limit: number;
  readonly #terminates: boolean;
  #episodeCost = 0;
  #isSpent = false;

  /** @throws {GymError} If a cost or the limit is out of range, or `costs` names an unknown action. */
  constructor(inner: Env<Observation, Action, Info>, options: BudgetOptions<Observation, Action, Info>) {
    const { costs, limit, atLimit = "truncate" } = options;
    super(inner, { ...options, costs: typeof costs === "function" ? costs : Object.freeze({ ...costs }) });
    this.#costOf = typeof costs === "function" ? costs : costsByName({ ...costs }, inner.actionSpace);
    this.#limit = limit === undefined ? Number.POSITIVE_INFINITY : amountOption("limit", limit);
    if (atLimit !== "truncate" && atLimit !== "terminate") {
      throw new InvalidArgumentError(
        `Expected \`atLimit\` to be "truncate" or "terminate", got ${show(atLimit)}.`,
      );
    }
    this.#terminates = atLimit === "terminate";
    this.changesTask = limit !== undefined;
    if (limit === undefined && inner.model !== undefined) this.model = inner.model.bind(inner);
  }

  get observationSpace(): Space<Observation> {
    return this.inner.observationSpace;
  }

  get actionSpace(): Space<Action> {
    return this.inner.actionSpace;
  }

  reset(options?: ResetOptions): ResetResult<Observation, Info & CostInfo> {
    const { observation, info } = this.inner.reset(options);
    this.#episodeCost = 0;
    this.#isSpent = false;
    return { observation, info: merged(info, { cost: 0, episodeCost: 0 }) };
  }

  /** @throws {InvalidArgumentError} If the cost is not a finite number >= 0. */
  step(action: Action): StepResult<Observation, Info & CostInfo> {
    if (this.#isSpent) throw new ResetNeededError("ended");
    const result = this.inner.step(action);
    const cost = amountOption("cost", this.#costOf(action, result));
    this.#episodeCost += cost;
    this.#isSpent = this.#episodeCost >= this.#limit;
    const info = merged(result.info, { cost, episodeCost: this.#episodeCost });
    const { observation, reward, terminated, truncated } = result;
    return {
      observation,
      reward,
      terminated: terminated || (this.#isSpent && this.#terminates),
      truncated: truncated || (this.#isSpent && !this.#terminates),
      info,
    };
  }

  override close(): void {
    super.close();
    // From here on the inner environment refuses every step in its own words.
    this.#isSpent = false;
  }

  protected override saveState(): JsonValue {
    return { episodeCost: this.#episodeCost, isSpent: this.#isSpent };
  }

  protected override loadState(saved: JsonValue): void {
    const { episodeCost, isSpent } = (saved ?? {}) as JsonObject;
    if (!Number.isFinite(episodeCost) || typeof isSpent !== "boolean") {
      throw new SnapshotError("Expected the state of a `Budget`.");
    }
    this.#episodeCost = episodeCost as number;
    this.#isSpent = isSpent;
  }
}

function costsByName(
  costs: Readonly<Record<string, number>>,
  space: Space<unknown>,
): (action: unknown) => number {
  if (!(space instanceof Discrete)) {
    throw new InvalidArgumentError(`Expected \`costs\` to be a function for actions in ${space}.`);
  }
  const names =
    space.labels ?? Array.from({ length: space.n }, (_, action) => space.label(space.start + action));
  for (const [name, cost] of Object.entries(costs)) {
    if (!names.includes(name)) throw unknownName("action", name, names);
    amountOption(`costs.${name}`, cost);
  }
  const table = names.map((name) => (Object.hasOwn(costs, name) ? (costs[name] ?? 0) : 0));
  return (action) => table[(action as number) - space.start] ?? 0;
}
