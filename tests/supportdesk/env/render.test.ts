import { describe, expect, it } from "vitest";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";

const squeeze = (text = ""): string => text.replace(/\s+/g, " ");

describe("rendering", () => {
  it("draws nothing unless a mode was chosen", () => {
    const env = new SupportDeskEnv();
    env.reset();
    expect(env.render()).toBeUndefined();
    expect(env.metadata.renderModes).toEqual(["ansi", "json"]);
  });

  it("as a page shows ticket, articles, case and what is left to do", () => {
    const env = new SupportDeskEnv({ renderMode: "ansi" });
    const { ticket, knowledge_base } = env.reset().observation;
    const page = squeeze(env.render());
    expect(page).toContain("billing_refund_easy (easy): stage triage, 6 steps left");
    expect(page).toContain(ticket.subject);
    expect(page).toContain(squeeze(ticket.body));
    for (const { title, content } of knowledge_base) {
      expect(page).toContain(title);
      expect(page).toContain(squeeze(content));
    }
    expect(page).toContain("Queue –");
    expect(page).toContain("A new ticket is on your desk.");
    expect(page).toContain("Still to do classify, draft_reply, add_internal_note, submit");
  });

  it("as a page shows the case as it was worked, the answer and the history", () => {
    const env = new SupportDeskEnv({ renderMode: "ansi", tasks: ["api_incident_hard"] });
    env.reset();
    env.step({ operation: "classify", queue: "platform_engineering", priority: "low" });
    env.step({ operation: "request_info", requested_fields: ["time_window"], reply: "We are on it." });
    env.step({ operation: "wait" });
    const page = squeeze(env.render());
    expect(page).toContain("Queue platform_engineering");
    expect(page).toContain("Priority low");
    expect(page).toContain("Asked for time_window");
    expect(page).toContain("Reply We are on it.");
    expect(page).toContain("Customer's answer complete: Request ids: nw-7f31");
    expect(page).toContain("1 +0.15 Queue set to platform_engineering; priority set to low.");
    expect(page).not.toContain("score");
  });

  it("as a page shows the score only once the episode has ended", () => {
    const env = new SupportDeskEnv({ renderMode: "ansi" });
    env.reset();
    env.step({ operation: "submit", status: "resolved" });
    expect(env.render()).toContain("stage closed, 5 steps left, score 0.10");
  });

  it("as a page keeps its lines within 78 characters where words allow it", () => {
    const env = new SupportDeskEnv({ renderMode: "ansi", tasks: ["regulated_export_exception_hard"] });
    env.reset();
    for (const line of env.render()?.split("\n") ?? []) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("as JSON gives exactly the observation", () => {
    const env = new SupportDeskEnv({ renderMode: "json" });
    env.reset();
    const { observation } = env.step({ operation: "classify", queue: "billing_ops" });
    expect(JSON.parse(env.render() ?? "")).toEqual(observation);
  });

  it.each(["ansi", "json"] as const)("shows the same in all views: %s", (renderMode) => {
    const views = [
      new SupportDeskEnv({ renderMode }),
      new SupportDeskDiscreteEnv({ renderMode }),
      new SupportDeskTabularEnv({ renderMode }),
    ];
    const pages = views.map((env) => {
      env.reset();
      return env.render();
    });
    expect(pages[1]).toBe(pages[0]);
    expect(pages[2]).toBe(pages[0]);
  });
});
