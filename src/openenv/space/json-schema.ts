import { z } from "zod";

/** The part of JSON Schema that the records of an environment turn into. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Leaves out the dialect, and writes a list of types, such as `["string", "null"]`, as a choice between schemas. */
function spellOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spellOut);
  if (typeof value !== "object" || value === null) return value;
  const { type, ...rest } = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "$schema")
      .map(([key, each]) => [key, spellOut(each)]),
  );
  if (!Array.isArray(type)) return type === undefined ? rest : { type, ...rest };
  const { description, ...rules } = rest;
  const anyOf = type.map((each) => (each === "null" ? { type: each } : { type: each, ...rules }));
  return description === undefined ? { anyOf } : { anyOf, description };
}

/** The JSON Schema of what may be sent (`input`) or of what comes back (`output`). */
export function jsonSchemaOf(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  // zod writes a superset of the interface above.
  return spellOut(z.toJSONSchema(schema, { io })) as JsonSchema;
}

/** A schema as text that is equal for equal schemas, whatever they are described as. */
export function shapeOf(schema: JsonSchema): string {
  const { description: _words, ...shape } = schema;
  return JSON.stringify(shape);
}
