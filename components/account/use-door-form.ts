"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { z } from "zod";
import type { Result } from "@/lib/shared/result";
import { type FieldErrors, invalidMessages, isFieldName, refusalKey } from "./form-messages";

type Errors = { fields: FieldErrors; form: string };

const NO_ERRORS: Errors = { fields: {}, form: "" };

type DoorForm<Input> = {
  schema: z.ZodType<Input>;
  read: (form: FormData) => unknown;
  send: (input: Input) => Promise<Result<{ redirectTo: string }, { code: string }>>;
};

/** One submission at a time. The fields keep what was typed, whatever comes back. */
export function useDoorForm<Input>({ schema, read, send }: DoorForm<Input>) {
  const t = useTranslations("account");
  const [errors, setErrors] = useState(NO_ERRORS);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isPending, startTransition] = useTransition();
  const isBusy = isPending || isLeaving;

  async function submit(input: Input) {
    try {
      const answer = await send(input);
      if (answer.ok) {
        setIsLeaving(true);
        // A full load: nothing of the page before the door is kept.
        window.location.assign(answer.value.redirectTo);
      } else {
        setErrors({ fields: {}, form: t(`refused.${refusalKey(answer.error.code)}`) });
      }
    } catch (error) {
      // The browser's own word for a request that did not arrive.
      const key = error instanceof TypeError ? "unreachable" : "failed";
      setErrors({ fields: {}, form: t(`refused.${key}`) });
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const parsed = schema.safeParse(read(new FormData(form)));
    if (parsed.success) {
      setErrors(NO_ERRORS);
      startTransition(() => submit(parsed.data));
      return;
    }
    const fields = invalidMessages(t, parsed.error.issues);
    setErrors({ fields, form: fields.token ?? "" });
    focusFirst(form, fields);
  }

  /** A sentence about a field goes as soon as the field is changed. */
  function onInput(event: FormEvent<HTMLFormElement>) {
    if (!(event.target instanceof HTMLInputElement)) return;
    const { name } = event.target;
    if (isFieldName(name) && errors.fields[name])
      setErrors({ ...errors, fields: { ...errors.fields, [name]: undefined } });
  }

  return { errors, isBusy, onSubmit, onInput };
}

function focusFirst(form: HTMLFormElement, fields: FieldErrors): void {
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && isFieldName(element.name) && fields[element.name]) {
      element.focus();
      return;
    }
  }
}
