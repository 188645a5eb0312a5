import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";

/** What `tdLambda` takes beside the experience. */
export interface TdLambdaOptions {
  /** γ in [0, 1]. @defaultValue 1 */
  readonly discount?: number;
  /** λ in [0, 1]: 0 is TD(0), 1 nears Monte Carlo. @defaultValue 0.9 */
  readonly traceDecay?: number;
  /** α in (0, 1]. @defaultValue 0.1 */
  readonly stepSize?: number;
  /** Whether a state that is met again has its trace raised by 1 or set to 1. @defaultValue "accumulating" */
  readonly traces?: "accumulating" | "replacing";
  /** V(s) before it is first learned, in reward units. @defaultValue 0 */
  readonly initialValue?: number;
}

/** Traces below this are forgotten. */
const FAINTEST = 1e-12;

/**
 * Estimates the state values of whatever policy made the experience by TD(λ): with `δ = r + γ · V(s′) − V(s)`,
 * `V(x) += α · δ · z(x)` for every state x with a trace z, which fades by γλ with each step.
 *
 * Nothing follows a terminated step; a truncated one bootstraps. Both clear the traces.
 *
 * @param transitions - Steps in the order they were taken, episode after episode. Each is read once, at once.
 * @returns V(s) in reward units by table row, for every row that was left at least once.
 * @throws {InvalidArgumentError} If an option is out of range.
 * @see Sutton & Barto, Reinforcement Learning (2nd ed., 2018), §12.2.
 */
export function tdLambda(
  transitions: Iterable<Transition>,
  options: TdLambdaOptions = {},
): ReadonlyMap<number, number> {
  const {
    discount = 1,
    traceDecay = 0.9,
    stepSize = 0.1,
    traces = "accumulating",
    initialValue = 0,
  } = options;
  checkRange("discount", discount, discount >= 0);
  checkRange("traceDecay", traceDecay, traceDecay >= 0);
  checkRange("stepSize", stepSize, stepSize > 0);
  const values = new Map<number, number>();
  const trace = new Map<number, number>();
  const read = (row: number): number => values.get(row) ?? initialValue;
  for (const { context, reward, nextContext, terminated, truncated, duration = 1 } of transitions) {
    const continuation = discount ** duration;
    const error = reward + (terminated ? 0 : continuation * read(nextContext)) - read(context);
    trace.set(context, traces === "replacing" ? 1 : (trace.get(context) ?? 0) + 1);
    for (const [row, strength] of trace) values.set(row, read(row) + stepSize * error * strength);
    fade(trace, terminated || truncated ? 0 : continuation * traceDecay);
  }
  return values;
}

function fade(trace: Map<number, number>, factor: number): void {
  for (const [row, strength] of trace) {
    if (strength * factor < FAINTEST) trace.delete(row);
    else trace.set(row, strength * factor);
  }
}

function checkRange(name: string, value: number, isAboveMin: boolean): void {
  if (isAboveMin && value <= 1) return;
  throw new InvalidArgumentError(
    `Expected \`${name}\` in ${name === "stepSize" ? "(" : "["}0, 1], got ${value}.`,
  );
}
