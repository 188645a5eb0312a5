import { z } from "zod";
import type { BaseInfo, Env } from "../core/env.ts";
import { InvalidActionError } from "../core/errors.ts";
import { listEnvs, make } from "../core/registry.ts";
import { Discrete } from "../core/spaces/discrete.ts";
import { describeDesk } from "./desk.ts";
import { EnvSession, type WireForm } from "./env-session.ts";
import type { ServedEnvironment, ServedTask, Session, WireRecord } from "./served-environment.ts";
import { publicMetadata } from "./wire-metadata.ts";

const metadata = z.record(z.string(), z.unknown()).nullish().describe("Ignored.");

const PlainState = z.looseObject({
  episode_id: z.string(),
  step_count: z.int().min(0),
  done: z.boolean(),
  total_reward: z.number(),
});

function discreteAction({ n, labels }: Discrete): z.ZodObject {
  const names =
    labels === undefined ? "" : `: ${labels.map((label, index) => `${index} ${label}`).join(", ")}`;
  return z.strictObject({
    action: z
      .int()
      .min(0)
      .max(n - 1)
      .describe(`Index of the action${names}.`),
    metadata,
  });
}

function actionSchema({ actionSpace }: Env): z.ZodObject {
  return actionSpace instanceof Discrete ? discreteAction(actionSpace) : z.looseObject({ metadata });
}

function observationSchema({ observationSpace }: Env): z.ZodObject {
  if (!(observationSpace instanceof Discrete)) return z.looseObject({});
  const value = z
    .int()
    .min(0)
    .max(observationSpace.n - 1);
  return z.strictObject({ value: value.describe("What the encoder makes of the episode.") });
}

function isRecord(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An observation that is no record becomes `{ value }`; a typed array becomes a list. */
function toRecord(observation: unknown): WireRecord {
  if (ArrayBuffer.isView(observation)) return { value: [...(observation as Float64Array)] };
  return isRecord(observation) ? observation : { value: observation };
}

function checkedAction({ actionSpace }: Env, record: WireRecord): unknown {
  const action = actionSpace instanceof Discrete ? record["action"] : record;
  if (actionSpace.contains(action)) return action;
  throw new InvalidActionError(`Expected a member of ${actionSpace.toString()}.`);
}

function genericForm(env: Env, action: z.ZodObject): WireForm<unknown, unknown, BaseInfo> {
  return {
    action,
    toAction: (record) => checkedAction(env, record),
    toRecord,
    toMetadata: (info) => publicMetadata(info),
    toState: ({ done, totalReward }) => ({ done, total_reward: totalReward }),
  };
}

function taskRecord(taskId: string): ServedTask {
  return { task_id: taskId, name: taskId, difficulty: "unknown", description: taskId, max_steps: 0 };
}

function nameOf(id: string): string {
  return id.replace(/^.*\//, "").replace(/-v\d+$/, "");
}

function describeAny(id: string, options: WireRecord, version: string): ServedEnvironment {
  const sample = make(id, options);
  const resolved = sample.spec?.id ?? id;
  const summary = listEnvs().find((each) => each.id === resolved)?.summary ?? resolved;
  const action = actionSchema(sample);
  const createSession = (newId: () => string): Session => {
    const env = make(id, options);
    return new EnvSession({ env, form: genericForm(env, action), newId });
  };
  return {
    id: resolved,
    name: nameOf(resolved),
    benchmark: nameOf(resolved).toLowerCase(),
    description: summary,
    version,
    action,
    observation: observationSchema(sample),
    state: PlainState,
    tasks: sample.taskIds.map(taskRecord),
    tools: [],
    createSession,
    graded: false,
  };
}

/** What `describeEnvironment` takes besides the id. */
export interface DescribeOptions {
  /** Options of the environment, as `make` takes them. */
  readonly options?: WireRecord;
  /** Version for `/metadata`. @defaultValue "1" */
  readonly version?: string;
}

/**
 * A registered environment as a server offers it. Discrete actions travel as `{ action: index }`, observations that
 * are no record as `{ value }`; the support desk comes with its tasks, tools, grader and baseline.
 * @throws {GymError} If the id is unknown or an option is wrong.
 */
export function describeEnvironment(id: string, described: DescribeOptions = {}): ServedEnvironment {
  const { options = {}, version = "1" } = described;
  // The desk checks the options that a user wrote.
  if (id === "SupportDesk-v1" || id === "SupportDesk") return describeDesk(options, version);
  return describeAny(id, options, version);
}
