import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidActionError } from "../../../src/core/errors.ts";
import { LibraryMoves } from "../../../src/supportdesk/env/library-moves.ts";
import { type DiscreteSetup, readDiscreteOptions } from "../../../src/supportdesk/env/options.ts";
import { Places } from "../../../src/supportdesk/env/places.ts";
import { open } from "../../../src/supportdesk/episode.ts";
import { type Position, play } from "../../../src/supportdesk/turn.ts";
import { lampScenario } from "../../support/desk-scenarios.ts";

const SETUPS = [
  readDiscreteOptions({}),
  readDiscreteOptions({ actions: "standard", mask: "none", reward: "milestone", budget: "external" }),
  readDiscreteOptions({ mask: "workflow", bootstrapMask: "structural", reward: "pbrs", invalid: "noop" }),
];

/** All that is told of a position. */
function told({ view, grade, milestones, steps, outcome }: Position): unknown {
  return { view, grade, milestones, steps, outcome };
}

interface Script {
  readonly start: Position;
  readonly choices: readonly number[];
}

/** Plays an episode by places and by the rules alone, and compares each turn. */
function compareEpisode(setup: DiscreteSetup, places: Places<number>, { start, choices }: Script): void {
  const moves = new LibraryMoves(setup);
  let [place, position] = [start, start];
  for (const choice of choices) {
    if (position.view.ended) return;
    const action = choice % setup.library.size;
    const turn = places.turn(places.at(place), action);
    const { next, ...played } = play(position, moves.moveOf(action, position.view));
    expect(turn).toEqual({ ...played, next: expect.anything() as unknown });
    expect(told(turn.next)).toEqual(told(next));
    expect(places.at(turn.next).seen).toBe(next.view.remaining_steps);
    expect(places.at(turn.next).actionMask).toEqual(moves.maskOf(next.view));
    [place, position] = [turn.next, next];
  }
}

describe("places", () => {
  it.each([1, 7, 1000])("lead where playing leads, with %d turns kept", (limit) => {
    const anySetup = fc.constantFrom(...SETUPS);
    const anyEpisodes = fc.array(fc.array(fc.nat(), { maxLength: 12 }), { maxLength: 8 });
    const property = fc.property(anySetup, fc.nat(3), anyEpisodes, (setup, task, episodes) => {
      const places = new Places(setup, (view) => view.remaining_steps, limit);
      const start = open(setup.scenarios[task] ?? lampScenario(), setup.rules);
      for (const choices of [...episodes, ...episodes]) compareEpisode(setup, places, { start, choices });
    });
    fc.assert(property, { numRuns: 60 });
  });

  const asked: number[] = [];
  const setup = readDiscreteOptions({
    reward: ({ after }) => {
      asked.push(after.view.remaining_steps);
      return { paid: 1 };
    },
  });
  const [scenario = lampScenario()] = setup.scenarios;
  const opening = open(scenario, setup.rules);
  const indexOf = (name: string): number => setup.library.indexOf(name);
  const playNames = (places: Places<undefined>, names: readonly string[]): Position =>
    names.reduce<Position>((position, name) => places.turn(places.at(position), indexOf(name)).next, opening);
  const Reply = "reply:confirm_refund";
  const Note = "note:commercial";

  it("are reached by working out each turn once", () => {
    const places = new Places(setup, () => undefined);
    asked.length = 0;
    for (let episode = 0; episode < 3; episode += 1) playNames(places, [Reply, Note, "submit:resolved"]);
    expect(asked).toEqual([5, 4, 3]);
  });

  it("are the same whatever led there", () => {
    const places = new Places(setup, () => undefined);
    expect(playNames(places, [Reply, Note])).toBe(playNames(places, [Note, Reply]));
    expect(playNames(places, [Reply])).not.toBe(playNames(places, [Note]));
  });

  it("are found again from a position of equal content, such as a restored one", () => {
    const places = new Places(setup, () => undefined);
    const place = playNames(places, [Reply]);
    expect(places.at({ ...place, view: { ...place.view } })).toBe(place);
  });

  it("are forgotten all at once when there are too many turns, and worked out anew", () => {
    const places = new Places(setup, () => undefined, 2);
    asked.length = 0;
    for (let episode = 0; episode < 2; episode += 1) playNames(places, [Reply, Note, "submit:resolved"]);
    expect(asked).toEqual([5, 4, 3, 5, 4, 3]);
  });

  it("are forgotten too where other play has led to many of them", () => {
    const places = new Places(setup, () => undefined, 2);
    const somewhere = { ...opening, steps: 1 };
    const at = (message: string): Position =>
      places.at({
        ...somewhere,
        view: { ...opening.view, follow_up: { ...opening.view.follow_up, message } },
      });
    const first = at("a");
    expect(at("a")).toBe(first);
    at("b");
    at("c");
    expect(at("a")).not.toBe(first);
  });

  it("hand out frozen components, one record for equal ones, and leave those of a reward function alone", () => {
    const paid = { paid: 1 };
    const places = new Places(readDiscreteOptions({ reward: () => paid }), () => undefined);
    const turns = [Reply, Note].map((name) => places.turn(places.at(opening), indexOf(name)));
    expect(turns[0]?.components).toBe(turns[1]?.components);
    expect(turns.map(({ components }) => Object.isFrozen(components))).toEqual([true, true]);
    expect(Object.isFrozen(paid)).toBe(false);
  });

  it("keep nothing of an action that is refused by throwing", () => {
    const places = new Places(readDiscreteOptions({ invalid: "throw" }), () => undefined);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(() => places.turn(places.at(opening), indexOf("wait"))).toThrow(InvalidActionError);
    }
  });
});
