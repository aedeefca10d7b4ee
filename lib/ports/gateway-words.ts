/** A status that the gateway said and our table does not know. */
export type GatewayWord = { word: string; count: number; firstAt: Date; lastAt: Date };

/** For the operator: such a word means that the gateway has changed, and is taken for "the work goes on". */
export interface GatewayWords {
  /** Counts it; the first time it is logged too. */
  note(word: string): Promise<void>;
  /** The most often said first. */
  list(): Promise<GatewayWord[]>;
}
