import { InvalidArgumentError } from "../core/errors.ts";
import { unknownName } from "../core/names.ts";
import { actionLibrary, CANONICAL_SCENARIOS, extendLibrary } from "../supportdesk/index.ts";

/** Tasks by suite. */
const SUITES: Readonly<Record<string, readonly string[]>> = {
  canonical: CANONICAL_SCENARIOS.map(({ brief }) => brief.task_id),
};

/** The tasks of a suite, in its order. @throws {GymError} If there is no such suite. */
export function suiteTasks(suite: string): readonly string[] {
  const tasks = Object.hasOwn(SUITES, suite) ? SUITES[suite] : undefined;
  if (tasks === undefined) throw unknownName("suite", suite, Object.keys(SUITES));
  return tasks;
}

/** The chosen tasks of a suite, or all of them. @throws {GymError} If one is not in the suite or named twice. */
export function chosenTasks(suite: string, chosen: readonly string[] | undefined): readonly string[] {
  const tasks = suiteTasks(suite);
  if (chosen === undefined) return tasks;
  const unknown = chosen.find((task) => !tasks.includes(task));
  if (unknown !== undefined) throw unknownName("task", unknown, tasks);
  const twice = chosen.find((task, index) => chosen.indexOf(task) !== index);
  if (twice !== undefined) throw new InvalidArgumentError(`Expected each --task once, got "${twice}" twice.`);
  return chosen;
}

/** What is typed to edit a library. */
export interface LibraryFlags {
  readonly actions: string;
  readonly without?: readonly string[];
  readonly with?: readonly string[];
}

/** The name of an edited library, from which it is built again. @throws {GymError} If an edit means nothing. */
export function libraryName({ actions, without = [], with: added = [] }: LibraryFlags): string {
  return added.reduce(extendLibrary, actionLibrary(actions).remove(...without)).name;
}
