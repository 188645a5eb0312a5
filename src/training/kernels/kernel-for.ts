import { EpsilonGreedyBandit } from "../../agents/bandits/epsilon-greedy-bandit.ts";
import { EpsilonGreedy } from "../../agents/exploration/epsilon-greedy.ts";
import { DynaQ } from "../../agents/model-based/dyna-q.ts";
import { DoubleQLearning } from "../../agents/one-step/double-q-learning.ts";
import { ExpectedSarsa } from "../../agents/one-step/expected-sarsa.ts";
import { QLearning } from "../../agents/one-step/q-learning.ts";
import { Sarsa } from "../../agents/one-step/sarsa.ts";
import { TableAgent, type TableAgentInside } from "../../agents/table-agent.ts";
import type { SkippableEpisodes } from "../../core/dynamics.ts";
import { type Bootstrap, CompiledDynamics } from "../../planning/compile.ts";
import type { TrainingPlan } from "../training-plan.ts";
import { BanditRule } from "./bandit-rule.ts";
import { DoubleRule } from "./double-rule.ts";
import { DynaRule } from "./dyna-rule.ts";
import { EpisodeKernel, LARGEST } from "./episode-kernel.ts";
import { ExpectedRule } from "./expected-rule.ts";
import type { TrainingKernel } from "./kernel.ts";
import { MaxRule } from "./max-rule.ts";
import type { Rule, RuleSetup } from "./rule.ts";
import { SarsaRule } from "./sarsa-rule.ts";

/** A kernel that can carry out a training, or why none can. */
export type KernelChoice = { readonly kernel: TrainingKernel } | { readonly reason: string };

/** What of a plan decides. */
type KernelPlan<Context> = Pick<TrainingPlan<Context>, "env" | "agent" | "callbacks">;

/** How an agent of exactly one class learns. */
interface Learning {
  readonly type: abstract new (...given: never[]) => TableAgent;
  /** Whether it bootstraps. */
  readonly looksAhead: boolean;
  /** The rule of an agent of the class. */
  readonly ruleFor: (agent: TableAgent, setup: RuleSetup) => Rule | undefined;
}

function learning<Learner extends TableAgent>(
  type: abstract new (...given: never[]) => Learner,
  rule: new (setup: RuleSetup, agent: Learner) => Rule,
  { looksAhead = true } = {},
): Learning {
  const ruleFor = (agent: TableAgent, setup: RuleSetup) =>
    agent instanceof type ? new rule(setup, agent) : undefined;
  return { type, looksAhead, ruleFor };
}

const LEARNING: readonly Learning[] = [
  learning(QLearning, MaxRule),
  learning(Sarsa, SarsaRule),
  learning(ExpectedSarsa, ExpectedRule),
  learning(DoubleQLearning, DoubleRule),
  learning(DynaQ, DynaRule),
  learning(EpsilonGreedyBandit, BanditRule, { looksAhead: false }),
];

/** A kernel for a training plan, or one sentence on why it goes step by step. */
export function kernelFor<Context>({ env, agent, callbacks }: KernelPlan<Context>): KernelChoice {
  if (callbacks.some(({ onStep }) => onStep !== undefined)) return { reason: "A callback watches steps." };
  if (callbacks.some(({ onEpisodeStart, onEpisodeEnd }) => onEpisodeStart ?? onEpisodeEnd)) {
    return { reason: "A callback watches episodes by more than reports." };
  }
  const episodes = env.skippable?.();
  if (episodes === undefined) return { reason: "The environment has no compiled form, or is watched." };
  return agentKernel(agent, episodes);
}

function agentKernel(agent: unknown, episodes: SkippableEpisodes): KernelChoice {
  if (!(agent instanceof TableAgent)) return { reason: "The agent keeps no table." };
  const found = learningOf(agent);
  if (found === undefined) return { reason: `There is no kernel for ${agent.name}.` };
  const inside = TableAgent.insideOf(agent);
  if (inside.exploration.constructor !== EpsilonGreedy) {
    return { reason: "Only ε-greedy exploration is compiled." };
  }
  const compiled = compiledFor(episodes, bootstrapOf(found, inside));
  const rule = found.ruleFor(agent, { inside, compiled, discount: agent.discount });
  if (!rule?.isWithin(LARGEST)) return { reason: `A value of the agent is beyond ±${LARGEST}.` };
  if (compiled.largestReward > LARGEST) return { reason: `A reward is beyond ±${LARGEST}.` };
  return { kernel: new EpisodeKernel({ inside, episodes, compiled, rule }) };
}

/** How an agent learns, unless its methods were replaced. */
function learningOf(agent: TableAgent): Learning | undefined {
  const found = LEARNING.find((each) => agent.constructor === each.type);
  const prototype: TableAgent | undefined = found?.type.prototype;
  return agent.act === prototype?.act && agent.learn === prototype.learn ? found : undefined;
}

function bootstrapOf({ looksAhead }: Learning, { setup }: TableAgentInside): Bootstrap {
  if (!looksAhead) return "nothing";
  return setup.hyperparameters["bootstrapMask"] === false ? "every-action" : "mask";
}

const COMPILED = new WeakMap<object, Map<Bootstrap, CompiledDynamics>>();

/** The compiled form of the dynamics of episodes; the same one while they are the same dynamics. */
export function compiledFor({ dynamics }: SkippableEpisodes, bootstrap: Bootstrap): CompiledDynamics {
  const known = COMPILED.get(dynamics) ?? new Map<Bootstrap, CompiledDynamics>();
  COMPILED.set(dynamics, known);
  const compiled = known.get(bootstrap) ?? new CompiledDynamics(dynamics, bootstrap);
  known.set(bootstrap, compiled);
  return compiled;
}
