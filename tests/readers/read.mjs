// Front matter as JavaScript reads it: one line of JSON a file, [title, date, type of the date].
import { readFileSync } from 'node:fs';
const [notation, ...paths] = process.argv.slice(2);
const read = {
  json: async () => text => JSON.parse(text.match(/^[^]*?^}$/m)[0]),
  yaml: async () => { const { load } = await import('js-yaml'); return text => load(text.split('---\n')[1]); },
  toml: async () => { const { parse } = await import('smol-toml'); return text => parse(text.split('+++\n')[1]); },
};
const parse = await read[notation]();
for (const path of paths) {
  const data = parse(readFileSync(path, 'utf8'));
  const date = data.date instanceof Date;
  console.log(JSON.stringify([data.title, date ? data.date.toISOString().slice(0, 10) : data.date, date ? 'date' : 'string']));
}
