import { Command } from "commander";
import type { Agent, Policy } from "../../core/agent.ts";
import { createPolicy, listPlayers } from "../../core/agent-registry.ts";
import type { Env } from "../../core/env.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { unknownName } from "../../core/names.ts";
import type { SpecRecord, TrainedAgent, TrainingRecord } from "../../runs/index.ts";
import { declareDeskFlags } from "../commands/desk-flags.ts";
import type { EvaluateFlags } from "../commands/evaluate.ts";
import { DEFAULTS } from "../defaults.ts";
import { deskOptions, readDiscount } from "../desk-options.ts";
import { chosenTasks } from "../desk-settings.ts";
import { loadAgent, makeFor, originOf } from "../saved-agent.ts";
import { TRAINING_ENV } from "../train/experiment.ts";
import { OPTIMAL, optimalPlayer } from "./optimal-player.ts";

/** Who plays, and where. */
export interface Contestant {
  readonly title: string;
  readonly player: Agent | Policy;
  /** How a saved agent was trained. */
  readonly training: TrainingRecord | null;
  /** What the environment is made from. */
  readonly spec: SpecRecord;
  readonly env: Env;
  /** γ of the discounted returns and of the optimum. */
  readonly discount: number;
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
  const registered = listPlayers().filter(({ kind }) => kind === "policy");
  return [...registered.map(({ name }) => name), OPTIMAL];
}

function fromFile(path: string, flags: EvaluateFlags): Contestant {
  const odd = flagsOfTraining(flags);
  if (odd !== undefined) {
    throw new InvalidArgumentError(
      `Expected no ${odd} beside a file, since the training of "${path}" settled it: leave it out, or train again.`,
    );
  }
  const trained: TrainedAgent = loadAgent(path);
  const { agent, training, spec } = trained;
  const kwargs = { ...spec.kwargs, ...changesOf(flags) };
  const env = makeFor({ spec: { ...spec, kwargs } }, {});
  const { discount } = agent;
  return {
    title: originOf(trained, path),
    player: agent,
    training,
    spec: { ...spec, kwargs },
    env,
    discount,
  };
}

const CHANGEABLE = ["suite", "task", "mask", "invalid"];

/** A flag of the desk that a saved agent has settled. */
function flagsOfTraining(flags: EvaluateFlags): string | undefined {
  const settled = new Command();
  declareDeskFlags(settled);
  const given = settled.options.find(
    (option) => !CHANGEABLE.includes(option.attributeName()) && Object.hasOwn(flags, option.attributeName()),
  );
  return given?.long ?? undefined;
}

function scripted(name: string, flags: EvaluateFlags): Contestant {
  const found = listPlayers().find((each) => each.name === name);
  if (found === undefined && name !== OPTIMAL) throw unknownName("scripted agent", name, scriptedNames());
  if (found?.kind === "agent") {
    throw new InvalidArgumentError(
      `"${name}" learns: train it first with "train --agent ${name} --out runs/first", then "evaluate runs/first". Scripted: ${scriptedNames().join(", ")}.`,
    );
  }
  const discount = readDiscount(flags) ?? DEFAULTS.discount;
  const spec = { id: TRAINING_ENV, kwargs: deskOptions(flags, discount) };
  const env = makeFor({ spec }, {});
  const { maxStates } = flags;
  const limit = maxStates === undefined ? {} : { maxStates };
  const player = name === OPTIMAL ? optimalPlayer(env, { discount, ...limit }) : createPolicy(name);
  const title = name === OPTIMAL ? "optimal (an exact solution)" : `${name} (scripted)`;
  return { title, player, training: null, spec, env, discount };
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
