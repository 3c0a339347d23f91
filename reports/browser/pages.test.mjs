// The pages that `cargo test -p reports` draws of made-up records: one with every verdict, one full of hostile text.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SIZES, visit, withBrowser } from "./browser.mjs";

const page = (name) => join(process.env.PAGES, `${name}.html`);
const skip = !existsSync(page("hostile")) && "cargo test -p reports has not drawn them";
assert.ok(!skip || process.env.CI !== "true", `nothing may be missing: ${skip}`);

withBrowser();

test("hostile text stays text", { skip }, async () => {
  for (const viewport of Object.values(SIZES)) {
    await visit(page("hostile"), async (page) => {
      const found = await page.evaluate(() => {
        for (const one of document.querySelectorAll("details")) one.open = true;
        const all = [...document.querySelectorAll("*")];
        return {
          scripts: document.scripts.length,
          loading: document.querySelectorAll("img, iframe, object, embed, video, audio, base, link[rel=stylesheet]").length,
          handlers: all.flatMap((e) => e.getAttributeNames()).filter((name) => name.startsWith("on")).length,
          away: [...document.links].filter((a) => !a.getAttribute("href").startsWith("#")).length,
          foreign: [...document.querySelectorAll("svg *")].filter((e) => e.localName === "foreignobject").length,
          width: document.documentElement.scrollWidth - innerWidth,
        };
      });
      assert.deepEqual(found, { scripts: 1, loading: 0, handlers: 0, away: 0, foreign: 0, width: 0 });
      await page.keyboard.press("r");
      await page.keyboard.press("/");
      await page.keyboard.type("<script>alert(1)</script>");
      assert.equal(await page.locator(".scenario:visible").count(), 1);
    }, { viewport });
  }
});

test("nothing in the address becomes markup", { skip }, async () => {
  for (const hash of ["q=<img src=x onerror=alert(1)>&v=<b>&at=%E0%A4%A", "%E0%A4%A", "<script>alert(1)</script>", "at=constructor"]) {
    await visit(page("every-verdict"), async (page) => {
      assert.equal(await page.evaluate(() => document.scripts.length), 1);
      assert.equal(await page.evaluate(() => document.images.length), 0);
    }, { hash });
  }
});

test("the policy lets nothing else take effect", { skip }, async () => {
  await visit(page("passing"), async (page) => {
    const done = await page.evaluate(() => {
      const refused = [];
      const attempt = (name, set) => {
        const element = document.createElement(name);
        try { set(element); } catch { refused.push(name); }
        document.body.append(element);
      };
      attempt("script", (e) => { e.textContent = "window.taken = 1"; });
      attempt("div", (e) => { e.innerHTML = "<b>markup</b>"; });
      attempt("style", (e) => { e.textContent = "body { color: rgb(1, 2, 3) }"; });
      attempt("p", (e) => { e.setAttribute("style", "color: rgb(1, 2, 3)"); e.id = "styled"; });
      const colour = (e) => getComputedStyle(e).color === "rgb(1, 2, 3)";
      return { refused, taken: "taken" in window, styled: colour(document.body) || colour(document.getElementById("styled")) };
    });
    assert.deepEqual(done, { refused: ["script", "div"], taken: false, styled: false });
  }, { expected: /Content Security Policy|TrustedHTML|TrustedScript/ });
});

test("every verdict has its filter, its mark and its word", { skip }, async () => {
  await visit(page("every-verdict"), async (page) => {
    const chips = await page.locator(".chips button").allTextContents();
    assert.deepEqual(chips, ["✗ failed 1", "E error 1", "? inconclusive 1", "! warned 1", "✓ passed 1", "– not applicable 1"]);
    for (let n = 0; n < chips.length; n += 1) {
      await page.locator(".chips button").nth(n).click();
      assert.equal(await page.locator(".scenario:visible").count(), n + 1);
    }
  });
});

test("a run in which nothing ran is no blank page", { skip }, async () => {
  await visit(page("empty"), async (page) => {
    assert.equal(await page.locator("h1").textContent(), "Proved nothing");
    await page.keyboard.press("/");
    await page.keyboard.press("j");
  });
});
