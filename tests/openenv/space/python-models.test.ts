import { describe, expect, it } from "vitest";
import { z } from "zod";
import { describeDesk } from "../../../src/openenv/desk.ts";
import { jsonSchemaOf } from "../../../src/openenv/space/json-schema.ts";
import { pythonModels } from "../../../src/openenv/space/python-models.ts";
import { PythonTypes } from "../../../src/openenv/space/python-types.ts";

function written(schema: z.ZodType, records = [] as ConstructorParameters<typeof PythonTypes>[0]): string {
  const types = new PythonTypes(records);
  types.define({ name: "Box", base: "Record", doc: "A box.", schema: jsonSchemaOf(schema, "output") });
  return [...types.wordLists, ...types.classes].join("\n");
}

describe("PythonTypes", () => {
  it.each([
    ["a text with limits", z.string().min(1).max(9), "Annotated[str, Field(min_length=1, max_length=9)]"],
    ["an integer with limits", z.int().min(0).max(5), "Annotated[int, Field(ge=0, le=5)]"],
    ["a list of texts", z.array(z.string()).max(3), "Annotated[List[str], Field(max_length=3)]"],
    ["a number or null", z.number().nullable(), "Optional[float]"],
    ["a limited text or null", z.string().max(2).nullable(), "Optional[Annotated[str, Field(max_length=2)]]"],
    ["a choice of types", z.union([z.number(), z.boolean()]), "Union[float, bool]"],
    ["a map", z.record(z.string(), z.boolean()), "Dict[str, bool]"],
    ["anything", z.unknown(), "Any"],
  ])("writes %s", (_name, schema, annotation) => {
    expect(written(z.strictObject({ it: schema }))).toContain(`    it: ${annotation}`);
  });

  it("gives equal word lists one name, and others of that name that of their class before it", () => {
    const colour = z.enum(["red", "blue"]);
    const inner = z.strictObject({ colour: z.enum(["grey"]) });
    const text = written(z.strictObject({ colour, colours: z.array(colour), lid: inner }));
    expect(text).toContain('Colour = Literal["red", "blue"]');
    expect(text).toContain("    colours: List[Colour]");
    expect(text).toContain('LidColour = Literal["grey"]');
  });

  it("writes what may be missing with a default", () => {
    const text = written(
      z.strictObject({ lid: z.string().nullish(), size: z.int().optional().describe("In cm.") }),
    );
    expect(text).toContain("    lid: Optional[str] = None");
    expect(text).toContain('    size: Optional[int] = Field(default=None, description="In cm.")');
  });

  it("defines a class before the class that uses it", () => {
    const text = written(z.strictObject({ items: z.array(z.strictObject({ name: z.string() })) }));
    expect(text.indexOf("class Item(Record):")).toBeGreaterThanOrEqual(0);
    expect(text.indexOf("class Item(Record):")).toBeLessThan(text.indexOf("class Box(Record):"));
  });

  it("calls a known record by its name wherever its shape appears", () => {
    const lid = z.strictObject({ weight: z.number() });
    const records = [{ name: "Cover", doc: "What closes it.", schema: jsonSchemaOf(lid, "output") }];
    expect(written(z.strictObject({ lid: lid.describe("On top.") }), records)).toContain("    lid: Cover");
  });

  it("refuses what it cannot write", () => {
    const types = new PythonTypes([]);
    const schema = { properties: { it: { type: "mystery" } } };
    expect(() => types.define({ name: "Box", base: "Record", doc: "A box.", schema })).toThrow(
      "Expected `it` to be of a type that Python clients can be given, got mystery.",
    );
  });
});

describe("models.py", () => {
  const models = pythonModels(describeDesk());
  const fieldsOf = (name: string): readonly string[] => {
    const [, body = ""] =
      new RegExp(`class ${name}\\(\\w+\\):\\n([\\s\\S]*?)(?:\\n\\n\\n|$)`).exec(models) ?? [];
    return [...body.matchAll(/^ {4}(\w+):/gm)].map(([, field]) => field ?? "");
  };

  it("has every field of the records, apart from those of the base classes", () => {
    const { action, observation, state } = describeDesk();
    const expected = (schema: z.ZodObject, inherited: readonly string[]): readonly string[] =>
      Object.keys(schema.shape).filter((field) => !inherited.includes(field));
    expect(fieldsOf("SupportDeskAction")).toEqual(expected(action, ["metadata"]));
    expect(fieldsOf("SupportDeskObservation")).toEqual(expected(observation, []));
    expect(fieldsOf("SupportDeskState")).toEqual(expected(state, ["episode_id", "step_count"]));
  });

  it("offers the words of the canonical desk and no others in an action", () => {
    expect(models).toContain('Priority = Literal["low", "normal", "high", "urgent"]');
    expect(models).toContain("    operation: Operation = Field(");
    expect(models).toContain("    queue: Optional[Queue] = Field(default=None, ");
  });
});
