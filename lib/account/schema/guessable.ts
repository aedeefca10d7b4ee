/** What a hand finds without looking, and what everybody counts. */
const ROWS = [
  ...["qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p"],
  ...["йцукенгшщзхъфывапролджэячсмитьбю", "abcdefghijklmnopqrstuvwxyz", "1234567890"],
  "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
];

/** Sentences that stand in every list of passwords, without their spaces and figures at the end. */
const FAMOUS = new Set([
  ...["correcthorsebatterystaple", "thequickbrownfox", "letmeinletmein", "iloveyousomuch"],
  ...["maquettemaquette", "administrator", "passwordpassword", "mypasswordis", "changemechangeme"],
]);

const DIFFERENT_SIGNS_MIN = 5;

const backwards = (text: string) => [...text].reverse().join("");
const isWalk = (text: string, row: string) =>
  `${row}${row}${row}`.includes(text) || `${row}${row}${row}`.includes(backwards(text));

/**
 * Whether a password of any length is among the first that somebody tries: few signs, the same again and again, a walk
 * over the keys or the alphabet, or one that is in every list.
 */
export function isGuessable(password: string): boolean {
  const text = password.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, "");
  const words = text.replace(/\d+$/, "");
  return (
    new Set(text).size < DIFFERENT_SIGNS_MIN ||
    /^(.+?)\1+$/u.test(text) ||
    [text, words].some((each) => FAMOUS.has(each) || ROWS.some((row) => isWalk(each, row)))
  );
}
