/** One press of Generate: what it would send, and the id under which the server knows it. */
export type Press = { requestId: string; body: string; goesFirst: boolean };

/**
 * The press before is taken up again when nobody knows how it ended and nothing has changed since, whichever
 * key asked for it: the server then answers with the same generation instead of paying twice.
 */
export const pressFor = (
  unanswered: Press | null,
  { body, goesFirst }: Omit<Press, "requestId">,
  newId: () => string,
): Press => (unanswered?.body === body ? unanswered : { requestId: newId(), body, goesFirst });
