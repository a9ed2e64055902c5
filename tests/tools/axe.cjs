// In: paths of HTML files. Out: on standard output a line for each rule of axe-core that an element breaks, by light and by dark, in
// a wide and in a narrow window, and one where a page is wider than its window; exit code 1 if there is any.
//
// Invariant: opens no file but those; PUPPETEER_EXECUTABLE_PATH names the browser, NODE_PATH the folder of the packages.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const url = require('node:url');
const puppeteer = require('puppeteer-core');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = [
  [1280, 'light'],
  [320, 'light'],
  [320, 'dark'],
];

async function faults(browser, file, [width, scheme]) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url.pathToFileURL(path.resolve(file)).href);
  await page.evaluate(AXE);
  const result = await page.evaluate('axe.run()');
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  await page.close();
  const view = `${file} (${width} px, ${scheme})`;
  const found = result.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${view}: ${rule.id}: ${node.html} ${node.failureSummary}`.replace(/\s+/g, ' ')),
  );
  return wide ? [...found, `${view}: the page is wider than the window`] : found;
}

async function main(files) {
  const executablePath = process.env.PUPPETEER_EXECUTABLE_PATH;
  const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
  let number = 0;
  for (const file of files) {
    for (const view of VIEWS) {
      for (const fault of await faults(browser, file, view)) {
        console.log(fault);
        number += 1;
      }
    }
  }
  await browser.close();
  return number === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then((code) => process.exit(code), (error) => {
  console.error(error);
  process.exit(2);
});
