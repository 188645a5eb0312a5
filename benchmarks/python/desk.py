"""The canonical support desk in plain Python: what the benchmarks measure the TypeScript desk against.

Standard library only. Tickets, answers, named actions and what each template earns come from the TypeScript desk as
JSON (desk-data.ts); the rules are written down here once more, and `loops.py verify` replays recorded episodes so that
rewards, masks, table rows and observations can be compared.
"""

import copy

STEP_MINUTES = 15
AT_RISK_MINUTES = 30
MAX_ROUND = 2
NO_OP, LOW_SIGNAL, PREMATURE_SUBMIT, SLA_BREACH = 0.02, 0.01, 0.06, 0.05
UNNEEDED_FIELD, UNNEEDED_FIELDS_MAX = 0.05, 0.25
PLAIN_FIELDS = ("queue", "priority", "issue_type", "status", "resolution_code", "reply", "internal_note")
WRITTEN = (
    ("queue", "queue"),
    ("priority", "priority"),
    ("issue_type", "issue type"),
    ("status", "status"),
    ("resolution_code", "resolution code"),
)


def requested_credit(answer, case):
    if case["queue"] is None or case["priority"] is None or case["issue_type"] is None:
        return 0
    requested, needed = case["requested_fields"], answer["needed_fields"]
    if not needed:
        return 0 if requested else 1
    asked = sum(1 for field in requested if field in needed)
    penalty = min(UNNEEDED_FIELDS_MAX, UNNEEDED_FIELD * (len(requested) - asked))
    return max(0, asked / len(needed) - penalty)


def raw_score(answer, case):
    reply, note = case["reply"], case["internal_note"]
    percent = (
        15 * (case["queue"] == answer["queue"])
        + 10 * (case["priority"] == answer["priority"])
        + 10 * (case["issue_type"] == answer["issue_type"])
        + 15 * requested_credit(answer, case)
        + 25 * (0 if reply is None else answer["replies"][reply]["credit"])
        + 10 * (0 if note is None else answer["notes"][note]["credit"])
        + 10 * (case["status"] == answer["status"])
        + 5 * (case["resolution_code"] == answer["resolution_code"])
    )
    return percent / 100


class Desk:
    """The running episode and its rules; the task of a reset is the next one of the cycle."""

    def __init__(self, data):
        self.data = data
        self.tasks = data["tasks"]
        self.cursor = 0

    def open(self):
        self.task = self.tasks[self.cursor]
        self.cursor = (self.cursor + 1) % len(self.tasks)
        self.case = dict.fromkeys(PLAIN_FIELDS)
        self.case.update(status="new", requested_fields=[])
        self.follow_up = {"status": "none", "round": 0, "message": "", "provided_fields": [], "wrong_fields": []}
        self.remaining_steps = self.task["max_steps"]
        self.minutes = self.task["ticket"]["sla_minutes_remaining"]
        self.raw = raw_score(self.task["answer"], self.case)
        self.ended = False

    def advance(self, action):
        """Carries out a wire action, or lets the step pass if it is None. Returns the parts of the reward."""
        answer, was_pending = self.task["answer"], self.follow_up["status"] == "pending"
        submits = action is not None and action["operation"] == "submit"
        changed, low_signal = self.apply(action, answer) if action is not None else (False, False)
        before = self.raw
        if changed:
            self.raw = raw_score(answer, self.case)
        self.ended = submits or self.remaining_steps == 1
        self.remaining_steps -= 1
        minutes = self.minutes
        self.minutes = minutes - STEP_MINUTES
        return {
            "score_delta": self.raw - before,
            "no_op": -NO_OP if not changed and not low_signal and not submits else 0,
            "low_signal": -LOW_SIGNAL if low_signal else 0,
            "premature_submit": -PREMATURE_SUBMIT if submits and was_pending else 0,
            "sla_breach": -SLA_BREACH if minutes >= 0 > self.minutes else 0,
        }

    def apply(self, action, answer):
        """Writes the fields of an action and moves the follow-up. Returns whether that changed or said anything."""
        case = self.case
        requested = action.get("requested_fields") or ()
        asked = case["requested_fields"]
        new_fields = [field for field in dict.fromkeys(requested) if field not in asked]
        changed = bool(new_fields)
        low_signal = len(set(requested)) > len(new_fields)
        if action["operation"] == "wait" and self.follow_up["status"] == "pending":
            self.follow_up = self.deliver(answer)
            changed = True
        for field in PLAIN_FIELDS:
            value = action.get(field)
            if value is not None and value != case[field]:
                case[field] = value
                changed = True
                if field == "reply" and answer["replies"][value]["matched"] == 0:
                    low_signal = True
                elif field == "internal_note" and answer["notes"][value]["matched"] == 0:
                    low_signal = True
        if new_fields:
            case["requested_fields"] = asked + new_fields
            self.follow_up = {**self.follow_up, "status": "pending", "message": ""}
        return changed, low_signal

    def deliver(self, answer):
        script = answer["follow_up"]
        if script is None or not any(field in answer["needed_fields"] for field in self.case["requested_fields"]):
            return {**self.follow_up, "status": "none", "message": ""}
        return {**script, "round": self.follow_up["round"] + 1}


class TabularDesk(Desk):
    """Indices of named actions in, table rows out."""

    def __init__(self, data):
        super().__init__(data)
        self.actions = data["actions"]
        self.weights = data["key_weights"]
        self.masks = {}

    def reset(self):
        self.open()
        return self.key(), {"task_id": self.task["task_id"], "action_mask": self.mask()}

    def step(self, index):
        offered = self.mask()[index] == 1
        parts = self.advance(self.compile(index) if offered else None)
        reward = sum(parts.values())
        info = {"task_id": self.task["task_id"], "reward_components": parts, "action_mask": self.mask()}
        return self.key(), reward, self.ended, False, info

    def compile(self, index):
        action = self.actions[index]
        if action["group"] == "submit":
            return action["by_issue_type"][self.case["issue_type"] or "none"]
        if action["name"] == "request:missing":
            return {"operation": "request_info", "requested_fields": self.outstanding()}
        return action["action"]

    def outstanding(self):
        provided, wrong = self.follow_up["provided_fields"], self.follow_up["wrong_fields"]
        return [field for field in self.case["requested_fields"] if field not in provided or field in wrong]

    def mask(self):
        case, status = self.case, self.follow_up["status"]
        filled = (
            case["queue"] is not None and case["issue_type"] is not None,
            case["priority"] is not None,
            case["reply"] is not None,
            case["internal_note"] is not None,
        )
        situation = (filled, status)
        mask = self.masks.get(situation)
        if mask is None:
            slots = dict(zip(("classification", "priority", "reply", "note"), filled))
            mask = [1 if self.offers(action, slots, status) else 0 for action in self.actions]
            self.masks[situation] = mask
        return mask

    @staticmethod
    def offers(action, slots, status):
        if any(slots[slot] for slot in action["writes"]):
            return False
        if action["group"] == "wait":
            return status == "pending"
        if action["group"] != "request":
            return True
        incomplete = status in ("partial", "incorrect", "no_reply")
        return status != "pending" and (incomplete or action["name"] != "request:missing")

    def key(self):
        case, follow_up, weights, minutes = self.case, self.follow_up, self.weights, self.minutes
        band = 0 if minutes > 60 else 1 if minutes > 30 else 2 if minutes >= 0 else 3
        return (
            self.task["fixed_key"]
            + weights["follow_up"] * self.data["follow_up_index"][follow_up["status"]]
            + weights["round"] * min(MAX_ROUND, follow_up["round"])
            + weights["classified"] * (case["queue"] is not None and case["issue_type"] is not None)
            + weights["priority"] * (case["priority"] is not None)
            + weights["requested"] * bool(case["requested_fields"])
            + weights["reply"] * (case["reply"] is not None)
            + weights["note"] * (case["internal_note"] is not None)
            + weights["sla_band"] * band
        )


class StructuredDesk(Desk):
    """Records in, full observations out: deep copies as typed models hand them out, or fresh records of shared parts."""

    def __init__(self, data, deep):
        super().__init__(data)
        self.deep = deep

    def reset(self):
        self.open()
        self.history = []
        self.feedback = "A new ticket is on your desk."
        return self.observe(), {"task_id": self.task["task_id"]}

    def step(self, action):
        case, follow_up = dict(self.case), self.follow_up
        parts = self.advance(action)
        reward = sum(parts.values())
        summary = self.summarize(action, case, follow_up)
        entry = {"step": len(self.history) + 1, "operation": action["operation"], "summary": summary}
        self.history.append({**entry, "reward_delta": reward})
        abandoned = self.ended and action["operation"] != "submit"
        self.feedback = f"{summary} The step budget is used up." if abandoned else summary
        info = {"task_id": self.task["task_id"], "reward_components": parts}
        return self.observe(), reward, self.ended, False, info

    def summarize(self, action, case, follow_up):
        changes, after, status = [], self.case, self.follow_up["status"]
        if follow_up["status"] == "pending" and status != "pending":
            answered = f"the customer's answer is {status}"
            changes.append("the customer had nothing to add" if status == "none" else answered)
        changes += [f"{label} set to {after[name]}" for name, label in WRITTEN if case[name] != after[name]]
        if case["reply"] != after["reply"]:
            changes.append("reply written")
        if case["internal_note"] != after["internal_note"]:
            changes.append("note written")
        new_fields = after["requested_fields"][len(case["requested_fields"]) :]
        if new_fields:
            changes.append(f"customer asked for {', '.join(new_fields)}")
        if action["operation"] == "submit":
            changes.append("case submitted")
        if changes:
            text = "; ".join(changes)
            return f"{text[0].upper()}{text[1:]}."
        again = "These fields were asked for before; nothing changed."
        return again if action.get("requested_fields") else "Nothing changed."

    def missing_operations(self):
        case, missing = self.case, []
        bundle = self.data["bundles"].get(case["issue_type"]) or ()
        if case["queue"] is None or case["priority"] is None or case["issue_type"] is None:
            missing.append("classify")
        if any(field not in case["requested_fields"] for field in bundle):
            missing.append("request_info")
        if self.follow_up["status"] == "pending":
            missing.append("wait")
        if case["reply"] is None:
            missing.append("draft_reply")
        if case["internal_note"] is None:
            missing.append("add_internal_note")
        return missing

    def stage(self, missing):
        if self.ended:
            return "closed"
        stages = {
            "wait": "awaiting_customer",
            "classify": "triage",
            "request_info": "information_gathering",
            "draft_reply": "response",
            "add_internal_note": "documentation",
        }
        return next((stage for operation, stage in stages.items() if operation in missing), "ready_to_submit")

    def observe(self):
        missing, task = self.missing_operations(), self.task
        late = ["sla_at_risk"] if self.minutes <= AT_RISK_MINUTES else []
        observation = {
            **task["static"],
            "ticket": {**task["ticket"], "sla_minutes_remaining": self.minutes},
            "case": dict(self.case),
            "follow_up": dict(self.follow_up),
            "action_history": list(self.history),
            "feedback": self.feedback,
            "remaining_steps": self.remaining_steps,
            "workflow_stage": self.stage(missing),
            "required_next_actions": [] if self.ended else [*missing, "submit"],
            "risk_flags": task["risk_flags"] + late,
        }
        return copy.deepcopy(observation) if self.deep else observation
