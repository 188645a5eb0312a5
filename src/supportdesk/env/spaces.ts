import { z } from "zod";
import type { JsonValue } from "../../core/json.ts";
import { createRng, type Rng } from "../../core/random.ts";
import type { Space } from "../../core/space.ts";
import { actionName } from "../action-name.ts";
import { advance, open } from "../episode.ts";
import { type Action, Observation } from "../models.ts";
import { observe } from "../observe.ts";
import { BUNDLE_NAMES, BUNDLES } from "../playbook/bundles.ts";
import { NOTE_TEMPLATES, REPLY_TEMPLATES } from "../templates.ts";
import { PRIORITIES, type Ruleset, VOCABULARY } from "../vocabulary.ts";
import { ACTION_SCHEMAS } from "./actions.ts";
import type { DeskSetup } from "./options.ts";

function pick<T>(rng: Rng, choices: readonly T[]): T {
  return choices[rng.integer(choices.length)] as T;
}

/** A random well-formed action: an operation of the ruleset with fields of its own. */
function randomAction(rng: Rng, ruleset: Ruleset): Action {
  const { operations, queues, statuses, issueTypes } = VOCABULARY[ruleset];
  const operation = pick(rng, operations);
  switch (operation) {
    case "classify":
      return {
        operation,
        queue: pick(rng, queues),
        priority: pick(rng, PRIORITIES),
        issue_type: pick(rng, issueTypes),
      };
    case "request_info":
      return { operation, requested_fields: [...BUNDLES[pick(rng, BUNDLE_NAMES)]] };
    case "draft_reply":
      return { operation, reply: pick(rng, Object.values(REPLY_TEMPLATES)) };
    case "add_internal_note":
      return { operation, internal_note: pick(rng, Object.values(NOTE_TEMPLATES)) };
    case "submit":
      return { operation, status: pick(rng, statuses) };
    default:
      return { operation };
  }
}

/** Every well-formed action of a ruleset. Samples use the desk's own vocabulary and texts. */
export class ActionSpace implements Space<Action> {
  readonly size = Number.POSITIVE_INFINITY;
  /** Whose words the actions use. */
  readonly ruleset: Ruleset;
  #rng: Rng = createRng(0).fork("space");

  constructor(ruleset: Ruleset) {
    this.ruleset = ruleset;
  }

  sample(): Action {
    return randomAction(this.#rng, this.ruleset);
  }

  contains(value: unknown): value is Action {
    return ACTION_SCHEMAS[this.ruleset].safeParse(value).success;
  }

  seed(seed: number): void {
    this.#rng = createRng(seed).fork("space");
  }

  toString(): string {
    return `Action(${this.ruleset})`;
  }

  toJSON(): JsonValue {
    return z.toJSONSchema(ACTION_SCHEMAS[this.ruleset], { io: "input" }) as JsonValue;
  }
}

/** Every well-formed observation. Samples are taken from random play of the desk's own tasks. */
export class ObservationSpace implements Space<Observation> {
  readonly size = Number.POSITIVE_INFINITY;
  readonly #setup: DeskSetup;
  #rng: Rng = createRng(0).fork("space");

  constructor(setup: DeskSetup) {
    this.#setup = setup;
  }

  sample(): Observation {
    const rng = this.#rng;
    const scenario = pick(rng, this.#setup.scenarios);
    let episode = open(scenario, this.#setup.rules);
    for (let left = rng.integer(scenario.brief.max_steps); left > 0 && !episode.view.ended; left -= 1) {
      const action = randomAction(rng, scenario.brief.ruleset);
      episode = advance(episode, { action, name: actionName(action) }).episode;
    }
    return observe(episode);
  }

  contains(value: unknown): value is Observation {
    return Observation.safeParse(value).success;
  }

  seed(seed: number): void {
    this.#rng = createRng(seed).fork("space");
  }

  toString(): string {
    return "Observation";
  }

  toJSON(): JsonValue {
    return z.toJSONSchema(Observation, { io: "output" }) as JsonValue;
  }
}
