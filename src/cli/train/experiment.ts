import { listPlayers } from "../../core/agent-registry.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Stopping } from "../../runs/index.ts";
import type { TrainFlags } from "../commands/train.ts";
import { DEFAULTS } from "../defaults.ts";
import { deskOptions, readDiscount } from "../desk-options.ts";
import type { Assignment } from "../parsers.ts";
import { repeatCommand } from "./repeat-command.ts";

/** The id of the environment that tabular agents are trained in. */
export const TRAINING_ENV = "SupportDeskTabular-v1";

/** The id of the environment that an agent is trained in: it shows what the agent reads. */
export function trainingEnv(agent: string): string {
  const definition = listPlayers().find(({ name }) => name === agent);
  const isVectors = definition?.kind === "agent" && definition.reads === "features";
  return isVectors ? "SupportDeskFeatures-v1" : TRAINING_ENV;
}

/** What is to be trained, with every default filled in. Names are checked where they are used. */
export interface Experiment {
  readonly suite: string;
  /** Options of the training environment. */
  readonly options: JsonObject;
  /** Options of the environment of the greedy evaluation. */
  readonly evaluationOptions: JsonObject;
  readonly agent: string;
  /** Hyperparameters that are not left to the agent's defaults. */
  readonly hyperparameters: JsonObject;
  readonly discount: number;
  readonly episodes: number;
  readonly seeds: readonly number[];
  readonly evaluateEvery: number;
  /** Whether the curve has exact scores of the greedy policy. */
  readonly exactCurve: true | undefined;
  /** When to stop before the last episode. */
  readonly stopping: Stopping | undefined;
  /** Episodes between checkpoints; `undefined` is after evaluations. */
  readonly checkpointEvery: number | undefined;
  /** Whether to trace each training step. */
  readonly traces: true | undefined;
  /** The command line that repeats the run of a seed. */
  readonly command: (seed: number) => string;
}

/** Reads the flags. @throws {GymError} If flags do not go together, or name what there is not. */
export function readExperiment(flags: TrainFlags): Experiment {
  const { suite = DEFAULTS.suite, agent = DEFAULTS.agent, episodes = DEFAULTS.episodes } = flags;
  const { seed, seeds = [seed ?? DEFAULTS.seed] } = flags;
  if (seed !== undefined && flags.seeds !== undefined) {
    throw new InvalidArgumentError("Expected --seed or --seeds, got both: leave one out.");
  }
  const { discount, hyperparameters } = readLearner(agent, flags, episodes);
  const options = deskOptions(
    { ...flags, mask: flags.maskBehaviour ?? flags.mask ?? DEFAULTS.mask },
    discount,
  );
  const { bootstrapMask: _unused, ...evaluationOptions } = options;
  return {
    suite,
    options,
    evaluationOptions: { ...evaluationOptions, mask: flags.maskEvaluation ?? flags.mask ?? DEFAULTS.mask },
    agent,
    hyperparameters,
    discount,
    episodes,
    seeds: seeds.toSorted((a, b) => a - b),
    stopping: readStopping(flags),
    ...readKeeping(flags),
    evaluateEvery: flags.evalEvery ?? Math.max(1, Math.floor(episodes / DEFAULTS.evaluations)),
    exactCurve: flags.exactCurve === true ? true : undefined,
    command: (each) => repeatCommand(flags, each),
  };
}

function readStopping({ stopAt, patience, stopWhenStable, evalEvery }: TrainFlags): Stopping | undefined {
  const stopping = {
    ...(stopAt !== undefined && { rawScore: stopAt }),
    ...(patience !== undefined && { patience }),
    ...(stopWhenStable !== undefined && { stable: stopWhenStable }),
  };
  if (Object.keys(stopping).length === 0) return undefined;
  if (evalEvery !== 0) return stopping;
  throw new InvalidArgumentError(
    "Stopping early needs evaluations on the way, got --eval-every 0: leave it out.",
  );
}

function readKeeping({
  out,
  checkpointEvery,
  traceTraining,
}: TrainFlags): Pick<Experiment, "checkpointEvery" | "traces"> {
  const odd = checkpointEvery === undefined ? traceTraining && "--trace-training" : "--checkpoint-every";
  if (out === undefined && odd) {
    throw new InvalidArgumentError(`${odd} needs a place for its file: add --out runs/first.`);
  }
  return { checkpointEvery, traces: traceTraining === true ? true : undefined };
}

interface Learner {
  readonly discount: number;
  readonly hyperparameters: JsonObject;
}

function readLearner(agent: string, flags: TrainFlags, episodes: number): Learner {
  const definition = listPlayers().find(({ name }) => name === agent);
  const known = definition?.kind === "agent" ? definition.parameters.map(({ name }) => name) : [];
  const set = readAssignments(agent, flags.set ?? [], known);
  const asked = readDiscount(flags);
  const discounts = known.includes("discount");
  if (definition?.kind === "agent" && !discounts && asked !== undefined && asked !== 0) {
    throw new InvalidArgumentError(
      `${agent} weighs the next reward alone (γ = 0), got --discount ${asked}: leave it out, or train q-learning.`,
    );
  }
  const discount = discounts ? (asked ?? DEFAULTS.discount) : 0;
  const hyperparameters = {
    ...(discounts && { discount }),
    ...(known.includes("horizon") && { horizon: episodes }),
    ...set,
  };
  return { discount, hyperparameters };
}

function readAssignments(agent: string, set: readonly Assignment[], known: readonly string[]): JsonObject {
  if (set.some(({ name }) => name === "discount")) {
    throw new InvalidArgumentError(
      "Expected γ as --discount, which agent and potential share, got --set discount.",
    );
  }
  const reserved = set.find(({ name }) => ["actionCount", "seed"].includes(name));
  if (reserved !== undefined) {
    const names = known.filter((name) => name !== "discount").join(", ");
    throw new InvalidArgumentError(
      `Unknown hyperparameter of ${agent} "${reserved.name}". Allowed: ${names}.`,
    );
  }
  return Object.fromEntries(set.map(({ name, value }) => [name, value]));
}
