import { createAgent, createTraining, SupportDeskTabularEnv } from "supportdesk-gym";
import { TableAgent } from "../../src/agents/table-agent.ts";
import { kernelFor } from "../../src/training/kernels/kernel-for.ts";
import { steppedEnv } from "./stepped-env.ts";

/** The steps of a training and what it learned: all values XORed, which does not depend on their order. */
export interface Learned {
  readonly steps: number;
  readonly bits: string;
}

/** Trainings of one agent that must all learn the same. */
export class Contest {
  readonly episodes: number;
  readonly #env = new SupportDeskTabularEnv();
  #learned: Learned | undefined;

  constructor(episodes: number) {
    this.episodes = episodes;
  }

  /** An environment whose dynamics are compiled as far as the contest has used them. */
  get env(): SupportDeskTabularEnv {
    return this.#env;
  }

  newAgent(): TableAgent {
    const actionCount = this.#env.library.size;
    const agent: unknown = createAgent("q-learning", { actionCount, seed: 1, horizon: this.episodes });
    if (agent instanceof TableAgent) return agent;
    throw new Error("Expected Q-learning to keep a table.");
  }

  /** Trains step by step. @returns Millions of steps per second of CPU time. */
  interpreted(): number {
    const env = steppedEnv();
    const agent = this.newAgent();
    const run = createTraining({ env, agent, episodes: this.episodes, evaluateEvery: 0 });
    const seconds = cpuSeconds(() => run.advance());
    return this.rate(seconds, { steps: run.steps, bits: bitsOf(agent) });
  }

  /** Trains by a kernel. @returns Millions of steps per second of CPU time. */
  compiled(env = this.#env): number {
    env.restore(new SupportDeskTabularEnv().snapshot());
    const agent = this.newAgent();
    let steps = 0;
    const seconds = cpuSeconds(() => {
      const choice = kernelFor({ env, agent, callbacks: [] });
      if ("reason" in choice) throw new Error(choice.reason);
      ({ steps } = choice.kernel.play({
        episodes: this.episodes,
        steps: Number.POSITIVE_INFINITY,
        returnSum: 0,
      }));
    });
    return this.rate(seconds, { steps, bits: bitsOf(agent) });
  }

  /** The seconds of CPU time of a training that went at so many millions of steps per second. */
  seconds(rate: number): number {
    return (this.#learned?.steps ?? Number.NaN) / rate / 1e6;
  }

  /** @throws {Error} If not the same was learned as before. */
  rate(seconds: number, learned: Learned): number {
    this.#learned ??= learned;
    if (learned.bits !== this.#learned.bits || learned.steps !== this.#learned.steps) {
      throw new Error(`Expected ${JSON.stringify(this.#learned)}, got ${JSON.stringify(learned)}.`);
    }
    return learned.steps / seconds / 1e6;
  }
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function bitsOf(agent: TableAgent): string {
  const { table } = TableAgent.insideOf(agent);
  const { values } = table;
  const words = new BigUint64Array(values.buffer, values.byteOffset, values.length);
  return words.reduce((bits, word) => bits ^ word, 0n).toString(16);
}
