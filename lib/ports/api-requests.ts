export type ApiRequestRecord = {
  bodyHash: Uint8Array;
  /** Who asked first. */
  userId: string;
  /** Of the press that it became, or becomes. */
  requestId: string;
  /** As it was sent; null until there is one. */
  answer: string | null;
};

type Place = { teamId: string; keyHash: Uint8Array };

/** Writes of the token API by the key that their caller gave them, so that a repeat is no second one. */
export interface ApiRequests {
  /** Of two at once one is written; both are answered with that. */
  claim(
    place: Place,
    request: Omit<ApiRequestRecord, "answer">,
    at: Date,
  ): Promise<ApiRequestRecord>;
  /** Keeps the first answer only. Gives back the one that is kept. */
  keepAnswer(place: Place, answer: string): Promise<string>;
  /** Those that began before: nobody repeats them any more. */
  dropOld(before: Date): Promise<void>;
}
