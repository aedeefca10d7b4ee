/** Keys that were good and are not any more, until their owner makes them good again. */
export function createRevokedKeys() {
  let secrets = new Set<string>();
  return {
    set(next: readonly string[]) {
      secrets = new Set(next);
    },
    has: (secret: string) => secrets.has(secret),
    reset: () => secrets.clear(),
  };
}
