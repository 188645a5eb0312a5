import type { BaseInfo, ResetResult } from "../../core/env.ts";
import { ClosedEnvironmentError, ResetNeededError, SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import { copied, pack, unpack } from "../packed.ts";

type Phase = (typeof PHASES)[number];

const PHASES = ["new", "running", "ended", "closed"] as const;

/** What an environment showed last, for wrappers whose steps sometimes leave it alone and show the same again. */
export class LastShown<Observation, Info extends BaseInfo> {
  #phase: Phase = "new";
  #shown: ResetResult<Observation, Info> | undefined;

  /** Remembers a copy of the result of a reset or step, which its reader may change. */
  show({ observation, info }: ResetResult<Observation, Info>, isOver: boolean): void {
    this.#phase = isOver ? "ended" : "running";
    this.#shown = isOver ? undefined : { observation: copied(observation), info: kept(info) };
  }

  /** A copy of what was shown. @throws {ResetNeededError | ClosedEnvironmentError} Unless an episode is running. */
  repeat(): ResetResult<Observation, Info> {
    if (this.#phase === "closed") throw new ClosedEnvironmentError();
    if (this.#phase === "new" || this.#shown === undefined) {
      throw new ResetNeededError(this.#phase === "new" ? "new" : "ended");
    }
    return copied(this.#shown);
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

/** A copy of an info that shares nothing with it but frozen parts of a reward, which are numbers that stay. */
function kept<Info extends BaseInfo>(info: Info): Info {
  const copy: Info = { ...info };
  for (const name in copy) {
    if (typeof copy[name] !== "object") continue;
    if (name !== "rewardComponents" || !Object.isFrozen(copy[name])) copy[name] = copied(copy[name]);
  }
  return copy;
}
