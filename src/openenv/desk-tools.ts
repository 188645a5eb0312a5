import { z } from "zod";
import { InvalidArgumentError } from "../core/errors.ts";
import { closestName } from "../core/names.ts";
import type { Observation } from "../supportdesk/models.ts";
import type { ServedTool, Session } from "./served-environment.ts";

const nothing = z.strictObject({});

/** The desk's sessions show observations of the desk. */
const seen = (session: Session): Observation => session.observation() as unknown as Observation;

function readArticle(session: Session, articleId: string): Observation["knowledge_base"][number] {
  const { knowledge_base } = seen(session);
  const article = knowledge_base.find(({ article_id }) => article_id === articleId);
  if (article !== undefined) return article;
  const ids = knowledge_base.map(({ article_id }) => article_id);
  const meant = closestName(articleId, ids);
  throw new InvalidArgumentError(
    `No article "${articleId.slice(0, 64)}".${meant === undefined ? "" : ` Did you mean "${meant}"?`} Allowed: ${ids.join(", ")}.`,
  );
}

/** What an agent may look up during an episode. Every tool reads the observation and changes nothing. */
export const DESK_TOOLS: readonly ServedTool[] = [
  {
    name: "get_ticket",
    description: "The ticket on the desk: who wrote, what they want, and how long the service level allows.",
    input: nothing,
    call: (session) => {
      const { task_id, objective, ticket, risk_flags } = seen(session);
      return { task_id, objective, ticket, risk_flags };
    },
  },
  {
    name: "get_case",
    description: "The case as it has been worked so far, with the customer's answer and the steps left.",
    input: nothing,
    call: (session) => {
      const { case: worked, follow_up, workflow_stage, remaining_steps, feedback } = seen(session);
      return { case: worked, follow_up, workflow_stage, remaining_steps, feedback };
    },
  },
  {
    name: "list_actions",
    description: "The values an action may carry, and the operations the workflow still asks for.",
    input: nothing,
    call: (session) => {
      const { allowed_queues, allowed_priorities, allowed_statuses, ...rest } = seen(session);
      const { allowed_issue_types, required_next_actions } = rest;
      return {
        allowed_queues,
        allowed_priorities,
        allowed_statuses,
        allowed_issue_types,
        required_next_actions,
      };
    },
  },
  {
    name: "list_articles",
    description: "Ids and titles of the articles of the knowledge base.",
    input: nothing,
    call: (session) => ({
      articles: seen(session).knowledge_base.map(({ article_id, title }) => ({ article_id, title })),
    }),
  },
  {
    name: "read_article",
    description: "One article of the knowledge base.",
    input: z.strictObject({
      article_id: z.string().describe("Id of the article, as list_articles gives it."),
    }),
    call: (session, args) => readArticle(session, String(args["article_id"])),
  },
];
