import { firstDifference } from "../../core/checks/difference.ts";
import { GymError, InvalidArgumentError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Space } from "../../core/space.ts";
import { spaceFromJSON } from "../../core/spaces/json.ts";

/** The space a trace names; one that is not of this library is known by its JSON alone. */
export function recordedSpace<Value>(json: JsonValue): Space<Value> {
  try {
    // The trace says which space its values are from.
    return spaceFromJSON(json) as Space<Value>;
  } catch (error) {
    if (error instanceof InvalidArgumentError) return new RecordedSpace(json);
    throw error;
  }
}

/** A space of which only the description is left: it contains what it is asked for, and cannot be sampled. */
class RecordedSpace<Value> implements Space<Value> {
  readonly size = Number.POSITIVE_INFINITY;
  readonly #json: JsonValue;

  constructor(json: JsonValue) {
    this.#json = json;
  }

  sample(): Value {
    throw new GymError("UNSUPPORTED", "A recorded space cannot be sampled: play the recorded actions.");
  }

  contains(_value: unknown): _value is Value {
    return true;
  }

  seed(): void {}

  toString(): string {
    return "Recorded";
  }

  toJSON(): JsonValue {
    return this.#json;
  }

  equals(other: unknown): boolean {
    if (typeof other !== "object" || other === null || !("toJSON" in other)) return false;
    const { toJSON } = other;
    return typeof toJSON === "function" && firstDifference(this.#json, toJSON.call(other)) === undefined;
  }
}
