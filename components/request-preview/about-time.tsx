import { useTranslations } from "next-intl";
import { splitDuration } from "@/components/generation/formats";

/** `about 30 s`. Of one picture: they are made side by side. */
export function AboutTime({ typicalMs }: { typicalMs: number }) {
  const t = useTranslations("preview");
  const { minutes, total } = splitDuration(typicalMs);
  return minutes < 2 ? t("aboutSeconds", { count: total }) : t("aboutMinutes", { count: minutes });
}
