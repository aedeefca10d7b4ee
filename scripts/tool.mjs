// Runs a program of the project by name on the pinned Node: node scripts/tool.mjs sandbox --port 8787
import { bootstrap, isPrebuilt, root } from "./bootstrap.mjs";

await bootstrap();
const { bundlePath } = await import("./bundle-path.mjs");
const [name, ...args] = process.argv.slice(2);
if (name === "maquette") {
  const { readSecretFiles } = await import("./secret-files.mjs");
  const { studioEnvironment } = await import("./studio-environment.mjs");
  Object.assign(process.env, readSecretFiles(process.env));
  Object.assign(process.env, studioEnvironment(process.env));
  process.chdir(root);
}
if (!isPrebuilt) {
  const { generateClientWhenStale } = await import("./build.mjs");
  const { bundle } = await import("./bundles.mjs");
  if (name === "maquette") await generateClientWhenStale();
  // Bundling takes less time than finding out whether it is needed. Pictures are decoded by a bundle of its own.
  await bundle(name === "maquette" ? [name, "media"] : [name]);
}
process.argv = [process.execPath, bundlePath(name), ...args];
process.setSourceMapsEnabled(true);
await import(bundlePath(name));
