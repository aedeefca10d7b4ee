import { chance } from "@/lib/sandbox/chance";
import { SCENES, type Scene } from "@/lib/sandbox/painter/scenes";

const SUBJECT_SCORE = 3;
/** Scenes this close to the best are as good, and the takes of one prompt go through them. */
const SIMILAR_SCORE = 0.5;
/** Share of a sample that a crop must keep before it costs score. */
const SHARE_KEPT_MIN = 0.5;

type Wanted = {
  prompt: string;
  width: number;
  height: number;
  /** How many pictures of this prompt came before. */
  take: number;
};

/** By the words of the prompt, English or Russian; by its hash where the words do not decide. */
export function chooseScene({ prompt, width, height, take }: Wanted): Scene {
  const asked = wordsOf(prompt);
  const rated = SCENES.map((scene) => ({ scene, ...rate(scene, asked) }));
  const isAboutScene = rated.some(({ scene, hasSubject }) => hasSubject && scene.kind === "scene");
  const allowed = rated.filter(({ scene: { kind, asks } }) => {
    if (kind === "scene") return true;
    return countMatches(asks ?? "", asked) > 0 && !(kind === "texture" && isAboutScene);
  });
  const scored = allowed
    .map(({ scene, score, hasSubject }) => ({
      scene,
      hasSubject,
      isMatch: score > 0,
      score: score - cropCost(scene, width / height) + chance(prompt, scene.file) / 100,
    }))
    .sort((one, other) => other.score - one.score);
  const [best] = scored;
  // Where nothing matches, all takes stay with one scene: alternatives of one idea, not a lottery.
  const similar = scored.filter(
    ({ score, hasSubject, isMatch }) =>
      isMatch && hasSubject === best?.hasSubject && score > best.score - SIMILAR_SCORE,
  );
  const chosen = similar[take % similar.length] ?? best;
  if (!chosen) throw new Error("There is no scene to paint");
  return chosen.scene;
}

function rate({ subjects, words, asks }: Scene, asked: readonly string[]) {
  const hasSubject = countMatches(subjects, asked) > 0;
  const isAsked = asks !== undefined && countMatches(asks, asked) > 0;
  const score =
    (hasSubject ? SUBJECT_SCORE : 0) +
    (isAsked ? SUBJECT_SCORE : 0) +
    countMatches(`${subjects} ${words}`, asked);
  return { hasSubject, score };
}

function cropCost({ width, height }: Scene, shape: number) {
  const own = width / height;
  const shareKept = Math.min(shape / own, own / shape);
  return SUBJECT_SCORE * Math.max(0, SHARE_KEPT_MIN - shareKept);
}

/** How many of the asked words the list has. */
const countMatches = (list: string, asked: readonly string[]) => {
  const known = list.split(" ");
  return asked.filter((word) => known.some((other) => isSameWord(word, other))).length;
};

export const wordsOf = (text: string) => [
  ...new Set(
    text
      .toLowerCase()
      .replaceAll("ё", "е")
      .match(/\p{L}{3,}/gu),
  ),
];

const CYRILLIC = /^\p{Script=Cyrillic}/u;

/** Whether two words are forms of one. Russian by its common beginning, English but for the plural. */
export function isSameWord(one: string, other: string) {
  const [left = "", right = ""] = [one, other].map((word) => word.replaceAll("ё", "е"));
  if (left === right) return true;
  if (!CYRILLIC.test(left)) return singular(left) === singular(right);
  let common = 0;
  while (common < left.length && left[common] === right[common]) common += 1;
  // What is left of a noun or an adjective when its beginning is gone: -ами, -ого, but not -ница.
  const endingMax = common < 5 ? 2 : 3;
  return common >= 3 && Math.max(left.length, right.length) - common <= endingMax;
}

const singular = (word: string) =>
  word
    .replace(/ies$/, "y")
    .replace(/(s|x|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");
