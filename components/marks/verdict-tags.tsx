import { Check, Star, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag } from "@/components/ui/tag";
import type { Mark } from "@/lib/library/schema";

/** What one thinks of a picture, on the picture. */
export function VerdictTags({ mark: { verdict, stars } }: { mark: Mark }) {
  const t = useTranslations("marks");
  return (
    <>
      {verdict ? (
        <Tag icon={verdict === "pick" ? Check : X}>
          {t(verdict === "pick" ? "picked" : "rejected")}
        </Tag>
      ) : null}
      {stars > 0 ? <Tag icon={Star}>{stars}</Tag> : null}
    </>
  );
}
