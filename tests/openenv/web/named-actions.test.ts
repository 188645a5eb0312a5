import { describe, expect, it } from "vitest";
import { make } from "../../../src/core/registry.ts";
import { offeredActions, viewOf } from "../../../src/openenv/web/named-actions.ts";
import { actionLibrary } from "../../../src/supportdesk/action-library/index.ts";
import "../../../src/supportdesk/index.ts";
import { MASK_NAMES } from "../../../src/supportdesk/masks.ts";
import { echoEnvironment, openSite, type WebSite } from "./web-site.ts";

const REQUEST = { library: "minimal", name: "request:diagnostics" };

async function startedSite(): Promise<WebSite> {
  const site = openSite();
  await site.send("/web/reset", { task_id: "api_incident_hard", seed: 0 });
  return site;
}

function offered(mask: Record<string, unknown>, name: string): number | undefined {
  const index = actionLibrary(String(mask["library"])).indexOf(name);
  return (mask["offered"] as number[])[index];
}

describe("GET /web/library", () => {
  it.each([
    ["minimal", 24],
    ["standard", 60],
  ])("lists %s with %i actions", async (name, count) => {
    const library = await openSite().read(`/web/library?name=${name}`);
    const actions = library["actions"] as Record<string, unknown>[];
    expect([library["name"], actions.length]).toEqual([name, count]);
    expect(Object.keys(actions[0] ?? {})).toEqual(["index", "name", "operation", "group", "distractor"]);
  });

  it("lists the minimal library, and what else there is, when asked for nothing", async () => {
    expect(await openSite().read("/web/library")).toMatchObject({
      name: "minimal",
      libraries: ["minimal", "standard"],
      masks: ["none", "structural", "once", "workflow"],
    });
  });

  it("refuses a library it does not know", async () => {
    expect((await openSite().get("/web/library?name=everything")).status).toBe(422);
  });

  it("is empty where the environment has no named actions", async () => {
    expect(await openSite(echoEnvironment()).read("/web/library")).toMatchObject({
      libraries: [],
      actions: [],
    });
  });
});

describe("GET /web/mask", () => {
  it("offers to wait only while the customer is asked", async () => {
    const site = await startedSite();
    expect(offered(await site.read("/web/mask"), "wait")).toBe(0);
    await site.send("/web/step", REQUEST);
    expect(offered(await site.read("/web/mask"), "wait")).toBe(1);
  });

  it("is structural and minimal unless told otherwise", async () => {
    const site = await startedSite();
    expect(await site.read("/web/mask")).toMatchObject({ library: "minimal", mask: "structural" });
    const full = await site.read("/web/mask?library=standard&mask=none");
    expect(full["offered"]).toEqual(Array.from({ length: 60 }, () => 1));
  });

  it("offers nothing once the episode has ended", async () => {
    const site = await startedSite();
    await site.send("/web/step", { library: "minimal", name: "submit:resolved" });
    expect((await site.read("/web/mask?mask=none"))["offered"]).toEqual(Array.from({ length: 24 }, () => 0));
  });

  it("refuses a mask it does not know, is a conflict before the first reset, and means nothing elsewhere", async () => {
    const site = await startedSite();
    expect((await site.get("/web/mask?mask=all")).status).toBe(422);
    expect((await openSite().get("/web/mask")).status).toBe(409);
    const echo = openSite(echoEnvironment());
    await echo.send("/web/reset");
    expect((await echo.get("/web/mask")).status).toBe(422);
  });
});

describe("a step by name", () => {
  it("plays the wire action that the name stands for", async () => {
    const site = await startedSite();
    const { observation } = await site.send("/web/step", REQUEST);
    expect(observation).toMatchObject({
      case: { requested_fields: ["request_ids", "time_window", "affected_region"] },
    });
  });

  it("is refused where the mask does not offer it, and no step passes", async () => {
    const site = await startedSite();
    const response = await site.post("/web/step", { library: "minimal", name: "wait" });
    expect([response.status, JSON.stringify(await response.json())]).toEqual([
      422,
      expect.stringContaining("`wait` is not offered now"),
    ]);
    expect(await site.read("/web/state")).toMatchObject({ step_count: 0 });
  });

  it("is refused with a suggestion where the library has no such action", async () => {
    const site = await startedSite();
    const response = await site.post("/web/step", { library: "minimal", name: "clasify:duplicate_charge" });
    expect([response.status, JSON.stringify(await response.json())]).toEqual([
      422,
      expect.stringContaining("Did you mean"),
    ]);
  });
});

describe("the masks of the page", () => {
  it.each(MASK_NAMES)("equal those of the discrete environment under %s all episode long", (mask) => {
    const library = actionLibrary("minimal");
    const env = make("SupportDeskDiscrete-v1", { actions: library, mask });
    let { observation } = env.reset({ seed: 0, options: { task_id: "regulated_export_exception_hard" } });
    for (const name of [
      "classify:regulated_exception",
      "request:compliance",
      "wait",
      "reply:policy_review",
    ]) {
      expect(offeredActions({ library, mask }, observation)).toEqual(env.actionMask());
      ({ observation } = env.step(library.indexOf(name)));
    }
    expect(offeredActions({ library, mask }, observation)).toEqual(env.actionMask());
    expect(viewOf(observation).ended).toBe(false);
  });
});
