import {
  CANONICAL_SCENARIOS,
  createAgent,
  createPolicy,
  ENCODER_NAMES,
  type Env,
  type Evaluation,
  encoder,
  evaluate,
  MASK_NAMES,
  make,
  PENALTIES,
  type Policy,
  REWARD_MODES,
  train,
} from "supportdesk-gym";
import { DEFAULTS } from "../../../src/cli/defaults.ts";
import { describeDesk } from "../../../src/openenv/desk.ts";
import { jsonSchemaOf } from "../../../src/openenv/space/json-schema.ts";
import { fieldTable, markdownTable } from "../../../src/openenv/space/record-tables.ts";
import { OBSERVATION_KINDS } from "../../../src/supportdesk/env/bandit-views/options.ts";
import { INVALID_MODES, RENDER_MODES } from "../../../src/supportdesk/env/options.ts";
import { POTENTIAL_NAMES } from "../../../src/supportdesk/potentials.ts";
import { BUDGETS, HINT_MODES } from "../../../src/supportdesk/rules.ts";
import { readSources } from "../sources.ts";
import { banditTables } from "./bandit-tables.ts";
import { type DocumentedOption, SourceModules } from "./source-module.ts";
import { optionTable } from "./wrapper-page.ts";

type Tables = Readonly<Record<string, string>>;

const SEED = 0;
const PENALTY_MODES: readonly string[] = ["delta", "milestone"];

/** Types of options that are names, with their names. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["Budget", BUDGETS],
  ["HintMode", HINT_MODES],
  ["InvalidMode", INVALID_MODES],
  ["MaskName", MASK_NAMES],
  ["ObservationKind", OBSERVATION_KINDS],
  ["PotentialName", POTENTIAL_NAMES],
  ["RenderMode", RENDER_MODES],
  ["RewardMode", REWARD_MODES],
]);

let modules: SourceModules | undefined;

function members(name: string): readonly DocumentedOption[] {
  const isRelevant = (path: string): boolean =>
    /^(core\/env|supportdesk\/env\/(options|info|bandit-views\/[\w-]+))\.ts$/.test(path);
  modules ??= new SourceModules(new Map([...readSources("src")].filter(([path]) => isRelevant(path))));
  return modules.options(name, "");
}

/** The options of a view; types that are names are spelt out. */
function argumentTable(optionsType: string): string {
  const spell = (word: string): string =>
    NAMES.get(word)
      ?.map((name) => `"${name}"`)
      .join(" | ") ?? word;
  const options = members(optionsType).map((each) => ({
    ...each,
    type: each.type.replaceAll(/\w+/g, spell),
  }));
  return optionTable(options);
}

function spaceTable(env: Env): string {
  const { observationSpace, actionSpace } = env;
  const shown = ({ size }: { readonly size: number }): string =>
    Number.isFinite(size) ? size.toLocaleString("en-US") : "infinite";
  return markdownTable(
    ["", "space", "number of values"],
    [
      ["`observationSpace`", `\`${observationSpace}\``, shown(observationSpace)],
      ["`actionSpace`", `\`${actionSpace}\``, shown(actionSpace)],
    ],
  );
}

/** The named parts that a step has under each reward mode, read off a step. */
function rewardTable(): string {
  const rows = REWARD_MODES.map((reward) => {
    const env = make("SupportDeskDiscrete-v1", { reward });
    const [action] = [...(env.reset().info.actionMask?.keys() ?? [])];
    const parts = Object.keys(env.step(action ?? 0).info.rewardComponents ?? {});
    return [
      `\`${reward}\``,
      parts.map((name) => `\`${name}\``).join(" "),
      PENALTY_MODES.includes(reward) ? "yes" : "no",
    ];
  });
  return markdownTable(["mode", "parts of `info.rewardComponents`", "penalties"], rows);
}

function penaltyTable(): string {
  const rows = Object.entries(PENALTIES).map(([name, charge]) => [`\`${name}\``, `-${charge.toFixed(2)}`]);
  return markdownTable(["part", "in a step that incurs it"], rows);
}

function taskTable(): string {
  const rows = CANONICAL_SCENARIOS.map(({ brief }, index) => [
    String(index + 1),
    `\`${brief.task_id}\``,
    String(brief.max_steps),
    String(brief.ticket.sla_minutes_remaining),
  ]);
  return markdownTable(["reset", "task", "step budget", "minutes of service level"], rows);
}

function infoTable(infoType = "DeskInfo"): string {
  const rows = members(infoType).map(({ name, type, isOptional, meaning }) => [
    `\`${name}${isOptional ? "?" : ""}\``,
    `\`${type}\``,
    meaning,
  ]);
  return markdownTable(["field", "type", "meaning"], rows);
}

function baselineTable(evaluations: readonly Evaluation[]): string {
  const cell = (rawScore: number | null): string => rawScore?.toFixed(3) ?? "";
  const tasks = evaluations[0]?.tasks.map(({ taskId }) => `\`${taskId}\``) ?? [];
  const rows = evaluations.map(({ player, episodes, tasks: each, mean }) => [
    `\`${player}\``,
    String(episodes),
    ...each.map(({ rawScore }) => cell(rawScore)),
    cell(mean.rawScore),
  ]);
  return markdownTable(["player", "episodes a task", ...tasks, "mean"], rows);
}

/** Random play where there is no mask: whatever the action space samples. */
function samplingPolicy({ actionSpace }: Env): Policy {
  return {
    name: "random",
    stochastic: true,
    plays: "env",
    seed: (seed) => actionSpace.seed(seed),
    act: () => actionSpace.sample(),
  };
}

function scriptedBaselines(env: Env, random: Policy): readonly Evaluation[] {
  return [random, createPolicy("do-nothing"), createPolicy("heuristic")].map((agent) =>
    evaluate({ env, agent }),
  );
}

function trainedBaseline(): Evaluation {
  const env = make("SupportDeskTabular-v1");
  const { episodes } = DEFAULTS;
  const agent = createAgent("q-learning", { actionCount: env.actionSpace.n, seed: SEED, horizon: episodes });
  return train({ env, agent, episodes, seed: SEED, evaluateEvery: 0 }).evaluation;
}

function actionTable(): string {
  const { library } = make("SupportDeskDiscrete-v1");
  const rows = library.actions.map(({ name, operation, distractor }, index) => [
    String(index),
    `\`${name}\``,
    `\`${operation}\``,
    distractor ? "distractor" : "",
  ]);
  return markdownTable(["index", "action", "operation", "note"], rows);
}

function featureTable(): string {
  const rows = encoder(DEFAULTS.encoder).features.map(({ name, values }) => [
    `\`${name}\``,
    String(values.length),
    values.map((value) => `\`${value}\``).join(" "),
  ]);
  return markdownTable(["feature", "values", "in order"], rows);
}

function encoderTable(): string {
  const rows = ENCODER_NAMES.map((name) => {
    const { size, features, showsBudget } = encoder(name);
    const names = features.map((feature) => `\`${feature.name}\``).join(" ");
    return [`\`${name}\``, size.toLocaleString("en-US"), showsBudget ? "yes" : "no", names];
  });
  return markdownTable(["encoder", "rows", "shows the steps left", "features"], rows);
}

function shared(env: Env, optionsType: string): Tables {
  return {
    spaces: spaceTable(env),
    reward: rewardTable(),
    penalties: penaltyTable(),
    tasks: taskTable(),
    info: infoTable(),
    arguments: argumentTable(optionsType),
  };
}

function structuredTables(): Tables {
  const env = make("SupportDesk-v1") as unknown as Env;
  const { action, observation } = describeDesk();
  return {
    ...shared(env, "DeskOptions"),
    observation: fieldTable(jsonSchemaOf(observation, "output")),
    action: fieldTable(jsonSchemaOf(action, "input")),
    baselines: baselineTable(scriptedBaselines(env, samplingPolicy(env))),
  };
}

function discreteTables(): Tables {
  const env = make("SupportDeskDiscrete-v1") as unknown as Env;
  return {
    ...shared(env, "DiscreteDeskOptions"),
    actions: actionTable(),
    baselines: baselineTable(scriptedBaselines(env, createPolicy("random"))),
  };
}

function tabularTables(): Tables {
  const env = make("SupportDeskTabular-v1") as unknown as Env;
  return {
    ...shared(env, "TabularDeskOptions"),
    features: featureTable(),
    encoders: encoderTable(),
    baselines: baselineTable([...scriptedBaselines(env, createPolicy("random")), trainedBaseline()]),
  };
}

function featuresTables(): Tables {
  const env = make("SupportDeskFeatures-v1") as unknown as Env;
  return {
    ...shared(env, "TabularDeskOptions"),
    features: featureTable(),
    baselines: baselineTable(scriptedBaselines(env, createPolicy("random"))),
  };
}

const [playbooks, routing] = banditTables({ spaceTable, taskTable, infoTable, argumentTable, baselineTable });

/** The generated blocks of the page of each public environment, by the path of the page. */
export const ENVIRONMENT_PAGES: Readonly<
  Record<string, { readonly id: string; readonly tables: () => Tables }>
> = {
  "docs/environments/support-desk.md": { id: "SupportDesk-v1", tables: structuredTables },
  "docs/environments/support-desk-discrete.md": { id: "SupportDeskDiscrete-v1", tables: discreteTables },
  "docs/environments/support-desk-features.md": { id: "SupportDeskFeatures-v1", tables: featuresTables },
  "docs/environments/support-desk-playbooks.md": { id: "SupportDeskPlaybooks-v1", tables: playbooks },
  "docs/environments/support-desk-routing.md": { id: "SupportDeskRouting-v1", tables: routing },
  "docs/environments/support-desk-tabular.md": { id: "SupportDeskTabular-v1", tables: tabularTables },
};
