const PREFIX = "cell-";

/** Where a closed viewer gives the focus back. */
export const cellId = (variantId: string) => PREFIX + variantId;

/** The variant whose cell this is; null for anything else. */
export const cellOf = (element: Element | null): string | null =>
  element?.id.startsWith(PREFIX) ? element.id.slice(PREFIX.length) : null;
