import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { checkMask, fullMask, type Mask } from "../../core/mask.ts";
import type { Parameter } from "../../core/parameters.ts";
import { EXPLORATION_PARAMETERS } from "../exploration/index.ts";
import { bestAllowed } from "../greedy.ts";
import {
  BOOTSTRAP_MASK,
  booleanOf,
  DISCOUNT,
  HORIZON,
  INITIAL_VALUE,
  numberOf,
  stepSizeParameter,
} from "../hyperparameters.ts";
import { TableAgent } from "../table-agent.ts";
import type { TableSetup } from "../table-state.ts";

/** Hyperparameters of every {@link ControlAgent}. */
export const CONTROL_PARAMETERS: readonly Parameter[] = [
  stepSizeParameter(0.1),
  DISCOUNT,
  ...EXPLORATION_PARAMETERS,
  INITIAL_VALUE,
  HORIZON,
  BOOTSTRAP_MASK,
];

/** A table agent whose targets contain its own values of what follows. */
export abstract class ControlAgent extends TableAgent {
  /** Replaces the mask of a bootstrap where it is over every action. */
  readonly #everyAction: Mask | undefined;

  /** @param name - Name it is registered by. */
  constructor(setup: TableSetup, name: string) {
    super(setup, { name, discount: numberOf(setup.hyperparameters, "discount") });
    const masked = booleanOf(setup.hyperparameters, "bootstrapMask");
    this.#everyAction = masked ? undefined : fullMask(setup.actionCount);
  }

  /** The actions that a bootstrap is taken over: those of a mask, or all where `bootstrapMask` is off. */
  protected bootstrapOver(mask: Mask): Mask {
    return this.#everyAction ?? mask;
  }

  /** max_a′ Q(s′, a′). */
  protected bestNext({ nextContext, nextMask }: Pick<Transition, "nextContext" | "nextMask">): number {
    const { table } = this;
    return bestAllowed(table.values, table.offset(nextContext), this.bootstrapOver(nextMask));
  }

  /** Σ_a′ b(a′ | s′) · Q(s′, a′) under the behaviour policy b as it is now. */
  protected expectedNext({ nextContext, nextMask }: Pick<Transition, "nextContext" | "nextMask">): number {
    return this.expectedValue(nextContext, this.bootstrapOver(nextMask));
  }

  /** Q(s, a). */
  protected actionValue(context: number, action: number): number {
    return this.table.values[this.table.offset(context) + action] ?? 0;
  }

  /**
   * Refuses a transition that an update could fail on later, before anything changes.
   * @throws {GymError} If a row is no integer in [0, 2^53), or something follows and the next mask allows nothing or has
   *   another length.
   */
  protected checkRows({ context, nextContext, nextMask, terminated }: Transition): void {
    this.table.offset(context);
    if (terminated) return;
    this.table.offset(nextContext);
    checkMask(nextMask, this.actionCount, "nextMask");
  }

  /** Refuses a target before anything changes. @throws {InvalidArgumentError} If it is not finite. */
  protected requireFinite(target: number, context: number): void {
    if (Number.isFinite(target)) return;
    throw new InvalidArgumentError(
      `Expected finite rewards and values, got the target ${target} in row ${context}.`,
    );
  }
}
