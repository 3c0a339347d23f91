// The pictures in docs/. Usage: node screenshots.mjs REPORTS DOCS; docs/screenshots calls it.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";

const [reports, docs] = process.argv.slice(2);

const browser = await launch();
const take = async (name, file, viewport, clip) => {
  const page = await browser.newPage({ viewport, colorScheme: "light" });
  await page.goto(pathToFileURL(join(reports, name)).href);
  await page.screenshot({ path: join(docs, file), clip: await clip(page) });
  await page.close();
};

// The first screen.
await take("passing/report.html", "report.png", { width: 1100, height: 1180 }, () => undefined);

// One scenario, from its title to the end of a part of it.
const takeScenario = (name, file, story, last) =>
  take(name, file, { width: 1100, height: 2400 }, async (page) => {
    const scenario = page.locator(".scenario", { hasText: story }).first();
    await scenario.evaluate((one) => {
      one.open = true;
      document.getElementById("filter").hidden = true;
      one.scrollIntoView();
    });
    const [top, end] = [await scenario.boundingBox(), await scenario.locator(last).boundingBox()];
    return { x: 0, y: top.y, width: 1100, height: end.y + end.height + 12 - top.y };
  });
await takeScenario("failing/report.html", "report-failing.png", "The answer is lost, and the message is sent again", ".diagram");
await takeScenario("holder/report.html", "report-of-holder.png", "The holder is killed between two payments", ".dialogue");

// The matrix, from its title to the end of its picture.
await take("selftest/kill-matrix.html", "kill-matrix.png", { width: 1820, height: 2400 }, async (page) => {
  const picture = page.locator("svg.kills");
  const box = await picture.boundingBox();
  return { x: 0, y: 0, width: Math.min(1820, box.x + box.width + 24), height: box.y + box.height + 16 };
});
await browser.close();
