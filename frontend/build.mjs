// Writes static/kil from these sources. Run twice, it writes the same bytes twice.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "kil");
const modules = join(here, "node_modules");
const figtree = join(modules, "@fontsource-variable", "figtree");
const version = (name) => createRequire(import.meta.url)(join(modules, name, "package.json")).version;

const govuk = `GOV.UK Frontend ${version("govuk-frontend")}, Copyright (c) 2017 Crown Copyright (Government Digital Service), MIT licence`;
const font = `Figtree ${version("@fontsource-variable/figtree")}, Copyright 2022 The Figtree Project Authors, SIL Open Font License 1.1 (figtree-OFL.txt)`;
const banner = (...parts) => `/*! Keep it Local. Contains: ${parts.join("; ")}. See THIRD-PARTY-NOTICES.md */\n`;

/** An SVG of ours as a CSS value; `street()` in the Sass. */
const picture = (name) => () => {
  const svg = readFileSync(join(here, "art", `${name}.svg`), "utf8").trim().replaceAll('"', "'");
  return new sass.SassString(`url("data:image/svg+xml,${svg.replace(/[%#<>]/g, encodeURIComponent)}")`, { quotes: false });
};

/** The library reads its colours from custom properties; plain values reach browsers that have none, and are shorter. */
const plainColours = (css) =>
  css.replace(/var\(--govuk-[a-z-]+-colour, ?(#[0-9a-f]+|[a-z]+)\)/gi, "$1").replace(/--govuk-[a-z-]+:[^;}]+;?/g, "");

/** The same letters whatever character set a server announces. */
const ascii = (css) => css.replace(/[^\x00-\x7f]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `);

function style(name, notice) {
  const { css } = sass.compile(join(here, `${name}.scss`), {
    style: "compressed",
    charset: false,
    loadPaths: [modules],
    quietDeps: true,
    functions: { "street()": picture("street") },
  });
  writeFileSync(join(out, `${name}.css`), notice + ascii(plainColours(css)) + "\n");
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

style("portal", banner(govuk, font));
style("desk", banner(font));

const script = { bundle: true, minify: true, format: "iife", target: ["es2018"], legalComments: "none" };

/** What `name` alone adds to a page: a promise, so measured. */
async function refuseOver(most, name) {
  const { outputFiles } = await esbuild.build({ ...script, entryPoints: [join(here, name)], write: false });
  const size = outputFiles[0].contents.length;
  if (size > most) throw new Error(`${name} is ${size} bytes minified; it may be ${most}.`);
}

await refuseOver(2048, "saving.js");
await refuseOver(1024, "quoting.js");
await refuseOver(1536, "desk.js");
await esbuild.build({
  ...script,
  entryPoints: [join(here, "portal.js")],
  outfile: join(out, "portal.js"),
  banner: { js: banner(govuk).trim() },
});
await esbuild.build({ ...script, entryPoints: [join(here, "desk.js")], outfile: join(out, "desk.js") });

for (const subset of ["latin", "latin-ext"]) {
  copyFileSync(join(figtree, "files", `figtree-${subset}-wght-normal.woff2`), join(out, `figtree-${subset}.woff2`));
}
copyFileSync(join(figtree, "LICENSE"), join(out, "figtree-OFL.txt"));
for (const art of ["favicon.svg", "social.png"]) {
  copyFileSync(join(here, "art", art), join(out, art));
}
