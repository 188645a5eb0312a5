import { isRecord } from "../client/text.ts";
import { type Check, externalCheck } from "./check.ts";
import { demandStatus, objectOf, shown } from "./http.ts";
import { demand, need } from "./outcome.ts";
import { payloadProblem } from "./payload.ts";
import type { Probe } from "./probe.ts";
import type { Trial } from "./trial.ts";

type Data = Readonly<Record<string, unknown>>;

const BASELINE_MS = 30_000;

function isGraded(task: unknown): boolean {
  return isRecord(task) && Boolean(task["grader"]);
}

async function gradedTasks({ http }: Trial): Promise<void> {
  const answer = await http.ask("/tasks");
  need(answer.status !== 404, "the server has no /tasks");
  const { tasks, action_schema } = objectOf(answer);
  demand(Array.isArray(tasks) && tasks.length >= 3, "at least 3 tasks", tasks);
  demand(isRecord(action_schema), "an action_schema object", action_schema);
  need(tasks.some(isGraded), "no task of the environment is graded");
  const ungraded = tasks.find((task) => !isGraded(task));
  demand(ungraded === undefined, "every task with a truthy grader", ungraded);
  const { score } = objectOf(await http.post("/grader", {}));
  demand(typeof score === "number" && score > 0 && score < 1, "a score strictly between 0 and 1", score);
  const baseline = { method: "POST", body: "{}", timeoutMs: BASELINE_MS };
  const [first, second] = [await http.ask("/baseline", baseline), await http.ask("/baseline", baseline)];
  demandStatus(first, 200);
  demand(first.text === second.text, `the same baseline again: ${first.text}`, second.text);
}

async function taskApi({ http }: Trial): Promise<void> {
  const list = await http.ask("/list_environments");
  need(list.status !== 404, "the server has no task API");
  const [env] = Array.isArray(list.body) ? list.body : [];
  demand(list.status === 200 && typeof env === "string", "a list of names", shown(list));
  const splits = await http.ask(`/${env}/splits`);
  need(splits.status !== 501, "the environment has no tasks");
  const [split] = Array.isArray(splits.body) ? splits.body : [];
  const named = isRecord(split) && typeof split["name"] === "string" && typeof split["type"] === "string";
  demand(named, "a list of splits with name and type", shown(splits));
  const { num_tasks } = objectOf(await http.post(`/${env}/num_tasks`, { split: split["name"] }));
  demand(Number.isSafeInteger(num_tasks), "an integer num_tasks", num_tasks);
  const { task } = objectOf(await http.post(`/${env}/task`, { split: split["name"], index: 0 }));
  demand(isRecord(task), "a task object", task);
  demandStatus(await http.ask("/no-such-env/splits"), 404);
}

async function update(socket: Probe): Promise<Data> {
  const frame: unknown = JSON.parse(await socket.text());
  const pushed = isRecord(frame) && frame["type"] === "state_update" && isRecord(frame["episode_state"]);
  demand(pushed, "a state_update with episode_state", frame);
  return frame["episode_state"] as Data;
}

async function webRoutes(trial: Trial): Promise<void> {
  const { http } = trial;
  const page = await http.ask("/web");
  need(page.status !== 404, "the web page is off");
  demandStatus(page, 307);
  const location = page.headers.get("location") ?? "";
  demand(location.endsWith("/web/"), "a redirect to /web/", location);
  const socket = await trial.open({ path: "/ws/ui" });
  await update(socket);
  const reset = objectOf(await http.ask("/web/reset", { method: "POST" }));
  demand(payloadProblem(reset) === undefined, "POST /web/reset to give a payload", reset);
  await update(socket);
  const step = objectOf(await http.post("/web/step", { action: await trial.action() }));
  demand(payloadProblem(step) === undefined, "POST /web/step to give a payload", step);
  const { step_count } = await update(socket);
  demand(step_count === 1, "a state_update with step_count 1 after a step", step_count);
  objectOf(await http.ask("/web/state"));
  demandStatus(await http.post("/web/step", { action: { no_such_field: 1 } }), 422);
}

/** Routes that not every server has; they are checked where they are there. */
export const EXTRA_CHECKS: readonly Check[] = [
  {
    id: "60",
    group: "extras",
    title: "Tasks, grader and baseline answer cold",
    hint: "List at least 3 tasks with a grader, keep scores inside (0, 1), and make the baseline repeatable.",
    run: gradedTasks,
  },
  {
    id: "61",
    group: "extras",
    title: "The task API has its shapes",
    hint: "Answer splits, num_tasks and task for the listed environment, and 404 for any other.",
    run: taskApi,
  },
  {
    id: "62",
    group: "extras",
    title: "The web page has its routes and its live socket",
    hint: "Redirect /web to /web/, answer 422 to a bad action, and push state_update on connect and after a step.",
    run: webRoutes,
  },
];

const PYTHON = "it needs the Python package openenv";

/** What cannot be seen over the network. */
export const EXTERNAL_CHECKS: readonly Check[] = [
  externalCheck("57", "MCPToolClient in production mode gets a plain value", PYTHON),
  externalCheck("58", "GenericEnvClient runs a full episode", PYTHON),
  externalCheck("59", "The TypeScript client drives the Python server", PYTHON),
  externalCheck("63", "The inference script prints its lines", "it is about a program, not about a server"),
  externalCheck(
    "64",
    "The Space folder passes the local validators",
    "it is about a folder; see --submission DIR",
  ),
];
