/**
 * Completes package-lock.json after `npm install`.
 *
 * A registry mirror may lack packages of other platforms. `npm install` then leaves these optional
 * dependencies out of the lock, and `npm ci` refuses the lock ("Missing: … from lock file"). Every exact
 * optional dependency without an entry gets a stub with the platform its name tells: npm skips it where the
 * platform differs, and fetches it by version where it fits.
 *
 * Usage: node scripts/complete-lock.mjs
 */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../package-lock.json", import.meta.url);
const SYSTEMS = { darwin: "darwin", linux: "linux", win32: "win32", windows: "win32", freebsd: "freebsd", openbsd: "openbsd", netbsd: "netbsd", android: "android", sunos: "sunos", aix: "aix", openharmony: "openharmony" };
const MACHINES = { x64: "x64", amd64: "x64", arm64: "arm64", aarch64: "arm64", arm: "arm", armv7: "arm", ia32: "ia32", i686: "ia32", riscv64: "riscv64", ppc64: "ppc64", ppc64le: "ppc64", s390x: "s390x", loong64: "loong64", mips64el: "mips64el", wasm32: "wasm32" };

/** The system and the machine a package name tells, or nothing. "@next/swc-darwin-arm64" → darwin, arm64. */
function platformOf(name) {
  const words = name.split(/[^a-z0-9]+/);
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = words.map((word) => MACHINES[word]).find(Boolean);
  return os || cpu ? { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}) } : undefined;
}

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const added = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d+\.\d+\.\d+/.test(version)) continue;
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue;
    const platform = platformOf(name);
    if (!platform) continue;
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...platform };
    added.push(`${name}@${version}`);
  }
}
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length === 0 ? "package-lock.json is complete." : `Added ${added.length} entries to package-lock.json:\n${added.join("\n")}`);
