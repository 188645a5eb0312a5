import type { Context } from "hono";
import { z } from "zod";
import { ResetNeededError } from "../../core/errors.ts";
import { actionLibrary } from "../../supportdesk/action-library/index.ts";
import { MASK_NAMES } from "../../supportdesk/masks.ts";
import { check } from "../issues.ts";
import type { WireRecord } from "../served-environment.ts";
import type { WebContext } from "../web-contract.ts";
import type { NamedActions } from "./named-actions.ts";
import type { PolicyPlayer } from "./policy-player.ts";
import type { SharedEpisode } from "./shared-episode.ts";

/** What the routes of the page work with. */
export interface WebParts {
  readonly context: WebContext;
  readonly episode: SharedEpisode;
  readonly policies: PolicyPlayer;
}

const Body = z.record(z.string(), z.unknown());

/** Libraries that the page offers. */
export const LIBRARIES = ["minimal", "standard"] as const;

/** How a request names the library and the mask it plays with; the mask for people offers what can have an effect. */
const Played = z.object({
  library: z.enum(LIBRARIES).default("minimal"),
  mask: z.enum(MASK_NAMES).default("structural"),
});

/** A request that names an action or a policy. */
const Named = z.object({ name: z.string() });

/** Answers with JSON, and with 409 where the episode has not begun or has ended. */
export function answer(c: Context, produce: () => unknown): Response {
  try {
    return c.json(produce());
  } catch (error) {
    if (error instanceof ResetNeededError) return c.json({ detail: error.message }, 409);
    throw error;
  }
}

/** The body of a request; an empty body and `null` are empty records. @throws {ValidationError} If it is no record. */
export async function readBody(context: WebContext, c: Context): Promise<WireRecord> {
  return check(Body, (await context.readBody(c)) ?? {}, "body");
}

/** The library and the mask of a request. @throws {ValidationError} If one of them is unknown. */
export function readPlayed(request: WireRecord): NamedActions {
  const { library, mask } = check(Played, request, "request");
  return { library: actionLibrary(library), mask };
}

/** The name in a request. @throws {ValidationError} If it is absent. */
export function readName(request: WireRecord): string {
  return check(Named, request, "request").name;
}
