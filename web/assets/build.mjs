// Makes what the pages look and move with: one style sheet, one script, the font, and everybody's licence.
import { readFile, writeFile, copyFile, mkdir } from "node:fs/promises";
import { transform } from "esbuild";
import wawoff2 from "wawoff2";

const OUT = "../static";
const FONTS = "fonts";
const AXE = "../../tests/integration/web/axe";
const PARTS = [
  "document", "heading-1", "heading-2", "heading-3", "link", "skip-link", "button",
  "alert", "table", "textbox", "textarea", "select",
];
const ours = ["tokens", "page", "list", "chart", "dossier", "form", "other"];
const read = (path) => readFile(path, "utf8");
const all = (paths) => Promise.all(paths.map(read)).then((texts) => texts.join("\n"));

const css = await all([
  ...PARTS.map((part) => `node_modules/@utrecht/${part}-css/dist/index.css`),
  ...ours.map((name) => `source/${name}.css`),
]);
const js = await all([
  "node_modules/htmx.org/dist/htmx.min.js",
  "node_modules/htmx-ext-sse/dist/sse.min.js",
  "source/app.js",
]);
await mkdir(OUT, { recursive: true });
await mkdir(FONTS, { recursive: true });
await mkdir(AXE, { recursive: true });
const small = { minify: true, legalComments: "none", target: ["chrome109", "firefox115", "safari16"] };
await writeFile(`${OUT}/app.css`, (await transform(css, { ...small, loader: "css" })).code);
await writeFile(`${OUT}/app.js`, (await transform(js, { ...small, loader: "js" })).code);
await copyFile(
  "node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  `${OUT}/source-sans-3.woff2`,
);
// The same font as the pages', in the form that a PDF takes: one weight a file, Latin and what goes beyond it.
for (const name of ["latin-400", "latin-600", "latin-ext-400", "latin-ext-600"]) {
  const packed = await readFile(`node_modules/@fontsource/source-sans-3/files/source-sans-3-${name}-normal.woff2`);
  await writeFile(`${FONTS}/source-sans-3-${name}.ttf`, await wawoff2.decompress(packed));
}
await copyFile("source/mark.svg", `${OUT}/mark.svg`);
await copyFile("node_modules/axe-core/axe.min.js", `${AXE}/axe.min.js`);

const packages = {
  "@fontsource-variable/source-sans-3": "LICENSE", "@utrecht/button-css": "LICENSE.md",
  "htmx.org": "LICENSE", "htmx-ext-sse": "LICENSE",
};
const licences = ["What is built into these files, by whom, and under which licence.\n"];
for (const [name, file] of Object.entries(packages)) {
  const { version, license } = JSON.parse(await read(`node_modules/${name}/package.json`));
  const text = await read(`node_modules/${name}/${file}`).catch(() => "");
  licences.push(`\n==== ${name} ${version} (${license})\n\n${text}`);
}
await writeFile(`${OUT}/licences.txt`, licences.join(""));
await copyFile("node_modules/axe-core/LICENSE", `${AXE}/LICENSE`);
