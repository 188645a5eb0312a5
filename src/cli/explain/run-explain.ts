import "../registrations.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { make } from "../../core/registry.ts";
import { SupportDeskTabularEnv } from "../../supportdesk/index.ts";
import type { ExplainFlags } from "../commands/explain.ts";
import { DEFAULTS } from "../defaults.ts";
import { chosenTasks } from "../desk-settings.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";
import { printWarnings } from "../print-evaluation.ts";
import { loadAgent, originOf } from "../saved-agent.ts";
import { printEpisode } from "./print-episode.ts";
import { tellEpisode } from "./told-episode.ts";

/** Carries out `explain`. @throws {GymError} If a flag or the file is wrong. */
export function runExplain(file: string, flags: ExplainFlags, io: Io): void {
  const trained = loadAgent(file);
  const { agent, spec } = trained;
  const { task, mask } = flags;
  const env = make<number, number>(spec.id, {
    ...spec.kwargs,
    ...(task !== undefined && { tasks: chosenTasks(DEFAULTS.suite, [task]) }),
    ...(mask !== undefined && { mask }),
  });
  const [taskId] = env.taskIds;
  if (taskId === undefined || !(env instanceof SupportDeskTabularEnv)) {
    throw new InvalidArgumentError(
      `Expected an agent trained on tasks with table rows, got one of ${spec.id}.`,
    );
  }
  const told = tellEpisode({ env, agent, taskId, describe: (key) => env.encoder.describe(key) });
  printWarnings(io, env, flags.json ? io.error : io.out);
  if (flags.json) {
    printJson(io, { schema: "supportdesk.explain/1", player: agent.name, spec: env.spec?.toJSON(), ...told });
    return;
  }
  const others = task === undefined ? ", its first; others with --task" : "";
  io.out(`${io.style.bold(originOf(trained, file))}\nTask ${taskId}${others}\n`);
  printEpisode(io, told, agent);
}
