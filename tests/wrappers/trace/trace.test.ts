import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventLine, type TraceEvent, type TraceState } from "../../../src/wrappers/trace/trace.ts";
import { traceJson, withSortedKeys } from "../../../src/wrappers/trace/trace-json.ts";

const PLAIN = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, -0, Number.NaN, "a\nb", undefined),
    fc.double(),
    fc.string(),
    fc.uint8Array({ maxLength: 9 }),
    fc.array(fc.integer(), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("b", "a", "10", "9", "_"), tie("value")),
  ),
})).value;
const GIVEN = PLAIN.filter((value) => value !== undefined);
const COUNT = fc.nat();
const MASK = fc.option(fc.uint8Array({ max: 1, maxLength: 30 }));
const RECORD = fc.dictionary(fc.constantFrom("b", "a", "10", "9"), GIVEN);
const REWARD = fc.oneof(fc.double(), fc.constantFrom(-0, 0, 0.1 + 0.2));

const STATE: fc.Arbitrary<TraceState> = fc
  .record({ observation: GIVEN, mask: MASK, info: RECORD }, { requiredKeys: ["observation", "mask"] })
  .map((state) => state as TraceState);

const EVENT: fc.Arbitrary<TraceEvent> = fc.oneof(
  fc.record({
    ...{ event: fc.constant("reset" as const), episode: COUNT, seed: fc.option(COUNT) },
    ...{ options: RECORD, next: STATE },
  }),
  fc.record({
    ...{ event: fc.constant("step" as const), episode: COUNT, step: COUNT, key: fc.option(fc.integer()) },
    ...{ mask: MASK, action: GIVEN, name: fc.option(fc.string(), { nil: undefined }) },
    propensity: fc.constantFrom(undefined, 1, 0.25),
    annotations: fc.option(RECORD, { nil: undefined }),
    ...{ reward: REWARD, components: fc.option(fc.dictionary(fc.constantFrom("b", "a", "c"), REWARD)) },
    ...{ terminated: fc.boolean(), truncated: fc.boolean(), next: STATE },
  }),
  fc.record({ event: fc.constant("restore" as const), episode: COUNT, step: COUNT }),
);

const listOf = (mask: ArrayLike<number> | null): number[] | null => (mask === null ? null : Array.from(mask));

function plainState({ observation, mask, info }: TraceState): object {
  return { observation: withSortedKeys(observation), mask: listOf(mask), info: withSortedKeys(info) };
}

/** The event as a record with the names in the order in which they are to be written. */
function inOrder(event: TraceEvent): object {
  if (event.event === "restore") return { event: event.event, episode: event.episode, step: event.step };
  if (event.event === "reset") {
    const { episode, seed, options } = event;
    return { event: "reset", episode, seed, options: withSortedKeys(options), next: plainState(event.next) };
  }
  const { episode, step, key, mask, action, name, propensity, annotations } = event;
  const { reward, components, terminated, truncated } = event;
  return {
    ...{ event: "step", episode, step, key, mask: listOf(mask), action: withSortedKeys(action), name },
    ...{ propensity, annotations: withSortedKeys(annotations), reward, components, terminated, truncated },
    next: plainState(event.next),
  };
}

describe("the line of an event", () => {
  it("is that of its record, names in the order of the type, those inside sorted but for the components", () => {
    fc.assert(
      fc.property(EVENT, (event) => {
        expect(eventLine(event)).toBe(traceJson(inOrder(event)));
      }),
    );
  });

  it("leaves out what is absent", () => {
    const next = { observation: 4, mask: null };
    const line = eventLine({
      ...{ event: "step", episode: 0, step: 1, key: null, mask: Uint8Array.of(1, 0), action: 1 },
      ...{ reward: -0, components: null, terminated: false, truncated: true, next },
    });
    expect(line).toBe(
      '{"event":"step","episode":0,"step":1,"key":null,"mask":[1,0],"action":1,"reward":-0.0,"components":null,"terminated":false,"truncated":true,"next":{"observation":4,"mask":null}}',
    );
  });
});
