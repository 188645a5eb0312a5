import "../registrations.ts";
import { listEnvs, printRegistry, type RegisteredEnv } from "../../core/registry.ts";
import type { EnvsFlags } from "../commands/envs.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";

/** Prints the registered environments. */
export function runEnvs({ tag, json }: EnvsFlags, io: Io): void {
  const filter = tag === undefined ? {} : { tag };
  if (json) {
    printJson(io, { envs: listEnvs(filter).map(recordOf) });
    return;
  }
  io.out(`${printRegistry(filter) || `No environment has the tag "${tag}".`}\n`);
}

function recordOf({ id, namespace, name, version, summary, ...fields }: RegisteredEnv): object {
  const { maxEpisodeSteps, rewardThreshold, nondeterministic = false, tags = [] } = fields;
  return {
    ...{ id, namespace: namespace ?? null, name, version: version ?? null, summary, tags },
    ...{
      maxEpisodeSteps: maxEpisodeSteps ?? null,
      rewardThreshold: rewardThreshold ?? null,
      nondeterministic,
    },
  };
}
