import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Exploration } from "../exploration/exploration.ts";
import { TableAgent } from "../table-agent.ts";
import type { TableSetup } from "../table-state.ts";
import type { Column } from "./column.ts";

/** What a bandit is, beside its setup. */
export interface BanditOptions {
  /** Name it is registered by. */
  readonly name: string;
  readonly exploration: Exploration;
  /** What it keeps beside its table, by the name it is saved under. @defaultValue nothing */
  readonly columns?: Readonly<Record<string, Column>>;
  /** Value of an action that was never tried. @defaultValue the hyperparameter `initialValue`, or 0 */
  readonly initialValue?: number;
}

/** Greatest size of a reward whose squares can be summed. */
const LARGEST = 1e100;

/** Refuses a reward too large to be summed. @param context - Row it was paid in. @throws {InvalidArgumentError} */
export function checkReward(reward: number, context: number): void {
  if (Math.abs(reward) <= LARGEST || !Number.isFinite(reward)) return;
  throw new InvalidArgumentError(
    `Expected rewards in [-${LARGEST}, ${LARGEST}], got ${reward} in row ${context}.`,
  );
}

/**
 * A bandit with one problem for each row: it values an action by its own reward and ignores what follows, γ = 0.
 *
 * That an episode terminated or was truncated makes no difference to a value; it counts the episode, for schedules. The
 * step size is 1 / n(s, a) where a bandit has no hyperparameter `stepSize`, so that `moveTowards` keeps means.
 */
export abstract class Bandit extends TableAgent {
  readonly #columns: Readonly<Record<string, Column>>;
  readonly #keepsMeans: boolean;

  constructor(setup: TableSetup, options: BanditOptions) {
    const { name, exploration, columns = {}, initialValue } = options;
    const start = initialValue ?? ("initialValue" in setup.hyperparameters ? undefined : 0);
    super(setup, { name, discount: 0, exploration, ...(start !== undefined && { initialValue: start }) });
    this.#columns = columns;
    this.#keepsMeans = !("stepSize" in setup.hyperparameters);
    if (setup.saved !== undefined) this.#load(setup.saved.extra);
  }

  override learn(transition: Transition): void {
    checkReward(transition.reward, transition.context);
    super.learn(transition);
  }

  protected override stepSize(visits: number): number {
    return this.#keepsMeans ? 1 / visits : super.stepSize(visits);
  }

  protected override saveExtra(): JsonValue | undefined {
    const names = Object.keys(this.#columns);
    if (names.length === 0) return undefined;
    return Object.fromEntries(names.map((name) => [name, this.#columns[name]?.save(this.table) ?? []]));
  }

  #load(extra: JsonValue | undefined): void {
    for (const [name, column] of Object.entries(this.#columns)) {
      const rows = isObject(extra) ? extra[name] : undefined;
      column.load(this.table, { rows, where: `The saved ${this.name} does not fit at \`extra.${name}\`` });
    }
  }
}

/** A bandit that values an action by the mean of its rewards, or their moving average where it has a `stepSize`. */
export class MeanBandit extends Bandit {
  protected override update({ context, action, reward }: Transition): void {
    this.moveTowards(context, action, reward);
  }
}

/** Whether a value is a record. */
function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
