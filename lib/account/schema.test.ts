import { expect, test } from "vitest";
import {
  emailSchema,
  newPasswordSchema,
  PASSWORD_LENGTH_MAX,
  signInSchema,
} from "@/lib/account/schema";

test.each([
  ["Lin@Example.com", "lin@example.com"],
  ["  lin@example.com ", "lin@example.com"],
  ["lin+studio@example.com", "lin+studio@example.com"],
  ["lin\uff20example.com", "lin@example.com"],
  ["lin@xn--bcher-kva.example", "lin@xn--bcher-kva.example"],
])("A07: %j is the one address %s", (typed, canonical) => {
  expect(emailSchema.parse(typed)).toBe(canonical);
});

test.each([
  ...[
    '"lin@evil.example"@example.com',
    "lin@example.com,ada@example.com",
    "lin@example.com, ada@x.y",
  ],
  ...["lin@example.com\r\nBcc: ada@example.com", "lin@evil\uff20example.com", "lin@@example.com"],
  ...["<lin@example.com>", "lin", "@example.com", "lin@", "lin@ex ample.com", "lin@exam\0ple.com"],
  `${"a".repeat(250)}@example.com`,
])("A07: %j is no address", (typed) => {
  expect(emailSchema.safeParse(typed).success).toBe(false);
});

test("A04: a password is not looked at when it is longer than any", () => {
  const email = "lin@example.com";
  const may = (length: number) =>
    signInSchema.safeParse({ email, password: "x".repeat(length) }).success;
  expect([may(PASSWORD_LENGTH_MAX), may(PASSWORD_LENGTH_MAX + 1), may(1_000_000)]).toEqual([
    true,
    false,
    false,
  ]);
});

test.each([
  ...["aaaaaaaaaaaaaaaaaa", "passwordpassword", "Password-Password-1", "123456789012345678"],
  ...["qwertyuiopasdfghjkl", "QWERTYUIOPasdfgh1", "1q2w3e4r5t6y7u8i9o0p", "abcdefghijklmnopq"],
  ...[
    "йцукенгшщзхъфывапр",
    "correct horse battery staple",
    "The quick brown fox 123",
    "zyxwvutsrqponmlk",
  ],
])("A06: %j is tried first, and is no password", (password) => {
  expect(newPasswordSchema.safeParse(password).success).toBe(false);
});

test.each([
  "a sentence that works well",
  "another sentence of mine",
  "фраза которую помню я один",
  "4 teal lamps / 9 owls",
])("A06: %j is one", (password) => expect(newPasswordSchema.parse(password)).toBe(password));

test("A06: a new password is a sentence, and what stands around it is a part of it", () => {
  expect(newPasswordSchema.safeParse("fourteen signs").success).toBe(false);
  expect(newPasswordSchema.parse("  fifteen signs  ")).toBe("  fifteen signs  ");
});
