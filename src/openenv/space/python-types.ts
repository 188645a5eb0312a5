import { InvalidArgumentError } from "../../core/errors.ts";
import { type JsonSchema, shapeOf } from "./json-schema.ts";
import { bracketed, pascalCase, pythonString, singular } from "./python-text.ts";

/** A record that shall have this name in Python wherever its shape appears. */
export interface NamedRecord {
  readonly name: string;
  readonly doc: string;
  readonly schema: JsonSchema;
}

/** A Python class to write. */
export interface PythonClass {
  readonly name: string;
  readonly base: string;
  readonly doc: string;
  readonly schema: JsonSchema;
  /** Fields that the base class has already. */
  readonly inherited?: readonly string[];
}

/** Where a schema appears: a field of a class. */
interface Place {
  readonly owner: string;
  readonly field: string;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: "str",
  integer: "int",
  number: "float",
  boolean: "bool",
};

const CONSTRAINTS = [
  ["minimum", "ge"],
  ["maximum", "le"],
  ["minLength", "min_length"],
  ["maxLength", "max_length"],
  ["minItems", "min_length"],
  ["maxItems", "max_length"],
] as const;

function constrained(type: string, schema: JsonSchema): string {
  const rules = CONSTRAINTS.flatMap(([key, python]) => {
    const value = schema[key];
    const says = value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
    return says ? [`${python}=${value}`] : [];
  });
  return rules.length === 0 ? type : `Annotated[${type}, Field(${rules.join(", ")})]`;
}

/** Turns JSON schemas into Python annotations, and collects the word lists and classes they need. */
export class PythonTypes {
  readonly #records: readonly NamedRecord[];
  readonly #taken = new Map<string, string>();
  readonly #wordLists: string[] = [];
  readonly #classes: string[] = [];

  constructor(records: readonly NamedRecord[]) {
    this.#records = records;
  }

  /** Definitions of the closed word lists so far. */
  get wordLists(): readonly string[] {
    return this.#wordLists;
  }

  /** Definitions of the classes so far, each before what uses it; they use the word lists. */
  get classes(): readonly string[] {
    return this.#classes;
  }

  /** Writes a class and everything it needs. */
  define({ name, base, doc, schema, inherited = [] }: PythonClass): void {
    const fields = Object.entries(schema.properties ?? {})
      .filter(([field]) => !inherited.includes(field))
      .map(([field, each]) => this.#field(each, { owner: name, field }, schema.required ?? []));
    const body = fields.length === 0 ? [] : ["", ...fields];
    this.#classes.push([`class ${name}(${base}):`, `    """${doc}"""`, ...body].join("\n"));
  }

  #field(schema: JsonSchema, place: Place, required: readonly string[]): string {
    const needed = required.includes(place.field);
    const type = this.#typeOf(schema, place);
    const annotation = needed || type.startsWith("Optional[") ? type : `Optional[${type}]`;
    const settings = [
      ...(needed ? [] : ["default=None"]),
      ...(schema.description === undefined ? [] : [`description=${pythonString(schema.description)}`]),
    ];
    const head = `    ${place.field}: ${annotation}`;
    if (settings.length === 0) return head;
    return settings.length === 1 && !needed ? `${head} = None` : bracketed(`${head} = Field(`, settings, ")");
  }

  #typeOf(schema: JsonSchema, place: Place): string {
    if (schema.enum !== undefined) return this.#wordList(schema.enum, place);
    if (schema.const !== undefined) return this.#wordList([schema.const], place);
    if (schema.anyOf !== undefined) return this.#union(schema.anyOf, place);
    if (schema.type === undefined) return "Any";
    if (schema.type === "array") return constrained(`List[${this.#itemType(schema, place)}]`, schema);
    if (schema.type === "object") return this.#object(schema, place);
    const scalar = SCALARS[schema.type];
    if (scalar !== undefined) return constrained(scalar, schema);
    throw new InvalidArgumentError(
      `Expected \`${place.field}\` to be of a type that Python clients can be given, got ${schema.type}.`,
    );
  }

  #itemType({ items = {} }: JsonSchema, { owner, field }: Place): string {
    return this.#typeOf(items, { owner, field: singular(field) });
  }

  #union(choices: readonly JsonSchema[], place: Place): string {
    const types = choices.filter(({ type }) => type !== "null").map((each) => this.#typeOf(each, place));
    const union = types.length === 1 ? types.join("") : `Union[${types.join(", ")}]`;
    return types.length === choices.length ? union : `Optional[${union}]`;
  }

  #object(schema: JsonSchema, place: Place): string {
    if (schema.properties === undefined) {
      const { additionalProperties: values } = schema;
      return typeof values === "object" ? `Dict[str, ${this.#typeOf(values, place)}]` : "Dict[str, Any]";
    }
    const known = this.#records.find((record) => shapeOf(record.schema) === shapeOf(schema));
    return this.#named(shapeOf(schema), known?.name ?? pascalCase(place.field), place, (name) =>
      this.define({ name, base: "Record", doc: known?.doc ?? `\`${place.field}\` of a record.`, schema }),
    );
  }

  #wordList(words: readonly string[], place: Place): string {
    return this.#named(JSON.stringify(words), pascalCase(place.field), place, (name) => {
      this.#wordLists.push(bracketed(`${name} = Literal[`, words.map(pythonString), "]"));
    });
  }

  /** The name of a shape; the first one to need it writes it. */
  #named(shape: string, wanted: string, { owner }: Place, write: (name: string) => void): string {
    const known = this.#taken.get(shape);
    if (known !== undefined) return known;
    const name = [...this.#taken.values()].includes(wanted) ? `${owner}${wanted}` : wanted;
    this.#taken.set(shape, name);
    write(name);
    return name;
  }
}
