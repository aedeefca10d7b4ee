import { expect, test } from "vitest";
import { createVault } from "@/lib/adapters/secrets/vault";

const vault = createVault(() => Buffer.alloc(32, 1));
const PLACE = "second_factor:secret:one:1";

test("what was sealed opens in its place, and is never sealed the same way twice", () => {
  const sealed = vault.seal("JBSWY3DPEHPK3PXP", PLACE);
  expect(vault.open(sealed, PLACE)).toBe("JBSWY3DPEHPK3PXP");
  expect(sealed).not.toContain("JBSWY3DP");
  expect(vault.seal("JBSWY3DPEHPK3PXP", PLACE)).not.toBe(sealed);
});

test("what was moved to another row, or changed in any piece, does not open", () => {
  const sealed = vault.seal("JBSWY3DPEHPK3PXP", PLACE);
  expect(() => vault.open(sealed, "second_factor:secret:two:1")).toThrow();
  const pieces = sealed.split(".");
  for (const [index, piece] of pieces.entries()) {
    const turned = piece.startsWith("A") ? "B" : "A";
    const changed = pieces.with(index, turned + piece.slice(1)).join(".");
    expect(() => vault.open(changed, PLACE), `piece ${index}`).toThrow();
  }
  expect(() => vault.open(sealed.slice(0, -4), PLACE)).toThrow();
  expect(() => vault.open("", PLACE)).toThrow();
});

test("another master key is told by its name, not by a broken seal", () => {
  const sealed = vault.seal("JBSWY3DPEHPK3PXP", PLACE);
  const other = createVault(() => Buffer.alloc(32, 2));
  expect(() => other.open(sealed, PLACE)).toThrow("MAQUETTE_MASTER_KEY_FILE");
});
