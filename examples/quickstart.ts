/**
 * One episode of the support desk with random valid actions, in the loop that Gymnasium users know.
 *
 *   npx tsx examples/quickstart.ts [seed]
 */
import { make } from "supportdesk-gym";

const seed = Number(process.argv[2] ?? 3);
const env = make("SupportDeskDiscrete-v1");
env.actionSpace.seed(seed);

let { observation, info } = env.reset({ seed });
let [terminated, truncated] = [false, false];
console.log(`${observation.ticket.customer_name}: "${observation.ticket.subject}"`);

while (!terminated && !truncated) {
  const action = env.actionSpace.sample(info.actionMask);
  const step = env.step(action);
  console.log(
    `${env.actionSpace.label(action).padEnd(30)} reward ${step.reward.toFixed(2)}  ${step.observation.feedback}`,
  );
  ({ observation, info, terminated, truncated } = step);
}
console.log(
  "raw score",
  info.episode?.rawScore,
  "return",
  info.episode?.return.toFixed(2),
  info.episode?.outcome,
);

// Riya Shah: "Charged again after we cancelled the add-on"
// reply:premature_promise        reward 0.08  Reply written.
// request:compliance             reward 0.00  Customer asked for tenant_region, dpa_amendment_id, legal_contact_email.
// classify:general_question      reward 0.00  Queue set to general_support; priority set to normal; issue type set to general_question.
// note:technical                 reward -0.01  Note written.
// wait                           reward 0.00  The customer had nothing to add.
// request:diagnostics            reward 0.00  Customer asked for request_ids, time_window, affected_region. The step budget is used up.
// raw score 0.08333333333333331 return 0.07 abandoned
