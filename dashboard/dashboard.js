/*
 * dashboard.js
 *		The dashboard: pages of pages/ with the results of their queries.
 *
 *		node dashboard.js serve [PORT]			serves it on this machine, and queries again when a page is loaded later
 *		node dashboard.js write DIRECTORY		writes it as files, for any web server
 *
 * The environment names the database, as for psql.
 */
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { read_pages } = require('./page.js');
const { run_queries } = require('./query.js');

const assets = {
	'dashboard.css': path.join(__dirname, 'assets/dashboard.css'),
	'dashboard.js': path.join(__dirname, 'assets/dashboard.js'),
	'icon.svg': path.join(__dirname, 'assets/icon.svg'),
	...Object.fromEntries(['vega', 'vega-lite', 'vega-embed'].map((name) =>
		[`${name}.js`, path.join(path.dirname(require.resolve(name)), '../build', `${name}.min.js`)])),
};
const usual_port = 8017;
const types = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

// Nothing is loaded from elsewhere, and no script but ours runs.  Vega writes style attributes.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// The settings are read on every page
const header = {
	sql: `SELECT to_char(as_of AT TIME ZONE zone, 'FMDay FMDD Month YYYY, HH24:MI') AS as_of, zone, current_database() AS database
FROM kpi_views.settings`,
};

// Pages are read anew each time, so that an edited page shows after a reload.  A copy of
// the dashboard that runs as another user reads the originals if it may.
function pages_now() {
	const original = process.env.KPI_DASHBOARD;
	try {
		return read_pages(original ?? __dirname);
	} catch (error) {
		if (original && ['EACCES', 'ENOENT'].includes(error.code))
			return read_pages(__dirname);
		throw error;
	}
}

function escape_html(text) {
	return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

function html_of(page, pages, content) {
	const links = pages.map(({ name, title }) =>
		`<a href="${name}.html"${name === page?.name ? ' aria-current="page"' : ''}>${escape_html(title)}</a>`);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape_html(page ? `${page.title} · kpi` : 'kpi')}</title>
<link rel="icon" href="icon.svg">
<link rel="stylesheet" href="dashboard.css">
</head>
<body>
<header class="top">
<span class="brand">kpi</span>
<nav aria-label="Pages">${links.join('')}</nav>
</header>
<main>
${content}
</main>
</body>
</html>
`;
}

// Several readers within half a minute share one run of the queries of a page
const runs = new Map();
function results_of(page) {
	const queries = new Map([...page.queries, ['', header]]);
	const key = JSON.stringify([...queries]);
	const run = runs.get(page.name);
	if (run?.key === key && Date.now() - run.at < 30000)
		return run.results;
	const results = run_queries(queries);
	runs.set(page.name, { key, results, at: Date.now() });
	results.catch(() => runs.delete(page.name));
	return results;
}

async function render(page, pages) {
	const results = await results_of(page);
	const [settings] = results.get('').rows;
	const data = Object.fromEntries([...page.queries].map(([name, query]) => [name, { ...results.get(name), ...query }]));
	const as_of = settings ? `As of ${settings.as_of} (${settings.zone}), database ${settings.database}` : '';
	return html_of(page, pages, `
<div class="heading">
<h1>${escape_html(page.title)}</h1>
<div class="choice" hidden></div>
<p class="as-of">${escape_html(as_of)}</p>
</div>
${page.html}
<script type="application/json" id="page">${JSON.stringify({ data, blocks: page.blocks }).replaceAll('<', '\\u003c')}</script>
<script src="vega.js"></script>
<script src="vega-lite.js"></script>
<script src="vega-embed.js"></script>
<script src="dashboard.js"></script>`);
}

function error_page(pages, error) {
	return html_of(undefined, pages, `<div class="heading"><h1>No figures</h1></div><p class="note error">${escape_html(error.message)}</p>`);
}

async function write(directory) {
	const pages = pages_now();
	fs.mkdirSync(directory, { recursive: true });
	for (const [name, file] of Object.entries(assets))
		fs.copyFileSync(file, path.join(directory, name));
	for (const page of pages)
		fs.writeFileSync(path.join(directory, `${page.name}.html`), await render(page, pages));
	fs.copyFileSync(path.join(directory, `${pages[0].name}.html`), path.join(directory, 'index.html'));
	console.log(path.resolve(directory));
}

async function answer(request, response) {
	const send = (status, type, content) => {
		response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': policy,
			'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache' });
		response.end(request.method === 'HEAD' ? undefined : content);
	};
	// Another site could have its name resolve to this machine, to read the figures
	if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? ''))
		return send(403, 'text/plain', 'The dashboard answers only requests to localhost\n');
	if (!['GET', 'HEAD'].includes(request.method))
		return send(405, 'text/plain', 'The dashboard can only be read\n');

	const name = new URL(request.url, 'http://localhost').pathname.slice(1);
	if (Object.hasOwn(assets, name))
		return send(200, types[path.extname(name)], fs.readFileSync(assets[name]));
	const pages = pages_now();
	const page = name === '' ? pages[0] : pages.find((candidate) => `${candidate.name}.html` === name);
	if (!page)
		return send(404, 'text/plain', 'There is no such page\n');
	return render(page, pages).then((html) => send(200, 'text/html', html), (error) => send(503, 'text/html', error_page(pages, error)));
}

function serve(port) {
	const server = http.createServer((request, response) => {
		answer(request, response).catch((error) => {
			console.error(error.message);
			response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
			response.end(`${error.message}\n`);
		});
	});
	server.on('error', (error) => {
		// Another port is as good, unless the user chose one
		if (error.code === 'EADDRINUSE' && port === undefined)
			return server.listen(0, '127.0.0.1');
		console.error(`The dashboard cannot use port ${port}: ${error.message}`);
		process.exit(1);
	});
	server.on('listening', () => {
		console.log(`The dashboard is at http://localhost:${server.address().port}/  Ctrl-C ends it.`);
	});
	server.listen(port ?? usual_port, '127.0.0.1');
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
		process.on(signal, () => process.exit(0));
}

const [command, argument] = process.argv.slice(2);
if (command === 'serve') {
	serve(argument === undefined ? undefined : Number(argument));
} else if (command === 'write' && argument) {
	write(argument).catch((error) => {
		console.error(error.message);
		process.exit(1);
	});
} else {
	console.error('dashboard.js serve [PORT], or dashboard.js write DIRECTORY');
	process.exit(2);
}
