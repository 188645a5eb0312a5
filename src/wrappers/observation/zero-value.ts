import { InvalidArgumentError } from "../../core/errors.ts";
import type { Space } from "../../core/space.ts";
import { Box } from "../../core/spaces/box.ts";
import { Dict } from "../../core/spaces/dict.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { MultiBinary } from "../../core/spaces/multi-binary.ts";
import { MultiDiscrete } from "../../core/spaces/multi-discrete.ts";
import { OneOf } from "../../core/spaces/one-of.ts";
import { Sequence } from "../../core/spaces/sequence.ts";
import { Text } from "../../core/spaces/text.ts";
import { Tuple } from "../../core/spaces/tuple.ts";

/**
 * The member of a space that is as near to nothing as it has one: the numbers nearest to 0, the lowest value of a
 * discrete one, the shortest text, the empty sequence, the first option; parts each on their own.
 * @throws {InvalidArgumentError} If it is not one of the library's spaces.
 */
export function zeroOf<Value>(space: Space<Value>): Value {
  const zero = zeroMember(space);
  if (space.contains(zero)) return zero;
  throw new InvalidArgumentError(
    `Expected a space with a zero value, got ${space}: it is none of the library's spaces.`,
  );
}

function zeroMember(space: Space<unknown>): unknown {
  if (space instanceof Tuple) return space.spaces.map((part: Space<unknown>) => zeroOf(part));
  if (space instanceof Dict) {
    return Object.fromEntries(space.keys.map((key) => [key, zeroOf(space.spaces[key] as Space<unknown>)]));
  }
  if (space instanceof OneOf) return [0, zeroOf(space.spaces[0] as Space<unknown>)];
  if (space instanceof Sequence) return [];
  return zeroLeaf(space);
}

function zeroLeaf(space: Space<unknown>): unknown {
  if (space instanceof Discrete) return space.start;
  if (space instanceof MultiDiscrete) return [...space.start];
  if (space instanceof MultiBinary) return new Array<number>(space.n).fill(0);
  if (space instanceof Text) return ([...space.charset][0] ?? "").repeat(space.minLength);
  if (space instanceof Box) {
    return space.low.map((low, entry) => Math.min(Math.max(low, 0), space.high[entry] ?? 0));
  }
  return undefined;
}
