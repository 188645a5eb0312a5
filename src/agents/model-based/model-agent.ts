import type { Transition } from "../../core/agent.ts";
import type { JsonValue } from "../../core/json.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { EpsilonGreedy } from "../exploration/epsilon-greedy.ts";
import { booleanOf, numberOf } from "../hyperparameters.ts";
import { constant } from "../schedules.ts";
import type { TableSetup } from "../table-state.ts";
import { ExploitingAgent } from "./exploiting-agent.ts";
import { extraPart } from "./extra.ts";
import { LearnedModel } from "./learned-model.ts";
import type { LearnedPair } from "./learned-pair.ts";
import { certaintyEquivalent } from "./planner.ts";

/**
 * An agent that learns a model and acts greedily by a plan made from it. A subclass says when it plans and how
 * optimistically.
 *
 * Evaluation goes by the certainty-equivalent values of the model: no bonus, no optimism, and everything seen so far.
 * Draws: for each choice one `next`, and one `integer` over the ties if there are several.
 */
export abstract class ModelAgent extends ExploitingAgent {
  protected readonly model: LearnedModel;
  /** Steps looked ahead at γ = 1. */
  protected readonly stepHorizon: number;
  /** Overrides the next mask where values are taken over every action. */
  readonly #everyAction: Mask | undefined;
  #certain: Float64Array | undefined;

  /** @param options - `initialValue` of everything that was never tried. */
  constructor(setup: TableSetup, options: { readonly name: string; readonly initialValue: number }) {
    const { hyperparameters, saved, actionCount } = setup;
    const discount = numberOf(hyperparameters, "discount");
    super(setup, { ...options, discount, exploration: new EpsilonGreedy(constant(0), 1) });
    this.stepHorizon = numberOf(hyperparameters, "stepHorizon");
    this.#everyAction = booleanOf(hyperparameters, "bootstrapMask") ? undefined : fullMask(actionCount);
    this.model =
      saved === undefined
        ? new LearnedModel(this.table)
        : LearnedModel.load(this.table, extraPart(saved.extra, "model"), options.name);
  }

  /** Called after a step was added to the model. */
  protected abstract learned(pair: LearnedPair, transition: Transition): void;

  protected override update(transition: Transition): void {
    const { model, table } = this;
    const pair = model.observe(transition, this.#everyAction);
    table.visit(transition.context, transition.action);
    this.#certain = undefined;
    this.learned(pair, transition);
  }

  protected override exploitationValues(): Float64Array {
    const { model, discount, stepHorizon } = this;
    const { length } = this.table.values;
    this.#certain ??= certaintyEquivalent(model, { length, discount, stepHorizon });
    return this.#certain;
  }

  /** Sweeps that one plan may take: H at γ = 1, where it starts anew; below, where it goes on, a hundred. */
  protected get sweeps(): number {
    return this.discount === 1 ? this.stepHorizon : SWEEPS;
  }

  protected override saveExtra(): JsonValue {
    return { model: this.model.save() };
  }
}

const SWEEPS = 100;

/** Whether an episode just ended after which a plan is due. @param ended - Episodes that ended before it. */
export function planIsDue({ terminated, truncated }: Transition, ended: number, every: number): boolean {
  return (terminated || truncated) && (ended + 1) % every === 0;
}
