import { useLocale, useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import type { Section } from "@/components/library/layout";
import { monthName } from "@/components/library/month-name";
import type { PictureStore } from "@/components/library/picture-store";
import { isIn, type Selection } from "@/components/library/selection";
import type { GridLook } from "@/components/library/use-grid";
import { markOf } from "@/components/marks/made-marks";
import type { LibraryPicture } from "@/lib/library/schema";

const LABEL_LENGTH = 120;

type LookOptions = Pick<GridLook, "onSection" | "onRest"> & {
  store: PictureStore;
  /** Index of the picture that has the tab stop. */
  current: number;
  chosen: Selection;
};

/** What the cells and the heads show now. */
export function useLook({ store, current, chosen, ...hears }: LookOptions): RefObject<GridLook> {
  const labelOf = useLabel();
  const t = useTranslations("library.selection");
  const locale = useLocale();
  const now: GridLook = {
    ...hears,
    stateOf: (index) => {
      const picture = store.at(index);
      const isSelected = isIn(chosen, index);
      return {
        ...{ index, picture, isSelected, isCurrent: index === current },
        language: locale,
        labels: () => ({
          label: [labelOf(picture), isSelected && t("selected")].filter(Boolean).join(", "),
          selectLabel: t("select", { code: picture?.code ?? "" }),
        }),
      };
    },
    headOf: ({ month, count }: Section) => ({
      title: monthName(month, locale),
      count: count.toLocaleString(locale),
    }),
  };
  const look = useRef(now);
  useEffect(() => {
    look.current = now;
  });
  return look;
}

function useLabel() {
  const t = useTranslations("library");
  return (picture: LibraryPicture | null): string => {
    if (!picture) return t("loading");
    const { code, prompt, isPickedByOthers, othersStars, stackCount } = picture;
    const { verdict, stars } = markOf(picture);
    const words = [
      prompt.slice(0, LABEL_LENGTH).replace(/\s+/g, " "),
      code,
      stackCount > 1 && t("stack.count", { count: stackCount }),
      verdict && t(`state.${verdict}`),
      isPickedByOthers && t("state.team"),
      stars > 0 && t("state.stars", { count: stars }),
      othersStars > 0 && t("state.othersStars", { count: othersStars }),
    ];
    return words.filter(Boolean).join(", ");
  };
}
