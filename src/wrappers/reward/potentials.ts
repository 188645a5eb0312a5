import { InvalidArgumentError, show } from "../../core/errors.ts";
import { createRng } from "../../core/random.ts";
import { pack } from "../packed.ts";

/** Φ: how promising a state is, from what is seen there; finite and the same whenever it sees the same. */
export type Potential<Observation = unknown, Info = unknown> = (
  observation: Observation,
  info: Info,
) => number;

/** The same Φ everywhere: shaping with it only shifts rewards, as a negative control. */
export function constantPotential(value: number): Potential {
  requireFinite("value", value);
  return () => value;
}

/** What {@link tablePotential} takes beside the table. */
export interface TablePotentialOptions<Observation, Info> {
  /** The key of a state. @defaultValue the observation as text: itself if it is one, else its JSON */
  readonly key?: (observation: Observation, info: Info) => string | number;
  /** Φ of a state that is not in the table. @defaultValue 0 */
  readonly fallback?: number;
}

/** Φ by key, such as exact values from a plan or of a coarser problem. */
export function tablePotential<Observation = unknown, Info = unknown>(
  table: Readonly<Record<string, number>> | ReadonlyMap<string, number>,
  options: TablePotentialOptions<Observation, Info> = {},
): Potential<Observation, Info> {
  const { key = textOf, fallback = 0 } = options;
  const values = new Map(table instanceof Map ? table : Object.entries(table));
  for (const [name, value] of values) requireFinite(`table[${show(name)}]`, value);
  requireFinite("fallback", fallback);
  return (observation, info) => values.get(String(key(observation, info))) ?? fallback;
}

/**
 * A random Φ in [0, 1), uniform and the same for equal observations, as a negative control.
 *
 * @param seed - Decides the values, an integer in [0, 2^53).
 */
export function randomPotential(seed: number): Potential {
  const rng = createRng(seed).fork("potential");
  return (observation) => rng.fork(textOf(observation)).next();
}

/** −Φ: points the wrong way, as an adversarial control. */
export function negatedPotential<Observation, Info>(
  potential: Potential<Observation, Info>,
): Potential<Observation, Info> {
  return scaledPotential(potential, -1);
}

/** `phiScale` times Φ. */
export function scaledPotential<Observation, Info>(
  potential: Potential<Observation, Info>,
  phiScale: number,
): Potential<Observation, Info> {
  requireFinite("phiScale", phiScale);
  return (observation, info) => phiScale * potential(observation, info);
}

/**
 * Φ + `phiShift`. A shift keeps the optimal policies but matters to learning: it acts as a shift of the initial values
 * (Müller & Kudenko, arXiv 2502.01307, 2025).
 */
export function shiftedPotential<Observation, Info>(
  potential: Potential<Observation, Info>,
  phiShift: number,
): Potential<Observation, Info> {
  requireFinite("phiShift", phiShift);
  return (observation, info) => potential(observation, info) + phiShift;
}

function textOf(observation: unknown): string {
  return typeof observation === "string" ? observation : JSON.stringify(pack(observation));
}

function requireFinite(name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new InvalidArgumentError(`Expected \`${name}\` to be a finite number, got ${show(value)}.`);
}
