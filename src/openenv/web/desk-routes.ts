import type { Context, Hono } from "hono";
import { z } from "zod";
import { MASK_NAMES } from "../../supportdesk/masks.ts";
import type { NamedActionList, OfferedActions, PolicyStep } from "./messages.ts";
import { deskObservation, offeredActions, runningObservation, servesDesk } from "./named-actions.ts";
import { listPolicies } from "./policy-player.ts";
import { answer, LIBRARIES, readBody, readName, readPlayed, type WebParts } from "./web-parts.ts";

function listNamedActions({ context }: WebParts, c: Context): NamedActionList {
  const { library } = readPlayed({ library: c.req.query("name") });
  const isDesk = servesDesk(context.served);
  return {
    libraries: isDesk ? LIBRARIES : [],
    masks: MASK_NAMES,
    name: library.name,
    actions: isDesk ? library.describe() : [],
  };
}

function maskNow({ episode }: WebParts, c: Context): OfferedActions {
  const played = readPlayed(c.req.query());
  const offered = [...offeredActions(played, deskObservation(episode.observation()))];
  return { library: played.library.name, mask: played.mask, offered };
}

async function playPolicy({ context, episode, policies }: WebParts, c: Context): Promise<Response> {
  const body = await readBody(context, c);
  return answer(c, (): PolicyStep => {
    const policy = readName(body);
    const observation = runningObservation(episode.observation());
    const { name, action } = policies.choose(policy, observation, readPlayed(body));
    return { ...episode.step(action), choice: { policy, name, action } };
  });
}

/** Adds the routes that describe the environment: schema, tasks, named actions, mask and policies. */
export function addDeskRoutes(app: Hono, parts: WebParts): void {
  const { served } = parts.context;
  const policies = servesDesk(served) ? listPolicies() : [];
  const schema = {
    action: z.toJSONSchema(served.action, { io: "input" }),
    observation: z.toJSONSchema(served.observation, { io: "output" }),
    state: z.toJSONSchema(served.state, { io: "output" }),
  };
  const metadata = {
    name: served.name,
    description: served.description,
    readme_content: served.readme ?? null,
    version: served.version,
    author: null,
    documentation_url: null,
  };
  app.get("/web/metadata", (c) => c.json(metadata));
  app.get("/web/schema", (c) => c.json(schema));
  app.get("/web/tasks", (c) => c.json({ tasks: served.tasks }));
  app.get("/web/library", (c) => answer(c, () => listNamedActions(parts, c)));
  app.get("/web/mask", (c) => answer(c, () => maskNow(parts, c)));
  app.get("/web/policy", (c) => c.json({ policies }));
  app.post("/web/policy", (c) => playPolicy(parts, c));
}
