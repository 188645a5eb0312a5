import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTabularOptions } from "../../../src/supportdesk/env/options.ts";
import { advance, type Episode, open } from "../../../src/supportdesk/episode.ts";
import { PackedKeys } from "../../../src/supportdesk/model/packed-key.ts";
import { anyActions } from "../../support/desk-arbitraries.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const { scenarios, rules } = readTabularOptions({});

function longKey({ view, milestones }: Episode): string {
  const { message: _, ...followUp } = view.follow_up;
  return JSON.stringify([view.task_id, view.remaining_steps, view.case, followUp, milestones]);
}

describe("a packed key", () => {
  it("is equal exactly where two episodes have the same task, steps left, case, follow-up and milestones", () => {
    const keys = new PackedKeys();
    const packed = new Map<string, string>();
    fc.assert(
      fc.property(fc.constantFrom(...scenarios), anyActions, (scenario, actions) => {
        let episode = open(scenario, rules);
        for (const action of actions) {
          if (episode.view.ended) break;
          episode = advance(episode, { action, name: "" }).episode;
          const short = keys.of(episode);
          expect(packed.get(longKey(episode)) ?? short).toBe(short);
          packed.set(longKey(episode), short);
        }
      }),
      { numRuns: 300 },
    );
    expect(new Set(packed.values()).size).toBe(packed.size);
    expect(packed.size).toBeGreaterThan(300);
  });

  it("tells apart what the customer has written", () => {
    const keys = new PackedKeys();
    const episode = open(lampScenario(), rules);
    const written = (message: string): Episode => {
      const followUp = { ...episode.view.follow_up, message };
      return { ...episode, view: { ...episode.view, follow_up: followUp } };
    };
    expect(keys.of(written("Lamp 7."))).not.toBe(keys.of(written("")));
    expect(keys.of(written("Lamp 7."))).toBe(keys.of(written("Lamp 7.")));
  });
});
