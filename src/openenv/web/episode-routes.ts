import type { Hono } from "hono";
import { refusal } from "../issues.ts";
import type { WireRecord } from "../served-environment.ts";
import type { ValidationError } from "../validation-error.ts";
import type { StepPayload } from "../wire.ts";
import { gradeReport } from "./grade-report.ts";
import { compileNamed, runningObservation } from "./named-actions.ts";
import { answer, readBody, readName, readPlayed, type WebParts } from "./web-parts.ts";

function resetEpisode({ episode, policies }: WebParts, params: WireRecord): StepPayload {
  const payload = episode.reset(params);
  const { seed } = episode.state();
  policies.begin(typeof seed === "number" ? seed : 0);
  return payload;
}

/** Plays a wire action given as `action`, or a named one given as `library` and `name`. */
function stepEpisode({ episode, context }: WebParts, body: WireRecord): StepPayload {
  if ("action" in body) return episode.step(body["action"]);
  if ("name" in body) {
    const observation = runningObservation(episode.observation());
    return episode.step(compileNamed(readPlayed(body), readName(body), observation));
  }
  const takesMessages = Object.hasOwn(context.served.action.shape, "message");
  if ("message" in body && takesMessages) return episode.step({ message: body["message"] });
  throw refuseStep(body);
}

function refuseStep(body: WireRecord): ValidationError {
  if ("message" in body) {
    const msg = "This environment takes no chat messages, send an `action`";
    return refusal("request", { type: "extra_forbidden", loc: ["message"], msg }, body["message"]);
  }
  const msg = "Expected an `action`, or the `name` of one with its `library`";
  return refusal("request", { type: "missing", loc: ["action"], msg });
}

/** Adds the routes that begin, play and show the shared episode. */
export function addEpisodeRoutes(app: Hono, parts: WebParts): void {
  const { context, episode } = parts;
  app.post("/web/reset", async (c) => {
    const params = await readBody(context, c);
    return answer(c, () => resetEpisode(parts, params));
  });
  app.post("/web/step", async (c) => {
    const body = await readBody(context, c);
    return answer(c, () => stepEpisode(parts, body));
  });
  app.get("/web/state", (c) => answer(c, () => episode.state()));
  app.get("/web/episode", (c) => c.json(episode.view()));
  app.get("/web/grade", (c) => answer(c, () => gradeReport(episode.grade())));
}
