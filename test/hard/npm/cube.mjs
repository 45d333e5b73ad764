// Answers the queries of query.json with the models in model/, as Cube does, and prints the rows
// of each.  The SQL is that of Cube's planner in JavaScript.  Every query is answered twice,
// from the pre-aggregations and without them, and both must give the same rows.
import { PostgresQuery, prepareCompiler } from '@cubejs-backend/schema-compiler'
import { deepStrictEqual, ok } from 'node:assert'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

const preAggregationsSchema = 'pre_aggregations'

// Timestamps stay text, as in the answers of Cube
pg.types.setTypeParser(pg.types.builtins.TIMESTAMP, (text) => text)

// Only templates need the native part of Cube, which is not on npm
async function compile(edit) {
	const files = readdirSync('model').map((fileName) => ({ fileName, content: edit(readFileSync(`model/${fileName}`, 'utf8')) }))
	const compilers = prepareCompiler({ localPath: () => 'model', dataSchemaFiles: async () => files }, { nativeInstance: { newJinjaEngine: () => null } })
	await compilers.compiler.compile()
	return compilers
}

const withTables = await compile((model) => model)
const without = await compile((model) => model.replace(/^    pre_aggregations:\n(?:      .*\n)+/m, ''))
const client = new pg.Client()
await client.connect()
await client.query(`CREATE SCHEMA ${preAggregationsSchema}`)

async function answer(compilers, query) {
	const planned = new PostgresQuery(compilers, { ...query, timezone: 'UTC', preAggregationsSchema, useNativeSqlPlanner: false })
	// This planner does not list the tables that a multi-stage measure reads; another query has made them
	for (const { tableName, loadSql: [sql, values] } of planned.preAggregations.preAggregationsDescription()) {
		await client.query(`DROP TABLE IF EXISTS ${tableName}`)
		await client.query(sql, values)
	}
	const [sql, values] = planned.buildSqlAndParams()
	const { rows } = await client.query(sql, values)
	const named = rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replace('__', '.'), value])))
	return { isStored: sql.includes(preAggregationsSchema), rows: named }
}

for (const text of readFileSync('query.json', 'utf8').split('\n\n').filter((text) => text.trim())) {
	const query = JSON.parse(text)
	const stored = await answer(withTables, query)
	const computed = await answer(without, query)
	ok(stored.isStored && !computed.isStored)
	deepStrictEqual(stored.rows, computed.rows)
	console.log(stored.rows)
}
await client.end()
