import path from "node:path";
import { root } from "./bootstrap.mjs";

/** Where a program of the project lies once it has been built. */
export const bundlePath = (name) => path.join(root, "dist", `${name}.mjs`);
