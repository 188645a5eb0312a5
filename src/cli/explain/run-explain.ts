import "../registrations.ts";
import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { innermost } from "../../core/wrapper.ts";
import { SupportDeskTabularEnv } from "../../supportdesk/index.ts";
import type { ExplainFlags } from "../commands/explain.ts";
import { DEFAULTS } from "../defaults.ts";
import { chosenTasks } from "../desk-settings.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { loadAgent, makeFor, originOf } from "../saved-agent.ts";
import { printEpisode } from "./print-episode.ts";
import { tellEpisode } from "./told-episode.ts";

/** Carries out `explain`. @throws {GymError} If a flag or the file is wrong. */
export function runExplain(file: string, flags: ExplainFlags, io: Io): void {
  const trained = loadAgent(file);
  const { agent, spec } = trained;
  const { task, mask } = flags;
  const env = makeFor(trained, {
    ...(task !== undefined && { tasks: [...chosenTasks(DEFAULTS.suite, [task])] }),
    ...(mask !== undefined && { mask }),
  });
  const desk = innermost(env);
  const [taskId] = env.taskIds;
  if (taskId === undefined || !(desk instanceof SupportDeskTabularEnv && showsRowsOf(desk, env))) {
    const wrappers = (spec.wrappers ?? []).map(({ name }) => name);
    throw new InvalidArgumentError(
      `Expected an agent trained on tasks with table rows of the desk, got one of ${[spec.id, ...wrappers].join(" in ")}.`,
    );
  }
  const told = tellEpisode({ env, agent, taskId, describe: (key) => desk.encoder.describe(key) });
  printWarnings(io, env, flags.json ? io.error : io.out);
  if (flags.json) {
    printJson(io, { schema: "supportdesk.explain/1", player: agent.name, spec: env.spec?.toJSON(), ...told });
    return;
  }
  const others = task === undefined ? ", its first; others with --task" : "";
  io.out(`${io.style.bold(originOf(trained, file))}\nTask ${taskId}${others}\n`);
  printEpisode(io, told, agent);
}

/** Whether the wrappers around a desk leave its table rows and its numbered actions in place. */
function showsRowsOf(desk: SupportDeskTabularEnv, env: Env): env is Env<number, number> {
  return env.observationSpace === desk.observationSpace && env.actionSpace instanceof Discrete;
}
