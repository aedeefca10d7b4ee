import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMasterKeys, readMasterKeys } from "@/lib/adapters/secrets/master-keys";
import { createVault } from "@/lib/adapters/secrets/vault";

const PLACE = "gateway_key:secret:team:key";

describe("a sealed secret", () => {
  const vault = createVault(() => [Buffer.from("a master key")]);

  test("opens in its place, and is never sealed the same way twice", () => {
    const sealed = vault.seal("sk-secret", PLACE);
    expect(vault.open(sealed, PLACE)).toBe("sk-secret");
    expect(vault.seal("sk-secret", PLACE)).not.toBe(sealed);
    expect(sealed).not.toContain("sk-secret");
  });

  test("does not open in any other place", () => {
    const sealed = vault.seal("sk-secret", PLACE);
    expect(() => vault.open(sealed, "gateway_key:secret:other:key")).toThrow();
  });

  test("does not open when any of it was changed", () => {
    const sealed = vault.seal("sk-secret", PLACE);
    for (const index of [4, 20, 60, sealed.length - 3]) {
      const letter = sealed[index] === "A" ? "B" : "A";
      const changed = sealed.slice(0, index) + letter + sealed.slice(index + 1);
      expect(() => vault.open(changed, PLACE), changed).toThrow();
    }
    for (const [index, piece] of sealed.split(".").entries()) {
      const turned = piece.startsWith("A") ? "B" : "A";
      const changed = sealed
        .split(".")
        .with(index, turned + piece.slice(1))
        .join(".");
      expect(() => vault.open(changed, PLACE), `piece ${index}`).toThrow();
    }
    expect(() => vault.open(sealed.slice(0, -4), PLACE)).toThrow();
    expect(() => vault.open("", PLACE)).toThrow();
  });

  test("does not open with another master key, and says what to set", () => {
    const other = createVault(() => [Buffer.from("another master key")]);
    const sealed = vault.seal("sk-secret", PLACE);
    expect(() => other.open(sealed, PLACE)).toThrow(/set MAQUETTE_MASTER_KEY_FILE/);
    expect([vault.knows(sealed), other.knows(sealed), vault.knows("v2.x")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("a new master key", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "maquette-vault-"));
    file = path.join(folder, "master-key");
    await writeFile(file, "the first");
  });
  afterEach(() => rm(folder, { recursive: true }));
  const open = () => createVault(() => readMasterKeys(file));

  test("opens nothing of the old one until that is sealed anew, and then the old one may go", () => {
    // It has read the first one before.
    const running = open();
    const sealed = running.seal("sk-secret", PLACE);
    const keys = createMasterKeys(file);
    keys.renew();
    expect(sealed.startsWith(keys.previousPrefix() ?? "-")).toBe(true);
    expect(open().open(sealed, PLACE)).toBe("sk-secret");
    const rewrapped = open().rewrap(sealed, PLACE) ?? "";
    expect(open().rewrap(rewrapped, PLACE)).toBeNull();
    // Only the wrapping is new: the secret itself was not sealed again.
    expect(rewrapped.split(".")[3]).toBe(sealed.split(".")[3]);
    keys.forgetPrevious();
    expect(open().open(rewrapped, PLACE)).toBe("sk-secret");
    expect(running.open(rewrapped, PLACE)).toBe("sk-secret");
    expect(() => open().open(sealed, PLACE)).toThrow();
  });

  test("is made once for a change that was cut off", async () => {
    const keys = createMasterKeys(file);
    // After its first step the old one lies in both places.
    await writeFile(`${file}.previous`, "the first");
    keys.renew();
    const next = await readFile(file);
    expect(next.toString()).not.toBe("the first");
    keys.renew();
    expect(await readFile(file)).toEqual(next);
  });
});
