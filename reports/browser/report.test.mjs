// A failing report and a passing one, clicked through as a reader would. `run` draws them and says where they are.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SIZES, visit, withBrowser } from "./browser.mjs";

const DRAWN = process.env.REPORTS;
const passing = join(DRAWN, "passing", "report.html");
const failing = join(DRAWN, "failing", "report.html");
const record = JSON.parse(readFileSync(join(DRAWN, "failing", "run.json"), "utf8"));
const broken = record.scenarios.filter((s) => s.verdict === "failed");
const anchor = (scenario) => `s${record.scenarios.indexOf(scenario) + 1}`;
// One that waits: something is drawn to scale in it.
const waits = broken.find((s) => s.name.includes("1000 ms"));

withBrowser();

const shown = (page) => page.locator(".scenario:visible");
const focused = (page) => page.evaluate(() => document.activeElement.closest(".scenario")?.id);
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test("the verdict and what was not tested stand on top", async () => {
  for (const [file, title] of [[passing, "Conforming"], [failing, "Not conforming"]]) {
    await visit(file, async (page) => {
      assert.equal(await page.locator("h1").textContent(), title);
      assert.equal(await page.locator("main > section").first().getAttribute("id"), "not-tested");
    });
  }
});

test("failures come first, and stand open", async () => {
  await visit(failing, async (page) => {
    const first = page.locator(".scenario").first();
    assert.equal(await first.getAttribute("data-v"), "failed");
    for (const what of ["Expected", "Actual", "Repeat just this"]) {
      assert.ok(await first.getByText(what, { exact: true }).first().isVisible(), what);
    }
    assert.match(await first.locator(".command").first().textContent(), /--scenario lcp\/issuer\/\S+:\d+$/);
  });
});

test("a click on a verdict filters, and the address keeps it", async () => {
  await visit(failing, async (page) => {
    await page.locator("#filter .failed").click();
    assert.equal(await shown(page).count(), broken.length);
    assert.match(page.url(), /#v=failed/);
    const [text, ground] = await page.locator("#filter .failed").evaluate((chip) =>
      [getComputedStyle(chip.firstElementChild).color, getComputedStyle(chip).backgroundColor]);
    assert.notEqual(text, ground);
    assert.match(await page.locator("output").textContent(), new RegExp(`^${broken.length} of `));
    await page.reload();
    assert.equal(await shown(page).count(), broken.length);
    assert.equal(await page.locator("#filter .failed").getAttribute("aria-pressed"), "true");
    await page.locator("#clear").click();
    assert.equal(await shown(page).count(), record.scenarios.length);
    assert.ok(!page.url().includes("v="));
  });
});

test("a family is chosen", async () => {
  await visit(passing, async (page) => {
    await page.locator("#filter select").selectOption("counter");
    const families = await shown(page).evaluateAll((all) => all.map((s) => s.dataset.f.split(" ")));
    assert.ok(families.length > 0 && families.every((f) => f.includes("counter")));
    assert.match(page.url(), /#f=counter/);
  });
});

test("names, requirements and steps are searched, from the keyboard", async () => {
  await visit(failing, async (page) => {
    await page.keyboard.press("/");
    for (const words of [waits.name, waits.tags[0], waits.steps.at(-1).text.toUpperCase()]) {
      await page.keyboard.type(words);
      assert.ok(await page.locator(`#${anchor(waits)}`).isVisible(), words);
      assert.ok(await shown(page).count() < record.scenarios.length, words);
      await page.keyboard.press("Escape");
      assert.equal(await shown(page).count(), record.scenarios.length);
      await page.keyboard.press("/");
    }
    await page.keyboard.type("nothing is called this");
    assert.equal(await shown(page).count(), 0);
    assert.equal(await page.locator(".group:visible").count(), 0);
    await page.keyboard.press("Escape");
    assert.notEqual(await page.evaluate(() => document.activeElement.name), "q");
  });
});

test("j and k move, Enter opens, Tab gets there too", async () => {
  await visit(passing, async (page) => {
    const ids = await shown(page).evaluateAll((all) => all.map((s) => s.id));
    await page.keyboard.press("j");
    assert.equal(await focused(page), ids[0]);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    assert.equal(await focused(page), ids[1]);
    await page.keyboard.press("Enter");
    assert.ok(await page.locator(`#${ids[1]}`).evaluate((s) => s.open));
    assert.ok(page.url().endsWith(`#${ids[1]}`));
    await page.locator("#clear").evaluate((b) => b.form.f.focus());
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), ids[0]);
  });
});

test("an arrow leads to its bytes, indented or as they were", async () => {
  const exchange = waits.exchanges.find((e) => e.purpose === "step");
  const bytes = exchange.response.text.replaceAll("\r\n", "\n");
  const id = `#${anchor(waits)}x${exchange.id}`;
  await visit(failing, async (page) => {
    await page.locator(`#${anchor(waits)} .seq a[href="${id}"]`).click();
    const [nice, raw] = [page.locator(`${id} .nice`).last(), page.locator(`${id} .m`).last()];
    assert.ok(await nice.isVisible() && !await raw.isVisible());
    assert.match(await nice.textContent(), /\n {6}<fee>/);
    await page.locator(`${id} .switch`).last().click();
    assert.ok(await raw.isVisible() && !await nice.isVisible());
    assert.equal(await raw.textContent(), bytes);
    await page.keyboard.press("r");
    assert.ok(await nice.isVisible());
    // What is indented is the same, but for white space.
    const squeeze = (text) => text.replace(/\s+/g, "");
    assert.equal(squeeze(await nice.textContent()), squeeze(bytes));
  });
});

test("a wait is drawn to scale, and an answer that came too early is seen to", async () => {
  await visit(failing, async (page) => {
    const diagram = page.locator(`#${anchor(waits)} .seq`);
    const height = (which) => diagram.locator(which).first().evaluate((l) => l.getBBox().height);
    const [took, asked] = [await height("line.busy"), await height("line.asked")];
    const exchange = waits.exchanges.find((e) => e.purpose === "step");
    const share = (exchange.times.ended - exchange.times.sent) / 1e6;
    assert.ok(Math.abs(took / asked - share) < 0.05, `${took} of ${asked} for ${share}`);
    assert.match(await diagram.textContent(), /after \d+ of 1000 ms/);
  });
});

test("an answer that was lost is a broken arrow", async () => {
  await visit(passing, async (page) => {
    await page.locator(".scenario", { hasText: "The answer is lost, and the message is sent again" }).first().locator("summary").first().click();
    assert.ok(await page.locator(".scenario[open] .seq text.odd").first().isVisible());
    assert.equal(await page.locator(".scenario[open] .seq line.fro.lost").count(), 1);
  });
});

test("a link to a failing scenario opens it", async () => {
  const id = anchor(broken.at(-1));
  for (const hash of [id, `v=failed&at=${id}`, `q=no+such+thing&at=${id}`]) {
    await visit(failing, async (page) => {
      const scenario = page.locator(`#${id}`);
      assert.ok(await scenario.evaluate((s) => s.open), hash);
      const top = await scenario.evaluate((s) => s.getBoundingClientRect().top);
      assert.ok(top >= 0 && top < SIZES.tablet.height / 2, `${hash}: at ${top}`);
      assert.equal(await focused(page), id, hash);
    }, { hash });
  }
});

test("a link to an exchange opens all that it stands in", async () => {
  await visit(passing, async (page) => {
    // A message: a probe, or a body that is left out, is not shown indented.
    const id = await page.locator(".scenario:not([open]) .x", { hasText: "Envelope" }).first().getAttribute("id");
    await page.evaluate((at) => { location.hash = `v=passed&at=${at}`; }, id);
    await page.locator(`#${id} .nice`).first().waitFor();
    assert.ok(await page.locator(`#${id}`).evaluate((x) => x.closest(".scenario").open && x.getBoundingClientRect().top < innerHeight));
  });
});

test("links within the page keep the way back", async () => {
  await visit(failing, async (page) => {
    await page.locator(".overview a.failed").first().click();
    const row = await page.evaluate(() => document.querySelector("tr.at").id);
    assert.ok(await page.locator(`[id="${row}"]`).isVisible());
    await page.locator("tr.at .by summary, tr.at .by a").first().click();
    await page.goBack();
    assert.ok(!page.url().includes("#"));
  });
});

test("both themes have contrast enough to be read", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit(failing, async (page) => {
      const ratios = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const light = (name) => {
          const hex = style.getPropertyValue(name).trim().slice(1);
          const part = (at) => parseInt(hex.slice(at, at + 2), 16) / 255;
          const linear = [part(0), part(2), part(4)].map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
          return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        };
        const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
        const inks = ["--ink", "--dim", "--link", "--failed", "--error", "--inconclusive", "--warned", "--passed"];
        const papers = ["--paper", "--raised", "--tint"];
        return inks.flatMap((ink) => papers.map((paper) => [`${ink} on ${paper}`, ratio(ink, paper)]));
      });
      // WCAG 2.2 §1.4.3.
      for (const [pair, ratio] of ratios) assert.ok(ratio >= 4.5, `${colorScheme}: ${pair} ${ratio.toFixed(2)}`);
      const dark = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      assert.equal(dark === "rgb(21, 22, 24)", colorScheme === "dark");
    }, { colorScheme });
  }
});

test("no page is wider than its screen", async () => {
  const small = { width: 320, height: 568 };
  for (const [file, viewport] of [...Object.values(SIZES).map((size) => [failing, size]), [failing, small], [passing, SIZES.phone]]) {
    await visit(file, async (page) => {
      assert.equal(await overflow(page), 0);
      await page.evaluate(() => {
        for (const one of [...document.querySelectorAll("details")].slice(0, 300)) one.open = true;
      });
      assert.equal(await overflow(page), 0, `${viewport.width} with everything open`);
    }, { viewport });
  }
});

test("on paper everything is there that has to be", async () => {
  await visit(failing, async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.ok(!await page.locator("#filter").isVisible());
    for (const there of ["h1", "#not-tested .gap li", ".overview", ".family li", ".finding", ".seq", ".x[open] pre.nice"]) {
      assert.ok(await page.locator(there).first().isVisible(), there);
    }
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim());
    assert.equal(paper, "#fff");
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length > 5, `${pdf.length} bytes`);
  });
});

test("without its script the page says the same", async () => {
  await visit(failing, async (page) => {
    assert.ok(!await page.locator("#filter").isVisible());
    const exchange = page.locator(".x[open] pre.m").first();
    assert.ok(await exchange.isVisible());
    assert.match(await exchange.textContent(), /^POST /);
    const closed = page.locator("#passed .scenario:not([open])").first();
    await closed.locator("summary").first().click();
    assert.ok(await page.locator("#passed .scenario[open] .seq").first().isVisible());
  }, { javaScriptEnabled: false });
});
