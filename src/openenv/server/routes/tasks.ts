import { z } from "zod";
import { ResetNeededError } from "../../../core/errors.ts";
import { check, refusal, within } from "../../issues.ts";
import { readReset } from "../../reset-params.ts";
import type {
  ServedEnvironment,
  ServedTask,
  Session,
  SessionGrade,
  WireRecord,
} from "../../served-environment.ts";
import { HttpProblem } from "../problems.ts";
import { publishedSchemas } from "./info.ts";
import { fixedJson, getAndPost, type Route, type Site } from "./route.ts";

const MAX_ACTIONS = 1000;
const BODY = ["body"];

/** Body of `POST /grader`. */
export const GraderBody = z
  .looseObject({
    task_id: z.string().nullish(),
    session_id: z.string().nullish(),
    actions: z.array(z.unknown()).max(MAX_ACTIONS).nullish(),
  })
  .nullish();

/** Body of `POST /baseline`. */
export const BaselineBody = z.looseObject({ task_id: z.string().nullish() }).nullish();

function listed(task: ServedTask, graded: boolean): WireRecord {
  return { id: task.task_id, ...task, grader: graded, has_grader: graded };
}

function taskIds({ tasks }: ServedEnvironment): readonly string[] {
  return tasks.map(({ task_id }) => task_id);
}

/** Plays the actions in an episode of their own. */
function replay(
  { store, served }: Site,
  given: WireRecord,
  actions: readonly unknown[],
): SessionGrade | undefined {
  const session = store.fresh();
  try {
    const { seed, task_id } = given;
    const [first] = taskIds(served);
    session.reset({ seed: seed ?? 0, task_id: task_id ?? first });
    actions.forEach((action, index) => {
      playOne(session, action, index);
    });
    return session.grade();
  } finally {
    session.close();
  }
}

function playOne(session: Session, action: unknown, index: number): void {
  const loc = ["actions", index];
  try {
    within(loc, () => session.step(action));
  } catch (error) {
    if (!(error instanceof ResetNeededError)) throw error;
    throw refusal("request", { type: "value_error", loc, msg: error.message });
  }
}

function keptGrade({ store }: Site, sessionId: string): SessionGrade | undefined {
  const record = store.find(`named:${sessionId}`, ["http"]) ?? store.find(sessionId, ["mcp", "socket"]);
  if (record === undefined) throw new HttpProblem(404, "There is no such session.");
  return record.session.grade();
}

function gradeAnswer(site: Site, given: unknown): Response {
  const { served } = site;
  if (!served.graded) throw new HttpProblem(501, "This environment has no grader.");
  const body = within(BODY, () => check(GraderBody, given, "request")) ?? {};
  const grade = within(BODY, () => {
    readReset(body, taskIds(served));
    return typeof body.session_id === "string"
      ? keptGrade(site, body.session_id)
      : replay(site, body, body.actions ?? []);
  });
  const { evidence: _forThePlayer, ...shown } = grade ?? {};
  const scores = Object.fromEntries(
    taskIds(served).map((taskId) => [taskId, replay(site, { task_id: taskId }, [])?.score]),
  );
  return Response.json({ ...shown, scores: { ...scores, [String(grade?.task_id)]: grade?.score } });
}

function baselineAnswer({ served }: Site, given: unknown): Response {
  if (served.baseline === undefined) throw new HttpProblem(501, "This environment has no baseline.");
  const body = within(BODY, () => check(BaselineBody, given, "request")) ?? {};
  const { taskId } = within(BODY, () => readReset(body, taskIds(served)));
  const { policy, scores } = served.baseline();
  const chosen = Object.entries(scores).filter(([id]) => taskId === undefined || id === taskId);
  const average = chosen.reduce((sum, [, score]) => sum + score, 0) / chosen.length;
  return Response.json({ baseline_scores: Object.fromEntries(chosen), average, policy, seed: 0 });
}

/** What graders of competitions ask for: tasks, grades and a baseline. */
export function taskRoutes(site: Site): readonly Route[] {
  const { served } = site;
  const tag = "Tasks";
  return [
    ...getAndPost({
      path: "/tasks",
      tag,
      summary: "The tasks and the schema of an action",
      handle: fixedJson(() => ({
        tasks: served.tasks.map((task) => listed(task, served.graded)),
        count: served.tasks.length,
        action_schema: publishedSchemas(served).action,
      })),
    }),
    ...getAndPost({
      path: "/grader",
      tag,
      summary: "How posted actions, or the episode of a session, are graded",
      body: "GraderRequest",
      handle: async (c) =>
        gradeAnswer(site, c.req.method === "POST" ? await site.readBody(c) : c.req.query()),
    }),
    ...getAndPost({
      path: "/baseline",
      tag,
      summary: "The scores of a scripted policy",
      body: "BaselineRequest",
      handle: async (c) =>
        baselineAnswer(site, c.req.method === "POST" ? await site.readBody(c) : c.req.query()),
    }),
  ];
}
