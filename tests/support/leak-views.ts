import type { Env } from "../../src/core/env.ts";
import { SupportDeskDiscreteEnv } from "../../src/supportdesk/env/discrete.ts";
import type { DeskOptions, TabularDeskOptions } from "../../src/supportdesk/env/options.ts";
import { SupportDeskEnv } from "../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../src/supportdesk/env/tabular.ts";
import { scenarioOf, type TASKS } from "./desk-play.ts";
import { twinOf } from "./desk-twins.ts";
import { findLeak, type Leak } from "./leak-detector.ts";

/** The three views of the desk by name; each takes the options of its own kind. */
export const VIEWS = {
  structured: (options: DeskOptions) => new SupportDeskEnv(options).unwrapped,
  discrete: (options: TabularDeskOptions) => new SupportDeskDiscreteEnv(options) as unknown as Env,
  tabular: (options: TabularDeskOptions) => new SupportDeskTabularEnv(options) as unknown as Env,
} as const;

interface Search {
  readonly view: keyof typeof VIEWS;
  readonly taskId: (typeof TASKS)[number];
  readonly options?: TabularDeskOptions;
  readonly steps: number;
  readonly seed?: number;
  /** Which of three twins. @defaultValue 1 */
  readonly by?: number;
}

/** Looks for a leak in one view of one task, against a twin of the task. */
export function findLeakInView({
  view,
  taskId,
  options = {},
  steps,
  seed = 0,
  by = 1,
}: Search): Leak | undefined {
  const scenario = scenarioOf(taskId);
  const make = VIEWS[view];
  return findLeak(
    () => make({ ...options, tasks: [scenario] }),
    () => make({ ...options, tasks: [twinOf(scenario, by)] }),
    { steps, seed },
  );
}
