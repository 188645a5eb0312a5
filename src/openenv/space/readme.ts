import { stringify } from "yaml";
import { COMPONENT_WEIGHTS } from "../../supportdesk/grading/grader.ts";
import type { ServedEnvironment } from "../served-environment.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { SPACE_PORT } from "./manifest.ts";
import { PYTHON_NAMES } from "./python-models.ts";
import { fieldTable, markdownTable } from "./record-tables.ts";

/** An environment variable that the server reads. */
export interface ServerVariable {
  readonly name: string;
  readonly meaning: string;
}

/** What the page of a Space is written from. */
export interface ReadmeOptions {
  readonly name: string;
  /** Hugging Face user or organisation that the Space belongs to. */
  readonly repoUser: string;
  readonly served: ServedEnvironment;
  readonly variables: readonly ServerVariable[];
}

function frontMatter({ name }: ServedEnvironment): string {
  const record = {
    title: name,
    emoji: "🎧",
    colorFrom: "blue",
    colorTo: "green",
    sdk: "docker",
    app_port: SPACE_PORT,
    base_path: "/web",
    pinned: false,
    license: "mit",
    tags: ["openenv", "reinforcement-learning", "customer-support"],
  };
  return `---\n${stringify(record)}---`;
}

function tasks({ tasks: all }: ServedEnvironment): string {
  const rows = all.map(({ task_id, difficulty, max_steps, name }) => [
    `\`${task_id}\``,
    difficulty,
    `${max_steps}`,
    name,
  ]);
  return markdownTable(["task", "difficulty", "steps", "ticket"], rows);
}

function quickStart({ name, repoUser, served }: ReadmeOptions): string {
  const { client, action } = PYTHON_NAMES;
  const space = `${repoUser}-${name}`.replaceAll("_", "-");
  return `\`\`\`python
# pip install "git+https://huggingface.co/spaces/${repoUser}/${name}"
from ${name} import ${action}, ${client}

with ${client}(base_url="https://${space}.hf.space").sync() as desk:
    result = desk.reset(task_id="${served.tasks[0]?.task_id ?? ""}", seed=0)
    result = desk.step(${action}(operation="classify", queue="general_support"))
    print(result.reward, result.observation.feedback)
\`\`\``;
}

function grading(): string {
  const rows = Object.entries(COMPONENT_WEIGHTS).map(([name, weight]) => [`\`${name}\``, `${weight} %`]);
  return markdownTable(["part", "weight"], rows);
}

/** `README.md` of a Space, with the front matter that Hugging Face reads. */
export function spaceReadme(options: ReadmeOptions): string {
  const { served, variables, name } = options;
  return `${frontMatter(served)}

# ${served.name}

${served.description}
The server speaks the OpenEnv protocol; people can work a ticket by hand at \`/web\`.

${quickStart(options)}

Any OpenEnv client works too: \`GenericEnvClient\` with plain dictionaries, \`MCPToolClient\` for the look-up tools.

## Tasks

${tasks(served)}

\`reset\` takes \`task_id\`, \`seed\` and \`episode_id\`. Nothing is random: the seed restarts the cycle of tasks.

## Action

${fieldTable(jsonSchemaOf(served.action, "input"))}

Every field that is not null is written to the case, whatever the operation. Unknown fields are refused.

## Observation

${fieldTable(jsonSchemaOf(served.observation, "output"))}

## Reward and score

A step pays the change of the grade minus small penalties, so rewards lie in [-1, 1] and a perfect episode returns 1.
The score is reported inside [0.01, 0.99]. Parts of the grade:

${grading()}

## State

${fieldTable(jsonSchemaOf(served.state, "output"))}

## Tools

${markdownTable(
  ["tool", "meaning"],
  served.tools.map((tool) => [`\`${tool.name}\``, tool.description]),
)}

## Variables

${markdownTable(
  ["variable", "meaning"],
  variables.map((each) => [`\`${each.name}\``, each.meaning]),
)}

## Running it elsewhere

\`\`\`
docker build -t ${name} . && docker run -p ${SPACE_PORT}:${SPACE_PORT} ${name}
\`\`\`

Without Docker: \`uv run server\`, or \`npm ci --omit=dev\` and \`node dist/cli/main.js serve\` in \`package/\`; both need
Node.js 20.19 or newer. There is no Python server in here, so \`uvicorn server.app:app\` cannot start it.
`;
}
