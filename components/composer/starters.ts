import { useTranslations } from "next-intl";
import type { AspectRatio } from "@/lib/generation/schema";

const STARTERS = [
  {
    id: "hero",
    aspectRatio: "3:4",
    variantCount: 2,
    references: ["05-amber-packshot.jpg", "18-texture-wet-basalt.jpg"],
    pictures: ["04-night-label.jpg", "05-amber-packshot.jpg", "03-green-bottle-pears.jpg"],
  },
  {
    id: "character",
    aspectRatio: "3:4",
    variantCount: 2,
    references: ["10-figure-packshot.jpg"],
    pictures: ["10-figure-packshot.jpg", "11-figure-winter-trees.jpg", "13-figure-sea.jpg"],
  },
  {
    id: "banner",
    aspectRatio: "21:9",
    variantCount: 2,
    references: ["05-amber-packshot.jpg", "19-texture-rust-linen.jpg"],
    pictures: ["06-amber-banner.jpg", "05-amber-packshot.jpg", "01-amber-stone-warm.jpg"],
  },
] as const satisfies readonly {
  id: string;
  aspectRatio: AspectRatio;
  variantCount: number;
  references: readonly string[];
  pictures: readonly string[];
}[];

/** A whole example for the composer. Paths lie under `public/`. */
export type Starter = {
  id: string;
  title: string;
  text: string;
  prompt: string;
  aspectRatio: AspectRatio;
  variantCount: number;
  /** Put into the tray. */
  references: readonly string[];
  /** Shown on its card. */
  pictures: readonly string[];
};

const pathOf = (fileName: string) => `/samples/${fileName}`;

export function useStarters(): readonly Starter[] {
  const t = useTranslations("composer");
  return STARTERS.map(({ id, aspectRatio, variantCount, references, pictures }) => ({
    id,
    aspectRatio,
    variantCount,
    title: t(`starter.${id}.title`),
    text: t(`starter.${id}.text`),
    prompt: t(`starter.${id}.prompt`),
    references: references.map(pathOf),
    pictures: pictures.map(pathOf),
  }));
}
