import type { BaseInfo, Env, ResetOptions, ResetResult, StepResult } from "../../core/env.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { Wrapper } from "../../core/wrapper.ts";

/** One step as a trace tells it. */
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

/** Writes down every step that is played in an environment, or in the innermost one that shares its episode. */
export class Recorder extends Wrapper<unknown, unknown> {
  readonly #rows: TraceRow[];
  #start = { task: "", seed: 0 };
  #step = 0;
  #key: number | null = null;
  #mask: Mask | undefined;

  /** @param rows - Where the steps go. */
  constructor(inner: Env, rows: TraceRow[]) {
    super(inner);
    this.#rows = rows;
  }

  override get unwrapped(): Env {
    return new Recorder(this.inner.unwrapped, this.#rows);
  }

  override reset(options: ResetOptions = {}): ResetResult<unknown, BaseInfo> {
    const result = this.inner.reset(options);
    this.#start = { task: String(options.options?.["task_id"] ?? ""), seed: options.seed ?? 0 };
    this.#step = 0;
    this.#see(result);
    return result;
  }

  override step(action: unknown): StepResult<unknown, BaseInfo> {
    const result = this.inner.step(action);
    this.#step += 1;
    this.#rows.push({
      ...this.#start,
      step: this.#step,
      key: this.#key,
      mask: this.#mask === undefined ? null : [...this.#mask],
      action,
      name: this.#nameOf(action, result.info),
      reward: result.reward,
      components: result.info.rewardComponents ?? {},
    });
    this.#see(result);
    return result;
  }

  #see({ observation, info }: ResetResult<unknown, BaseInfo>): void {
    this.#key = typeof observation === "number" ? observation : null;
    this.#mask = info.actionMask;
  }

  #nameOf(action: unknown, { actionName }: BaseInfo): string {
    const { actionSpace } = this.inner;
    if (actionSpace instanceof Discrete && typeof action === "number") return actionSpace.label(action);
    return actionName ?? String(action);
  }
}
