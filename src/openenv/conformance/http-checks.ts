import type { Check } from "./check.ts";
import { demandProblemAt, demandStatus, objectOf, problemsOf, shown } from "./http.ts";
import { demand } from "./outcome.ts";
import { payloadProblem } from "./payload.ts";
import { listedTasks } from "./tasks.ts";
import type { Trial } from "./trial.ts";

async function emptyReset({ http }: Trial): Promise<void> {
  demandStatus(await http.ask("/reset", { method: "POST" }), 200);
  for (const body of ["", "{}", "null"])
    demandStatus(await http.ask("/reset", { method: "POST", body }), 200);
}

async function resetPayload({ http }: Trial): Promise<void> {
  const payload = objectOf(await http.post("/reset", {}));
  const problem = payloadProblem(payload);
  demand(problem === undefined, "exactly observation, reward, done and perhaps metadata", problem);
  demand(payload["reward"] === null, "reward null after a reset", payload["reward"]);
  demand(payload["done"] === false, "done false after a reset", payload["done"]);
}

async function seeds({ http }: Trial): Promise<void> {
  for (const seed of [-1, 1.5]) demandProblemAt(await http.post("/reset", { seed }), ["body", "seed"]);
  const text = await http.post("/reset", { seed: "7", episode_id: "conformance-12" });
  demandStatus(text, 200);
  const number = await http.post("/reset", { seed: 7, episode_id: "conformance-12" });
  demand(text.text === number.text, 'seed "7" to mean 7', text.text);
}

async function unknownKeys(trial: Trial): Promise<void> {
  const { http } = trial;
  demandStatus(await http.post("/reset", { no_such_option: [1], prompt: "x".repeat(1000) }), 200);
  const tasks = await listedTasks(trial);
  if (tasks.length === 0) return;
  const begun: string[] = [];
  for (const taskId of tasks.slice(0, 2)) {
    const answer = await http.post("/reset", { seed: 7, task_id: taskId, episode_id: "conformance-13" });
    begun.push(JSON.stringify(objectOf(answer)["observation"]));
  }
  demand(
    new Set(begun).size === begun.length,
    "task_id to select the task",
    "the same observation for two tasks",
  );
  demandStatus(await http.post("/reset", { task_id: "no-such-task" }), 422);
}

async function malformedReset({ http }: Trial): Promise<void> {
  for (const body of ["{oops", "[1]"]) problemsOf(await http.ask("/reset", { method: "POST", body }));
}

async function sameSeed({ http }: Trial): Promise<void> {
  const [first, second] = [await resetTo7(http), await resetTo7(http)];
  demand(first === second, `the same body for the same seed: ${first}`, second);
}

async function resetTo7(http: Trial["http"]): Promise<string> {
  const answer = await http.post("/reset", { seed: 7, episode_id: "conformance-15" });
  demandStatus(answer, 200);
  return answer.text;
}

async function missingAction({ http }: Trial): Promise<void> {
  for (const body of [{}, { action: "text" }])
    demandProblemAt(await http.post("/step", body), ["body", "action"]);
}

async function unknownActionKey(trial: Trial): Promise<void> {
  const extra = { no_such_field: 1, no_such_field_either: 2 };
  const answer = await trial.http.post("/step", { action: { ...(await trial.action()), ...extra } });
  const found = problemsOf(answer).filter(({ type }) => type === "extra_forbidden");
  for (const key of Object.keys(extra)) {
    demand(
      found.some(({ loc }) => loc.includes(key)),
      `a problem extra_forbidden at ${key}`,
      shown(answer),
    );
  }
}

async function coldStep(trial: Trial): Promise<void> {
  const answer = await trial.http.post("/step", { action: await trial.action() });
  const problem = payloadProblem(objectOf(answer));
  demand(problem === undefined, "a step that needs no reset to give a payload", problem);
}

async function stepExtras(trial: Trial): Promise<void> {
  const action = await trial.action();
  const extras = { timeout_s: 30, request_id: "conformance-19", no_such_option: 1 };
  demandStatus(await trial.http.post("/step", { action, ...extras }), 200);
  demandProblemAt(await trial.http.post("/step", { action, timeout_s: 0 }), ["body", "timeout_s"]);
}

async function statelessness(trial: Trial): Promise<void> {
  const action = await trial.action();
  objectOf(await trial.http.post("/reset", { seed: 7 }));
  const first = objectOf(await trial.http.post("/step", { action }));
  if (first["done"] !== true) objectOf(await trial.http.post("/step", { action }));
  const steps = first["done"] === true ? 1 : 2;
  const { step_count } = await trial.http.object("/state");
  demand(
    step_count === 0 || step_count === steps,
    `step_count 0 (stateless) or ${steps} (shared)`,
    step_count,
  );
}

async function httpState({ http }: Trial): Promise<void> {
  const state = await http.object("/state");
  const { episode_id = false, step_count } = state;
  demand(episode_id === null || typeof episode_id === "string", "episode_id as text or null", state);
  demand(Number.isSafeInteger(step_count) && Number(step_count) >= 0, "step_count as an integer", state);
}

const OF_HTTP = { group: "http", simulationOnly: true } as const;

/** The control routes over HTTP. */
export const HTTP_CHECKS: readonly Check[] = [
  {
    ...OF_HTTP,
    id: "10",
    title: "POST /reset needs no body",
    hint: "Treat an absent, empty or null body like {}; graders send all of them.",
    run: emptyReset,
  },
  {
    ...OF_HTTP,
    id: "11",
    title: "A reset answers observation, null reward and done false",
    hint: "Take reward, done and metadata out of the observation and put them beside it.",
    run: resetPayload,
  },
  {
    ...OF_HTTP,
    id: "12",
    title: "Seeds are checked, and numerals accepted",
    hint: 'Refuse a seed that is no integer ≥ 0 with 422 at ["body","seed"], and read "7" as 7.',
    run: seeds,
  },
  {
    ...OF_HTTP,
    id: "13",
    title: "Unknown reset keys are ignored, task_id is not",
    hint: "Drop keys the environment does not take, and answer an unknown task_id with 422.",
    run: unknownKeys,
  },
  {
    ...OF_HTTP,
    id: "14",
    title: "A body that is no object is 422",
    hint: "Answer malformed JSON and lists with 422 and a list in detail.",
    run: malformedReset,
  },
  {
    ...OF_HTTP,
    id: "15",
    title: "The same seed gives the same body",
    hint: "Draw everything from the seed; no clock, no random ids.",
    run: sameSeed,
  },
  {
    ...OF_HTTP,
    id: "16",
    title: "A step without an action object is 422",
    hint: 'Refuse it at ["body","action"].',
    run: missingAction,
  },
  {
    ...OF_HTTP,
    id: "17",
    title: "Unknown action fields are refused, all of them",
    hint: "List every problem, each of type extra_forbidden with the field in loc.",
    run: unknownActionKey,
  },
  {
    ...OF_HTTP,
    id: "18",
    title: "A step needs no reset before it",
    hint: "Begin an episode of the default task where none runs.",
    run: coldStep,
  },
  {
    ...OF_HTTP,
    id: "19",
    title: "A step takes timeout_s, request_id and unknown keys",
    hint: "Allow them beside action, and refuse a timeout_s that is not above 0.",
    run: stepExtras,
  },
  {
    ...OF_HTTP,
    id: "20",
    title: "HTTP steps share all state or none",
    hint: "Keep one environment behind the routes, or make a fresh one for each request.",
    run: statelessness,
  },
  {
    ...OF_HTTP,
    id: "21",
    title: "GET /state has episode_id and step_count",
    hint: "Answer with the whole state, and a step_count that is an integer.",
    run: httpState,
  },
];
