import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState, useTransition } from "react";
import type { Press } from "@/components/composer/press";
import { refusalMessage } from "@/components/composer/refusal";
import { sendPress } from "@/components/composer/send-press";
import { firstStepsQuery } from "@/lib/first-steps/queries";
import { TEST_PICTURE } from "@/lib/first-steps/schema/facts";
import { pricesQuery } from "@/lib/money/queries";
import { formatMicroUsd } from "@/lib/shared/money";

const PLAIN = {
  ...{ variantCount: 1, references: [], variables: {}, options: {} },
  ...{ verb: "fresh" as const, parent: null, marks: [] },
};

/** One press like any other, in the project that the person is in: it lands in the feed. */
export function useTestPicture(projectId: string) {
  const t = useTranslations("composer");
  const locale = useLocale();
  const queryClient = useQueryClient();
  const press = useRef<Press | null>(null);
  const [alert, setAlert] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const { data } = useQuery(pricesQuery());
  const { model, resolution } = TEST_PICTURE;
  const price = data?.prices.find((each) => each.model === model && each.resolution === resolution);

  function make() {
    if (isPending) return;
    startTransition(async () => {
      setAlert(null);
      const answer = await sendPress(press, { ...TEST_PICTURE, ...PLAIN, projectId });
      if (!answer.ok) {
        const { key, values } = refusalMessage(answer.error, locale);
        setAlert(t(`refusal.${key}`, values));
      }
      await queryClient.invalidateQueries({ queryKey: firstStepsQuery().queryKey, exact: true });
    });
  }
  return { make, isPending, alert, price: price && formatMicroUsd(price.priceMicroUsd, locale) };
}
