-- Series as pictures
SELECT sparkline('{1,2,3,4,5,6,7,8}'::float8[]), sparkline('{8,1,NULL,4.5}'::float8[]), sparkline('{5,5,5}'::float8[]), sparkline('{0}'::float8[]), '[' || sparkline('{NULL,3,NULL}'::float8[]) || ']' AS gaps;
-- eight heights of one width: a value on the edge belongs to the upper one, the maximum to the last
SELECT x, sparkline(ARRAY[0, 8, x]) FROM unnest('{0.999999,1,3.999999,4,7.999999}'::float8[]) AS x;
SELECT sparkline('{0.2,0.5,0.9}', 0, 1), sparkline('{3,4}', 0, NULL), sparkline('{3,4}', NULL, 10), sparkline('{3,3}', 3, 3);
SELECT sparkline('{-1.7e308,0,1.7e308}'::float8[]), sparkline('{1e-320,2e-320,3e-320}'::float8[]), sparkline(ARRAY[1, 2, 3]), sparkline(ARRAY[1, 2.5, 3]);
SELECT sparkline('{}'::float8[]) AS none, sparkline('{NULL}'::float8[]) AS nulls, sparkline(NULL::float8[]) AS null_series;
SELECT sparkline(n % 7 ORDER BY n), sparkline(n % 7 ORDER BY n DESC) AS backwards, sparkline(nullif(n % 7, 3) ORDER BY n) AS gaps, sparkline(n % 7 ORDER BY n) FILTER (WHERE false) AS none FROM generate_series(1, 20) AS n;
SELECT g, sparkline(n ORDER BY n) FROM (SELECT n, n % 3 AS g FROM generate_series(1, 20) AS n) AS r GROUP BY g ORDER BY g;
SELECT n, sparkline(n) OVER (ORDER BY n ROWS 3 PRECEDING) FROM generate_series(1, 5) AS n;

-- positions: a plot of 500 by 100 pixels, from 56, 28; ten points, 50 pixels apart; values from 0 to 10
SELECT svg_chart('{0,10,NULL,5,6,NULL,7,8,9,10}', center => '{5}', lower => '{2,2,2,NULL,NULL,3,3,3,4,4}', upper => '{9,9,9,9,9,8,8,8,8,8}',
	signals => '{NULL,high & <mighty>,NULL,NULL,NULL,NULL,NULL,NULL,NULL,up}', labels => ARRAY['Mon', 'Tue', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '"Sun"'], title => E'A & B < C\x01', width => 572, height => 156);

-- the result is XML: paired and nested tags, only entities; with a point and a note for every value
CREATE FUNCTION what_is_left(svg text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	before text;
BEGIN
	LOOP
		before := svg;
		svg := regexp_replace(svg, '<(\w+)( [\w:-]+="[^"<>]*")*>[^<>"]*</\1>|<\w+( [\w:-]+="[^"<>]*")*/>', '', 'g');
		EXIT WHEN svg = before;
	END LOOP;
	RETURN btrim(svg, E' \n');
END $$;
CREATE FUNCTION found(pattern text, svg text) RETURNS text[] LANGUAGE sql AS $$ SELECT array_agg(m[1]) FROM regexp_matches(svg, pattern, 'g') AS m $$;
CREATE TABLE charts AS
SELECT n, svg_chart((SELECT array_agg(sin(i) * 10.0 ^ (n - 6)) FROM generate_series(1, n * 20) AS i), center => ARRAY[0]::float8[], title => 'chart ' || n || ' & <others>', height => 80 + n * 40) AS svg FROM generate_series(1, 10) AS n;
SELECT n, what_is_left(svg), svg ~ '&(?!(amp|lt|gt|quot);)' AS other_entities, cardinality(found('<circle [^>]*><title>([^<]*)</title></circle>', svg)) AS points,
       (SELECT bool_and(x::float8 BETWEEN 56 AND 624) FROM unnest(found('cx="([^"]*)"', svg)) AS x) AS within, (SELECT bool_and(y::float8 BETWEEN 28 AND 52 + n * 40) FROM unnest(found('cy="([^"]*)"', svg)) AS y) AS and_within,
       found('text-anchor="end">([^<]*)<', svg) AS ticks
  FROM charts ORDER BY n;
-- the axis with one value, large values, small values
SELECT x, found('text-anchor="end">([^<]*)<', svg_chart(ARRAY[x])) AS ticks FROM unnest('{0,5,-5,1e9,123456789,-1e100,1e-300}'::float8[]) AS x;
SELECT found('text-anchor="end">([^<]*)<', svg_chart('{1,1.0000000000001}')) AS nearly_one_value, found('cy="([^"]*)"', svg_chart('{1,1.0000000000001}')) AS y;
SELECT svg_chart('{0,5e-324}') ~ 'NaN|inf' AS lost, found('text-anchor="end">([^<]*)<', svg_chart('{0,5e-324}')) AS next_to_nothing;
-- a target with a direction: points with a signal are blue or vermilion, and a text says what the limits mean for the target
CREATE TABLE judged AS
SELECT better, svg_chart('{3,7,5,NULL,9}', center => '{5}', lower => '{2}', upper => '{8}', signals => '{low,NULL,NULL,NULL,beyond_3_sigma}', labels => '{a,b,c,d,e}', target => ARRAY[target], better => better) AS svg
  FROM (VALUES ('higher', 1), ('lower', 1), ('higher', 6), (NULL, 6)) AS v(better, target);
SELECT better, found('fill="(#[0-9a-f]*)"><title>', svg) AS colours, found('<title>([^<]*)<', svg) AS notes, found('>(target[^<]*)<', svg) AS target, found('stroke="(#000000)"', svg) AS line FROM judged;
SELECT found('>(target[^<]*)<', svg_chart('{1,2}', target => '{1,NULL}', better => 'lower')) AS none_at_the_end, found('>(target[^<]*)<', svg_chart('{1,2}', target => '{1}', lower => '{0}', better => 'lower')) AS no_limits,
       found('fill="(#[0-9a-f]*)"><title>', svg_chart('{1,2}', signals => '{x,NULL}', better => 'lower')) AS no_center;
SELECT svg_chart('{}') AS none, svg_chart('{NULL}', center => '{1}') AS nulls, svg_chart(NULL) AS null_series;
SELECT found('text-anchor="middle">([^<]*)<', svg_chart('{1}', labels => '{only}')) AS label_of_one, found('stroke="(#606060)"', svg_chart('{1,2}', center => '{NULL,NULL}')) AS no_center;

-- errors
SELECT sparkline('{1,Infinity}'::float8[]);
SELECT sparkline('{1,NaN}'::float8[]);
SELECT sparkline('{{1,2},{3,4}}'::float8[]);
SELECT sparkline('{1,5}', 2, 9);
SELECT sparkline('{1,5}', 0, 4);
SELECT sparkline('{1,5}', 0, 'Infinity');
SELECT svg_chart('{1,2}', better => 'up');
SELECT svg_chart('{1,2}', target => '{1,2,3}');
SELECT svg_chart('{1,NaN}');
SELECT svg_chart('{1,2}', center => '{1,2,3}');
SELECT svg_chart('{1,2}', lower => '{Infinity}');
SELECT svg_chart('{1,2}', upper => '{{1,2}}');
SELECT svg_chart('{1,2}', signals => '{a}');
SELECT svg_chart('{1,2}', labels => '{a,b,c}');
SELECT svg_chart('{1,2}', width => 159);
SELECT svg_chart('{1,2}', height => 10001);
SELECT svg_chart('{1,2}', height => NULL);
SELECT svg_chart('{1,-2e100}');
-- funnels: 40 groups of 5 to 100 trials, so that sizes are 5 pixels apart from 56
CREATE TABLE groups AS SELECT i, 5 + i * 37 % 96 AS trials, (5 + i * 37 % 96) * (40 + i * 61 % 50) / 100 AS hits, CASE WHEN i % 3 > 0 THEN 'agent <' || i || '>' END AS name FROM generate_series(1, 40) AS i;
INSERT INTO groups VALUES (41, 100, 0, 'none'), (42, 100, 100, 'A & "all"'), (43, 0, 0, 'nothing'), (44, NULL, NULL, 'null');
CREATE TABLE summaries AS SELECT *, CASE WHEN trials IS NOT NULL THEN format('(hits=%s trials=%s)', hits, trials)::rate_summary END AS s, (hits % 9)::float8 AS observed, trials / 10.0::float8 AS expected FROM groups;
CREATE TABLE funnels AS
SELECT method, kind, CASE kind WHEN 'p' THEN svg_funnel(array_agg(s ORDER BY i), array_agg(name ORDER BY i), 'A funnel & <more>', overdispersion => method, width => 572)
                               ELSE svg_funnel(array_agg(observed ORDER BY i), array_agg(expected ORDER BY i), labels => array_agg(name ORDER BY i), overdispersion => method, width => 572) END AS svg
  FROM summaries, unnest(ARRAY['none', 'additive']) AS method, unnest(ARRAY['p', 'o']) AS kind GROUP BY method, kind;
SELECT method, kind, what_is_left(svg), svg ~ '&(?!(amp|lt|gt|quot);)' AS other_entities, cardinality(found('<circle [^>]*><title>([^<]*)</title></circle>', svg)) AS points,
       cardinality(found('<circle [^>]*(fill="#d55e00")', svg)) AS beyond_998, cardinality(found('<circle [^>]*(stroke="#d55e00")', svg)) AS beyond_95, found('text-anchor="middle">([^<0-9][^<]*)<', svg) AS names, found('text-anchor="end">([^<]*)<', svg) AS ticks
  FROM funnels ORDER BY kind, method;
-- the same groups are beyond the limits in the table, and the curves are its limits, to a tenth of a pixel; the plot is 324 pixels high and its bottom is at 352
SELECT method, kind, count(*) FILTER (WHERE flag LIKE '%998') AS beyond_998, count(*) FILTER (WHERE flag LIKE '%95') AS beyond_95
  FROM (SELECT method, kind, (CASE kind WHEN 'p' THEN funnel(s, overdispersion => method) OVER w ELSE funnel(observed, expected, overdispersion => method) OVER w END).flag
          FROM summaries, unnest(ARRAY['none', 'additive']) AS method, unnest(ARRAY['p', 'o']) AS kind WINDOW w AS (PARTITION BY method, kind)) AS f GROUP BY method, kind ORDER BY kind, method;
WITH curves AS (SELECT method, kind, curve, (point[1]::float8 - 56) / CASE kind WHEN 'p' THEN 5 ELSE 50 END AS size, (352 - point[2]::float8) / 324 AS height
                  FROM funnels, LATERAL (SELECT path[1] AS path, n AS curve FROM regexp_matches(svg, '<path d="(M[^"]*L[^"]*)"', 'g') WITH ORDINALITY AS p(path, n)) AS p, regexp_matches(path, '([0-9.]+) (-?[0-9.]+)', 'g') AS point),
axes AS (SELECT method, kind, min(tick::float8) AS least, max(tick::float8) AS greatest FROM funnels, unnest(found('x="50.0" y="[0-9.]+" text-anchor="end">([^<]*)<', svg)) AS tick GROUP BY method, kind),
given AS (SELECT method, kind, size, f FROM (SELECT method, kind, size, CASE kind WHEN 'p' THEN funnel(s, overdispersion => method) OVER w ELSE funnel(observed, expected, overdispersion => method) OVER w END AS f
            FROM (SELECT kind, s, observed, expected, CASE kind WHEN 'p' THEN trials ELSE expected END AS size FROM summaries, unnest(ARRAY['p', 'o']) AS kind) AS s, unnest(ARRAY['none', 'additive']) AS method WINDOW w AS (PARTITION BY method, kind)) AS g WHERE size > 0)
SELECT method, kind, curve, count(*) > CASE kind WHEN 'p' THEN 30 ELSE 2 END AS compared, max(abs(least + height * (greatest - least) - limits[curve])) <= (max(greatest) - max(least)) / 324 * 0.06 + CASE kind WHEN 'p' THEN 0 ELSE 0.01 END AS same
  FROM curves JOIN axes USING (method, kind) JOIN given USING (method, kind, size), LATERAL (SELECT ARRAY[(f).lower_95, (f).upper_95, (f).lower_998, (f).upper_998] AS limits) AS l
 WHERE height BETWEEN 0 AND 1 GROUP BY method, kind, curve ORDER BY kind, method, curve;
SELECT found('<title>([^<]*)</title></circle>', svg_funnel(ARRAY['(hits=3 trials=4)', NULL, '(hits=1 trials=4)', '(pending=2)']::rate_summary[], ARRAY['a', 'b', NULL, 'd'])) AS notes, found('text-anchor="end">([^<]*)<', svg_funnel(ARRAY['(hits=3 trials=4)']::rate_summary[])) AS of_one;
SELECT svg_funnel('{}'::rate_summary[]) AS none, svg_funnel('{NULL,empty}'::rate_summary[]) AS nulls, svg_funnel(NULL::rate_summary[]) AS null_array, svg_funnel('{0}'::float8[], '{0}') AS no_counts, svg_funnel('{NULL,1}'::float8[], '{1,NULL}') AS null_counts, svg_funnel(NULL::float8[], '{1}') AS null_observed;
SELECT found('<circle ([^>]*)>', svg_funnel('{"(hits=4 trials=4)","(hits=2 trials=2)"}'::rate_summary[])) AS all_hits, found('<circle ([^>]*)>', svg_funnel('{4e18,0}'::float8[], '{4e18,4e18}')) AS many;
SELECT svg_funnel('{{empty,empty}}'::rate_summary[]);
SELECT svg_funnel('{empty}'::rate_summary[], '{a,b}');
SELECT svg_funnel('{empty}'::rate_summary[], target => 80);
SELECT svg_funnel('{empty}'::rate_summary[], overdispersion => 'much');
SELECT svg_funnel('{empty}'::rate_summary[], overdispersion => NULL);
SELECT svg_funnel('{empty}'::rate_summary[], width => 100);
SELECT svg_funnel('{empty}'::rate_summary[], height => 100);
SELECT svg_funnel('{1,2}'::float8[], '{1}');
SELECT svg_funnel('{1}'::float8[], '{0}');
SELECT svg_funnel('{1.5}'::float8[], '{1}');
SELECT svg_funnel('{1}'::float8[], '{NaN}');
DROP TABLE charts, groups, summaries, funnels;
DROP FUNCTION what_is_left, found;
