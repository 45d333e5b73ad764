/*
 * query.js
 *		Runs the queries of a page through psql, so that every setting of libpq works:
 *		PGHOST, PGSERVICE, the file of passwords, certificates.  DATABASE is a name or a
 *		connection string.
 *
 * All queries of a page see the same snapshot, in a transaction that cannot write.
 */
'use strict';
const { spawn } = require('child_process');

// The views that a query reads
function views_of(sql) {
	return [...new Set(sql.match(/\bkpi_views\.\w+/g) ?? [])];
}

function quote(text) {
	return `'${text.replaceAll("'", "''")}'`;
}

/*
 * psql prints a row of the result as a line of JSON, and before each query a line
 * with its number.  A query whose views are missing does not run; one that fails
 * does not end the others.
 */
function script_of(queries) {
	const one = ({ sql }, number) => `
SELECT coalesce(string_agg(v, ', '), '') AS missing, count(v) > 0 AS is_missing
FROM unnest(ARRAY[${views_of(sql).map(quote).join(', ')}]::text[]) AS v WHERE to_regclass(v) IS NULL \\gset
\\echo =number ${number}
\\if :is_missing
\\echo =missing :missing
\\else
SELECT row_to_json(q) FROM (
${sql}
) AS q;
\\if :ERROR
\\echo =error :LAST_ERROR_MESSAGE
\\endif
\\endif
`;
	return `\\set ON_ERROR_ROLLBACK on
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
-- To compile such long queries takes longer than to run them
SET LOCAL jit = off;
SELECT set_config('search_path', quote_ident(nspname) || ', ' || current_setting('search_path'), true) AS search_path
FROM pg_extension JOIN pg_namespace AS n ON n.oid = extnamespace WHERE extname = 'kpi' \\gset
${queries.map(one).join('')}
COMMIT;
`;
}

function read_output(names, output) {
	const results = new Map();
	let result;
	for (const line of output.split('\n')) {
		const [, word, rest] = /^=(number|missing|error) ?(.*)$/.exec(line) ?? [];
		if (word === 'number')
			results.set(names[Number(rest)], result = { rows: [] });
		else if (word)
			result[word] = rest;
		else if (line.startsWith('{'))
			result.rows.push(JSON.parse(line));
	}
	return results;
}

/*
 * Returns a promise of the results by the names of the queries: the rows, or what
 * is missing, or the message of the error.
 */
function run_queries(queries) {
	const entries = [...queries];
	return new Promise((resolve, reject) => {
		const database = process.env.DATABASE ? ['-d', process.env.DATABASE] : [];
		const psql = spawn('psql', ['-X', '-A', '-t', '-q', '-f', '-', ...database], { env: { ...process.env, PGCLIENTENCODING: 'UTF8', PGAPPNAME: 'kpi dashboard' } });
		let output = '';
		let messages = '';
		psql.stdout.setEncoding('utf8').on('data', (text) => { output += text; });
		psql.stderr.setEncoding('utf8').on('data', (text) => { messages += text; });
		psql.on('error', (error) => reject(new Error(`psql does not start: ${error.message}`)));
		psql.on('close', (status) => {
			if (status === 0)
				resolve(read_output(entries.map(([name]) => name), output));
			else
				reject(new Error(messages.trim() || `psql ended with ${status}`));
		});
		psql.stdin.on('error', () => {});
		psql.stdin.end(script_of(entries.map(([, query]) => query)));
	});
}

module.exports = { run_queries };
