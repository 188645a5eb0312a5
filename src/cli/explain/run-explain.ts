import "../registrations.ts";
import type { Agent } from "../../core/agent.ts";
import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { innermost } from "../../core/wrapper.ts";
import { wrapText } from "../../report/wrap.ts";
import { type Encoder, SupportDeskFeaturesEnv, SupportDeskTabularEnv } from "../../supportdesk/index.ts";
import type { ExplainFlags } from "../commands/explain.ts";
import { DEFAULTS } from "../defaults.ts";
import { chosenTasks } from "../desk-settings.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { loadAgent, makeFor, originOf } from "../saved-agent.ts";
import { missingNote, solveTask, type TaskOptions } from "../solve/optima.ts";
import { Tracker } from "../solve/tracker.ts";
import { printEpisode } from "./print-episode.ts";
import { type Telling, tellEpisode } from "./told-episode.ts";

/** Carries out `explain`. @throws {GymError} If a flag or the file is wrong. */
export function runExplain(file: string, flags: ExplainFlags, io: Io): void {
  const trained = loadAgent(file);
  const { agent, spec } = trained;
  const { task, mask, maxStates } = flags;
  const limit = maxStates === undefined ? {} : { maxStates };
  const env = makeFor(trained, {
    ...(task !== undefined && { tasks: [...chosenTasks(DEFAULTS.suite, [task])] }),
    ...(mask !== undefined && { mask }),
  });
  const rows = rowsOf(env);
  const [taskId] = env.taskIds;
  if (taskId === undefined || rows === undefined) {
    const wrappers = (spec.wrappers ?? []).map(({ name }) => name);
    throw new InvalidArgumentError(
      `Expected an agent trained on tasks with table rows or features of the desk, got one of ${[spec.id, ...wrappers].join(" in ")}.`,
    );
  }
  const { tracker, note } = follow(env, taskId, { discount: agent.discount, ...limit });
  const told = tellEpisode<unknown>({ ...rows, agent: agent as Agent<unknown>, taskId, tracker });
  printWarnings(io, env, flags.json ? io.error : io.out);
  if (flags.json) {
    const document = { schema: "supportdesk.explain/1", player: agent.name, spec: env.spec?.toJSON() };
    printJson(io, { ...document, ...told, ...(note !== undefined && { note }) });
    return;
  }
  const others = task === undefined ? ", its first; others with --task" : "";
  io.out(`${io.style.bold(originOf(trained, file))}\nTask ${taskId}${others}\n`);
  printEpisode(io, told, agent);
  if (note !== undefined) io.out(`${wrapText(note, io.width)}\n`);
}

interface Following {
  readonly tracker?: Tracker;
  /** Why the optimum is not known. */
  readonly note?: string;
}

/** Solves the task, to follow an episode of it. */
function follow(env: Env, taskId: string, options: TaskOptions): Following {
  try {
    return { tracker: new Tracker(solveTask(env, taskId, options)) };
  } catch (error) {
    return { note: missingNote(error) };
  }
}

type Rows = Pick<Telling<unknown>, "env" | "keyOf" | "describe">;

/** How to read what a desk shows; `undefined` where it is no such desk, or a wrapper shows something else. */
function rowsOf(env: Env): Rows | undefined {
  const desk = innermost(env);
  const isDesk = desk instanceof SupportDeskTabularEnv || desk instanceof SupportDeskFeaturesEnv;
  if (!isDesk || env.observationSpace !== desk.observationSpace || !(env.actionSpace instanceof Discrete)) {
    return undefined;
  }
  const { encoder } = desk;
  return {
    // Its actions are numbers, and what it shows is a row or a vector of the encoder.
    env: env as Env<unknown, number>,
    keyOf: (context) =>
      typeof context === "number" ? context : keyOf(encoder, context as readonly number[]),
    describe: (key) => encoder.describe(key),
  };
}

/** The table row whose features a vector holds. */
function keyOf({ features }: Encoder, vector: readonly number[]): number {
  let key = 0;
  let weight = 1;
  let offset = 0;
  for (const { values } of features) {
    key += weight * (vector.indexOf(1, offset) - offset);
    weight *= values.length;
    offset += values.length;
  }
  return key;
}
