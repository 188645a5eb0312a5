import type { Agent, Policy } from "../../core/agent.ts";
import { createPolicy, listPlayers } from "../../core/agent-registry.ts";
import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { unknownName } from "../../core/names.ts";
import type { SpecRecord, TrainedAgent, TrainingRecord } from "../../runs/index.ts";
import type { EvaluateFlags } from "../commands/evaluate.ts";
import { DEFAULTS } from "../defaults.ts";
import { chosenTasks } from "../desk-settings.ts";
import { loadAgent, makeFor, originOf } from "../saved-agent.ts";
import { TRAINING_ENV } from "../train/experiment.ts";

/** Who plays, and where. */
export interface Contestant {
  readonly title: string;
  readonly player: Agent | Policy;
  /** How a saved agent was trained. */
  readonly training: TrainingRecord | null;
  /** What the environment is made from. */
  readonly spec: SpecRecord;
  readonly env: Env;
}

/** Finds the player and makes its environment. @throws {GymError} If a flag or the file is wrong. */
export function findContestant(file: string | undefined, flags: EvaluateFlags): Contestant {
  const { agent } = flags;
  if (file !== undefined && agent !== undefined) {
    throw new InvalidArgumentError(
      `Expected a file or --agent, got both "${file}" and "${agent}": leave one out.`,
    );
  }
  if (file !== undefined) return fromFile(file, flags);
  if (agent !== undefined) return scripted(agent, flags);
  throw new InvalidArgumentError(
    `Expected a saved agent, such as runs/first, or --agent with one of ${scriptedNames().join(", ")}.`,
  );
}

function scriptedNames(): readonly string[] {
  return listPlayers()
    .filter(({ kind }) => kind === "policy")
    .map(({ name }) => name);
}

function fromFile(path: string, flags: EvaluateFlags): Contestant {
  const trained: TrainedAgent = loadAgent(path);
  const { agent, training, spec } = trained;
  const kwargs = { ...spec.kwargs, ...changesOf(flags) };
  const env = makeFor({ spec: { ...spec, kwargs } }, {});
  return { title: originOf(trained, path), player: agent, training, spec: { ...spec, kwargs }, env };
}

function scripted(name: string, flags: EvaluateFlags): Contestant {
  const found = listPlayers().find((each) => each.name === name);
  if (found === undefined) throw unknownName("scripted agent", name, scriptedNames());
  if (found.kind === "agent") {
    throw new InvalidArgumentError(
      `"${name}" learns: train it first with "train --agent ${name} --out runs/first", then "evaluate runs/first". Scripted: ${scriptedNames().join(", ")}.`,
    );
  }
  const player = createPolicy(name);
  const { actions, encoder, mask, reward, invalid, budget } = DEFAULTS;
  const usual = {
    tasks: chosenTasks(DEFAULTS.suite, undefined),
    actions,
    encoder,
    reward,
    mask,
    invalid,
    budget,
  };
  const spec = { id: TRAINING_ENV, kwargs: { ...usual, ...changesOf(flags) } };
  return { title: `${name} (scripted)`, player, training: null, spec, env: makeFor({ spec }, {}) };
}

function changesOf({ suite, task, mask, invalid }: EvaluateFlags): JsonObject {
  const tasks =
    suite === undefined && task === undefined ? undefined : chosenTasks(suite ?? DEFAULTS.suite, task);
  return {
    ...(tasks !== undefined && { tasks: [...tasks] }),
    ...(mask !== undefined && { mask }),
    ...(invalid !== undefined && { invalid }),
  };
}
