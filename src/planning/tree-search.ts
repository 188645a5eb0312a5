import { InvalidArgumentError } from "../core/errors.ts";
import type { Rng } from "../core/random.ts";
import type { MctsResult } from "./mcts.ts";
import type { Simulator } from "./simulator.ts";

/** Settings of a search; all are in range. */
export interface TreeSearchSettings {
  readonly simulations: number;
  readonly discount: number;
  readonly exploration: number;
  readonly maxSteps: number;
  readonly rng: Rng;
}

/** What was seen of an action. */
interface Edge {
  readonly action: number;
  visits: number;
  total: number;
  /** By what chance made of it. */
  readonly nodes: Map<string | number, TreeNode>;
}

interface TreeNode {
  visits: number;
  /** One for each allowed action; `undefined` until the node is entered. */
  edges: readonly Edge[] | undefined;
}

/** UCT over one simulator. */
export class TreeSearch {
  readonly #simulator: Simulator;
  readonly #settings: TreeSearchSettings;
  readonly #root: TreeNode = { visits: 0, edges: undefined };
  #lowest = Number.POSITIVE_INFINITY;
  #highest = Number.NEGATIVE_INFINITY;
  #best: { return: number; actions: readonly number[] } = { return: Number.NEGATIVE_INFINITY, actions: [] };

  constructor(simulator: Simulator, settings: TreeSearchSettings) {
    this.#simulator = simulator;
    this.#settings = settings;
  }

  run(): MctsResult {
    for (let simulation = 0; simulation < this.#settings.simulations; simulation += 1) this.#simulate();
    const { actionCount } = this.#simulator;
    const edges = this.#root.edges ?? [];
    const visits = new Array<number>(actionCount).fill(0);
    const values = new Array<number>(actionCount).fill(0);
    for (const edge of edges) {
      visits[edge.action] = edge.visits;
      values[edge.action] = edge.visits === 0 ? 0 : edge.total / edge.visits;
    }
    const action = edges
      .map((edge) => edge.action)
      .reduce((best, other) => {
        const more = (visits[other] ?? 0) - (visits[best] ?? 0) || (values[other] ?? 0) - (values[best] ?? 0);
        return more > 0 ? other : best;
      });
    return { action, value: values[action] ?? 0, visits, values, best: this.#best };
  }

  /** One episode: down the tree, out of it by chance, and what was earned back up. */
  #simulate(): void {
    this.#simulator.restart();
    const path: Edge[] = [];
    const nodes: TreeNode[] = [];
    const actions: number[] = [];
    const rewards: number[] = [];
    let node: TreeNode | undefined = this.#root;
    for (let ended = false; !ended && actions.length < this.#settings.maxSteps; ) {
      const edge: Edge | undefined = node === undefined ? undefined : this.#select(node);
      const action = edge?.action ?? this.#anyAction();
      const step = this.#simulator.step(action);
      actions.push(action);
      rewards.push(step.reward);
      ended = step.ended;
      if (node === undefined || edge === undefined) continue;
      path.push(edge);
      nodes.push(node);
      node = grow(edge, step.outcome);
    }
    this.#backUp(nodes, path, rewards);
    this.#remember(rewards, actions);
  }

  /** UCB1 over the allowed actions, each once first, on returns scaled to [0, 1]. */
  #select(node: TreeNode): Edge {
    node.edges ??= this.#allowed().map((action) => ({ action, visits: 0, total: 0, nodes: new Map() }));
    const untried = node.edges.filter(({ visits }) => visits === 0);
    const fresh = untried[untried.length > 1 ? this.#settings.rng.integer(untried.length) : 0];
    if (fresh !== undefined) return fresh;
    const range = Math.max(this.#highest - this.#lowest, Number.EPSILON);
    const score = ({ visits, total }: Edge): number =>
      (total / visits - this.#lowest) / range +
      this.#settings.exploration * Math.sqrt(Math.log(node.visits) / visits);
    return node.edges.reduce((best, edge) => (score(edge) > score(best) ? edge : best));
  }

  #allowed(): readonly number[] {
    const allowed = this.#simulator.allowed();
    if (allowed.length > 0) return allowed;
    throw new InvalidArgumentError(
      "Expected a state with an allowed action, got none: search a running episode.",
    );
  }

  #anyAction(): number {
    const allowed = this.#allowed();
    return allowed[this.#settings.rng.integer(allowed.length)] ?? 0;
  }

  #backUp(nodes: readonly TreeNode[], path: readonly Edge[], rewards: readonly number[]): void {
    let earned = 0;
    for (let step = rewards.length - 1; step >= 0; step -= 1) {
      earned = (rewards[step] ?? 0) + this.#settings.discount * earned;
      const edge = path[step];
      const node = nodes[step];
      if (edge === undefined || node === undefined) continue;
      node.visits += 1;
      edge.visits += 1;
      edge.total += earned;
      this.#lowest = Math.min(this.#lowest, earned);
      this.#highest = Math.max(this.#highest, earned);
    }
  }

  #remember(rewards: readonly number[], actions: readonly number[]): void {
    const earned = rewards.reduceRight((after, reward) => reward + this.#settings.discount * after, 0);
    if (earned > this.#best.return) this.#best = { return: earned, actions };
  }
}

/** The node an outcome leads to; `undefined` where the tree has just grown by it, so that the rest is chance. */
function grow({ nodes }: Edge, outcome: string | number): TreeNode | undefined {
  const known = nodes.get(outcome);
  if (known === undefined) nodes.set(outcome, { visits: 0, edges: undefined });
  return known;
}
