/** A start that cannot go on for a reason the operator can mend. The message is one plain sentence. */
export class Refusal extends Error {
  /** 78 is EX_CONFIG of sysexits.h: restarting without a change will not help. */
  exitCode = 78;
}
