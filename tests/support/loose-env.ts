import type { BaseInfo, Env, ResetResult, StepResult } from "../../src/core/env.ts";
import type { EnvSpec } from "../../src/core/env-spec.ts";
import type { JsonValue } from "../../src/core/json.ts";
import type { Mask } from "../../src/core/mask.ts";
import { Discrete } from "../../src/core/spaces/discrete.ts";

/**
 * An environment that takes every call at any time and notes it in `calls`. It counts its steps; action 1 terminates,
 * action 2 truncates.
 */
export class LooseEnv implements Env<number, number> {
  readonly observationSpace = new Discrete(1000);
  readonly actionSpace = new Discrete(3);
  readonly metadata = { renderModes: ["ansi"], stochastic: false };
  readonly taskIds: readonly string[] = [];
  readonly spec: EnvSpec | undefined;
  readonly calls: string[] = [];
  /** Makes `reset` and `step` throw. */
  fails = false;
  #steps = 0;

  constructor(spec?: EnvSpec) {
    this.spec = spec;
  }

  get unwrapped(): Env {
    return this as unknown as Env;
  }

  reset(): ResetResult<number, BaseInfo> {
    this.#note("reset");
    this.#steps = 0;
    return { observation: 0, info: { actionMask: Uint8Array.of(1, 1, 1) } };
  }

  step(action: number): StepResult<number, BaseInfo> {
    this.#note("step");
    this.#steps += 1;
    const info = { actionMask: Uint8Array.of(1, 1, 1) };
    return { observation: this.#steps, reward: 1, terminated: action === 1, truncated: action === 2, info };
  }

  #note(call: string): void {
    if (this.fails) throw new Error("broken");
    this.calls.push(call);
  }

  actionMask(): Mask {
    this.#note("actionMask");
    return Uint8Array.of(1, 1, 1);
  }

  render(): string {
    this.#note("render");
    return String(this.#steps);
  }

  snapshot(): JsonValue {
    this.#note("snapshot");
    return this.#steps;
  }

  restore(snapshot: JsonValue): void {
    this.#note("restore");
    this.#steps = Number(snapshot);
  }

  close(): void {
    this.calls.push("close");
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
