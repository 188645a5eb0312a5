import type { Transition } from "../../core/agent.ts";
import type { JsonObject } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { bestAllowed } from "../greedy.ts";
import { booleanOf } from "../hyperparameters.ts";
import type { TableAgentOptions } from "../table-agent.ts";
import type { TableSetup } from "../table-state.ts";
import { CompanionValues } from "./companion-values.ts";
import { ExploitingAgent } from "./exploiting-agent.ts";
import { extraPart } from "./extra.ts";

/**
 * A model-free agent that acts on values with a bonus for what was tried little, and learns the values without a bonus
 * beside them, by the same steps, for evaluation. The latter start at 0 and bootstrap from tried actions alone.
 */
export abstract class BonusAgent extends ExploitingAgent {
  readonly #plain: CompanionValues;
  /** Overrides the next mask where values are taken over every action. */
  protected readonly everyAction: Mask | undefined;

  constructor(setup: TableSetup, options: TableAgentOptions) {
    super(setup, options);
    const { hyperparameters, saved, actionCount } = setup;
    this.everyAction = booleanOf(hyperparameters, "bootstrapMask") ? undefined : fullMask(actionCount);
    const given = { owner: options.name, name: "extra.plain" };
    this.#plain =
      saved === undefined
        ? new CompanionValues(this.table)
        : CompanionValues.load(this.table, extraPart(saved.extra, "plain"), given);
  }

  /** Values without a bonus, by index of the table. */
  protected override exploitationValues(): Float64Array {
    return this.#plain.values;
  }

  protected override saveExtra(): JsonObject {
    return { plain: this.#plain.save() };
  }

  /** The best next value with the bonus, 0 after a termination. */
  protected bestNext({ nextContext, nextMask, terminated }: Transition): number {
    if (terminated) return 0;
    const { table } = this;
    return bestAllowed(table.values, table.offset(nextContext), this.everyAction ?? nextMask);
  }

  /** The best next value without a bonus among tried actions, 0 if there is none or after a termination. */
  protected bestPlainNext({ nextContext, nextMask, terminated }: Transition): number {
    if (terminated) return 0;
    return this.bestPlain(this.table.offset(nextContext), this.everyAction ?? nextMask);
  }

  /** The best value without a bonus among the tried actions of a mask, 0 if there is none. */
  protected bestPlain(offset: number, mask: Mask): number {
    const { values } = this.#plain;
    let best = Number.NEGATIVE_INFINITY;
    for (let action = 0; action < mask.length; action += 1) {
      const value = values[offset + action] ?? 0;
      if (mask[action] === 1 && value > best && this.table.count(offset + action) > 0) best = value;
    }
    return best === Number.NEGATIVE_INFINITY ? 0 : best;
  }

  /** Moves a value without a bonus towards a target. */
  protected movePlain(index: number, target: number, stepSize: number): void {
    const { values } = this.#plain;
    const value = values[index] ?? 0;
    values[index] = value + stepSize * (target - value);
  }
}
