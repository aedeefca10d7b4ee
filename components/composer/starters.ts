import { useTranslations } from "next-intl";
import type { AspectRatio } from "@/lib/generation/schema";
import type { ReferenceRole } from "@/lib/generation/schema/inputs";

/** What comes with the product to be put into a tray. The keys: messages, `composer.starter.name`. */
const SAMPLES = {
  bottle: { file: "05-amber-packshot.jpg", role: "product" },
  stone: { file: "18-texture-wet-basalt.jpg", role: "background" },
  cloth: { file: "19-texture-rust-linen.jpg", role: "background" },
  figure: { file: "10-figure-packshot.jpg", role: "subject" },
} as const satisfies Record<string, { file: string; role: ReferenceRole }>;

type SampleName = keyof typeof SAMPLES;

const STARTERS = [
  {
    id: "example",
    aspectRatio: "4:3",
    references: ["bottle", "stone"],
    pictures: ["01-amber-stone-warm.jpg", "02-amber-stone-blue-hour.jpg", "06-amber-banner.jpg"],
  },
  {
    id: "hero",
    aspectRatio: "3:4",
    references: ["bottle", "cloth"],
    pictures: ["04-night-label.jpg", "05-amber-packshot.jpg", "03-green-bottle-pears.jpg"],
  },
  {
    id: "character",
    aspectRatio: "3:4",
    references: ["figure"],
    pictures: ["10-figure-packshot.jpg", "11-figure-winter-trees.jpg", "13-figure-sea.jpg"],
  },
  {
    id: "banner",
    aspectRatio: "21:9",
    references: ["bottle", "stone"],
    pictures: ["06-amber-banner.jpg", "05-amber-packshot.jpg", "01-amber-stone-warm.jpg"],
  },
] as const satisfies readonly {
  id: string;
  aspectRatio: AspectRatio;
  references: readonly SampleName[];
  pictures: readonly string[];
}[];

/** A whole example for the composer. Paths lie under `public/`. */
export type Starter = {
  id: string;
  title: string;
  text: string;
  prompt: string;
  aspectRatio: AspectRatio;
  /** Put into the tray, under the names that the prompt has for them. */
  references: readonly { path: string; name: string; role: ReferenceRole }[];
  /** Shown on its card. */
  pictures: readonly string[];
};

const pathOf = (fileName: string) => `/samples/${fileName}`;

/** The first is what a new person finds in the composer; the others are cards. */
export function useStarters(): readonly Starter[] {
  const t = useTranslations("composer.starter");
  return STARTERS.map(({ id, aspectRatio, references, pictures }) => ({
    id,
    aspectRatio,
    title: t(`title.${id}`),
    text: t(`text.${id}`),
    prompt: t(`prompt.${id}`),
    references: references.map((name) => ({
      path: pathOf(SAMPLES[name].file),
      name: t(`name.${name}`),
      role: SAMPLES[name].role,
    })),
    pictures: pictures.map(pathOf),
  }));
}
