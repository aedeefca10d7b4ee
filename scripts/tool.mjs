// Runs a program of the project by name on the pinned Node: node scripts/tool.mjs sandbox --port 8787
import { bootstrap, isPrebuilt, root } from "./bootstrap.mjs";

await bootstrap();
const { bundlePath } = await import("./bundle-path.mjs");
const [name, ...args] = process.argv.slice(2);
if (name === "maquette") {
  const { readSecretFiles } = await import("./secret-files.mjs");
  const { openOwnDatabase } = await import("./own-database.mjs");
  const { studioEnvironment } = await import("./studio-environment.mjs");
  Object.assign(process.env, readSecretFiles(process.env));
  if (!isPrebuilt) await (await import("./build.mjs")).generateClientWhenStale();
  try {
    await openOwnDatabase(args, process.env);
  } catch (error) {
    if (!error.exitCode) throw error;
    console.error(error.message);
    process.exit(error.exitCode);
  }
  Object.assign(process.env, studioEnvironment(process.env));
  process.chdir(root);
}
if (!isPrebuilt) {
  const { bundle } = await import("./bundles.mjs");
  // Bundling takes less time than finding out whether it is needed. Pictures are decoded by a bundle of its own.
  await bundle(name === "maquette" ? [name, "media"] : [name]);
}
process.argv = [process.execPath, bundlePath(name), ...args];
process.setSourceMapsEnabled(true);
await import(bundlePath(name));
