import type { LeftOut, TakeoutOrder } from "@/lib/takeout/schema";
import type { LeftOutReason } from "@/lib/takeout/schema/facts";

type Words = { head: string } & Record<LeftOutReason, string>;

const WORDS: Record<TakeoutOrder["language"], Words> = {
  en: {
    head: "These files are not in this ZIP, or not whole:",
    not_in_library: "the picture is not in the library any more; look in the bin",
    file_missing: "its file is missing from the storage; whoever runs the studio can look for it",
    cannot_be_read: "its file cannot be decoded; take out the original instead",
    read_in_part: "its file ended early, so the one in this ZIP is incomplete; take it out again",
    disk_full: "the studio's disk is full; make room, then take it out again",
    storage_away: "the storage did not answer; take it out again later",
  },
  ru: {
    head: "Этих файлов в архиве нет, или они не целы:",
    not_in_library: "картинки больше нет в библиотеке; посмотрите в корзине",
    file_missing: "файла нет в хранилище; его может поискать тот, кто обслуживает студию",
    cannot_be_read: "файл не раскодировать; скачайте оригинал",
    read_in_part: "файл оборвался, в архиве он неполный; скачайте его ещё раз",
    disk_full: "на диске студии нет места; освободите его и скачайте ещё раз",
    storage_away: "хранилище не ответило; скачайте ещё раз позже",
  },
};

/** The same in every language. */
export const LEFT_OUT_NAME = "not-included.txt";

export function leftOutText(
  leftOut: readonly LeftOut[],
  language: TakeoutOrder["language"],
): string {
  const words = WORDS[language];
  const lines = leftOut.map(({ name, reason }) => `${name}: ${words[reason]}`);
  // Windows' oldest editor needs both signs at the end of a line.
  return [words.head, "", ...lines, ""].join("\r\n");
}
