import type { Episode } from "../../episode.ts";
import type { RewardParts } from "../../rewards.ts";
import { type Move, play, type Turn } from "../../turn.ts";
import type { Desk } from "../desk.ts";
import type { LibraryMoves } from "../library-moves.ts";
import type { PlaybookStep } from "./playbooks.ts";

const WAIT: Move = { action: { operation: "wait" }, name: "wait" };

/** The rest of an episode as it is played through in one go: what was done, what was left out, what it paid. */
export class Course {
  readonly #desk: Desk;
  readonly #moves: LibraryMoves;
  readonly #actions: string[] = [];
  readonly #skipped: string[] = [];
  readonly #components: Record<string, number> = {};
  #last: Turn | undefined;

  /** @param desk - With an episode that is running. */
  constructor(desk: Desk, moves: LibraryMoves) {
    this.#desk = desk;
    this.#moves = moves;
  }

  get episode(): Episode {
    return this.#desk.episode;
  }

  /** Names of the actions that were carried out, in order. */
  get actions(): readonly string[] {
    return this.#actions;
  }

  /** Names of the actions that were not allowed when their turn came, in order. */
  get skipped(): readonly string[] {
    return this.#skipped;
  }

  /** The parts of all rewards, each summed up. */
  get components(): RewardParts {
    return this.#components;
  }

  /** The turn that ended the episode, once one has. */
  get end(): Turn | undefined {
    return this.#last?.next.view.ended === true ? this.#last : undefined;
  }

  /** Carries out a step of a playbook, or leaves it out where the mask does not allow it. */
  follow(step: PlaybookStep): void {
    const { view } = this.episode;
    const name = step.choose(view);
    const index = this.#moves.library.indexOf(name);
    const move = this.end === undefined ? this.#moves.moveOf(index, view) : undefined;
    if (move === undefined || move.refused !== undefined) this.#skipped.push(name);
    else this.play(move);
  }

  /** Carries out a move. */
  play(move: Move): void {
    const turn = play(this.episode, move);
    this.#desk.step(turn);
    for (const [name, part] of Object.entries(turn.components)) {
      this.#components[name] = (this.#components[name] ?? 0) + part;
    }
    this.#actions.push(move.name);
    this.#last = turn;
  }

  /** Waits until the step budget is used up, unless the episode has ended. @returns The turn that ended it. */
  waitOut(): Turn {
    for (;;) {
      if (this.end !== undefined) return this.end;
      this.play(WAIT);
    }
  }
}
