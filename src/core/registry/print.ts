import { type EnvFilter, listEnvs, type RegisteredEnv } from "./catalog.ts";

/** The registered environments in lines, grouped by namespace. */
export function printRegistry(filter: EnvFilter = {}): string {
  const envs = listEnvs(filter);
  const width = Math.max(0, ...envs.map(({ id }) => id.length));
  const groups = new Map<string, string[]>();
  for (const env of envs) {
    const title = env.namespace ?? "no namespace";
    groups.set(title, [...(groups.get(title) ?? []), line(env, width)]);
  }
  return [...groups].map(([title, lines]) => [title, ...lines].join("\n")).join("\n\n");
}

function line(env: RegisteredEnv, width: number): string {
  const facts = factsOf(env);
  return `  ${env.id.padEnd(width)}  ${env.summary}${facts.length === 0 ? "" : ` (${facts.join("; ")})`}`;
}

function factsOf({ maxEpisodeSteps, rewardThreshold, nondeterministic = false, tags = [] }: RegisteredEnv) {
  const facts: string[] = [];
  if (maxEpisodeSteps !== undefined) facts.push(`at most ${maxEpisodeSteps} steps`);
  if (rewardThreshold !== undefined) facts.push(`solved at ${rewardThreshold}`);
  if (nondeterministic) facts.push("nondeterministic");
  if (tags.length > 0) facts.push(tags.join(", "));
  return facts;
}
