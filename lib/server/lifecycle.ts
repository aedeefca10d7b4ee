import "server-only";

/** Where this process stands between its start and its end. */
export const lifecycle = {
  /** It has done everything that a start does. */
  hasStarted: false,
  /** It was asked to end: what is under way is finished, nothing new should come. */
  isDraining: false,
  /** Whose lock on the data folder this process works under; null without a supervisor. */
  supervisorPid: null as number | null,
};
