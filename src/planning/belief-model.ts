import type { ModelTransition, TransitionModel } from "../core/model.ts";

/** What an agent can know that remembers every key, mask and own action: the states it may be in, with probabilities. */
export interface Belief<State> {
  readonly states: readonly { readonly state: State; readonly probability: number }[];
}

interface Result<State> {
  readonly probability: number;
  readonly next: State;
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/**
 * A model as an agent with perfect recall meets it: a state is a belief, and what is learnt from a step is its key, its
 * mask and whether the episode ended, never the reward. Its optimum is the best that any memory of those can reach, so
 * `solve(beliefModel(model))` lies between the optimum of memoryless policies and that of full sight.
 *
 * @see Kaelbling, Littman & Cassandra, Planning and acting in partially observable stochastic domains (1998), §3.3.
 */
export function beliefModel<State>(model: TransitionModel<State>): TransitionModel<Belief<State>> {
  return {
    actionCount: model.actionCount,
    initial: () =>
      grouped(model.initial(), ({ state }) => signatureOf(model, state)).map((members) => ({
        probability: total(members),
        state: beliefOf(model, members),
      })),
    stateKey: ({ states }) =>
      JSON.stringify(states.map(({ state, probability }) => [model.stateKey(state), rounded(probability)])),
    actions: (belief) => model.actions(anyOf(belief)),
    transitions: (belief, action) =>
      grouped(resultsOf(model, belief, action), ({ next, terminated, truncated }) =>
        terminated || truncated ? `${terminated}|${truncated}` : signatureOf(model, next),
      ).map((members) => toTransition(model, members)),
    observe: (belief) => model.observe(anyOf(belief)),
    score: ({ states }) =>
      states.reduce((sum, { state, probability }) => sum + probability * model.score(state), 0),
    actionName: (action) => model.actionName(action),
  };
}

/** What an agent sees of a state: its key and its mask. */
function signatureOf<State>(model: TransitionModel<State>, state: State): string {
  return `${model.observe(state)}|${model.actions(state).join(",")}`;
}

/** One of the states of a belief; those of a running episode all look alike. */
function anyOf<State>({ states }: Belief<State>): State {
  const [entry] = states as [{ readonly state: State; readonly probability: number }];
  return entry.state;
}

function resultsOf<State>(
  model: TransitionModel<State>,
  { states }: Belief<State>,
  action: number,
): readonly Result<State>[] {
  return states.flatMap(({ state, probability }) =>
    model
      .transitions(state, action)
      .map((result) => ({ ...result, probability: probability * result.probability })),
  );
}

function toTransition<State>(
  model: TransitionModel<State>,
  members: readonly Result<State>[],
): ModelTransition<Belief<State>> {
  const probability = total(members);
  const [{ terminated, truncated }] = members as [Result<State>];
  return {
    ...{ probability, terminated, truncated },
    next: beliefOf(
      model,
      members.map((member) => ({ state: member.next, probability: member.probability })),
    ),
    reward: members.reduce((sum, member) => sum + member.probability * member.reward, 0) / probability,
  };
}

/** Merges equal states and scales probabilities to 1; in order of the states' keys. */
function beliefOf<State>(
  model: TransitionModel<State>,
  members: readonly { readonly state: State; readonly probability: number }[],
): Belief<State> {
  const whole = total(members);
  const equal = grouped(members, ({ state }) => String(model.stateKey(state)));
  const states = equal.map((same) => ({
    state: (same[0] as (typeof same)[number]).state,
    probability: total(same) / whole,
  }));
  if (states.length === 1) return { states };
  const keyed = states.map((entry) => ({ entry, key: String(model.stateKey(entry.state)) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { states: keyed.map(({ entry }) => entry) };
}

function grouped<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): readonly (readonly Member[])[] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return [...groups.values()];
}

function total(members: readonly { readonly probability: number }[]): number {
  return members.reduce((sum, { probability }) => sum + probability, 0);
}

function rounded(probability: number): number {
  return Math.round(probability * 1e12) / 1e12;
}
