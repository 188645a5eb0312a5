import type { Mask } from "../../core/mask.ts";
import type { Credits } from "../grading/grader.ts";
import { MaskTable } from "../masks.ts";
import { PackedKeys } from "../model/packed-key.ts";
import type { RewardParts } from "../rewards.ts";
import type { Scenario } from "../scenario.ts";
import { type Position, play, type Turn } from "../turn.ts";
import type { View } from "../view.ts";
import { LibraryMoves } from "./library-moves.ts";
import type { DiscreteSetup } from "./options.ts";
import { SharedRecords } from "./shared-records.ts";

/** Turns, and places, that are kept before all are forgotten: some 15 MB. */
const TURN_LIMIT = 1 << 15;

/** A position that play has come to, with what is shown there and where the actions taken there led. */
export interface Place<Seen> extends Position {
  readonly seen: Seen;
  /** Shared, not to be changed. */
  readonly actionMask: Mask;
  /** Shared, not to be changed; absent where it is the action mask. */
  readonly bootstrapMask: Mask | undefined;
  /** By index of the action; `undefined` where none was taken yet. */
  readonly turns: (Turn<Place<Seen>> | undefined)[];
}

const NO_TURNS: never[] = [];

/**
 * The turns that play behind an action library has taken, each worked out once. Positions that agree in all that what
 * follows depends on are one place, whatever led there. Nothing in here is of one episode, or of one
 * environment: equal ones can share it.
 */
export class Places<Seen> {
  readonly #moves: LibraryMoves;
  readonly #bootstrapMasks: MaskTable | undefined;
  readonly #see: (view: View) => Seen;
  readonly #limit: number;
  readonly #places = new Map<string, Place<Seen>>();
  readonly #openings = new Map<Scenario, Place<Seen>>();
  #keys = new PackedKeys();
  readonly #components = new SharedRecords<RewardParts>();
  readonly #credits = new SharedRecords<Credits>();
  #turnCount = 0;

  /**
   * @param see - What is seen of a view; worked out once for each place and shared, not to be changed.
   * @param limit - How many turns, and how many places, are kept.
   */
  constructor(setup: DiscreteSetup, see: (view: View) => Seen, limit = TURN_LIMIT) {
    this.#limit = limit;
    const { library, mask, bootstrapMask } = setup;
    this.#moves = new LibraryMoves(setup);
    this.#bootstrapMasks = bootstrapMask === mask ? undefined : new MaskTable(library, bootstrapMask);
    this.#see = see;
  }

  /** The place of a position. */
  at(position: Position): Place<Seen> {
    if (position.steps > 0) return this.#intern(position);
    const opening = this.#openings.get(position.scenario) ?? this.#intern(position);
    this.#openings.set(position.scenario, opening);
    return opening;
  }

  /**
   * What an action in [0, `library.size`) makes of a place that has not ended.
   * @throws {InvalidActionError} If the action is outside the mask and such actions throw.
   */
  turn(place: Place<Seen>, action: number): Turn<Place<Seen>> {
    return place.turns[action] ?? this.#explore(place, action);
  }

  #explore(place: Place<Seen>, action: number): Turn<Place<Seen>> {
    const turn = play(place, this.#moves.moveOf(action, place.view));
    const { move, before, next, reward, terminated, truncated } = turn;
    const components = this.#components.of(turn.components, reward);
    if (this.#turnCount >= this.#limit) this.#forget();
    this.#turnCount += 1;
    const known = { move, before, next: this.#intern(next), reward, components, terminated, truncated };
    place.turns[action] = known;
    return known;
  }

  /** The place that a position is, a new one if none agrees with it. An ended one is nowhere to go on from: always new. */
  #intern(position: Position): Place<Seen> {
    if (position.view.ended) return this.#placeOf(position);
    // Before the key is made: what is forgotten takes the numbering of keys with it.
    if (this.#places.size >= this.#limit) this.#forget();
    const key = this.#keys.of(position);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.#placeOf(position);
    this.#places.set(key, place);
    return place;
  }

  #placeOf(position: Position): Place<Seen> {
    const { view, grade } = position;
    // Field by field: V8 is slow at records of this many fields that are made of a spread.
    return {
      scenario: position.scenario,
      rules: position.rules,
      view,
      grade: { credits: this.#credits.of(grade.credits, grade.rawScore), rawScore: grade.rawScore },
      milestones: position.milestones,
      steps: position.steps,
      outcome: position.outcome,
      seen: this.#see(view),
      actionMask: this.#moves.maskOf(view),
      bootstrapMask: this.#bootstrapMasks?.of(view),
      turns: view.ended ? NO_TURNS : new Array<undefined>(this.#moves.library.size).fill(undefined),
    };
  }

  #forget(): void {
    this.#places.clear();
    this.#openings.clear();
    this.#components.clear();
    this.#credits.clear();
    this.#keys = new PackedKeys();
    this.#turnCount = 0;
  }
}
