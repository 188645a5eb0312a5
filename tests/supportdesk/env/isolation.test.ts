import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SupportDeskDiscreteEnv } from "../../../src/supportdesk/env/discrete.ts";
import { SupportDeskEnv } from "../../../src/supportdesk/env/structured.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { NOTE_TEMPLATES, REPLY_TEMPLATES } from "../../../src/supportdesk/templates.ts";
import { anyActions, anyTask } from "../../support/desk-arbitraries.ts";
import { TASKS } from "../../support/desk-play.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";
import { spoil } from "../../support/desk-spoil.ts";

describe("what an environment hands out", () => {
  it("can be changed at will without changing the environment", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const spoiled = new SupportDeskEnv();
      const clean = new SupportDeskEnv();
      const options = { seed: 1, options: { task_id: taskId } };
      spoil(spoiled.reset(options));
      clean.reset(options);
      for (const action of actions) {
        if (clean.state().done) break;
        const result = clean.step(action);
        const sent = structuredClone(action);
        const other = spoiled.step(sent);
        expect(JSON.stringify(other)).toBe(JSON.stringify(result));
        for (const handed of [other, spoiled.state(), spoiled.snapshot(), sent]) spoil(handed);
        expect(JSON.stringify(spoiled.state())).toBe(JSON.stringify(clean.state()));
      }
      expect(JSON.stringify(spoiled.snapshot())).toBe(JSON.stringify(clean.snapshot()));
    });
    fc.assert(property, { numRuns: 60 });
  });

  it.each(TASKS)("leaves the next episode of %s untouched too, down to the remembered texts", (taskId) => {
    const play = (damage: boolean): string => {
      const env = new SupportDeskEnv();
      const results: string[] = [JSON.stringify(env.reset({ options: { task_id: taskId } }))];
      const texts = { reply: REPLY_TEMPLATES.premature_promise, internal_note: NOTE_TEMPLATES.security };
      const result = env.step({ operation: "submit", ...texts, requested_fields: ["password"] });
      results.push(JSON.stringify(result));
      if (damage) spoil(result);
      return results.join();
    };
    const before = play(true);
    expect(play(false)).toBe(before);
  });

  it("stays as it was when the episode goes on", () => {
    const property = fc.property(anyTask, anyActions, (taskId, actions) => {
      const env = new SupportDeskEnv();
      const handed: unknown[] = [env.reset({ options: { task_id: taskId } }), env.state()];
      const written = handed.map((each) => JSON.stringify(each));
      for (const action of actions) {
        if (env.state().done) break;
        const more = [env.step(action), env.state(), env.snapshot()];
        handed.push(...more);
        written.push(...more.map((each) => JSON.stringify(each)));
      }
      env.reset();
      expect(handed.map((each) => JSON.stringify(each))).toEqual(written);
    });
    fc.assert(property, { numRuns: 60 });
  });

  it("of masks and info in the discrete view can be changed at will", () => {
    const env = new SupportDeskDiscreteEnv({ bootstrapMask: "structural" });
    const { info } = env.reset();
    const before = Array.from(env.actionMask());
    spoil(info);
    spoil(env.actionMask());
    expect(Array.from(env.actionMask())).toEqual(before);
    const { info: next } = env.step(env.library.indexOf("classify:duplicate_charge"));
    expect(Array.from(next.bootstrapMask ?? [])).toContain(1);
    spoil(next);
    expect(Array.from(env.reset().info.actionMask ?? [])).toEqual(before);
  });

  it("of a step in the tabular view can be changed at will, though equal environments share what they work out", () => {
    const property = fc.property(fc.array(fc.nat(23), { minLength: 4, maxLength: 30 }), (actions) => {
      const spoiled = new SupportDeskTabularEnv({ bootstrapMask: "structural" });
      const clean = new SupportDeskTabularEnv({ bootstrapMask: "structural" });
      for (let round = 0; round < 2; round += 1) {
        spoil(spoiled.reset({ seed: 1 }));
        clean.reset({ seed: 1 });
        for (const action of actions) {
          if (clean.state().done) break;
          const result = clean.step(action);
          const other = spoiled.step(action);
          expect(JSON.stringify(other)).toBe(JSON.stringify(result));
          spoil(other);
        }
      }
    });
    fc.assert(property, { numRuns: 40 });
  });

  it("of wire actions in a library can be changed at will", () => {
    const env = new SupportDeskDiscreteEnv();
    env.reset();
    const view = { ...lampScenario().brief, case: { issue_type: null, requested_fields: [] } };
    const { library } = env;
    const compile = (index: number): string => JSON.stringify(library.compile(index, view as never));
    const names = library.labels.filter((name) => name !== "request:missing");
    const before = names.map((name) => compile(library.indexOf(name)));
    for (const name of names) spoil(library.compile(library.indexOf(name), view as never));
    expect(names.map((name) => compile(library.indexOf(name)))).toEqual(before);
  });
});

describe("a scenario of one's own", () => {
  it("is copied, so that changing it later changes no environment and no observation", () => {
    const scenario = structuredClone(lampScenario());
    const env = new SupportDeskEnv({ tasks: [scenario] });
    const before = JSON.stringify(env.reset());
    spoil(scenario);
    expect(JSON.stringify(env.reset())).toBe(before);
  });

  it("is neither frozen nor changed by playing it", () => {
    const scenario = structuredClone(lampScenario());
    const env = new SupportDeskEnv({ tasks: [scenario] });
    spoil(env.reset());
    env.step({ operation: "submit", requested_fields: ["room"] });
    expect(scenario).toEqual(lampScenario());
    expect(Object.isFrozen(scenario.brief.ticket)).toBe(false);
  });

  it("is protected from changes to observations as the canonical ones are", () => {
    const env = new SupportDeskEnv({ tasks: [lampScenario()] });
    const before = JSON.stringify(env.reset().observation);
    spoil(env.reset().observation);
    expect(JSON.stringify(env.reset().observation)).toBe(before);
  });
});
