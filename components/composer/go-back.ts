import type { ComposerState } from "@/components/composer/composer-state";

/** What an undo makes of the composer as it is now; `before` is how it was. */
export type GoBack = (now: ComposerState, before: ComposerState) => ComposerState;

export const wholly: GoBack = ({ arrivingCount }, before) => ({ ...before, arrivingCount });

/** What was typed since stays. */
export const toStaged: GoBack = (now, { staged }) => ({ ...now, staged });
