import type { Agent, Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { type Parameter, readParameters } from "../../core/parameters.ts";
import { checkSeed, createRng } from "../../core/random.ts";
import { ValueTable } from "../value-table.ts";
import { BATCH_Q_PARAMETERS, BatchQLearning } from "./batch-q-learning.ts";
import { LearnedModel } from "./learned-model.ts";
import { Lookahead } from "./lookahead.ts";

/** What `batchQ` takes. */
export interface BatchQOptions {
  /** Recorded steps, of any policy and in any order. They are copied. */
  readonly transitions: Iterable<Transition>;
  /** γ in [0, 1]. */
  readonly discount: number;
  /** Fits, an integer ≥ 1; the values look so many steps ahead. */
  readonly sweeps: number;
  /** Number of actions, an integer ≥ 1. */
  readonly actionCount: number;
  /**
   * β ≥ 0 of the penalty β / √n(s, a), in reward units. With it, also with 0, values bootstrap from actions that were
   * tried only, so that nothing is credited for what the record does not show.
   * @defaultValue none: untried next actions count as 0
   */
  readonly conservative?: number;
  /** Root seed of the agent, an integer in [0, 2^53). @defaultValue 0 */
  readonly seed?: number;
}

/**
 * Learns action values from recorded steps alone: tabular fitted Q-iteration,
 * `Q_k+1(s, a) = mean over the steps from (s, a) of r + γ · max_a′ Q_k(s′, a′)`, from `Q_0 = 0`.
 *
 * Nothing follows a terminated step; a truncated one is followed. The maximum is over the actions that the next mask
 * allows. The agent plays by these values in evaluation, taking untried actions only where nothing allowed was tried;
 * it is a `batch-q-learning` agent, which can be saved and can go on learning online.
 *
 * @returns The agent; equal steps give equal agents.
 * @throws {GymError} If an option is out of range or a step is none of such an agent.
 * @see Ernst, Geurts & Wehenkel, Tree-Based Batch Mode Reinforcement Learning (JMLR 6, 2005), Figure 1; for the
 *   penalty Rashidinejad et al., Bridging Offline Reinforcement Learning and Imitation Learning (NeurIPS 2021), §4 (lower
 *   confidence bounds); for bootstrapping from the record only Fujimoto et al., Off-Policy Deep Reinforcement Learning
 *   without Exploration (ICML 2019), §4.
 */
export function batchQ(options: BatchQOptions): Agent {
  const { transitions, actionCount, discount, seed = 0 } = options;
  checkOptions(options);
  const hyperparameters = readParameters("batchQ", BATCH_Q_PARAMETERS as readonly Parameter[], { discount });
  const table = new ValueTable({ actionCount, initialValue: 0 });
  const model = new LearnedModel(table);
  for (const transition of transitions) {
    checkStep(transition, actionCount);
    model.observe(transition);
    table.visit(transition.context, transition.action);
  }
  fitValues(table, model, options);
  const rng = createRng(checkSeed(seed)).fork("agent").save();
  const extra = { memory: { oldest: 0, masks: [], steps: [] } };
  const saved = { actionCount, seed, episodes: 0, rng: { ...rng }, table: savedRows(table), extra };
  return new BatchQLearning({ actionCount, seed, hyperparameters, saved });
}

function fitValues(
  table: ValueTable,
  model: LearnedModel,
  { discount, sweeps, conservative }: BatchQOptions,
): void {
  const { values } = table;
  const fitted = new Float64Array(values.length);
  if (conservative !== undefined) {
    fitted.fill(Number.NEGATIVE_INFINITY);
    for (const { index } of model.pairs) fitted[index] = 0;
  }
  const ahead = new Lookahead(model, fitted, discount);
  const penalty = conservative ?? 0;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const pair of model.pairs) {
      fitted[pair.index] = pair.meanReward + ahead.mean(pair) - penalty / Math.sqrt(pair.count);
    }
    ahead.refresh();
  }
  for (const { index } of model.pairs) values[index] = fitted[index] ?? 0;
}

function savedRows(table: ValueTable): { keys: number[]; values: number[][]; counts: number[][] } {
  const { keys, values, counts } = table.save();
  return {
    keys: [...keys],
    values: values.map((row) => [...row]),
    counts: counts.map((row) => [...row]),
  };
}

function checkStep({ action, reward }: Transition, actionCount: number): void {
  if (Number.isInteger(action) && action >= 0 && action < actionCount && Number.isFinite(reward)) return;
  throw new InvalidArgumentError(
    `Expected \`transitions\` with actions in [0, ${actionCount}) and finite rewards, got action ${action} with reward ${reward}.`,
  );
}

function checkOptions({ actionCount, sweeps, conservative = 0 }: BatchQOptions): void {
  for (const [name, value] of Object.entries({ actionCount, sweeps })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new InvalidArgumentError(`Expected \`${name}\` to be an integer >= 1, got ${value}.`);
    }
  }
  if (!(conservative >= 0 && conservative <= 1e100)) {
    throw new InvalidArgumentError(`Expected \`conservative\` in [0, 1e100], got ${conservative}.`);
  }
}
