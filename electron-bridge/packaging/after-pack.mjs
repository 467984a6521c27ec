// Looks at what was assembled before it is signed: a package without its engine must never be made.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const RESOURCES = { darwin: (name) => join(`${name}.app`, "Contents", "Resources") };

export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const inside = RESOURCES[electronPlatformName]?.(packager.appInfo.productFilename) ?? "resources";
  const windows = electronPlatformName === "win32";
  const engine = join(appOutDir, inside, "linnet", windows ? "linnet.exe" : "linnet");
  // Only its own system can start it.
  if (electronPlatformName !== process.platform) {
    await readFile(engine);
    return;
  }
  const { stdout } = await promisify(execFile)(engine, ["--version"]);
  const version = stdout.trim().split(" ").at(-1);
  if (version !== packager.appInfo.version) {
    throw new Error(
      `The engine is version ${version}, and the app is ${packager.appInfo.version}. Build both anew.`,
    );
  }
}
