import { stringify } from "yaml";
import type { ServedEnvironment, ServedTask } from "../served-environment.ts";
import { PYTHON_NAMES } from "./python-models.ts";

/** Port that containers of OpenEnv listen on. */
export const SPACE_PORT = 8000;

/** Where a Space keeps the episode that validators play. */
export const RUNTIME_PLAN_PATH = "validation/runtime.json";

/** What an `openenv.yaml` is written from. */
export interface ManifestOptions {
  readonly name: string;
  readonly served: ServedEnvironment;
  /** Whether a runtime plan and a launcher lie beside it, as they do in a Space. */
  readonly isSpace: boolean;
}

function taskRecord({ task_id, name, difficulty, description, max_steps }: ServedTask): object {
  return { id: task_id, name, difficulty, description, max_steps, grader: "/grader" };
}

function validation({ served, isSpace }: ManifestOptions): object {
  return {
    reward: { range: [-1, 1], oracle_tolerance: 0, floor_margin: 0.5 },
    resources: { cpu: 1, memory_mb: 512, disk_mb: 512, episode_timeout_s: 60 },
    capabilities: {
      verifier: { kind: "reward_channel" },
      task_api: true,
      declared_tools: served.tools.map(({ name }) => name),
    },
    types: { tags: ["customer-support", "tool-use"] },
    ...(isSpace && {
      execution: {
        kind: "openenv_ws",
        probe_path: RUNTIME_PLAN_PATH,
        dockerfile: "Dockerfile",
        context: ".",
        agent_boundary: "api",
      },
    }),
  };
}

/** `openenv.yaml`: what launchers, graders and `openenv validate` read. */
export function manifest(options: ManifestOptions): string {
  const { name, served } = options;
  const { version, description, tasks } = served;
  const { action, observation } = PYTHON_NAMES;
  const record = {
    spec_version: 1,
    name,
    version,
    description,
    type: "space",
    runtime: "node",
    port: SPACE_PORT,
    action,
    observation,
    tasks: tasks.map(taskRecord),
    validation: validation(options),
  };
  return stringify(record, { lineWidth: 0 });
}
