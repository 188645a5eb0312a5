/**
 * An agent of your own: SARSA in forty lines, registered under a name and trained like the bundled ones.
 *
 *   npx tsx examples/custom-agent.ts [episodes]
 */
import {
  type Agent,
  countAllowed,
  createAgent,
  createRng,
  type Mask,
  make,
  nthAllowed,
  numberParameter,
  registerAgent,
  type Transition,
  train,
} from "supportdesk-gym";

const [stepSize, epsilon] = [0.1, 0.1];

function createSarsa(actionCount: number, seed: number, discount: number): Agent {
  const rows = new Map<number, Float64Array>();
  const rng = createRng(seed).fork("sarsa");
  const row = (key: number) => rows.get(key) ?? new Float64Array(actionCount);
  let pending: Transition | undefined;

  const greedy = (key: number, mask: Mask) => {
    const values = row(key);
    const allowed = Array.from({ length: countAllowed(mask) }, (_, rank) => nthAllowed(mask, rank));
    return allowed.reduce((best, action) => ((values[action] ?? 0) > (values[best] ?? 0) ? action : best));
  };
  const update = ({ context, action, reward }: Transition, nextValue: number) => {
    const values = row(context);
    values[action] =
      (values[action] ?? 0) + stepSize * (reward + discount * nextValue - (values[action] ?? 0));
    rows.set(context, values);
  };

  return {
    name: "my-sarsa",
    actionCount,
    discount,
    act(key, mask) {
      const explore = rng.next() < epsilon;
      const action = explore ? nthAllowed(mask, rng.integer(countAllowed(mask))) : greedy(key, mask);
      if (pending !== undefined) update(pending, row(key)[action] ?? 0);
      pending = undefined;
      return {
        action,
        propensity: epsilon / countAllowed(mask) + (action === greedy(key, mask) ? 1 - epsilon : 0),
      };
    },
    actGreedily: greedy,
    learn(transition) {
      const { nextContext, nextMask, terminated, truncated } = transition;
      if (terminated) update(transition, 0);
      else if (truncated) update(transition, row(nextContext)[greedy(nextContext, nextMask)] ?? 0);
      else pending = { ...transition };
    },
    explain: (key) => ({ values: [...row(key)], counts: [], greedy: [] }),
    toJSON: () => ({ schema: "my-sarsa/1", name: "my-sarsa", hyperparameters: { discount }, state: null }),
  };
}

registerAgent("my-sarsa", {
  kind: "agent",
  family: "tabular",
  summary: "SARSA with a constant exploration rate",
  source: "Sutton & Barto 2018, section 6.4",
  parameters: [numberParameter({ name: "discount", default: 1, min: 0, max: 1, meaning: "γ" })],
  create: ({ actionCount, seed, hyperparameters }) =>
    createSarsa(actionCount, seed, Number(hyperparameters["discount"])),
  restore: () => {
    throw new Error("my-sarsa cannot be restored");
  },
});

const env = make("SupportDeskTabular-v1");
const agent = createAgent("my-sarsa", { actionCount: env.actionSpace.n, seed: 0 });
const { evaluation } = train({ env, agent, episodes: Number(process.argv[2] ?? 20_000), evaluateEvery: 0 });
for (const { taskId, rawScore } of evaluation.tasks) console.log(taskId, rawScore);

// billing_refund_easy 1
// account_takeover_medium 1
// api_incident_hard 1
// regulated_export_exception_hard 1
