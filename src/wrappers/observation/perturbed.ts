import { InvalidArgumentError } from "../../core/errors.ts";
import type { Rng } from "../../core/random.ts";
import type { Space } from "../../core/space.ts";
import { Box } from "../../core/spaces/box.ts";
import { Dict } from "../../core/spaces/dict.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import { MultiBinary } from "../../core/spaces/multi-binary.ts";
import { MultiDiscrete } from "../../core/spaces/multi-discrete.ts";
import { Sequence } from "../../core/spaces/sequence.ts";
import { Text } from "../../core/spaces/text.ts";
import { Tuple } from "../../core/spaces/tuple.ts";

/** How values are disturbed. */
export interface Noise {
  /** Chance of each character, number or choice to be disturbed, in [0, 1]. */
  readonly probability: number;
  /** How far a number of a box may move, a finite number >= 0. */
  readonly amplitude: number;
}

/** A member of the same space, disturbed with numbers of a stream. */
export type Disturb = (value: unknown, rng: Rng) => unknown;

/**
 * How members of a space are disturbed: characters of texts and choices are drawn anew, uniformly; numbers of boxes move
 * by a uniform number in [−amplitude, amplitude] and stay within the bounds; parts each on their own.
 * @throws {InvalidArgumentError} If a part is not of these kinds.
 */
export function disturbance(space: Space<unknown>, noise: Noise): Disturb {
  if (space instanceof Dict) return disturbFields(space, noise);
  if (space instanceof Tuple) {
    const parts: Disturb[] = space.spaces.map((part: Space<unknown>) => disturbance(part, noise));
    return (value, rng) => parts.map((part, place) => part((value as readonly unknown[])[place], rng));
  }
  if (space instanceof Sequence) {
    const part = disturbance(space.space, noise);
    return (value, rng) => (value as readonly unknown[]).map((element) => part(element, rng));
  }
  return disturbLeaf(space, noise);
}

function disturbFields(space: Dict<Readonly<Record<string, Space<unknown>>>>, noise: Noise): Disturb {
  const parts = space.keys.map(
    (key) => [key, disturbance(space.spaces[key] as Space<unknown>, noise)] as const,
  );
  return (value, rng) =>
    Object.fromEntries(parts.map(([key, part]) => [key, part((value as Record<string, unknown>)[key], rng)]));
}

function disturbLeaf(space: Space<unknown>, noise: Noise): Disturb {
  if (space instanceof Text) return disturbText([...space.charset], noise);
  if (space instanceof Box) return disturbNumbers(space, noise);
  if (space instanceof Discrete) return disturbChoice(space, noise);
  if (space instanceof MultiDiscrete || space instanceof MultiBinary) {
    const bit = disturbChoice({ n: 2, start: 0 }, noise);
    const places =
      space instanceof MultiDiscrete ? space.places.map((place) => disturbChoice(place, noise)) : [];
    return (value, rng) =>
      (value as readonly number[]).map((each, place) => (places[place] ?? bit)(each, rng));
  }
  throw new InvalidArgumentError(
    `Expected a space whose values can be disturbed, got ${space}: choose other \`keys\`.`,
  );
}

function disturbText(characters: readonly string[], { probability }: Noise): Disturb {
  const disturb = (character: string, rng: Rng): string =>
    rng.next() < probability ? (characters[rng.integer(characters.length)] ?? character) : character;
  return (value, rng) => [...(value as string)].map((character) => disturb(character, rng)).join("");
}

function disturbNumbers({ low, high }: Box, { probability, amplitude }: Noise): Disturb {
  const disturb = (number: number, entry: number, rng: Rng): number => {
    if (rng.next() >= probability) return number;
    const moved = number + amplitude * (2 * rng.double() - 1);
    const [least, most] = [low[entry] ?? moved, high[entry] ?? moved];
    return Math.min(Math.max(moved, least, -Number.MAX_VALUE), most, Number.MAX_VALUE);
  };
  return (value, rng) => (value as readonly number[]).map((number, entry) => disturb(number, entry, rng));
}

function disturbChoice({ n, start }: Pick<Discrete, "n" | "start">, { probability }: Noise): Disturb {
  return (value, rng) => (rng.next() < probability ? start + rng.integer(n) : value);
}
