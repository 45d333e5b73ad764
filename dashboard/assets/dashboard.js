/*
 * dashboard.js
 *		Draws the blocks of a page in the browser, from the rows that the page contains.
 */
'use strict';
(() => {
	const { data, blocks } = JSON.parse(document.getElementById('page').textContent);
	const charts = new Map();

	// Figures as text

	const decimals = (x, digits) => x.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace('-', '−');
	const units = {
		clock: (x) => x.slice(11, 16),
		count: (x) => decimals(x, 0),
		number: (x, digits = 2) => decimals(x, digits),
		percent: (x) => `${decimals(100 * x, 1)} %`,
		score: (x) => decimals(x, 0),
		seconds: (x) => {
			const [, size, unit, digits] = [[90, 1, 's', 0], [5400, 60, 'min', 1], [172800, 3600, 'h', 1], [Infinity, 86400, 'd', 1]]
				.find(([limit]) => Math.abs(x) < limit);
			return `${decimals(x / size, digits)} ${unit}`;
		},
	};
	function format(value, unit, digits) {
		if (value === null || value === undefined)
			return '–';
		return units[unit] ? units[unit](value, digits) : String(value);
	}
	function difference(value, unit) {
		return unit === 'percent' ? `${decimals(100 * value, 1)} points` : unit === 'score' ? decimals(value, 1) : format(value, unit);
	}

	// Elements

	function element(name, attributes = {}, ...children) {
		const node = document.createElement(name);
		for (const [key, value] of Object.entries(attributes)) {
			if (value !== undefined && value !== null)
				node.setAttribute(key, value);
		}
		node.append(...children.filter((child) => child !== undefined && child !== null));
		return node;
	}

	// Choices: a query with by=queue is shown for one queue, or for all of them where its column queue is NULL.
	// The rows decide the order: what comes first is chosen at first.

	const choices = new URLSearchParams(location.hash.slice(1));
	const columns_of = ({ by }) => by?.split(',') ?? [];
	function values_of(by) {
		const values = Object.values(data).filter((query) => columns_of(query).includes(by)).flatMap((query) => query.rows.map((row) => row[by]));
		const distinct = [...new Set(values)];
		return distinct.includes(null) ? [null, ...distinct.filter((value) => value !== null)] : distinct;
	}
	function chosen(by) {
		const values = values_of(by);
		const wanted = choices.get(by);
		return values.includes(wanted) ? wanted : values[0];
	}
	function rows_of(name) {
		return columns_of(data[name]).reduce((rows, by) => rows.filter((row) => row[by] === chosen(by)), data[name].rows);
	}
	function follow_choices() {
		history.replaceState(null, '', `#${choices}`);
		for (const link of document.querySelectorAll('nav a'))
			link.hash = choices.toString();
	}
	function show_choice(by) {
		const values = values_of(by);
		if (values.length === 0)
			return;
		const place = document.querySelector('.choice');
		const label = by[0].toUpperCase() + by.slice(1);
		place.hidden = false;
		if (values.length === 1) {
			place.append(element('span', {}, `${label} ${values[0] ?? 'All'}`));
			return;
		}
		const select = element('select', { name: by }, ...values.map((value) =>
			element('option', { value: value ?? '', ...(value === chosen(by) ? { selected: '' } : {}) }, value ?? 'All')));
		select.addEventListener('change', () => {
			if (select.value)
				choices.set(by, select.value);
			else
				choices.delete(by);
			follow_choices();
			show_blocks();
		});
		place.append(element('label', {}, `${label} `, select));
	}

	// Colours are those of the style sheet, light or dark

	function palette() {
		const style = getComputedStyle(document.documentElement);
		return Object.fromEntries(['ink', 'quiet', 'line', 'card', 'blue', 'orange', 'green', 'violet', 'grey', 'neutral']
			.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
	}
	function theme(colours) {
		const { ink, quiet, line, blue, orange, green, violet, grey, card } = colours;
		const font = getComputedStyle(document.body).fontFamily;
		return {
			background: 'transparent', font, padding: 0,
			view: { stroke: null },
			axis: { labelColor: quiet, titleColor: quiet, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12,
				titleFontWeight: 'normal', labelPadding: 6, titlePadding: 10, gridOpacity: 1, domain: false, ticks: false },
			axisX: { grid: false, domain: true, ticks: true, labelFlush: false },
			axisY: { tickCount: 5 },
			legend: { titleLimit: 400, labelColor: quiet, titleColor: quiet, labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', orient: 'top', symbolStrokeWidth: 2 },
			header: { labelColor: ink, titleColor: quiet, labelFontSize: 12 },
			text: { color: ink, fontSize: 12 },
			line: { color: blue, strokeWidth: 2 }, area: { color: blue }, bar: { color: blue }, point: { color: blue, filled: true, size: 36 },
			rule: { color: quiet }, tick: { color: quiet }, rect: { stroke: card, strokeWidth: 1 },
			range: { category: [blue, orange, green, violet, grey] },
			style: {
				band: { color: blue, opacity: 0.18, strokeWidth: 0 },
				target: { color: green, strokeDash: [6, 4], strokeWidth: 1.5 },
				limit: { color: quiet, strokeDash: [3, 3], strokeWidth: 1 },
				center: { color: quiet, strokeWidth: 1 },
				signal: { color: orange, size: 110 },
				hover: { opacity: 0, size: 400 },
			},
		};
	}
	// Replaces $blue and the like in a specification
	function with_colours(spec, colours) {
		return JSON.parse(JSON.stringify(spec).replace(/"\$(\w+)"/g, (text, name) => JSON.stringify(colours[name] ?? text)));
	}

	// Drawing

	// A date alone would be read as midnight in UTC, which is another day elsewhere
	function with_times(rows) {
		return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) =>
			[key, /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00` : value])));
	}

	async function draw_chart(place, block, rows) {
		const colours = palette();
		const spec = with_colours({
			$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
			width: 'container', height: 240, autosize: { type: 'fit-x', contains: 'padding' },
			description: `${block.title}. ${block.subtitle ?? ''}`,
			...block.spec, config: theme(colours),
		}, colours);
		spec.data = { name: 'rows', values: with_times(rows) };
		const figure = element('div', { class: 'plot' });
		place.append(figure);
		// No eval: expressions are interpreted
		const { view, finalize } = await vegaEmbed(figure, spec, { actions: false, renderer: 'svg', ast: true, logLevel: vega.Error,
			tooltip: { theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light' } });
		figure.view = view;
		charts.get(place)?.();
		charts.set(place, finalize);
	}

	function draw_table(place, block, rows) {
		const { columns, highlight } = block.spec;
		const class_of = ({ unit }) => (unit && unit !== 'clock' ? 'figure' : undefined);
		const head = element('tr', {}, ...columns.map((column) => element('th', { scope: 'col', class: class_of(column) }, column.title)));
		const body = rows.map((row) => element('tr', { class: highlight && row[highlight] ? 'alert' : undefined },
			...columns.map((column) => element('td', { class: class_of(column), 'data-field': column.field }, format(row[column.field], column.unit, column.digits)))));
		place.append(element('div', { class: 'scroll' }, element('table', {}, element('thead', {}, head), element('tbody', {}, ...body))));
	}

	function spark_line(values) {
		const known = values.map((value, at) => ({ value, at })).filter(({ value }) => value !== null);
		if (known.length < 2)
			return undefined;
		const lowest = Math.min(...known.map(({ value }) => value));
		const range = Math.max(...known.map(({ value }) => value)) - lowest || 1;
		const points = known.map(({ value, at }) => [2 + 116 * at / (values.length - 1), 26 - 22 * (value - lowest) / range]);
		const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
		svg.setAttribute('viewBox', '0 0 120 28');
		svg.setAttribute('class', 'spark');
		svg.setAttribute('preserveAspectRatio', 'xMinYMid');
		svg.setAttribute('aria-hidden', 'true');
		const line = document.createElementNS(svg.namespaceURI, 'polyline');
		line.setAttribute('points', points.map((point) => point.map((x) => x.toFixed(1)).join(',')).join(' '));
		const last = document.createElementNS(svg.namespaceURI, 'circle');
		const [x, y] = points.at(-1);
		for (const [key, value] of Object.entries({ cx: x.toFixed(1), cy: y.toFixed(1), r: 2.5 }))
			last.setAttribute(key, value);
		svg.append(line, last);
		return svg;
	}

	// A change is good or bad only if the query says which way is better, and if it is more than chance
	function change_of({ value, previous, unit, better, p_value }, than) {
		if (value === null || previous === null || previous === undefined)
			return undefined;
		const change = value - previous;
		const is_chance = p_value > 0.05;
		const arrow = change > 0 ? '▲' : change < 0 ? '▼' : '=';
		const judged = better && change !== 0 && !is_chance ? ((change > 0) === (better === 'up') ? ' good' : ' bad') : '';
		return element('p', { class: `change${judged}` },
			`${arrow} ${difference(Math.abs(change), unit)}${is_chance ? ', within chance' : ` ${than ?? ''}`}`);
	}
	function target_of({ value, target, unit, better }) {
		if (target === null || target === undefined || value === null)
			return undefined;
		const is_met = better === 'down' ? value <= target : value >= target;
		return element('p', { class: is_met ? 'target good' : 'target bad' },
			`${is_met ? '✓' : '✗'} target ${better === 'down' ? 'at most' : 'at least'} ${format(target, unit)}`);
	}
	function draw_figures(place, block, rows) {
		place.append(...rows.map((row) => element('article', { class: 'tile', 'data-label': row.label },
			element('h3', {}, row.label),
			element('p', { class: 'value' }, format(row.value, row.unit)),
			row.lower === null || row.lower === undefined ? undefined
				: element('p', { class: 'interval' }, `95 % interval ${format(row.lower, row.unit)} to ${format(row.upper, row.unit)}`),
			target_of(row), change_of(row, block.spec.than),
			row.trend ? spark_line(row.trend) : undefined)));
	}

	// The rows behind a chart, and their query
	function details_of(name, rows) {
		const columns = Object.keys(rows[0]);
		const text = (value) => (typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : format(value));
		const fill = () => element('div', { class: 'scroll' }, element('table', {},
			element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)))),
			element('tbody', {}, ...rows.map((row) => element('tr', {}, ...columns.map((column) => element('td', {}, text(row[column]))))))));
		const details = element('details', {}, element('summary', {}, 'Figures and query'));
		details.addEventListener('toggle', () => {
			if (details.open && details.children.length === 1)
				details.append(fill(), element('pre', {}, data[name].sql));
		});
		return details;
	}

	const draw = { chart: draw_chart, table: draw_table, figures: draw_figures };

	async function show_block(place) {
		const block = blocks[place.dataset.block];
		const { missing, error } = data[block.data];
		const rows = rows_of(block.data);
		place.replaceChildren();
		place.className = `block ${block.kind} ${block.size ?? ''}`;
		place.hidden = Boolean(missing);
		if (missing)
			return;
		if (block.title)
			place.append(element('header', {}, element('h3', {}, block.title), block.subtitle ? element('p', {}, block.subtitle) : undefined));
		if (error)
			place.append(element('p', { class: 'note error' }, `The query ${block.data} failed: ${error}`));
		else if (rows.length === 0)
			place.append(element('p', { class: 'note' }, block.empty ?? 'No data'));
		else {
			await draw[block.kind](place, block, rows);
			if (block.kind !== 'figures')
				place.append(details_of(block.data, rows));
		}
	}
	async function show_blocks() {
		document.body.dataset.state = 'drawing';
		await Promise.all([...document.querySelectorAll('[data-block]')].map(show_block));
		document.body.dataset.state = 'drawn';
	}

	// What a database lacks is said once for each group of blocks
	function say_what_is_missing() {
		for (const grid of document.querySelectorAll('.grid')) {
			const names = [...grid.querySelectorAll('[data-block]')].map((place) => data[blocks[place.dataset.block].data].missing ?? '')
				.flatMap((list) => list.split(', ')).filter(Boolean);
			if (names.length > 0) {
				grid.append(element('p', { class: 'note missing' },
					`This database lacks the views ${[...new Set(names)].sort().join(', ')}. The scripts in views/ create them from the tables of your system.`));
			}
		}
	}

	[...new Set(Object.values(data).flatMap(columns_of))].forEach(show_choice);
	if (location.hash)
		follow_choices();
	say_what_is_missing();
	show_blocks();
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show_blocks);
})();
