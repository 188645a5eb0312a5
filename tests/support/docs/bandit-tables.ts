import { createAgent, createPolicy, type Env, type Evaluation, evaluate, train } from "supportdesk-gym";
import { markdownTable } from "../../../src/openenv/space/record-tables.ts";
import { SupportDeskPlaybooksEnv } from "../../../src/supportdesk/env/bandit-views/playbook-env.ts";
import { SupportDeskRoutingEnv } from "../../../src/supportdesk/env/bandit-views/routing-env.ts";

type Tables = Readonly<Record<string, string>>;
type View = SupportDeskPlaybooksEnv | SupportDeskRoutingEnv;

/** Tables that the pages of all environments have, and how each is made. */
export interface SharedTables {
  readonly spaceTable: (env: Env) => string;
  readonly taskTable: () => string;
  readonly infoTable: (infoType: string) => string;
  readonly argumentTable: (optionsType: string) => string;
  readonly baselineTable: (evaluations: readonly Evaluation[]) => string;
}

const SEED = 0;
const EPISODES = 2000;

/** The arms of a view; a step that the view of the case decides is shown with all it can be. */
function armTable({ playbooks }: View): string {
  const rows = playbooks.map(({ name, steps, distractor }, index) => [
    String(index),
    `\`${name}\``,
    steps.map(({ among }) => among.map((action) => `\`${action}\``).join(" or ")).join(", "),
    distractor ? "distractor" : "",
  ]);
  return markdownTable(["index", "action", "course", "note"], rows);
}

function baselines(view: View): readonly Evaluation[] {
  const env = view as unknown as Env<number, number>;
  const scripted = ["random", "do-nothing", "heuristic"].map((name) =>
    evaluate({ env: view as unknown as Env, agent: createPolicy(name) }),
  );
  const actionCount = view.actionSpace.n;
  const agent = createAgent("epsilon-greedy", { actionCount, seed: SEED, horizon: EPISODES });
  const { evaluation } = train({ env, agent, episodes: EPISODES, seed: SEED, evaluateEvery: 0 });
  return [...scripted, evaluation];
}

function tablesOf(view: View, shared: SharedTables): Tables {
  return {
    spaces: shared.spaceTable(view as unknown as Env),
    arms: armTable(view),
    tasks: shared.taskTable(),
    info: shared.infoTable("BanditInfo"),
    arguments: shared.argumentTable("BanditDeskOptions"),
    baselines: shared.baselineTable(baselines(view)),
  };
}

/** The generated blocks of the pages of the two bandit views. */
export function banditTables(
  shared: SharedTables,
): readonly [playbooks: () => Tables, routing: () => Tables] {
  return [
    () => tablesOf(new SupportDeskPlaybooksEnv(), shared),
    () => tablesOf(new SupportDeskRoutingEnv(), shared),
  ];
}
