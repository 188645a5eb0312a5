import { GymError } from "../errors.ts";

/** What is looked at of a result: the info is left out, as it may say anything. */
interface Numbers {
  readonly observation: unknown;
  readonly reward?: number;
}

/**
 * Refuses NaN and infinite numbers in an observation or a reward.
 *
 * @param step - Steps of the episode so far; 0 after a reset.
 * @throws {GymError} `NOT_FINITE` with the step and the path to the first of them.
 */
export function refuseNonFinite({ observation, reward }: Numbers, step: number): void {
  const found = nonFinite(observation, "observation") ?? nonFinite(reward, "reward");
  if (found === undefined) return;
  const place = step === 0 ? "the reset" : `step ${step}`;
  throw new GymError(
    "NOT_FINITE",
    `Expected finite numbers, got ${found.value} in \`${found.path}\` of ${place}: correct the environment, or turn \`checkFinite\` off.`,
  );
}

interface Found {
  readonly path: string;
  readonly value: number;
}

function nonFinite(value: unknown, path: string): Found | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : { path, value };
  if (typeof value !== "object" || value === null) return undefined;
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  for (const [key, part] of Object.entries(value)) {
    const found = nonFinite(part, isList ? `${path}[${key}]` : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
