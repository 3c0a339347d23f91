// A browser that notices what a report must not do: ask for anything, or complain.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const SIZES = { phone: { width: 390, height: 844 }, tablet: { width: 1024, height: 768 }, desk: { width: 1600, height: 1000 } };

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

let browser;
export const withBrowser = () => {
  before(async () => { browser = await launch(); });
  after(() => browser.close());
};

/** Opens a page, hands it to `use`, and then asserts that it asked for nothing and complained of nothing but what is `expected`. */
export const visit = async (file, use, { hash = "", expected = /^$/, ...options } = {}) => {
  const context = await browser.newContext({ viewport: SIZES.tablet, ...options });
  try {
    const page = await context.newPage();
    const wrong = [];
    page.on("console", (message) => wrong.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
    const address = pathToFileURL(file).href;
    page.on("request", (request) => {
      if (!request.url().startsWith(address) && request.url() !== "data:,") wrong.push(`request: ${request.url()}`);
    });
    await page.goto(address + (hash && `#${hash}`));
    await use(page);
    assert.deepEqual(wrong.filter((one) => !expected.test(one)), []);
  } finally {
    await context.close();
  }
};
