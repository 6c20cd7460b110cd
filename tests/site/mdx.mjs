// The pages of Docusaurus through its compiler, as `mdx: {format: md}` has it: node mdx.mjs PAGES OUTPUT
import { evaluate } from "@mdx-js/mdx";
import fs from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as runtime from "react/jsx-runtime";
import gfm from "remark-gfm";

const [pages, output] = process.argv.slice(2);
for (const slug of fs.readdirSync(pages)) {
  const text = fs.readFileSync(`${pages}/${slug}/index.md`, "utf8");
  const [, front, body] = text.match(/^---\n([\s\S]*?\n)---\n([\s\S]*)$/);
  const title = JSON.parse(front.match(/^title: (.*)$/m)[1]);
  const { default: Page } = await evaluate(body, { ...runtime, format: "md", remarkPlugins: [gfm] });
  const html = renderToStaticMarkup(createElement("main", null, createElement("h1", null, title), createElement(Page)));
  fs.writeFileSync(`${output}/${slug}.html`, html);
}
