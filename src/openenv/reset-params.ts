import { refusal } from "./issues.ts";
import type { WireRecord } from "./served-environment.ts";

/** Longest episode or session id, in characters. */
export const MAX_ID_LENGTH = 255;

const SEEDS = 2 ** 53;
const WHAT = "reset parameters";

/** What a session reads of a reset. */
export interface ResetParams {
  /** An integer in [0, 2^53). */
  readonly seed?: number;
  readonly episodeId?: string;
  readonly taskId?: string;
}

function toNumber(value: unknown): unknown {
  if (typeof value === "boolean") return Number(value);
  return typeof value === "string" && /^[+-]?\d{1,400}$/.test(value.trim()) ? Number(value) : value;
}

/** Seeds of any size are accepted: those from 2^53 on are taken modulo 2^53. */
function readSeed(value: unknown): number {
  const loc = ["seed"];
  const seed = toNumber(value);
  if (typeof seed !== "number" || !Number.isInteger(seed)) {
    throw refusal(WHAT, { type: "int_type", loc, msg: "Input should be an integer" }, value);
  }
  if (seed < 0) {
    const msg = "Input should be greater than or equal to 0";
    throw refusal(WHAT, { type: "greater_than_equal", loc, msg, ctx: { ge: 0 } }, value);
  }
  return seed % SEEDS;
}

function readText(name: string, value: unknown): string {
  const loc = [name];
  if (typeof value !== "string") {
    throw refusal(WHAT, { type: "string_type", loc, msg: "Input should be a string" }, value);
  }
  if (value.length > MAX_ID_LENGTH) {
    const msg = `The string should have at most ${MAX_ID_LENGTH} characters`;
    throw refusal(WHAT, { type: "string_too_long", loc, msg, ctx: { max_length: MAX_ID_LENGTH } }, value);
  }
  return value;
}

function readTask(value: unknown, taskIds: readonly string[]): string {
  const taskId = readText("task_id", value);
  if (taskIds.includes(taskId)) return taskId;
  const expected = taskIds.join(", ");
  const msg = `Input should be one of ${expected}`;
  throw refusal(WHAT, { type: "literal_error", loc: ["task_id"], msg, ctx: { expected } }, value);
}

/**
 * Reads the parameters of a reset as they were sent; nulls count as absent and every other key is ignored.
 * @param taskIds - Tasks to choose from; where there are none, `task_id` is ignored too.
 * @throws {ValidationError} If one of them is wrong.
 */
export function readReset(params: WireRecord, taskIds: readonly string[]): ResetParams {
  const { seed, episode_id, task_id } = params;
  return {
    ...(seed !== undefined && seed !== null && { seed: readSeed(seed) }),
    ...(episode_id !== undefined && episode_id !== null && { episodeId: readText("episode_id", episode_id) }),
    ...(taskIds.length > 0 &&
      task_id !== undefined &&
      task_id !== null && { taskId: readTask(task_id, taskIds) }),
  };
}
