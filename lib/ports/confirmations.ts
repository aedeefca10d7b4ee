/** When somebody last showed, in their session, that it is them: at the sign-in, or since. */
export interface Confirmations {
  /** Null when there is no such session, or it has ended. */
  findAt(sessionId: string): Promise<Date | null>;
  /** Only in a session of this person that has not ended. */
  confirm(session: { id: string; userId: string }, at: Date): Promise<void>;
}
