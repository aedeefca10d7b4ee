/** The first picture that the team has made, or while there is none the newest that is being made. */
export type FirstPicture = {
  /** As people call it, such as `AK-1122-08/1`. */
  code: string;
  /** Of a variant. */
  status: string;
  /** 0 to 100; null while the gateway has said nothing. */
  progressPercent: number | null;
  /** Null until it is there. */
  image: { id: string; width: number; height: number } | null;
  prompt: string;
  aspectRatio: string;
  resolution: string;
};

export type FirstStepsRecord = {
  isPutAway: boolean;
  picture: FirstPicture | null;
  memberCount: number;
  /** Links that still work. */
  invitationCount: number;
  hasSecondFactor: boolean;
};

/** How far a team is with what a new studio needs. */
export interface FirstSteps {
  read(member: { teamId: string; userId: string }, now: Date): Promise<FirstStepsRecord>;
  /** For this person alone; null brings them back. */
  putAway(member: { teamId: string; userId: string }, at: Date | null): Promise<void>;
}
