import "server-only";

type Line = { running: number; waiting: (() => void)[] };

/**
 * Work of one person side by side: so much at once, a few more in line, and nothing beyond. `null` when the line was
 * full: then nothing was begun.
 */
export function createTurns({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }) {
  const lines = new Map<string, Line>();

  return async <T>(key: string, work: () => Promise<T>): Promise<T | null> => {
    const line = lines.get(key) ?? { running: 0, waiting: [] };
    lines.set(key, line);
    if (line.running < atOnce) line.running += 1;
    else if (line.waiting.length < waitingMax)
      // Whoever leaves hands their place on, so that nobody slips in between.
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    else return null;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.running -= 1;
      if (line.running === 0) lines.delete(key);
    }
  };
}
