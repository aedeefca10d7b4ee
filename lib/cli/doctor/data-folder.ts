import { readFile, stat, statfs } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import { type Check, fail, ok, warn } from "@/lib/cli/doctor/check";

const FREE_BYTES_MIN = 5 * 1024 ** 3;
const FREE_SHARE_MIN = 0.1;

/** File systems on which a committed row may not be on a disk (statfs(2), `f_type`). */
const DOUBTFUL_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x69_69, "NFS"],
  [0xff_53_4d_42, "CIFS"],
  [0xfe_53_4d_42, "SMB"],
  [0x51_7b, "SMB"],
  [0x79_4c_76_30, "overlay"],
  [0x01_02_19_97, "9p, a mount of the host's files"],
  [0x65_73_55_46, "FUSE, a mount of another program's or the host's files"],
]);

/** Windows has no such modes. */
export async function checkMode(dataDir: string): Promise<Check> {
  const { mode } = await stat(dataDir);
  const isOpen = process.platform !== "win32" && (mode & 0o066) !== 0;
  const octal = (mode & 0o777).toString(8);
  return isOpen
    ? fail("data folder", `Others may read or change ${dataDir} (mode ${octal}): chmod 700 it.`)
    : ok("data folder", `${dataDir} is closed to others.`);
}

export async function checkFileSystem(
  dataDir: string,
  readType = async (folder: string) => (await statfs(folder)).type,
): Promise<Check> {
  const doubtful = DOUBTFUL_FILE_SYSTEMS.get(await readType(dataDir));
  return doubtful
    ? warn("file system", `The data folder is on ${doubtful}: move it to a local disk (DATA_DIR).`)
    : ok("file system", "The data folder is on a local file system.");
}

export async function checkFreeDisk(
  dataDir: string,
  read: (folder: string) => Promise<{ bsize: number; blocks: number; bavail: number }> = statfs,
): Promise<Check> {
  const { bsize, blocks, bavail } = await read(dataDir);
  const free = bavail * bsize;
  const share = bavail / blocks;
  const words = `${(free / 1024 ** 3).toFixed(1)} GB (${Math.floor(share * 100)} %) are free`;
  return free < FREE_BYTES_MIN && share < FREE_SHARE_MIN
    ? fail("free disk", `Only ${words}: make room, 5 GB or 10 % are needed.`)
    : ok("free disk", `${words}.`);
}

const lockSchema = z.object({ pid: z.int(), host: z.string(), startedAt: z.string() });

/** The lock that a supervisor takes before anything else (scripts/lock.mjs). */
export async function checkSingleInstance(dataDir: string): Promise<Check> {
  const name = "single instance";
  const text = await readFile(path.join(dataDir, "supervisor.lock"), "utf8").catch(() => null);
  if (text === null) return warn(name, "No studio runs on the data folder: npm start starts it.");
  const { pid, host, startedAt } = lockSchema.parse(JSON.parse(text));
  const holder = `process ${pid} on ${host}, since ${startedAt}`;
  if (host !== hostname())
    return warn(name, `The data folder is held by ${holder}: run the doctor on that machine.`);
  return isAlive(pid)
    ? ok(name, `The data folder is held by ${holder}.`)
    : fail(name, `The studio was killed (${holder}): npm start takes over what it left.`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
