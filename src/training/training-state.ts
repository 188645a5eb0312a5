import { z } from "zod";
import { InvalidArgumentError, SnapshotError } from "../core/errors.ts";

/** Version of the layout of a training state. */
export const TRAINING_STATE_SCHEMA = "supportdesk.training-state/1";

const Count = z.int().nonnegative();
const Context = z.union([z.number(), z.array(z.number())]);
const MaskBytes = z.array(z.int().min(0).max(1)).min(1);

const SavedPoint = z.strictObject({
  episodes: Count,
  steps: Count,
  trainReturn: z.number(),
  greedyRaw: z.number().nullable(),
});

/** The episode that was running, from the learner's side. */
const RunningEpisode = z.strictObject({
  context: Context.describe("What the agent sees: a table row or a feature vector."),
  mask: MaskBytes,
  firstStep: Count.describe("Steps of the run before the episode."),
  return: z.number().describe("Undiscounted sum of its rewards so far."),
});

/** A training run as it stood between two steps: all that is needed to go on as if it had never stopped. Plain JSON. */
export const TrainingState = z.strictObject({
  schema: z.literal(TRAINING_STATE_SCHEMA),
  plan: z.strictObject({ episodes: z.int().positive(), evaluateEvery: Count }),
  episodes: Count,
  steps: Count,
  stopped: z.boolean().describe("Whether a callback has asked to stop."),
  returnSincePoint: z.number(),
  curve: z.array(SavedPoint),
  firstSeed: Count.nullable().describe("Seed of the next reset, in a run that has not begun to play."),
  running: RunningEpisode.nullable(),
  agent: z.strictObject({
    schema: z.string(),
    name: z.string(),
    hyperparameters: z.record(z.string(), z.json()),
    state: z.json(),
  }),
  env: z.json().describe("Snapshot of the training environment."),
  callbacks: z.array(z.json()).describe("What each callback saved, `null` for those without a state."),
});
export type TrainingState = z.infer<typeof TrainingState>;

/** @throws {SnapshotError} If it is not what a training run saves. */
export function readTrainingState(value: unknown): TrainingState {
  const { success, data, error } = TrainingState.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const where = issue?.path.join(".") ?? "";
  throw new SnapshotError(
    `The training state does not fit${where === "" ? "" : ` at \`${where}\``}: ${issue?.message ?? "unknown problem"}.`,
  );
}

/** What of a plan must be the same where a run goes on. */
interface SamePlan {
  readonly episodes: number;
  readonly evaluateEvery: number;
  readonly callbacks: readonly unknown[];
}

/** @throws {InvalidArgumentError} If a state was saved by a run with another plan. */
export function checkPlan({ plan, callbacks }: TrainingState, wanted: SamePlan): void {
  for (const name of ["episodes", "evaluateEvery"] as const) {
    if (plan[name] === wanted[name]) continue;
    throw new InvalidArgumentError(
      `Expected the saved training to have \`${name}\` ${wanted[name]}, got ${plan[name]}.`,
    );
  }
  if (callbacks.length === wanted.callbacks.length) return;
  throw new InvalidArgumentError(
    `Expected the saved training to have ${wanted.callbacks.length} callbacks, got ${callbacks.length}.`,
  );
}

/** A context as plain JSON. @throws {InvalidArgumentError} If it is neither a number nor a vector of numbers. */
export function packContext(context: unknown): number | number[] {
  if (typeof context === "number") return context;
  if (context instanceof Float64Array || Array.isArray(context)) return [...context];
  throw new InvalidArgumentError(
    `Expected a context that can be saved, a number or a list of numbers, got ${typeof context}.`,
  );
}
