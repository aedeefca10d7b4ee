export type Clock = ReturnType<typeof createClock>;

type Sleeper = { dueAt: number; timer: NodeJS.Timeout; wake: () => void };

/** Virtual time: the real one, moved forward at will. `speed` divides every wait. */
export function createClock({ speed, now }: { speed: number; now: () => number }) {
  let offsetMs = 0;
  const sleepers = new Set<Sleeper>();
  const elapsed = () => performance.now() + offsetMs;

  const arm = (sleeper: Sleeper) => {
    const leftMs = Math.max(0, sleeper.dueAt - elapsed());
    // A wait of ten minutes must not keep a stopped sandbox alive.
    sleeper.timer = setTimeout(sleeper.wake, leftMs).unref();
  };

  return {
    /** Milliseconds since 1970. */
    now: () => now() + offsetMs,
    offsetMs: () => offsetMs,
    /** How long something takes here that takes `ms` at the gateway. */
    scaled: (ms: number) => ms / speed,
    /** Waits for so much of the gateway's time. */
    sleep(ms: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper: Sleeper = {
        dueAt: elapsed() + ms / speed,
        timer: setTimeout(() => undefined),
        wake: () => {
          sleepers.delete(sleeper);
          resolve();
        },
      };
      clearTimeout(sleeper.timer);
      sleepers.add(sleeper);
      arm(sleeper);
      return promise;
    },
    advance(ms: number) {
      offsetMs += ms;
      for (const sleeper of sleepers) {
        clearTimeout(sleeper.timer);
        arm(sleeper);
      }
    },
    reset() {
      offsetMs = 0;
    },
  };
}
