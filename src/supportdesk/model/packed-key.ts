import type { Position } from "../turn.ts";
import { episodeKey } from "./state-key.ts";

/** Numbers that fit into one character. */
const CHARACTERS = 0x1_00_00;

/**
 * Short keys for positions, equal exactly where two agree in everything, the order in which fields were asked for
 * included, as a reward function of a user's may read it.
 */
export class PackedKeys {
  readonly #numbers = new Map<string | number | null, number>();

  of(position: Position): string {
    const { view, milestones } = position;
    const { case: caseState, follow_up: followUp } = view;
    // More words than characters: two keys for one state do no harm, and these are too long to be packed ones.
    if (this.#numbers.size > CHARACTERS - 16)
      return `${episodeKey(position)}|${listOf(caseState.requested_fields)}|${followUp.message}`;
    return String.fromCharCode(
      milestones,
      this.#numberOf(view.task_id),
      this.#numberOf(view.remaining_steps),
      this.#numberOf(caseState.status),
      this.#numberOf(caseState.resolution_code),
      this.#numberOf(listOf(caseState.requested_fields)),
      this.#numberOf(caseState.queue),
      this.#numberOf(caseState.priority),
      this.#numberOf(caseState.issue_type),
      this.#numberOf(caseState.reply),
      this.#numberOf(caseState.internal_note),
      this.#numberOf(followUp.status),
      this.#numberOf(followUp.round),
      this.#numberOf(followUp.message),
      this.#numberOf(listOf(followUp.provided_fields)),
      this.#numberOf(listOf(followUp.wrong_fields)),
    );
  }

  /** A number for each word, number or list. */
  #numberOf(word: string | number | null): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }
}

function listOf(words: readonly string[]): string {
  return words.length === 0 ? "[]" : JSON.stringify(words);
}
