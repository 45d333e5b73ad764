/*
 * page.js
 *		Reads a page of pages/: Markdown in which the blocks sql, figures, chart and table
 *		are queries and what to draw of them.
 *
 * doc/dashboard.md describes the blocks.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const MarkdownIt = require('markdown-it');
const YAML = require('yaml');

const markdown = new MarkdownIt({ html: true });
const kinds = ['figures', 'chart', 'table'];

// Splits the words after the fence, as in "sql days by=queue"
function read_words(info) {
	const [kind, ...words] = info.trim().split(/\s+/);
	const options = Object.fromEntries(words.filter((word) => word.includes('=')).map((word) => word.split('=', 2)));
	return { kind, name: words.find((word) => !word.includes('=')), by: options.by };
}

function read_template(directory, name) {
	return YAML.parse(fs.readFileSync(path.join(directory, 'charts', `${path.basename(name)}.yaml`), 'utf8'));
}

function read_block(kind, text, page, directory) {
	const { title, subtitle, data, size, empty, like, ...spec } = YAML.parse(text) ?? {};
	if (!data)
		throw new Error(`${page}: a block "${kind}" names no data`);
	return { kind, title, subtitle, data, size, empty, spec: like ? { ...read_template(directory, like), ...spec } : spec };
}

/*
 * Returns the title, the queries by name, the blocks, and the HTML, in which each
 * block is an empty element with its number.
 */
function read_page(directory, file) {
	const name = file.replace(/^\d+-|\.md$/g, '');
	const text = fs.readFileSync(path.join(directory, 'pages', file), 'utf8');
	const tokens = markdown.parse(text, {});
	const heading = tokens.findIndex((token) => token.type === 'heading_open' && token.tag === 'h1');
	if (heading < 0)
		throw new Error(`${name}: the page has no title`);
	const title = tokens[heading + 1].content;
	const queries = new Map();
	const blocks = [];
	let is_grid = false;
	const html = [];
	let prose = [];
	const end_prose = () => {
		html.push(markdown.renderer.render(prose, markdown.options, {}));
		prose = [];
	};
	const grid = (wanted) => {
		if (is_grid !== wanted)
			html.push(wanted ? '<div class="grid">' : '</div>');
		is_grid = wanted;
	};

	for (const token of [...tokens.slice(0, heading), ...tokens.slice(heading + 3)]) {
		const { kind, name: query, by } = token.type === 'fence' ? read_words(token.info) : {};
		if (kind === 'sql' && query) {
			queries.set(query, { sql: token.content.trim().replace(/;$/, ''), by });
		} else if (kinds.includes(kind)) {
			end_prose();
			grid(true);
			html.push(`<section class="block" data-block="${blocks.length}"></section>`);
			blocks.push(read_block(kind, token.content, name, directory));
		} else {
			if (token.type !== 'fence' || kind)
				grid(false);
			prose.push(token);
		}
	}
	end_prose();
	grid(false);

	for (const { kind, data } of blocks) {
		if (!queries.has(data))
			throw new Error(`${name}: a block "${kind}" names the query ${data}, which the page does not have`);
	}
	return { name, title, queries, blocks, html: html.join('\n') };
}

// All pages of a directory, in the order of their files
function read_pages(directory) {
	return fs.readdirSync(path.join(directory, 'pages')).filter((file) => file.endsWith('.md')).sort().map((file) => read_page(directory, file));
}

module.exports = { read_pages };
