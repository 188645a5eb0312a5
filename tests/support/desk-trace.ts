import { RandomPolicy } from "../../src/core/random-policy.ts";
import { make } from "../../src/core/registry.ts";
import "../../src/supportdesk/index.ts";
import { heuristicAction } from "../../src/supportdesk/heuristic.ts";

const NOTICE = [
  "# These values are frozen, not proven. Changing one changes published results: it needs",
  "# a new version of the environment and a line in CHANGELOG.md.",
];

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is new in a record, key by key, down to values and lists. */
function changedParts(before: object, after: object): object {
  const known: Readonly<Record<string, unknown>> = { ...before };
  const changed = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(known[key]) !== JSON.stringify(value),
  );
  return Object.fromEntries(
    changed.map(([key, value]) => {
      const old = known[key];
      return [key, isRecord(old) && isRecord(value) ? changedParts(old, value) : value];
    }),
  );
}

/** The playbook's whole episode in the structured view: the first observation, then what changes step by step. */
export function heuristicTrace(taskId: string): string {
  const env = make("SupportDesk-v1");
  let { observation, info } = env.reset({ seed: 0, options: { task_id: taskId } });
  const lines = [...NOTICE, `# ${env.spec?.id ?? ""}, ${taskId}, heuristic`];
  lines.push(`observation ${JSON.stringify(observation, null, 1)}`, `info ${JSON.stringify(info)}`);
  while (!env.state().done) {
    const action = heuristicAction(observation);
    const { observation: next, ...rest } = env.step(action);
    lines.push("", `action ${JSON.stringify(action)}`, `result ${JSON.stringify(rest)}`);
    lines.push(`observation changes ${JSON.stringify(changedParts(observation, next))}`);
    observation = next;
  }
  return `${[...lines, "", `state ${JSON.stringify(env.state())}`].join("\n")}\n`;
}

/** A random episode of the default tabular view: key, mask and action before each step, and what it paid. */
export function randomTrace(taskId: string, seed: number): string {
  const env = make("SupportDeskTabular-v1");
  const policy = new RandomPolicy(seed);
  let { observation, info } = env.reset({ seed: 0, options: { task_id: taskId } });
  const lines = [...NOTICE, `# ${env.spec?.id ?? ""}, ${taskId}, random policy of seed ${seed}`];
  while (!env.state().done) {
    const mask = Array.from(env.actionMask()).join("");
    const action = policy.act(observation, env.actionMask());
    const result = env.step(action);
    lines.push(`key ${observation} mask ${mask} action ${action} ${env.library.at(action).name}`);
    lines.push(`  reward ${JSON.stringify(result.reward)} ${JSON.stringify(result.info.rewardComponents)}`);
    ({ observation, info } = result);
  }
  lines.push(`key ${observation} mask ${Array.from(env.actionMask()).join("")}`);
  return `${[...lines, `episode ${JSON.stringify(info.episode)}`, `grade ${JSON.stringify(info.grade)}`].join("\n")}\n`;
}
