// The part of bench/live that runs in DuckDB:
//
//	node duckdb.js DATABASE load						rows from CSV at standard input
//	node duckdb.js DATABASE run ROUNDS QUERIES RUNS RESULTS	times to RUNS, answers to RESULTS
const { DuckDBInstance } = require('@duckdb/node-api');
const fs = require('fs');

async function load(connection) {
	await connection.run(`CREATE TABLE calls AS SELECT * FROM read_csv('/dev/stdin', header = false,
		columns = {queue: 'VARCHAR', started: 'TIMESTAMP', wait: 'INTEGER', answered: 'BOOLEAN', talk: 'INTEGER'})`);
	await connection.run('CHECKPOINT');
}

async function milliseconds(connection, query) {
	const before = process.hrtime.bigint();
	await connection.runAndReadAll(query);
	return Number(process.hrtime.bigint() - before) / 1e6;
}

async function answers(connection, query) {
	const reader = await connection.runAndReadAll(`SELECT to_json(q)::VARCHAR FROM (${query}) AS q`);
	return reader.getRows().map(row => row[0]);
}

const line = (...fields) => fields.join('\t').replace(/\\/g, '\\\\') + '\n';

// Slow queries are not repeated
async function run(connection, rounds, queries, runs, results) {
	const dashboards = fs.readFileSync(queries, 'utf8').trim().split('\n').map(JSON.parse);
	for (const { what, source, query } of dashboards)
		for (const threads of [1, 2]) {
			const variant = `${source}, ${threads === 1 ? 'one thread' : 'two threads'}`;
			await connection.run(`SET threads = ${threads}`);
			for (const answer of await answers(connection, query))
				fs.appendFileSync(results, line(what, variant, answer));
			for (let round = 1, ms = 0; round <= rounds; round++) {
				ms = ms > 10000 ? ms : await milliseconds(connection, query);
				fs.appendFileSync(runs, line(what, variant, round, ms));
			}
		}
}

async function main([database, task, ...rest]) {
	const instance = await DuckDBInstance.create(database);
	const connection = await instance.connect();
	await (task === 'load' ? load : run)(connection, ...rest);
	connection.closeSync();
	instance.closeSync();
}

main(process.argv.slice(2)).catch(error => {
	console.error(error.message);
	process.exitCode = 1;
});
