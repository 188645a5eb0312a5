import { CaseState, FollowUp, HistoryEntry, KnowledgeSnippet, Ticket } from "../../supportdesk/models.ts";
import type { ServedEnvironment } from "../served-environment.ts";
import { jsonSchemaOf } from "./json-schema.ts";
import { type NamedRecord, PythonTypes } from "./python-types.ts";

const HEADER = `"""The records of the support desk, as its server sends and takes them.

Written by \`supportdesk export-space\`; export again instead of editing.
"""

from typing import Annotated, Any, Dict, List, Literal, Optional, Union

from openenv.core.env_server.types import Action, Observation, State
from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A part of a record. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
`;

/** Names and meanings of the records inside observations and states. */
const RECORDS: readonly NamedRecord[] = [
  { name: "Ticket", doc: "What the customer sent.", schema: jsonSchemaOf(Ticket, "output") },
  {
    name: "KnowledgeSnippet",
    doc: "One article of the knowledge base.",
    schema: jsonSchemaOf(KnowledgeSnippet, "output"),
  },
  {
    name: "CaseState",
    doc: "The case as the agent has worked it so far.",
    schema: jsonSchemaOf(CaseState, "output"),
  },
  {
    name: "FollowUp",
    doc: "What the customer answered to a request for information.",
    schema: jsonSchemaOf(FollowUp, "output"),
  },
  { name: "HistoryEntry", doc: "One step of the past.", schema: jsonSchemaOf(HistoryEntry, "output") },
];

/** Names of the Python classes of a package. */
export const PYTHON_NAMES = {
  action: "SupportDeskAction",
  observation: "SupportDeskObservation",
  state: "SupportDeskState",
  client: "SupportDeskEnv",
} as const;

/** `models.py`: typed records for Python clients, written from the records that the server checks with. */
export function pythonModels({ action, observation, state }: ServedEnvironment): string {
  const types = new PythonTypes(RECORDS);
  types.define({
    name: PYTHON_NAMES.action,
    base: "Action",
    doc: "One move at the desk. Every field that is not None is written to the case.",
    schema: jsonSchemaOf(action, "input"),
    inherited: ["metadata"],
  });
  types.define({
    name: PYTHON_NAMES.observation,
    base: "Observation",
    doc: "Everything an agent sees.",
    schema: jsonSchemaOf(observation, "output"),
    inherited: ["done", "reward", "metadata"],
  });
  types.define({
    name: PYTHON_NAMES.state,
    base: "State",
    doc: "The episode as its operator sees it.",
    schema: jsonSchemaOf(state, "output"),
    inherited: ["episode_id", "step_count"],
  });
  return `${[HEADER.trimEnd(), types.wordLists.join("\n\n"), ...types.classes].join("\n\n\n")}\n`;
}
