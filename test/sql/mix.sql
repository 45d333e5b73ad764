-- Effects of the mix of segments and of their rates

-- published: A falls from 50 to 25 % of all and rises from .90 to .92, B is the rest and rises from .60 to .62: .750 to .695, -.075 by the mix, +.020 by the rates
CREATE TABLE segments AS SELECT * FROM (VALUES ('A', 50, .90::float8, 25, .92::float8), ('B', 50, .60, 75, .62)) AS v(segment, n0, r0, n1, r1);
SELECT round(before::numeric, 9) AS before, round(after::numeric, 9) AS after, round(change::numeric, 9) AS change, round(mix_effect::numeric, 9) AS mix_effect, round(rate_effect::numeric, 9) AS rate_effect
  FROM (SELECT (mix_shift(n0, r0, n1, r1)).* FROM segments) AS shift;
SELECT mix_agg(n0, r0, n1, r1), n_counted(mix_agg(n0, r0, n1, r1)) FROM (SELECT segment, n0, 0.5 AS r0, n1, 0.25 AS r1 FROM segments) AS s;
-- by segment: both lose by the mix, because the better one shrinks and the worse one grows
SELECT segment, round((e).mix_effect::numeric, 9) AS mix_effect, round((e).rate_effect::numeric, 9) AS rate_effect FROM (SELECT segment, mix_effect(n0, r0, n1, r1) OVER () AS e FROM segments) AS effects ORDER BY segment;
-- the same with names
SELECT mix_shift(segment, n0, r0, n1, r1) = mix_shift(n0, r0, n1, r1) AS named FROM (VALUES ('A', 50, .90, 25, .92), ('B', 50, .60, 75, .62)) AS v(segment, n0, r0, n1, r1);

-- a size that exact sums round to 0 is 0
SELECT mix_agg(1e-20, 1, 0, NULL) AS nothing, mix_agg(1e-20, NULL, 5, 0.5) AS new_segment, mix_agg(1e-20, NULL, 5, 0.5)::text::mix_summary = mix_agg(0, NULL, 5, 0.5) AS read_back;
SELECT (mix_shift(n, 1, 0, 1) OVER (ORDER BY i ROWS 1 PRECEDING)).before FROM (VALUES (1, 1e-30::float8), (2, 5), (3, 1e-30), (4, 1e-30)) AS v(i, n);

-- generated: compared with Kitagawa's formula in numeric, in total and by segment; rates of either sign
CREATE TABLE many AS
SELECT k, n, n * 7919 % 101 / 4.0 AS n0, (n * 31 % 97 - 20) / 16.0 AS r0, n * 104729 % 89 / 4.0 AS n1, (n * 37 % 83 - 10) / 16.0 AS r1 FROM generate_series(1, 20) AS k, LATERAL generate_series(k, 8 * k + 40) AS n;
SELECT count(*) AS groups, max(abs((s).before::numeric - r0)) < 1e-14 AS before, max(abs((s).after::numeric - r1)) < 1e-14 AS after, max(abs((s).change::numeric - (r1 - r0))) < 1e-14 AS change,
       max(abs((s).mix_effect::numeric - mix)) < 1e-14 AS mix_effect, max(abs((s).rate_effect::numeric - rate)) < 1e-14 AS rate_effect, max(abs((s).mix_effect + (s).rate_effect - (s).change)) < 1e-14 AS sum, bool_or(abs(mix) > .01 AND abs(rate) > .01) AS of_both
  FROM (SELECT k, mix_shift(n0, r0, n1, r1) AS s FROM many GROUP BY k) AS ours
  JOIN (SELECT k, sum(s0 * r0) AS r0, sum(s1 * r1) AS r1, sum((r0 + r1) / 2 * (s1 - s0)) AS mix, sum((s0 + s1) / 2 * (r1 - r0)) AS rate
          FROM (SELECT k, r0, r1, n0 / sum(n0) OVER w AS s0, n1 / sum(n1) OVER w AS s1 FROM many WINDOW w AS (PARTITION BY k)) AS shares GROUP BY k) AS plain USING (k);
SELECT count(*) AS rows, max(abs((e).mix_effect::numeric - mix)) < 1e-14 AS mix_effect, max(abs((e).rate_effect::numeric - rate)) < 1e-14 AS rate_effect
  FROM (SELECT k, n, mix_effect(n0, r0, n1, r1) OVER (PARTITION BY k ORDER BY n ROWS 1 PRECEDING) AS e FROM many) AS ours
  JOIN (SELECT k, n, ((r0 + r1) / 2 - (sum(s0 * r0) OVER w + sum(s1 * r1) OVER w) / 2) * (s1 - s0) AS mix, (s0 + s1) / 2 * (r1 - r0) AS rate
          FROM (SELECT k, n, r0, r1, n0 / sum(n0) OVER w AS s0, n1 / sum(n1) OVER w AS s1 FROM many WINDOW w AS (PARTITION BY k)) AS shares WINDOW w AS (PARTITION BY k)) AS plain USING (k, n);
SELECT count(*) AS groups, max(abs(mix - (s).mix_effect)) < 1e-13 AS mix_adds_up, max(abs(rate - (s).rate_effect)) < 1e-13 AS rate_adds_up
  FROM (SELECT k, sum((e).mix_effect) AS mix, sum((e).rate_effect) AS rate FROM (SELECT k, mix_effect(n0, r0, n1, r1) OVER (PARTITION BY k) AS e FROM many) AS effects GROUP BY k) AS sums
  JOIN (SELECT k, mix_shift(n0, r0, n1, r1) AS s FROM many GROUP BY k) AS whole USING (k);
-- if all sizes change in proportion, there is no mix effect, and if rates stay the same, no rate effect; a constant added to all rates changes neither effect
SELECT abs((same_mix).mix_effect) < 1e-15 AS no_mix, abs((same_rates).rate_effect) AS no_rate, abs((higher).mix_effect - (plain).mix_effect) < 1e-13 AS same_mix, abs((higher).rate_effect - (plain).rate_effect) < 1e-13 AS same_rate
  FROM (SELECT mix_shift(n0, r0, n0 * 3, r1) AS same_mix, mix_shift(n0, r0, n1, r0) AS same_rates, mix_shift(n0, r0 + 100, n1, r1 + 100) AS higher, mix_shift(n0, r0, n1, r1) AS plain FROM many) AS shifts;
-- summaries of different segments merge
SELECT mix_shift(rollup(s)) = (SELECT mix_shift(n0, r0, n1, r1) FROM many) AS rolled FROM (SELECT mix_agg(n0, r0, n1, r1) AS s FROM many GROUP BY k) AS parts;

-- new and dropped segments: without a rate in one period, the whole effect is the mix; a segment without size in both has no effect
SELECT (mix_shift(n0, r0, n1, r1)).*, mix_agg(n0, r0, n1, r1) FROM (VALUES (4, .5, 4, .5), (NULL, NULL, 4, 1), (4, 0, 0, NULL), (0, NULL, NULL, NULL), (0, 7, 0, 9)) AS v(n0, r0, n1, r1);
SELECT mix_effect(n0, r0, n1, r1) OVER () FROM (VALUES (1, 4, .5::float8, 4, .5::float8), (2, NULL, NULL, 4, 1), (3, 4, 0, 0, NULL), (4, 0, NULL, NULL, NULL)) AS v(i, n0, r0, n1, r1) ORDER BY i;
SELECT mix_shift(10, .5, 0, NULL) AS only_before, mix_shift(0, NULL, 10, .5) AS only_after, mix_shift(NULL, NULL, NULL, NULL) AS none, mix_shift('empty'), mix_shift(NULL::mix_summary);
SELECT mix_effect(n0, .5, 0, NULL) OVER () AS no_after, mix_effect(0, NULL, n0, .5) OVER () AS no_before FROM segments;
SELECT segment, mix_shift(n0, r0, n1, r1) OVER (ORDER BY segment ROWS CURRENT ROW) FROM (SELECT segment, n0, 0.5 AS r0, n1, 0.25 AS r1 FROM segments) AS s;

-- arrays: the same effects as plain columns, and NULLs where the record is NULL
SELECT count(*) AS rows, count(*) FILTER (WHERE (e.mix_effect, e.rate_effect)::mix_effect_reading IS DISTINCT FROM w.mix_effect) AS differing
  FROM (SELECT k, array_agg(n0::float8 ORDER BY n) AS n0, array_agg(r0::float8 ORDER BY n) AS r0, array_agg(n1::float8 ORDER BY n) AS n1, array_agg(r1::float8 ORDER BY n) AS r1, array_agg(n ORDER BY n) AS labels FROM many GROUP BY k) AS a,
       LATERAL mix_effect_series(a.n0, a.r0, a.n1, a.r1, labels) AS e, (SELECT k, n, mix_effect(n0, r0, n1, r1) OVER (PARTITION BY k) FROM many) AS w WHERE w.k = a.k AND w.n = label;
SELECT * FROM mix_effect_series('{4,NULL,4,0}', '{.5,NULL,0,NULL}', '{4,4,0,NULL}', '{.5,1,NULL,NULL}', '{a,b,c,d}'::text[]);
SELECT * FROM mix_effect_series('{4,2}', '{.5,1}', '{0,NULL}', '{NULL,NULL}');

SELECT mix_shift(-1, .5, 2, .5);
SELECT mix_shift(5, NULL, 2, .5);
SELECT mix_effect(5, .5, 2, NULL) OVER ();
SELECT mix_shift('NaN', .5, 2, .5);
SELECT mix_shift(1, 'infinity', 2, .5);
SELECT mix_shift(1e19, .5, 2, .5);
SELECT mix_effect(1, 1e19, 2, .5) OVER ();
SELECT mix_agg(1, .5, 2, .5) - mix_agg(1, .5, 3, .5);
-- summaries that no rows produce
SELECT '(segments=1)'::mix_summary;
SELECT '(n0=1)'::mix_summary;
SELECT '(segments=1 n0=-1)'::mix_summary;
SELECT '(segments=1 n1=4611686018427387905)'::mix_summary, '(segments=1 n1=4611686018427388928)'::mix_summary;
SELECT '(segments=1 n0=1 n1_r0=1)'::mix_summary;
SELECT '(segments=1 n0=1 n0_r0=4611686018427388928)'::mix_summary;
SELECT '(segments=1 n0=1 n0_r1=-4611686018427387904)'::mix_summary;
DROP TABLE segments, many;
