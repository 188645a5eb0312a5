import { readFileSync } from "node:fs";
import { SERVER_VARIABLES } from "../../src/cli/export-space/server-variables.ts";
import { describeDesk } from "../../src/openenv/desk.ts";
import { jsonSchemaOf } from "../../src/openenv/space/json-schema.ts";
import { fieldTable, markdownTable } from "../../src/openenv/space/record-tables.ts";
import { printed } from "./printed.ts";

const BASELINE_VARIABLES: readonly (readonly [string, string])[] = [
  ["HF_TOKEN", "key, sent to router.huggingface.co unless `API_BASE_URL` says otherwise; looked at first"],
  ["API_KEY", "key, sent to the same place; looked at second"],
  ["OPENAI_API_KEY", "key, sent to api.openai.com unless `API_BASE_URL` says otherwise; looked at last"],
  ["API_BASE_URL", "root of a chat endpoint in the manner of OpenAI"],
  ["MODEL_NAME", "model to ask for; the default depends on the key"],
  ["SUPPORTDESK_TASK_ID", "plays this task alone"],
  ["SUPPORTDESK_BENCHMARK", "name after `env=`, `supportdesk_env` unless told"],
  ["MAX_STEPS", "steps after which an episode is left, 8 unless told"],
  ["TEMPERATURE", "spread of the model's choices, 0 unless told"],
  ["MAX_TOKENS", "longest reply of the model, 300 unless told"],
  [
    "SUCCESS_SCORE_THRESHOLD",
    "reported score of a success, 0.9405 unless told: .95 of the highest reported score",
  ],
  ["SUPPORTDESK_TOKEN", "bearer token of the server that `--url` names"],
];

/** Names of variables that the sources of the baseline read. */
export function variablesRead(): string[] {
  const settings = readFileSync("src/inference/settings.ts", "utf8").matchAll(
    /"([A-Z]{3,}[A-Z_]*|[A-Z]+_[A-Z_]+)"/g,
  );
  const command = readFileSync("src/cli/baseline/run-baseline.ts", "utf8").matchAll(
    /variables\["([A-Z_]+)"\]/g,
  );
  return [...new Set([...settings, ...command].map(([, name = ""]) => name))].sort();
}

/** Names of variables that the documents list for the baseline. */
export function variablesListed(): string[] {
  return BASELINE_VARIABLES.map(([name]) => name).sort();
}

function baselineScores(): string {
  const lines = printed("baseline").split("\n");
  const tasks = lines.flatMap((line) => /^\[START\] task=(\S+)/.exec(line)?.[1] ?? []);
  const ends = lines.flatMap((line) => {
    const [, steps, score] = /^\[END\] success=true steps=(\d+) score=(\S+)/.exec(line) ?? [];
    return steps === undefined || score === undefined ? [] : [{ steps, score }];
  });
  return markdownTable(
    ["task", "steps", "score"],
    tasks.map((task, index) => [`\`${task}\``, ends[index]?.steps ?? "", ends[index]?.score ?? ""]),
  );
}

/** The generated tables of the document on serving, by name. */
export function openenvTables(): Readonly<Record<string, string>> {
  const desk = describeDesk();
  return {
    serverVariables: markdownTable(
      ["variable", "meaning"],
      SERVER_VARIABLES.map(({ name, meaning }) => [`\`${name}\``, meaning]),
    ),
    action: fieldTable(jsonSchemaOf(desk.action, "input")),
    observation: fieldTable(jsonSchemaOf(desk.observation, "output")),
    state: fieldTable(jsonSchemaOf(desk.state, "output")),
    tools: markdownTable(
      ["tool", "meaning"],
      desk.tools.map(({ name, description }) => [`\`${name}\``, description]),
    ),
    baselineScores: baselineScores(),
    baselineVariables: markdownTable(
      ["variable", "meaning"],
      BASELINE_VARIABLES.map(([name, meaning]) => [`\`${name}\``, meaning]),
    ),
  };
}
