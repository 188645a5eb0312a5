import { describe, expect, it } from "vitest";
import type { BanditDeskOptions } from "../../../src/supportdesk/env/bandit-views/options.ts";
import { SupportDeskPlaybooksEnv } from "../../../src/supportdesk/env/bandit-views/playbook-env.ts";
import { SupportDeskRoutingEnv } from "../../../src/supportdesk/env/bandit-views/routing-env.ts";
import type { State } from "../../../src/supportdesk/models.ts";
import { scenarioOf, TASKS } from "../../support/desk-play.ts";
import { twinOf } from "../../support/desk-twins.ts";
import {
  type Difference,
  firstDifference,
  withoutGrade,
  withoutScoreInPicture,
} from "../../support/leak-compare.ts";

type View = SupportDeskPlaybooksEnv | SupportDeskRoutingEnv;

const VIEWS: readonly (readonly [name: string, make: (options: BanditDeskOptions) => View])[] = [
  ["playbooks", (options) => new SupportDeskPlaybooksEnv(options)],
  ["routing", (options) => new SupportDeskRoutingEnv(options)],
];
const SETTINGS: readonly BanditDeskOptions[] = [
  { renderMode: "ansi", hints: "none" },
  { renderMode: "json", observation: "features", encoder: "full" },
  { actions: "standard", mask: "structural", reward: "delta" },
];

const stateOf = (env: View): State => (env.unwrapped as unknown as { state(): State }).state();

/** Everything an agent is shown before it acts, and what it is told when it may not. */
function opened(env: View): unknown {
  const { playbooks, actionSpace, metadata } = env;
  const { observation, info } = env.reset();
  const refusals = [-1, actionSpace.n, env.actionMask().indexOf(0)].map((action) => {
    try {
      return env.step(action < 0 ? -1 : action) && "no refusal";
    } catch (error) {
      return String(error);
    }
  });
  const names = playbooks.map(({ name, steps }) => [name, steps.map(({ among }) => among)]);
  return { observation, info, mask: env.actionMask(), picture: env.render(), refusals, names, metadata };
}

/** What an action shows beside its reward and grade, with what the customer answered meanwhile. */
function played(env: View, action: number): { readonly shown: unknown; readonly answer: unknown } {
  env.reset();
  const { observation, info, ...rest } = env.step(action);
  const picture = withoutScoreInPicture(env.render(), true);
  const shown = { observation, info: withoutGrade(info, true), rest: { ...rest, reward: 0 }, picture };
  return { shown, answer: stateOf(env).follow_up };
}

/** The first difference between a task and its twin: at the start, or after an action that was answered alike. */
function leakBetween(env: View, twin: View): Difference | undefined {
  const atStart = firstDifference(opened(env), opened(twin));
  if (atStart !== undefined) return atStart;
  for (const [action, allowed] of env.actionMask().entries()) {
    if (allowed === 0) continue;
    const [mine, other] = [played(env, action), played(twin, action)];
    if (firstDifference(mine.answer, other.answer) !== undefined) continue;
    const found = firstDifference(mine.shown, other.shown);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe.each(VIEWS)("the %s view", (_name, create) => {
  it.each(SETTINGS)("shows nothing of the answer with %j", (options) => {
    for (const taskId of TASKS) {
      const scenario = scenarioOf(taskId);
      for (const by of [1, 2, 3]) {
        const env = create({ ...options, tasks: [scenario] });
        const twin = create({ ...options, tasks: [twinOf(scenario, by)] });
        expect(leakBetween(env, twin)).toBeUndefined();
      }
    }
  });

  it("would be told apart by what it shows of another ticket", () => {
    const [first, second] = TASKS.slice(0, 2).map((taskId) => create({ tasks: [taskId] }));
    expect(first !== undefined && second !== undefined && leakBetween(first, second)).toBeTruthy();
  });
});
