/*
 * browse.js
 *		Opens pages of the dashboard in headless Chromium, light and dark, narrow and wide,
 *		and with every choice, and prints what it sees as lines of JSON.
 *
 *		node browse.js URL PICTURES CHROMIUM PAGE ...
 *
 * PICTURES is the directory for pictures of the pages.
 */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { chromium } = require('playwright-core');

const [base, pictures, executable, ...pages] = process.argv.slice(2);
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
	'--disable-component-update', '--disable-sync'];
const widths = { wide: 1360, narrow: 390 };

// Runs in the page: what each block shows
function look() {
	const number_of = (path) => (path.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).length;
	const marks_of = (plot) => [...plot.querySelectorAll('g.role-mark')].map((group) => ({
		type: /mark-(\w+)/.exec(group.getAttribute('class'))[1],
		items: group.querySelectorAll('path, line, text').length,
		drawn: [...group.querySelectorAll('path')].filter((item) => number_of(item.getAttribute('d') ?? '') >= 2).length
			+ [...group.querySelectorAll('line, text')].length,
	}));
	// Items that have a row, with where they are and where the scale puts each figure of the row
	const items_of = (view) => {
		const items = [];
		const visit = (mark) => (mark.items ?? []).forEach((item) => {
			if (mark.marktype === 'group')
				item.items.forEach(visit);
			else if (mark.role === 'mark' && mark.marktype === 'symbol')
				items.push({ row: item.datum, x: item.x, y: item.y });
		});
		visit(view.scenegraph().root);
		return items;
	};
	return [...document.querySelectorAll('[data-block]')].map((place) => {
		const plot = place.querySelector('.plot');
		const box = (plot?.querySelector('svg') ?? place).getBoundingClientRect();
		return {
			block: Number(place.dataset.block),
			hidden: place.hidden,
			title: place.querySelector('header h3')?.textContent,
			note: place.querySelector('.note')?.textContent,
			tiles: [...place.querySelectorAll('.tile')].map((tile) => ({
				label: tile.dataset.label, value: tile.querySelector('.value').textContent,
				interval: tile.querySelector('.interval')?.textContent, change: tile.querySelector('.change')?.textContent,
				spark: tile.querySelector('.spark polyline')?.getAttribute('points').split(' ').length,
			})),
			table: [...place.querySelectorAll('.scroll tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
			width: box.width, height: box.height,
			marks: plot && marks_of(plot),
			rows: plot && plot.view.data('rows').map((row) => Object.fromEntries(Object.entries(row))),
			misplaced: plot && items_of(plot.view).filter(({ row, y }) => {
				const scale = (() => { try { return plot.view.scale('y'); } catch { return undefined; } })();
				return scale && !scale.bandwidth && !Object.values(row).some((value) => typeof value === 'number' && Math.abs(scale(value) - y) < 0.5);
			}).length,
		};
	});
}

async function main() {
	const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'chromium-'));
	const browser = await chromium.launchPersistentContext(profile, { executablePath: executable, headless: true, args: flags });
	const tab = await browser.newPage();
	const messages = [];
	const hosts = new Set();
	tab.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
	tab.on('pageerror', (error) => messages.push(`error: ${error.message}`));
	tab.on('requestfailed', (request) => messages.push(`failed: ${request.url()}`));
	tab.on('response', (response) => response.status() >= 400 && messages.push(`status ${response.status()}: ${response.url()}`));
	browser.on('request', (request) => hosts.add(new URL(request.url()).host));

	const open = async (address, scheme, width) => {
		await tab.emulateMedia({ colorScheme: scheme });
		await tab.setViewportSize({ width: widths[width], height: 900 });
		await tab.goto('about:blank');
		await tab.goto(`${base}/${address}`);
		await tab.waitForSelector('body[data-state=drawn]', { timeout: 120000 });
	};
	const report = async (page, scheme, width, choices) => {
		const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		const colour = await tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
		console.log(JSON.stringify({ page, scheme, width, choices, overflow, colour, blocks: await tab.evaluate(look), messages: messages.splice(0) }));
	};

	for (const page of pages) {
		for (const scheme of ['light', 'dark']) {
			for (const width of Object.keys(widths)) {
				await open(`${page}.html`, scheme, width);
				await report(page, scheme, width, {});
				await tab.screenshot({ path: path.join(pictures, `${page}-${scheme}-${width}.png`), fullPage: true });
			}
		}
		// The first choices of each list, as a user makes them
		await open(`${page}.html`, 'light', 'wide');
		const choices = {};
		for (const select of await tab.locator('.choice select').all()) {
			const name = await select.getAttribute('name');
			for (const option of (await select.locator('option').all()).slice(0, 6)) {
				choices[name] = await option.getAttribute('value');
				await select.selectOption(choices[name]);
				await tab.waitForSelector('body[data-state=drawn]');
				await report(page, 'light', 'wide', choices);
			}
		}
		// The rows and the query behind a chart can be opened
		const details = tab.locator('.block details:visible').first();
		if (await details.count()) {
			await details.locator('summary').click();
			await details.locator('pre').waitFor();
			console.log(JSON.stringify({ page, details: await details.locator('tbody tr').count(), sql: await details.locator('pre').textContent() }));
		}
	}
	console.log(JSON.stringify({ hosts: [...hosts], version: browser.browser()?.version() ?? '' }));
	await browser.close();
	fs.rmSync(profile, { recursive: true });
}

main().catch((error) => {
	console.error(error);
	process.exit(1);
});
