import { formatTime, type Place } from "@/components/generation/formats";
import { useLogWords } from "@/components/log/use-log-words";
import type { LogRow } from "@/lib/audit/schema";

/** One deed: a sentence, what it changed, and from where. */
export function LogLine({ row, place }: { row: LogRow; place: Place }) {
  const { sentence, changes, from } = useLogWords(row);
  return (
    <li className="flex gap-4 border-hair border-t py-3">
      <time dateTime={row.at} className="w-9 shrink-0 font-mono text-ink-2 text-slug leading-5">
        {formatTime(row.at, place)}
      </time>
      <div className="min-w-0 flex-1">
        <p className="break-words">{sentence}</p>
        {changes.map((change) => (
          <p key={change} className="break-words text-ink-2 text-small">
            {change}
          </p>
        ))}
        {from ? <p className="break-words text-ink-2 text-small">{from}</p> : null}
      </div>
    </li>
  );
}
