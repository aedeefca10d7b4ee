import { EyeOff, type LucideIcon, MessageSquareOff, Pin, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { SentSection } from "@/components/request-preview/sent-section";
import { useOptionFacts } from "@/components/viewer/use-option-facts";
import type { Staged } from "@/lib/draft/schema";
import type { Preview } from "@/lib/generation/schema/preview";

type NotSentProps = {
  preview: Preview;
  /** A picture that this button does not look at. */
  staged: Staged | null;
};

type Line = { key: string; icon: LucideIcon; text: string };

/** What is in the composer and stays there. */
export function NotSent({ preview, staged }: NotSentProps) {
  const t = useTranslations("preview");
  const lines = useLines(preview, staged);
  if (lines.length === 0) return null;
  return (
    <SentSection title={t("notSent")}>
      <ul className="flex flex-col gap-1.5 pt-0.5">
        {lines.map(({ key, icon: Icon, text }) => (
          <li key={key} className="flex items-start gap-2 text-ink-2 text-small">
            <Icon aria-hidden="true" className="mt-0.5 size-3.5 flex-none text-ink-3" />
            <span className="line-clamp-3 min-w-0 break-words">{text}</span>
          </li>
        ))}
      </ul>
    </SentSection>
  );
}

function useLines({ notSent }: Preview, staged: Staged | null): Line[] {
  const t = useTranslations("preview");
  const composer = useTranslations("composer");
  const factsOf = useOptionFacts();
  return [
    ...notSent.references.map(({ name, role }) => ({
      key: `reference ${name}`,
      icon: EyeOff,
      text: t("isOff", { name, role: role ? composer(`role.${role}`) : "none" }),
    })),
    ...notSent.notes.map((note, index) => ({
      key: `note ${index}`,
      icon: MessageSquareOff,
      text: t("note", { text: note }),
    })),
    ...factsOf(notSent.options).map(({ key, name, text: value }) => ({
      key,
      icon: SlidersHorizontal,
      text: t("optionMissing", { option: name, value }),
    })),
    ...(staged
      ? [
          {
            key: "staged",
            icon: Pin,
            text: t("staged", { code: staged.code, button: composer(`goOn.${staged.verb}`) }),
          },
        ]
      : []),
  ];
}
