import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SOURCE_LENGTH_MAX } from "@/lib/upload/schema/facts";

type SourceFormProps = {
  /** As it is noted now. */
  source: string;
  label: string;
  /** False when it was not noted: what was typed stays. */
  note: (text: string) => Promise<boolean>;
};

/** Where pictures are from and who may use them, in the team's own words. */
export function SourceForm({ source, label, note }: SourceFormProps) {
  const t = useTranslations("incoming");
  const [text, setText] = useState(source);
  const [state, setState] = useState<"idle" | "noting" | "noted" | "failed">("idle");
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (state === "noting") return;
    setState("noting");
    setState((await note(text.trim())) ? "noted" : "failed");
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="flex items-start gap-2">
      <Field
        label={label}
        placeholder={t("sourceExample")}
        maxLength={SOURCE_LENGTH_MAX}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setState("idle");
        }}
        error={state === "failed" ? t("notNoted") : undefined}
        autoComplete="off"
        className="min-w-0 flex-1"
      />
      <Button type="submit" isLoading={state === "noting"} className="mt-[26px]">
        {t(state === "noted" ? "noted" : "note")}
      </Button>
      <p role="status" className="sr-only">
        {state === "noted" ? t("notedStatus") : null}
      </p>
    </form>
  );
}
