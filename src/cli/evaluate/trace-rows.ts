import type { Agent, Policy } from "../../core/agent.ts";
import type { Mask } from "../../core/mask.ts";
import { readTrace } from "../../wrappers/trace/read-trace.ts";

/** One step as `evaluate --trace` writes it. */
export interface TraceRow {
  readonly task: string;
  readonly seed: number;
  /** From 1. */
  readonly step: number;
  /** The table row it acted on; `null` where it saw something else. */
  readonly key: number | null;
  /** What was offered; `null` where nothing is masked. */
  readonly mask: readonly number[] | null;
  /** Index of the action, or the action itself where there are no indices. */
  readonly action: unknown;
  readonly name: string;
  readonly reward: number;
  readonly components: Readonly<Record<string, number>>;
}

/** The steps of a recorded trace, each with the task and the seed of its episode. */
export function traceRows(lines: readonly string[]): readonly TraceRow[] {
  let start = { task: "", seed: 0 };
  const rows: TraceRow[] = [];
  for (const event of lines.length === 0 ? [] : readTrace(lines).events) {
    if (event.event === "reset") {
      start = { task: String(event.options["task_id"] ?? ""), seed: event.seed ?? 0 };
    }
    if (event.event !== "step") continue;
    const { step, key, mask, action, name = String(action), reward, components } = event;
    const offered = mask === null ? null : [...mask];
    rows.push({ ...start, step, key, mask: offered, action, name, reward, components: components ?? {} });
  }
  return rows;
}

/** Whoever plays past library and mask, made to play the environment it is handed, so that this can be recorded. */
export function playsAsGiven(player: Agent | Policy): Agent | Policy {
  if ("learn" in player || player.plays === "env") return player;
  const { name, stochastic } = player;
  return {
    name,
    stochastic,
    plays: "env",
    seed: (seed) => player.seed?.(seed),
    act: (observation: unknown, mask: Mask | undefined) => player.act(observation, mask),
  };
}
