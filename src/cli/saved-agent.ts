import type { Env } from "../core/env.ts";
import { GymError } from "../core/errors.ts";
import type { JsonObject } from "../core/json.ts";
import { make } from "../core/registry.ts";
import { loadAgentFile, type TrainedAgent } from "../runs/index.ts";

/**
 * Reads an agent file and checks that its environment can be made here.
 * @throws {GymError} `BAD_FILE` if the file is no good or its environment cannot be made here.
 */
export function loadAgent(path: string): TrainedAgent {
  const trained = loadAgentFile(path);
  try {
    makeFor(trained, {}).close();
  } catch (error) {
    if (!(error instanceof GymError)) throw error;
    throw new GymError("BAD_FILE", `Cannot use the agent file "${path}": ${error.message}`, { cause: error });
  }
  return trained;
}

/**
 * The environment an agent was trained in, wrappers included, with some options changed.
 * @throws {GymError} If one is wrong.
 */
export function makeFor({ spec }: Pick<TrainedAgent, "spec">, changes: JsonObject): Env {
  return make({ ...spec, kwargs: { ...spec.kwargs, ...changes } });
}

/** In a few words where a saved agent comes from. */
export function originOf({ agent, training }: TrainedAgent, path: string): string {
  const episodes = training.episodes.toLocaleString("en-US");
  return `${agent.name} from ${path} (${episodes} episodes, seed ${training.seed})`;
}
