import type { Context } from "hono";
import { z } from "zod";
import { check, refusal, within } from "../../issues.ts";
import type { ServedTask } from "../../served-environment.ts";
import { HttpProblem } from "../problems.ts";
import type { Route, Site } from "./route.ts";

/** The suite is for training; nothing is held out. */
const SPLITS = ["train", "validation", "test"] as const;
const TRAIN = "train";

const split = z.enum(SPLITS);

/** Body of the routes that take a split alone. */
export const SplitBody = z.strictObject({ split });

/** Body of `POST /{env}/task`. */
export const TaskBody = z.strictObject({ split, index: z.int().min(0) });

/** Body of `POST /{env}/task_range`; `stop` is exclusive. */
export const RangeBody = z.strictObject({
  split,
  start: z.int().min(0).nullish(),
  stop: z.int().min(0).nullish(),
});

type Split = (typeof SPLITS)[number];

/** The tasks of a split, each usable as the parameters of a reset. */
function tasksOf({ served }: Site, wanted: Split): readonly ServedTask[] {
  return wanted === TRAIN ? served.tasks : [];
}

function taskAt(site: Site, { split: wanted, index }: z.infer<typeof TaskBody>): ServedTask {
  const tasks = tasksOf(site, wanted);
  const task = tasks[index];
  if (task !== undefined) return task;
  const msg = `The split ${wanted} has ${tasks.length} tasks`;
  const part = { type: "less_than", loc: ["body", "index"], msg, ctx: { lt: tasks.length } };
  throw refusal("request", part, index);
}

function requireTasks({ served }: Site, c: Context): void {
  if (c.req.param("env") !== served.benchmark) {
    throw new HttpProblem(404, `There is no such environment here. Allowed: ${served.benchmark}.`);
  }
  if (served.tasks.length === 0) throw new HttpProblem(501, "This environment has no tasks to choose from.");
}

/** The task API: which splits there are, and the tasks of each. */
export function taskApiRoutes(site: Site): readonly Route[] {
  const { served } = site;
  const posted = <Schema extends z.ZodType>(schema: Schema, answer: (body: z.output<Schema>) => object) => ({
    method: "post" as const,
    tag: "Task API",
    handle: async (c: Context): Promise<Response> => {
      requireTasks(site, c);
      const given = await site.readBody(c);
      return Response.json(answer(within(["body"], () => check(schema, given, "request"))));
    },
  });
  const splits = SPLITS.map((name) => ({ name, type: name }));
  return [
    {
      method: "get",
      path: "/list_environments",
      tag: "Task API",
      summary: "Names of the environments here",
      handle: () => Response.json([served.benchmark]),
    },
    {
      method: "get",
      path: "/{env}/splits",
      tag: "Task API",
      summary: "The splits of the tasks",
      handle: (c) => {
        requireTasks(site, c);
        return Response.json(splits);
      },
    },
    {
      ...posted(SplitBody, (body) => ({ tasks: tasksOf(site, body.split), env_name: served.benchmark })),
      path: "/{env}/tasks",
      summary: "The tasks of a split",
      body: "SplitRequest",
    },
    {
      ...posted(SplitBody, (body) => ({ num_tasks: tasksOf(site, body.split).length })),
      path: "/{env}/num_tasks",
      summary: "The number of tasks of a split",
      body: "SplitRequest",
    },
    {
      ...posted(TaskBody, (body) => ({ task: taskAt(site, body) })),
      path: "/{env}/task",
      summary: "One task of a split",
      body: "TaskRequest",
    },
    {
      ...posted(RangeBody, ({ split: wanted, start, stop }) => ({
        tasks: tasksOf(site, wanted).slice(start ?? 0, stop ?? undefined),
      })),
      path: "/{env}/task_range",
      summary: "Some tasks of a split, in order",
      body: "TaskRangeRequest",
    },
  ];
}
