import type { TrainingPlan } from "../training-plan.ts";
import type { KernelLimits, KernelPlay, TrainingKernel } from "./kernel.ts";
import { kernelFor } from "./kernel-for.ts";

/** Where a training run stands between two episodes. */
export interface RunStanding {
  /** Episodes that have ended. */
  readonly episodes: number;
  /** Steps that may still be taken. */
  readonly steps: number;
  /** Sum of the returns since the last point of the curve. */
  readonly returnSum: number;
  readonly onEpisode: KernelLimits["onEpisode"];
}

/** Carries a training run on by a kernel, from one evaluation to the next, where one can. */
export class RunKernel<Context> {
  readonly #plan: TrainingPlan<Context>;
  #kernel: TrainingKernel | undefined;
  #reason: string | undefined;

  constructor(plan: TrainingPlan<Context>) {
    this.#plan = plan;
  }

  /** Why the run goes step by step, one sentence; `undefined` where a kernel carries it. */
  get reason(): string | undefined {
    return this.#find() === undefined ? (this.#kernel?.refusal ?? this.#reason) : undefined;
  }

  /** Plays whole episodes up to the next evaluation or the end. @returns What was played, if anything was. */
  play({ episodes, ...limits }: RunStanding): KernelPlay | undefined {
    const kernel = this.#find();
    if (kernel === undefined) return undefined;
    const played = kernel.play({ ...limits, episodes: this.#due(episodes) - episodes });
    return played.episodes > 0 || "error" in played ? played : undefined;
  }

  #find(): TrainingKernel | undefined {
    if (this.#kernel?.refusal !== undefined) return undefined;
    if (this.#kernel !== undefined) return this.#kernel;
    const choice = kernelFor(this.#plan);
    if ("reason" in choice) this.#reason = choice.reason;
    else {
      this.#kernel = choice.kernel;
      this.#reason = undefined;
    }
    return this.#kernel;
  }

  /** The episodes after which the next evaluation is due or the run is over. */
  #due(episodes: number): number {
    const { evaluateEvery } = this.#plan;
    if (evaluateEvery === 0) return this.#plan.episodes;
    return Math.min(this.#plan.episodes, (Math.floor(episodes / evaluateEvery) + 1) * evaluateEvery);
  }
}
