import { InvalidArgumentError } from "../../core/errors.ts";
import { unknownName } from "../../core/names.ts";
import { checkSeed, createRng } from "../../core/random.ts";
import type { Action } from "../models.ts";
import type { View } from "../view.ts";
import { STANDARD_ACTIONS } from "./catalogue.ts";
import { composeMacro } from "./compose.ts";
import { ACTION_GROUPS, type ActionGroup, type MacroAction, macro } from "./macro.ts";

/** What `actions` lists of a named action. */
export interface ActionDescription {
  readonly index: number;
  readonly name: string;
  readonly operation: string;
  readonly group: string;
  readonly distractor: boolean;
}

/**
 * A constant list of named actions, the same for every task: index in, wire action out. Nothing in it comes from
 * a gold answer. Editing returns a new library whose name tells what was done; `actionLibrary` reads such names.
 */
export class ActionLibrary {
  readonly name: string;
  readonly actions: readonly MacroAction[];
  readonly labels: readonly string[];
  readonly #indices: ReadonlyMap<string, number>;

  /** @throws {InvalidArgumentError} If it is empty or two actions share a name. */
  constructor(name: string, actions: readonly MacroAction[]) {
    if (actions.length === 0)
      throw new InvalidArgumentError(`The library "${name}" has no action left: keep one.`);
    this.name = name;
    this.actions = Object.freeze([...actions]);
    this.labels = Object.freeze(actions.map((each) => each.name));
    this.#indices = new Map(this.labels.map((label, index) => [label, index]));
    if (this.#indices.size !== actions.length) {
      const twice = this.labels.find((label, index) => this.#indices.get(label) !== index);
      throw new InvalidArgumentError(`The library "${name}" has the action "${twice}" twice.`);
    }
  }

  get size(): number {
    return this.actions.length;
  }

  /** The index of a name. @throws {UnknownNameError} If the library has no such action. */
  indexOf(name: string): number {
    const index = this.#indices.get(name);
    if (index === undefined) throw unknownName(`action of ${this.name}`, name, this.labels);
    return index;
  }

  /** @throws {InvalidArgumentError} If `index` is outside the library. */
  at(index: number): MacroAction {
    const action = this.actions[index];
    if (action === undefined) {
      throw new InvalidArgumentError(`Expected an action in [0, ${this.size}), got ${index}.`);
    }
    return action;
  }

  /** The wire action that an index stands for in a view. */
  compile(index: number, view: View): Action {
    return this.at(index).compile(view);
  }

  /** Leaves out actions by name or whole groups (`wait`, `request:billing_ref`, `lookups`). */
  remove(...selectors: readonly string[]): ActionLibrary {
    return selectors.reduce<ActionLibrary>((library, selector) => {
      const removed = new Set(library.#select(selector));
      const rest = library.actions.filter((each) => !removed.has(each));
      return new ActionLibrary(`${library.name}~${selector}`, rest);
    }, this);
  }

  /** Leaves out everything but the named actions and groups; the order stays. */
  keep(...selectors: readonly string[]): ActionLibrary {
    const kept = new Set(selectors.flatMap((selector) => this.#select(selector)));
    return new ActionLibrary(
      `${this.name}=${selectors.join(",")}`,
      this.actions.filter((each) => kept.has(each)),
    );
  }

  /** Appends named actions of `standard`, or the absent ones of a whole group. */
  add(...selectors: readonly string[]): ActionLibrary {
    return selectors.reduce<ActionLibrary>((library, selector) => {
      const added = library.#absent(selectAmong(STANDARD_ACTIONS, "standard", selector));
      return new ActionLibrary(`${library.name}+${selector}`, [...library.actions, ...added]);
    }, this);
  }

  /** Appends every known distractor that is not there yet. */
  addDistractors(): ActionLibrary {
    const distractors = this.#absent(STANDARD_ACTIONS.filter((each) => each.distractor));
    return new ActionLibrary(`${this.name}+distractors`, [...this.actions, ...distractors]);
  }

  /** Appends `count` actions that do nothing and are always offered. @throws {InvalidArgumentError} Unless 1–999. */
  addBogus(count: number): ActionLibrary {
    if (!Number.isInteger(count) || count < 1 || count > 999) {
      throw new InvalidArgumentError(`Expected the number of bogus actions in [1, 999], got ${count}.`);
    }
    const taken = this.labels.map((label) => Number(/^bogus:(\d+)$/.exec(label)?.[1] ?? 0));
    const first = Math.max(...taken) + 1;
    const bogus = Array.from({ length: count }, (_, index) =>
      macro({
        name: `bogus:${first + index}`,
        group: "bogus",
        action: { operation: "classify" },
        distractor: true,
      }),
    );
    return new ActionLibrary(`${this.name}+bogus${count}`, [...this.actions, ...bogus]);
  }

  /** Appends a second copy of each selected action under the name `NAME@2`. */
  alias(...selectors: readonly string[]): ActionLibrary {
    return selectors.reduce<ActionLibrary>((library, selector) => {
      const copies = library
        .#select(selector)
        .map((each) => Object.freeze({ ...each, name: `${each.name}@2` }));
      return new ActionLibrary(`${library.name}+alias:${selector}`, [...library.actions, ...copies]);
    }, this);
  }

  /** Shuffles the order by a seed, for tests of index bias. */
  permute(seed: number): ActionLibrary {
    const rng = createRng(checkSeed(seed)).fork("permute");
    const shuffled = [...this.actions];
    for (let index = shuffled.length - 1; index > 0; index -= 1) {
      const other = rng.integer(index + 1);
      const [a, b] = [shuffled[index], shuffled[other]];
      if (a !== undefined && b !== undefined) [shuffled[index], shuffled[other]] = [b, a];
    }
    return new ActionLibrary(`${this.name}+permute${seed}`, shuffled);
  }

  /** Appends one action that carries out several of this library in a single step. */
  compose(...names: readonly [string, string, ...string[]]): ActionLibrary {
    const [first, ...rest] = names.map((name) => this.at(this.indexOf(name)));
    const parts: [MacroAction, ...MacroAction[]] = [first ?? this.at(0), ...rest];
    return new ActionLibrary(`${this.name}+${names.join("/")}`, [...this.actions, composeMacro(parts)]);
  }

  /** One line for each action. */
  describe(): readonly ActionDescription[] {
    return this.actions.map(({ name, operation, group, distractor }, index) => ({
      index,
      name,
      operation,
      group,
      distractor,
    }));
  }

  /** Its name, from which `actionLibrary` builds it again. */
  toJSON(): string {
    return this.name;
  }

  #select(selector: string): readonly MacroAction[] {
    return selectAmong(this.actions, this.name, selector);
  }

  #absent(actions: readonly MacroAction[]): readonly MacroAction[] {
    return actions.filter((each) => !this.#indices.has(each.name));
  }
}

function groupOf(selector: string): ActionGroup | undefined {
  return ACTION_GROUPS.find((group) => selector === group || selector === `${group}s`);
}

function selectAmong(
  actions: readonly MacroAction[],
  library: string,
  selector: string,
): readonly MacroAction[] {
  const group = groupOf(selector);
  const selected = actions.filter((each) => each.name === selector || each.group === group);
  if (selected.length > 0) return selected;
  const groups = ACTION_GROUPS.filter((each) => actions.some((action) => action.group === each));
  const names = actions.map((each) => each.name);
  throw unknownName(`action of ${library}`, selector, [...new Set([...groups, ...names])]);
}
