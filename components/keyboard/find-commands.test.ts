import { expect, test } from "vitest";
import { findBy } from "@/components/keyboard/find-commands";

const COMMANDS = [
  ["Generate", "Создать"],
  ["Light theme", "Светлая тема"],
  ["Language: English", "Язык: English"],
  ["Aspect ratio 16:9", "Формат 16:9"],
  ["Aspect ratio 9:16", "Формат 9:16"],
  ["Model Gemini 3 Pro Image", "Модель Gemini 3 Pro Image"],
  ["Stop all sending", "Остановить отправку"],
];
const find = (query: string) => findBy(COMMANDS, query, (texts) => texts).map(([name]) => name);

test.each([
  ["the beginning of a word", "the", "Light theme"],
  ["the other language", "светл", "Light theme"],
  ["two words in any order", "16:9 ratio", "Aspect ratio 16:9"],
  ["some letters of a word", "gnrt", "Generate"],
  ["Russian in the English layout", "cjplfnm", "Generate"],
  ["English in the Russian layout", "ыещз", "Stop all sending"],
])("a command is found by %s", (_, query, name) => {
  expect(find(query)[0]).toBe(name);
});

test("what begins with the word comes before what only has it inside", () => {
  expect(find("la")[0]).toBe("Language: English");
});

test("words that fit nothing find nothing", () => {
  expect(find("zebra")).toEqual([]);
  expect(find("light zebra")).toEqual([]);
});
