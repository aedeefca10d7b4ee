import type { GenerationPage, GenerationView, Status, VariantView } from "@/lib/generation/schema";

/** The newer of two views of one variant. Progress never falls: the gateway's figure sometimes does. */
export function newerVariant(known: VariantView, read: VariantView): VariantView {
  const [older, newer] = read.version > known.version ? [known, read] : [read, known];
  if (older.progressPercent === null) return newer;
  const progressPercent = Math.max(older.progressPercent, newer.progressPercent ?? 0);
  return progressPercent === newer.progressPercent ? newer : { ...newer, progressPercent };
}

function mergeVariants(known: readonly VariantView[], read: readonly VariantView[]): VariantView[] {
  const readById = new Map(read.map((variant) => [variant.id, variant]));
  const merged = known.map((variant) => {
    const next = readById.get(variant.id);
    readById.delete(variant.id);
    return next ? newerVariant(variant, next) : variant;
  });
  return [...merged, ...readById.values()];
}

export const mergeGeneration = (
  known: GenerationView,
  read: Pick<GenerationView, "variants">,
): GenerationView => ({ ...known, variants: mergeVariants(known.variants, read.variants) });

/** What a status read knows, put into what the feed shows. Generations that are not shown are left out. */
export function mergeStatus(
  pages: readonly GenerationPage[],
  status: Pick<Status, "generations">,
): GenerationPage[] {
  const read = new Map(status.generations.map((generation) => [generation.id, generation]));
  return pages.map((page) => ({
    ...page,
    generations: page.generations.map((known) => {
      const next = read.get(known.id);
      return next ? mergeGeneration(known, next) : known;
    }),
  }));
}

/** A re-read of the feed may have left the server before the last status did. */
export const mergeReread = (known: readonly GenerationPage[], read: readonly GenerationPage[]) =>
  mergeStatus(read, { generations: known.flatMap(({ generations }) => generations) });
