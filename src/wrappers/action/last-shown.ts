import type { BaseInfo, ResetResult } from "../../core/env.ts";
import { ClosedEnvironmentError, ResetNeededError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { pack, unpack } from "../packed.ts";

type Phase = (typeof PHASES)[number];

const PHASES = ["new", "running", "ended", "closed"] as const;

/** What an environment showed last, for wrappers whose steps sometimes leave it alone and show the same again. */
export class LastShown<Observation, Info extends BaseInfo> {
  #phase: Phase = "new";
  #shown: ResetResult<Observation, Info> | undefined;

  /** Remembers a copy of the result of a reset or step, which its reader may change. */
  show({ observation, info }: ResetResult<Observation, Info>, isOver: boolean): void {
    this.#phase = isOver ? "ended" : "running";
    this.#shown = isOver
      ? undefined
      : (unpack(pack({ observation, info })) as ResetResult<Observation, Info>);
  }

  /** A copy of what was shown. @throws {ResetNeededError | ClosedEnvironmentError} Unless an episode is running. */
  repeat(): ResetResult<Observation, Info> {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
    if (this.#phase !== "running") throw new ResetNeededError(this.#phase);
    return unpack(pack(this.#shown)) as ResetResult<Observation, Info>;
  }

  get isRunning(): boolean {
    return this.#phase === "running";
  }

  close(): void {
    this.#phase = "closed";
  }

  save(): JsonValue {
    return { phase: this.#phase, shown: this.#shown === undefined ? null : pack(this.#shown) };
  }

  /** @throws {SnapshotError} Before anything changes, if `saved` was not made by `save`. */
  load(saved: JsonValue): void {
    const { phase, shown = null } = (saved ?? {}) as JsonObject;
    const known = PHASES.find((each) => each === phase);
    const isRecord = typeof shown === "object" && shown !== null && "info" in shown;
    if (known === undefined || (known === "running") !== isRecord) {
      throw new SnapshotError("Expected the last observation and info of a running episode.");
    }
    this.#shown = isRecord ? (unpack(shown) as ResetResult<Observation, Info>) : undefined;
    this.#phase = known;
  }
}
