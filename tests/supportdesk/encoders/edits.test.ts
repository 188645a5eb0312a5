import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidArgumentError, UnknownNameError } from "../../../src/core/errors.ts";
import { ENCODER_NAMES, Encoder, encoder, FEATURES } from "../../../src/supportdesk/encoders/index.ts";
import { SupportDeskTabularEnv } from "../../../src/supportdesk/env/tabular.ts";
import { GOLD_VIEWS } from "../../support/desk-views.ts";

const names = (made: Encoder): string[] => made.features.map((feature) => feature.name);

describe("editing an encoder", () => {
  it("leaves features out", () => {
    const edited = encoder("stage").without("stage");
    expect(edited.name).toBe("stage~stage");
    expect(names(edited)).toEqual(["suggested_topic", "follow_up"]);
    expect(edited.size).toBe(17 * 7);
  });

  it("adds features at the end, each once", () => {
    const edited = encoder("stage").with("tier", "stage");
    expect(edited.name).toBe("stage+tier+stage");
    expect(names(edited)).toEqual(["suggested_topic", "stage", "follow_up", "tier"]);
    expect(edited.size).toBe(17 * 8 * 7 * 3);
  });

  it("merges exactly the views that differ in the left-out feature alone", () => {
    const compact = encoder("compact");
    for (const { name } of compact.features) {
      const edited = compact.without(name);
      for (const view of GOLD_VIEWS) {
        const { [name]: _left, ...rest } = compact.decode(compact.encode(view));
        expect(edited.decode(edited.encode(view))).toEqual(rest);
      }
    }
  });

  it("gives a name that builds an equal encoder again", () => {
    const property = fc.property(
      fc.constantFrom(...ENCODER_NAMES.filter((name) => name !== "full")),
      fc.subarray(
        FEATURES.map(({ name }) => name),
        { maxLength: 3 },
      ),
      fc.nat(),
      (base, added, index) => {
        const start = encoder(base);
        const edited = start.with(...added).without(names(start)[index % start.features.length] ?? "");
        const again = encoder(edited.name);
        expect([again.name, again.size, names(again)]).toEqual([edited.name, edited.size, names(edited)]);
        for (const view of GOLD_VIEWS) expect(again.encode(view)).toBe(edited.encode(view));
      },
    );
    fc.assert(property, { numRuns: 50 });
    expect(JSON.stringify({ encoder: encoder("stage+tier") })).toBe('{"encoder":"stage+tier"}');
  });

  it.each([
    ["an unknown encoder", "compakt", 'Did you mean "compact"?'],
    ["a name that every object has", "constructor", 'Unknown encoder "constructor"'],
    ["a feature that is not there", "stage~tier", 'Unknown feature of stage "tier"'],
    ["a feature that does not exist", "stage+teir", 'Did you mean "tier"?'],
  ])("refuses %s", (_what, name, message) => {
    expect(() => encoder(name)).toThrow(UnknownNameError);
    expect(() => encoder(name)).toThrow(message);
  });

  it.each([
    ["an edit without a name", "stage~", "Expected a feature after each"],
    ["no feature at all", "task-step~task_id~steps_left", "has no feature left"],
    ["keys beyond 2^53", `full+${FEATURES.map(({ name }) => name).join("+")}`, "allowed are less than 2^53"],
  ])("refuses %s", (_what, name, message) => {
    expect(() => encoder(name)).toThrow(InvalidArgumentError);
    expect(() => encoder(name)).toThrow(message);
  });
});

describe("an encoder that shows the steps left", () => {
  it.each(["task-step", "compact-time", "full", "stage+steps_left"])(
    "is refused under an external budget: %s",
    (name) => {
      expect(encoder(name).showsBudget).toBe(true);
      const make = () => new SupportDeskTabularEnv({ encoder: name, budget: "external" });
      expect(make).toThrow(InvalidArgumentError);
      expect(make).toThrow("shows the steps left, which an external budget does not allow");
    },
  );

  it.each(["stage", "compact", "compact-time~steps_left", "full~steps_left"])("is not %s", (name) => {
    expect(encoder(name).showsBudget).toBe(false);
    expect(new SupportDeskTabularEnv({ encoder: name, budget: "external" }).encoder.name).toBe(name);
  });
});

describe("the tabular view", () => {
  it("observes keys of its encoder, compact by default", () => {
    const env = new SupportDeskTabularEnv();
    expect(env.encoder.name).toBe("compact");
    expect(env.observationSpace.n).toBe(env.encoder.size);
    expect(env.reset().observation).toBe(35);
    const { observation } = env.step(env.library.indexOf("classify:duplicate_charge"));
    expect(env.encoder.decode(observation)).toMatchObject({
      classified: "yes",
      priority: "yes",
      reply: "no",
    });
  });

  it("takes an encoder object as well as a name", () => {
    const given = new Encoder("mine", FEATURES.slice(0, 2));
    expect(new SupportDeskTabularEnv({ encoder: given }).encoder).toBe(given);
  });
});
