import Link from "next/link";
import { useTranslations } from "next-intl";
import { Message } from "@/components/library/message";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { LibraryDays } from "@/lib/library/schema";

type LibraryEmptyProps = {
  q: string;
  /** Undefined until it is here. */
  found: LibraryDays | undefined;
  isError: boolean;
  tryAgain: () => void;
  search: (text: string) => void;
  studioPath: string;
};

/** Instead of a grid without a picture. */
export function LibraryEmpty(props: LibraryEmptyProps) {
  const { q, found, isError, tryAgain, search, studioPath } = props;
  const t = useTranslations("library");
  if (isError)
    return (
      <Message text={t("loadFailed")}>
        <Button onClick={tryAgain}>{t("tryAgain")}</Button>
      </Message>
    );
  if (!found) return <Message text={t("loading")} />;
  if (!q)
    return (
      <Message text={t("empty")}>
        <Link href={studioPath} className={buttonClass({ kind: "paper" })}>
          {t("toStudio")}
        </Link>
      </Message>
    );
  const { relief } = found;
  return (
    <Message text={t("nothingFound")}>
      {relief ? (
        <Button onClick={() => search(relief.rest)}>
          {t.rich("relief", {
            part: relief.part,
            count: relief.total,
            em: (chunks) => <em className="font-mono text-small not-italic">{chunks}</em>,
          })}
        </Button>
      ) : null}
      <Button kind={relief ? "ghost" : "quiet"} onClick={() => search("")}>
        {t("clearSearch")}
      </Button>
    </Message>
  );
}
