import { useTranslations } from "next-intl";
import { pxOf } from "@/components/takeout/choice";
import { EncodingFields } from "@/components/takeout/encoding-fields";
import type { Choice } from "@/components/takeout/kept-choice";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { EDGE_PX_MAX, EDGE_PX_MIN } from "@/lib/takeout/schema/facts";

type CopyFieldsProps = { choice: Choice; change: (change: Partial<Choice>) => void };

/** Another format, another size. */
export function CopyFields({ choice, change }: CopyFieldsProps) {
  const t = useTranslations("takeout.size");
  const isBad = pxOf(choice.px) === null;
  return (
    <div className="flex flex-col gap-4">
      <EncodingFields choice={choice} change={change} />
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="w-52 max-w-full">
          <p aria-hidden="true" className="mb-1 text-ink-2 text-small">
            {t("label")}
          </p>
          <Select
            label={t("label")}
            value={choice.edge}
            choices={[
              { value: "as_is", text: t("asIs") },
              { value: "long", text: t("long") },
              { value: "width", text: t("width") },
              { value: "height", text: t("height") },
            ]}
            onChange={(edge) => change({ edge })}
            className="h-9 w-full"
          />
        </div>
        {choice.edge === "as_is" ? null : (
          <Field
            label={t("px")}
            inputMode="numeric"
            value={choice.px}
            onChange={({ target }) => change({ px: target.value.slice(0, 10) })}
            hint={t("hint")}
            error={isBad ? t("bad", { min: EDGE_PX_MIN, max: EDGE_PX_MAX }) : undefined}
            autoComplete="off"
            className="w-64 max-w-full [&_input]:font-mono"
          />
        )}
      </div>
    </div>
  );
}
