/** Something that somebody did, or was refused, and that an operator may have to account for. */
export type AccessEvent = {
  /** Such as `invitation.made`. */
  action: string;
  /** Null at the door. */
  actorId: string | null;
  teamId: string | null;
  /** Of what it was done to. */
  objectId?: string;
  /** Never a secret. */
  facts?: Readonly<Record<string, string | number | null>>;
};

export interface AccessLog {
  note(event: AccessEvent): void;
}
