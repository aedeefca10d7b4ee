/** Lets connections in, or closes them before they can say a word (F14). */
export function createDoor() {
  let resets = 0;
  return {
    /** The next so many new connections. */
    resetNext(count: number) {
      resets = count;
    },
    admits(): boolean {
      if (resets === 0) return true;
      resets -= 1;
      return false;
    },
  };
}
