import { z } from "zod";
import { check, refusal, within } from "../../issues.ts";
import { MAX_ID_LENGTH } from "../../reset-params.ts";
import type { Session } from "../../served-environment.ts";
import type { StepPayload } from "../../wire.ts";
import type { SessionRecord } from "../session-store.ts";
import type { Route, Site } from "./route.ts";

const SHARED = "shared";
const BODY = ["body"];
const id = z.string().max(MAX_ID_LENGTH).nullish();

/** Body of `POST /reset`; the session reads the rest of it. */
export const ResetBody = z.looseObject({ session_id: id }).nullish();

/** Body of `POST /step`. */
export const StepBody = z.looseObject({
  action: z.record(z.string(), z.unknown()),
  timeout_s: z.number().gt(0).nullish(),
  request_id: id,
  session_id: id,
});

const StateQuery = z.looseObject({ session_id: id });

type Use<Result> = (session: Session, record: SessionRecord | undefined) => Result;

/** Runs `use` on the named session, on the shared one, or on one that lives for this request alone. */
function withSession<Result>(
  { store, httpSessions }: Site,
  name: string | undefined,
  use: Use<Result>,
): Result {
  const kept = name === undefined ? (httpSessions === "shared" ? SHARED : undefined) : `named:${name}`;
  if (kept === undefined) {
    const session = store.fresh();
    try {
      return use(session, undefined);
    } finally {
      session.close();
    }
  }
  const record = store.named(kept);
  store.touch(record);
  return use(record.session, record);
}

function written({ served }: Site, payload: StepPayload): Response {
  const text = served.write?.(payload) ?? JSON.stringify(payload);
  return new Response(text, { headers: { "content-type": "application/json" } });
}

function reset(site: Site, given: unknown): Response {
  const body = within(BODY, () => check(ResetBody, given, "request")) ?? {};
  return withSession(site, body.session_id ?? undefined, (session, record) => {
    const payload = within(BODY, () => session.reset(body));
    if (record !== undefined) record.isDone = false;
    return written(site, payload);
  });
}

function step(site: Site, given: unknown): Response {
  if (given === undefined) {
    throw refusal("request", { type: "missing", loc: ["body"], msg: "Field required" });
  }
  const body = within(BODY, () => check(StepBody, given, "request"));
  return withSession(site, body.session_id ?? undefined, (session, record) => {
    // As it was sent: checking it as any record copies it without odd keys.
    const payload = session.step((given as { readonly action: unknown }).action);
    const done = payload.done === true;
    if (record !== undefined) record.isDone = done;
    site.metrics.step(done);
    return written(site, payload);
  });
}

/** The routes that play: absent in production mode. */
export function controlRoutes(site: Site): readonly Route[] {
  return [
    {
      method: "post",
      path: "/reset",
      tag: "Environment Control",
      summary: "Begin an episode",
      body: "ResetRequest",
      answer: "ResetResponse",
      handle: async (c) => reset(site, await site.readBody(c)),
    },
    {
      method: "post",
      path: "/step",
      tag: "Environment Control",
      summary: "Carry out an action",
      body: "StepRequest",
      answer: "StepResponse",
      handle: async (c) => step(site, await site.readBody(c)),
    },
    {
      method: "get",
      path: "/state",
      tag: "State Management",
      summary: "The episode as its operator sees it",
      answer: "State",
      handle: (c) => {
        const { session_id } = within(["query"], () => check(StateQuery, c.req.query(), "request"));
        return withSession(site, session_id ?? undefined, (session) => Response.json(session.state()));
      },
    },
  ];
}
