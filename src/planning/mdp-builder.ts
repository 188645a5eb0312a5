import type { FiniteMdp } from "./finite-mdp.ts";
import { IntList, NumberList } from "./packed-list.ts";

/** One possible result of a pair. */
export interface MdpEdge {
  /** State that it leads to, or −1 where the episode ends. */
  readonly next: number;
  readonly probability: number;
  readonly reward: number;
  /** Raw score of the state that it leads to. */
  readonly score: number;
}

/** The flat arrays of a process while they grow: state after state, their pairs in order, and the edges of each. */
export class MdpBuilder {
  readonly #pairStart = new IntList();
  readonly #pairAction = new IntList();
  readonly #edgeStart = new IntList();
  readonly #edgeNext = new IntList();
  readonly #edgeProbability = new NumberList();
  readonly #edgeReward = new NumberList();
  readonly #edgeScore = new NumberList();
  readonly #keys = new NumberList();

  /** Begins the next state. @param key - What an agent sees there. */
  addState(key: number): void {
    this.#pairStart.push(this.#pairAction.length);
    this.#keys.push(key);
  }

  /** Begins the next pair of the last state. */
  addPair(action: number): void {
    this.#pairAction.push(action);
    this.#edgeStart.push(this.#edgeNext.length);
  }

  /** Adds an edge to the last pair. */
  addEdge({ next, probability, reward, score }: MdpEdge): void {
    this.#edgeNext.push(next);
    this.#edgeProbability.push(probability);
    this.#edgeReward.push(reward);
    this.#edgeScore.push(score);
  }

  /** The process, once every state has been added. */
  finish({ initial, actionCount }: Pick<FiniteMdp, "initial" | "actionCount">): FiniteMdp {
    const stateCount = this.#keys.length;
    this.#pairStart.push(this.#pairAction.length);
    this.#edgeStart.push(this.#edgeNext.length);
    return {
      stateCount,
      actionCount,
      pairStart: this.#pairStart.toArray(),
      pairAction: this.#pairAction.toArray(),
      edgeStart: this.#edgeStart.toArray(),
      edgeNext: this.#edgeNext.toArray(),
      edgeProbability: this.#edgeProbability.toArray(),
      edgeReward: this.#edgeReward.toArray(),
      edgeScore: this.#edgeScore.toArray(),
      initial,
      keys: this.#keys.toArray(),
    };
  }
}
