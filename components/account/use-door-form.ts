"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { z } from "zod";
import type { Result } from "@/lib/shared/result";
import { invalidMessages, type RefusalKey, refusalKey } from "./form-messages";

/** Kept as facts, not as sentences: the language may change under them. */
type Refusal = { key: RefusalKey; waitSeconds: number };
type Trouble = { issues: z.core.$ZodIssue[]; refusal: Refusal | null };

const NO_TROUBLE: Trouble = { issues: [], refusal: null };

type DoorRefusal = { code: string; waitSeconds?: number };

type DoorForm<Input, E extends DoorRefusal> = {
  schema: z.ZodType<Input>;
  read: (form: FormData) => unknown;
  send: (input: Input) => Promise<Result<{ redirectTo: string }, E>>;
  /** Answers whether the refusal leads on, so that there is nothing to say of it. */
  onRefused?: (error: E) => boolean;
};

/** One submission at a time. The fields keep what was typed, whatever comes back. */
export function useDoorForm<Input, E extends DoorRefusal>(form: DoorForm<Input, E>) {
  const { schema, read, send, onRefused } = form;
  const t = useTranslations("account");
  const [trouble, setTrouble] = useState(NO_TROUBLE);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isPending, startTransition] = useTransition();
  const isBusy = isPending || isLeaving;
  const refuse = (key: RefusalKey, waitSeconds = 0) =>
    setTrouble({ issues: [], refusal: { key, waitSeconds } });

  async function submit(input: Input) {
    try {
      const answer = await send(input);
      if (answer.ok) {
        setIsLeaving(true);
        // A full load: nothing of the page before the door is kept.
        window.location.assign(answer.value.redirectTo);
      } else if (!onRefused?.(answer.error)) {
        refuse(refusalKey(answer.error.code), answer.error.waitSeconds);
      }
    } catch (error) {
      // The browser's own word for a request that did not arrive.
      refuse(error instanceof TypeError ? "unreachable" : "failed");
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const parsed = schema.safeParse(read(new FormData(form)));
    if (parsed.success) {
      setTrouble(NO_TROUBLE);
      startTransition(() => submit(parsed.data));
      return;
    }
    const { issues } = parsed.error;
    setTrouble({ issues, refusal: null });
    focusFirst(form, issues);
  }

  /** A sentence about a field goes as soon as the field is changed. */
  function onInput(event: FormEvent<HTMLFormElement>) {
    if (!(event.target instanceof HTMLInputElement)) return;
    const { name } = event.target;
    setTrouble({ ...trouble, issues: trouble.issues.filter(({ path }) => path[0] !== name) });
  }

  const fields = invalidMessages(t, trouble.issues);
  const refusal =
    trouble.refusal && t(`refused.${trouble.refusal.key}`, { count: trouble.refusal.waitSeconds });
  return { fields, refusal: refusal ?? fields.token ?? "", isBusy, onSubmit, onInput };
}

function focusFirst(form: HTMLFormElement, issues: z.core.$ZodIssue[]): void {
  const wrong = new Set(issues.map(({ path }) => path[0]));
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && wrong.has(element.name)) {
      element.focus();
      return;
    }
  }
}
