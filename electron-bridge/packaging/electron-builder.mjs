// What goes into the package of each system, and how it is signed.
import { fileURLToPath } from "node:url";
import { electronOfBuild } from "./electron-here.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { env } = process;

// `make frozen` makes it, and signs it on macOS, where LINNET_SIGNED_BY names the identity.
const engine = { from: here("../../dist/linnet"), to: "linnet" };

/** Azure signs on Windows where its account is named; else the package is unsigned, and says so. */
const azure = env.LINNET_AZURE_ACCOUNT && {
  azureSignOptions: {
    codeSigningAccountName: env.LINNET_AZURE_ACCOUNT,
    certificateProfileName: env.LINNET_AZURE_PROFILE,
    endpoint: env.LINNET_AZURE_ENDPOINT,
    publisherName: env.LINNET_PUBLISHER,
  },
};

/** @type {import("electron-builder").Configuration} */
export default {
  appId: "org.linnet.desktop",
  productName: "Linnet",
  copyright: "Copyright © 2026 the authors of Linnet. Apache-2.0.",
  directories: { app: here("../app"), output: here("../../dist/app"), buildResources: here(".") },
  electronVersion: "45.4.1",
  electronDist: await electronOfBuild(),
  electronLanguages: ["en-US", "en-GB", "es", "es-419"],

  // Main, preload and page are bundles, so no package of Node goes along.
  files: ["dist/main/**", "dist/preload.cjs", "dist/renderer/**", "package.json", "!node_modules"],
  npmRebuild: false,
  asar: true,
  // A program inside app.asar cannot be run. Licences lie beside it for people to read.
  extraResources: [
    engine,
    { from: here("../../LICENSE"), to: "LICENSE" },
    { from: here("../app/dist/renderer/LICENSES.md"), to: "LICENSES-page.md" },
  ],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  },
  afterPack: here("after-pack.mjs"),
  // An unsigned release is made by LINNET_UNSIGNED=1 alone, never by a missing secret.
  forceCodeSigning: env.LINNET_UNSIGNED !== "1" && process.platform !== "linux",

  win: {
    target: ["nsis"],
    icon: here("icon.png"),
    // PyInstaller's libraries are the part that virus scanners look at.
    signExts: [".dll", ".pyd"],
    ...azure,
  },
  // Who has no administrator's rights installs for themselves. What people made is never deleted.
  nsis: { oneClick: false, perMachine: false, deleteAppDataOnUninstall: false },
  mac: {
    target: ["dmg", "zip"],
    category: "public.app-category.education",
    icon: here("icon.png"),
    hardenedRuntime: true,
    entitlements: here("entitlements.mac.plist"),
    entitlementsInherit: here("entitlements.mac.plist"),
    signIgnore: ["Resources/linnet/"],
    notarize: Boolean(env.APPLE_API_KEY),
  },
  linux: {
    target: ["AppImage", "deb"],
    category: "Science",
    icon: here("icon.png"),
    executableName: "linnet-desktop",
    maintainer: "The authors of Linnet",
    synopsis: "Identify species in recordings, without a network",
  },
  // Where releases are published is decided by whoever releases.
  publish: null,
};
