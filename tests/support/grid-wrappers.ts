import {
  type BaseInfo,
  Box,
  countAllowed,
  Dict,
  Discrete,
  type Env,
  fullMask,
  nthAllowed,
  type ResetOptions,
  type ResetResult,
  type StepResult,
  Wrapper,
} from "supportdesk-gym";
import { GridWorldEnv } from "../../examples/own-environment/grid-world-env.ts";
import { ActionMasker } from "../../src/wrappers/action/action-masker.ts";
import { ActionSubset } from "../../src/wrappers/action/action-subset.ts";
import { AliasActions } from "../../src/wrappers/action/alias-actions.ts";
import { BogusActions } from "../../src/wrappers/action/bogus-actions.ts";
import { ClipAction } from "../../src/wrappers/action/clip-action.ts";
import { DiscretizeAction } from "../../src/wrappers/action/discretize-action.ts";
import { FactorActions } from "../../src/wrappers/action/factor-actions.ts";
import { FlattenActions } from "../../src/wrappers/action/flatten-actions.ts";
import { InvalidAction } from "../../src/wrappers/action/invalid-action.ts";
import { MacroActions } from "../../src/wrappers/action/macro-actions.ts";
import { PartialMask } from "../../src/wrappers/action/partial-mask.ts";
import { PermuteActions } from "../../src/wrappers/action/permute-actions.ts";
import { RepeatAction } from "../../src/wrappers/action/repeat-action.ts";
import { RescaleAction } from "../../src/wrappers/action/rescale-action.ts";
import { StickyAction } from "../../src/wrappers/action/sticky-action.ts";
import { TransformAction } from "../../src/wrappers/action/transform-action.ts";
import { Autoreset } from "../../src/wrappers/episode/autoreset.ts";
import { Budget } from "../../src/wrappers/episode/budget.ts";
import { Drift } from "../../src/wrappers/episode/drift.ts";
import { OrderEnforcing } from "../../src/wrappers/episode/order-enforcing.ts";
import { PassiveEnvChecker } from "../../src/wrappers/episode/passive-env-checker.ts";
import { RecordEpisodeStatistics } from "../../src/wrappers/episode/record-episode-statistics.ts";
import { RenderCollection } from "../../src/wrappers/episode/render-collection.ts";
import { TimeLimit } from "../../src/wrappers/episode/time-limit.ts";
import { DelayObservation } from "../../src/wrappers/observation/delay-observation.ts";
import { DiscretizeObservation } from "../../src/wrappers/observation/discretize-observation.ts";
import { FilterObservation } from "../../src/wrappers/observation/filter-observation.ts";
import { FlattenObservation } from "../../src/wrappers/observation/flatten-observation.ts";
import { HistoryStack } from "../../src/wrappers/observation/history-stack.ts";
import { MissingField } from "../../src/wrappers/observation/missing-field.ts";
import { NormalizeObservation } from "../../src/wrappers/observation/normalize-observation.ts";
import { PerturbObservation } from "../../src/wrappers/observation/perturb-observation.ts";
import { RescaleObservation } from "../../src/wrappers/observation/rescale-observation.ts";
import { ReshapeObservation } from "../../src/wrappers/observation/reshape-observation.ts";
import { TabularKey } from "../../src/wrappers/observation/tabular-key.ts";
import { TimeAwareObservation } from "../../src/wrappers/observation/time-aware-observation.ts";
import { TransformObservation } from "../../src/wrappers/observation/transform-observation.ts";
import { ClipReward } from "../../src/wrappers/reward/clip-reward.ts";
import { DelayReward } from "../../src/wrappers/reward/delay-reward.ts";
import { DynamicPotential } from "../../src/wrappers/reward/dynamic-potential.ts";
import { LookAheadAdvice } from "../../src/wrappers/reward/look-ahead-advice.ts";
import { LookBackAdvice } from "../../src/wrappers/reward/look-back-advice.ts";
import { NormalizeReward } from "../../src/wrappers/reward/normalize-reward.ts";
import { PotentialShaping } from "../../src/wrappers/reward/potential-shaping.ts";
import { RewardComponents } from "../../src/wrappers/reward/reward-components.ts";
import { RewardNoise } from "../../src/wrappers/reward/reward-noise.ts";
import { RewardScale } from "../../src/wrappers/reward/reward-scale.ts";
import { SparseReward } from "../../src/wrappers/reward/sparse-reward.ts";
import { TransformReward } from "../../src/wrappers/reward/transform-reward.ts";
import { Recorder } from "../../src/wrappers/trace/recorder.ts";

type Grid = Env<number, number>;

/** A slippery grid world of a user's own that is cut off after 60 steps. */
export function slipperyGrid(): Grid {
  return new TimeLimit(new GridWorldEnv({ slip: 0.2 }), { maxSteps: 60 });
}

/** Ends an episode whose steps may leave the grid world alone. */
function limited(env: Env<number, number>): Grid {
  return new TimeLimit(env, { maxSteps: 200 });
}

/** Row and column as numbers. */
function coordinates(grid: Grid): Env<readonly number[], number> {
  const observationSpace = new Box([0, 0], [2, 3]);
  return new TransformObservation(grid, {
    observationSpace,
    transform: (cell: number) => [Math.floor(cell / 4), cell % 4],
  });
}

/** Row and column by name. */
function places(grid: Grid): Env<{ readonly row: number; readonly column: number }, number> {
  const observationSpace = new Dict({ row: new Discrete(3), column: new Discrete(4) });
  const transform = (cell: number) => ({ row: Math.floor(cell / 4), column: cell % 4 });
  return new TransformObservation(grid, { observationSpace, transform });
}

/** Hides the mask. */
class Unmasked extends Wrapper<number, number> {
  override actionMask(): undefined {
    return undefined;
  }

  override reset(options?: ResetOptions): ResetResult<number, BaseInfo> {
    return { ...super.reset(options), info: {} };
  }

  override step(action: number): StepResult<number, BaseInfo> {
    const { info, ...result } = super.step(action);
    const { actionMask: _hidden, ...shown } = info;
    return { ...result, info: shown };
  }
}

/** Steered by one number in [0, 1]: the direction at that place among the open ones. */
function steered(grid: Grid): Env<number, readonly number[]> {
  const transform = ([place = 0]: readonly number[]): number => {
    const mask = grid.actionMask() ?? fullMask(4);
    const count = countAllowed(mask);
    return nthAllowed(mask, Math.min(count - 1, Math.floor(place * count)));
  };
  const actionSpace = new Box([0], [1]);
  return new TransformAction(new Unmasked(grid), { actionSpace, transform, transformMask: (mask) => mask });
}

/** Statistics that go on would make equal episodes differ. */
function withoutUpdates<Normalizing extends { updatesStatistics: boolean }>(
  wrapper: Normalizing,
): Normalizing {
  wrapper.updatesStatistics = false;
  return wrapper;
}

/** What the checker says of a wrapper that is meant that way, by name. */
export const EXCUSED: ReadonlyMap<string, readonly string[]> = new Map([
  // The step after an end begins the next episode.
  ["Autoreset", ["ENV-STEP-011"]],
]);

/** Every bundled wrapper by the name of its class, put around {@link slipperyGrid} with what it needs in between. */
export const GRID_WRAPPERS: readonly (readonly [name: string, wrap: (grid: Grid) => object])[] = [
  ["ActionMasker", (grid) => new ActionMasker(grid, { mask: "actionMask" })],
  ["ActionSubset", (grid) => new ActionSubset(grid, { keep: ["down", "up", "right", 3] })],
  ["AliasActions", (grid) => new AliasActions(grid, { copies: 2 })],
  ["Autoreset", (grid) => new Autoreset(grid)],
  ["BogusActions", (grid) => limited(new BogusActions(grid, { count: 3 }))],
  ["Budget", (grid) => new Budget(grid, { costs: { up: 2, down: 1 }, limit: 9 })],
  ["ClipAction", (grid) => new ClipAction(steered(grid))],
  ["ClipReward", (grid) => new ClipReward(grid, { min: -0.5, max: 0.5 })],
  ["DelayObservation", (grid) => new DelayObservation(grid, { delay: 2 })],
  ["DelayReward", (grid) => new DelayReward(grid, { steps: 2 })],
  ["DiscretizeAction", (grid) => new DiscretizeAction(steered(grid), { bins: 4 })],
  ["DiscretizeObservation", (grid) => new DiscretizeObservation(coordinates(grid), { bins: 2 })],
  [
    "Drift",
    (grid) =>
      new Drift(grid, {
        schedule: [{ episodes: 1, variant: (inner) => new StickyAction(inner, { probability: 0.5 }) }],
      }),
  ],
  ["DynamicPotential", (grid) => new DynamicPotential(grid, { gamma: 1, potential: (cell) => cell / 10 })],
  ["FactorActions", (grid) => new FactorActions(grid, { nvec: [2, 2] })],
  ["FilterObservation", (grid) => new FilterObservation(places(grid), { keys: ["row"] })],
  ["FlattenActions", (grid) => new FlattenActions(new FactorActions(grid, { nvec: [2, 2] }))],
  ["FlattenObservation", (grid) => new FlattenObservation(grid)],
  ["HistoryStack", (grid) => new HistoryStack(grid, { size: 2, actions: 1 })],
  ["InvalidAction", (grid) => limited(new InvalidAction(grid, { mode: "penalize" }))],
  ["LookAheadAdvice", (grid) => new LookAheadAdvice(grid, { gamma: 1, potential: (cell) => cell / 10 })],
  ["LookBackAdvice", (grid) => new LookBackAdvice(grid, { gamma: 1, potential: (cell) => cell / 10 })],
  ["MacroActions", (grid) => new MacroActions(grid, { macros: { drop: ["down", "down"] } })],
  ["MissingField", (grid) => new MissingField(places(grid), { probability: 0.5, marked: true })],
  ["NormalizeObservation", (grid) => new NormalizeObservation(coordinates(grid), { frozen: true })],
  ["NormalizeReward", (grid) => withoutUpdates(new NormalizeReward(grid))],
  ["OrderEnforcing", (grid) => new OrderEnforcing(grid)],
  [
    "PartialMask",
    (grid) =>
      limited(
        new PartialMask(new InvalidAction(grid, { mode: "noop", offer: "valid" }), { admitInvalid: 0.5 }),
      ),
  ],
  ["PassiveEnvChecker", (grid) => new PassiveEnvChecker(grid, { checked: "always" })],
  ["PermuteActions", (grid) => new PermuteActions(grid, { seed: 3 })],
  ["PerturbObservation", (grid) => new PerturbObservation(grid, { probability: 0.25 })],
  ["PotentialShaping", (grid) => new PotentialShaping(grid, { gamma: 1, potential: (cell) => cell / 10 })],
  ["RecordEpisodeStatistics", (grid) => new RecordEpisodeStatistics(grid)],
  ["Recorder", (grid) => new Recorder(grid, { sink: () => {} })],
  ["RenderCollection", (grid) => new RenderCollection(grid)],
  ["RepeatAction", (grid) => new RepeatAction(grid, { repeats: 2 })],
  ["RescaleAction", (grid) => new RescaleAction(steered(grid))],
  ["RescaleObservation", (grid) => new RescaleObservation(coordinates(grid))],
  ["ReshapeObservation", (grid) => new ReshapeObservation(coordinates(grid), { shape: [2, 1] })],
  ["RewardComponents", (grid) => new RewardComponents(grid, { weights: { reward: 2 } })],
  ["RewardNoise", (grid) => new RewardNoise(grid, { sigma: 0.1 })],
  ["RewardScale", (grid) => new RewardScale(grid, { factor: 0.1 })],
  ["SparseReward", (grid) => new SparseReward(grid, { every: "end" })],
  ["StickyAction", (grid) => new StickyAction(grid, { probability: 0.25 })],
  ["TabularKey", (grid) => new TabularKey(coordinates(grid), { maxKeys: 12 })],
  ["TimeAwareObservation", (grid) => new TimeAwareObservation(grid, { maxSteps: 60 })],
  ["TimeLimit", (grid) => new TimeLimit(grid, { maxSteps: 20 })],
  [
    "TransformAction",
    (grid) =>
      new TransformAction(grid, {
        actionSpace: grid.actionSpace,
        transform: (action: number) => 3 - action,
        transformMask: (mask) => mask.toReversed(),
      }),
  ],
  [
    "TransformObservation",
    (grid) =>
      new TransformObservation(grid, {
        observationSpace: grid.observationSpace,
        transform: (cell: number) => 11 - cell,
      }),
  ],
  ["TransformReward", (grid) => new TransformReward(grid, { transform: (reward) => reward + 1 })],
];
