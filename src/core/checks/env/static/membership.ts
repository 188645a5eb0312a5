import type { Space } from "../../../space.ts";
import { Box } from "../../../spaces/box.ts";
import { Dict, type SpaceRecord } from "../../../spaces/dict.ts";
import { Discrete } from "../../../spaces/discrete.ts";
import { MultiBinary } from "../../../spaces/multi-binary.ts";
import { MultiDiscrete } from "../../../spaces/multi-discrete.ts";
import { OneOf } from "../../../spaces/one-of.ts";
import { Sequence } from "../../../spaces/sequence.ts";
import { Tuple } from "../../../spaces/tuple.ts";
import type { Observed } from "../../check.ts";
import { kindOf, showValue } from "../../show-value.ts";

/**
 * Why a value is not in a space: one entry for each part that does not fit, and in it every bad index with its value
 * and bounds; empty where the value fits.
 */
export function membershipFaults(space: Space<unknown>, value: unknown, path: string): readonly Observed[] {
  if (space.contains(value)) return [];
  const found = faultsOfKind(space, value, path);
  return found.length > 0 ? found : [{ path, expected: `a value of ${String(space)}`, got: kindOf(value) }];
}

function faultsOfKind(space: Space<unknown>, value: unknown, path: string): readonly Observed[] {
  if (space instanceof Dict) return recordFaults(space, value, path);
  if (space instanceof Tuple) return tupleFaults(space.spaces, value, path);
  if (space instanceof Sequence) return sequenceFaults(space.space, value, path);
  if (space instanceof OneOf) return choiceFaults(space, value, path);
  if (space instanceof Discrete) return numberFaults(space, value, path);
  const ranges = rangesOf(space);
  return ranges === undefined ? [] : listFaults(ranges, value, path);
}

function recordFaults(
  { keys, spaces }: Dict<SpaceRecord>,
  value: unknown,
  path: string,
): readonly Observed[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [{ path, expected: `a record with the keys ${keys.join(", ")}`, got: kindOf(value) }];
  }
  const record = new Map(Object.entries(value));
  const extra = [...record.keys()].filter((key) => !keys.includes(key));
  return [
    ...keys.flatMap((key) => {
      const part = spaces[key] as Space<unknown>;
      const place = `${path}.${key}`;
      return record.has(key)
        ? membershipFaults(part, record.get(key), place)
        : [{ path: place, expected: `a value of ${String(part)}`, got: "nothing" }];
    }),
    ...extra.map((key) => ({
      path: `${path}.${key}`,
      expected: `only the keys ${keys.join(", ")}`,
      got: kindOf(record.get(key)),
    })),
  ];
}

function tupleFaults(parts: readonly Space<unknown>[], value: unknown, path: string): readonly Observed[] {
  if (!Array.isArray(value) || value.length !== parts.length) {
    return [{ path, expected: `a list of ${parts.length}`, got: kindOf(value) }];
  }
  return parts.flatMap((part, place) => membershipFaults(part, value[place], `${path}[${place}]`));
}

function sequenceFaults(part: Space<unknown>, value: unknown, path: string): readonly Observed[] {
  if (!Array.isArray(value)) return [{ path, expected: "a list", got: kindOf(value) }];
  return Array.from(value).flatMap((element, place) => membershipFaults(part, element, `${path}[${place}]`));
}

function choiceFaults(
  { spaces }: OneOf<readonly Space<unknown>[]>,
  value: unknown,
  path: string,
): readonly Observed[] {
  const part = Array.isArray(value) && value.length === 2 ? spaces[value[0]] : undefined;
  if (!Array.isArray(value) || part === undefined) {
    const expected = `a pair of an option from 0 to ${spaces.length - 1} and its value`;
    return [{ path, expected, got: Array.isArray(value) ? showValue(value) : kindOf(value) }];
  }
  return membershipFaults(part, value[1], `${path}[1]`);
}

function numberFaults({ n, start }: Discrete, value: unknown, path: string): readonly Observed[] {
  const got = typeof value === "number" ? String(value) : kindOf(value);
  return [{ path, expected: `an integer from ${start} to ${start + n - 1}`, got }];
}

interface Ranges {
  readonly isWhole: boolean;
  readonly bounds: readonly (readonly [low: number, high: number])[];
}

function rangesOf(space: Space<unknown>): Ranges | undefined {
  if (space instanceof Box) {
    const { low, high } = space;
    return { isWhole: false, bounds: low.map((each, entry) => [each, high[entry] ?? each]) };
  }
  if (space instanceof MultiDiscrete) {
    const { nvec, start } = space;
    const bounds = nvec.map((n, place) => [start[place] ?? 0, (start[place] ?? 0) + n - 1] as const);
    return { isWhole: true, bounds };
  }
  if (!(space instanceof MultiBinary)) return undefined;
  return { isWhole: true, bounds: Array.from({ length: space.n }, () => [0, 1]) };
}

function listFaults({ isWhole, bounds }: Ranges, value: unknown, path: string): readonly Observed[] {
  const what = isWhole ? "integers" : "finite numbers";
  if (!Array.isArray(value) || value.length !== bounds.length) {
    return [{ path, expected: `a list of ${bounds.length} ${what}`, got: kindOf(value) }];
  }
  const fits = isWhole ? Number.isInteger : Number.isFinite;
  const bad = bounds.flatMap(([low, high], entry) => {
    const each: unknown = value[entry];
    const isGood = fits(each) && (each as number) >= low && (each as number) <= high;
    return isGood ? [] : [`[${entry}] is ${showValue(each)} (allowed ${low} to ${high})`];
  });
  if (bad.length === 0) return [];
  return [{ path, expected: `${bounds.length} ${what} inside their bounds`, got: bad.join(", ") }];
}
