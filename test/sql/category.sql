-- Rows by label: shares, Pareto rows, changes

-- party by gender, women before men (Agresti 2007, table 2.5): 30.1, 2 degrees of freedom, residuals 4.50, 0.70 and 5.32; full precision from R 4.2: chisq.test(m)[c("statistic", "p.value", "stdres")]
SELECT round(chi_squared::numeric, 7) AS chi_squared, degrees, round(p_value::numeric, 18) AS p_value, round(cramers_v::numeric, 7) AS cramers_v, round(smallest_expected::numeric, 6) AS smallest_expected
  FROM kpi_compare('(n=3 democrat=762 independent=327 republican=468)'::category_summary, '(n=3 democrat=484 independent=239 republican=477)');
SELECT label, round(before::numeric, 6) AS before, round(after::numeric, 6) AS after, round(difference::numeric, 6) AS difference, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper, round(residual::numeric, 8) AS residual
  FROM category_shift('(n=3 democrat=762 independent=327 republican=468)', '(n=3 democrat=484 independent=239 republican=477)');
-- the tail of chi-squared from nearly 1 to 1e-281, with few and with many degrees of freedom; from R: chisq.test(m, correct = FALSE)
CREATE FUNCTION summary_of(counts bigint[]) RETURNS category_summary LANGUAGE sql AS $$SELECT category_agg(to_char(i, 'FM000'), n) FROM unnest(counts) WITH ORDINALITY AS c(n, i)$$;
CREATE FUNCTION counts_of(expression text) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
	counts bigint[];
BEGIN
	EXECUTE 'SELECT array_agg(' || expression || ' ORDER BY i) FROM generate_series(1, 300) AS i' INTO counts;
	RETURN counts;
END $$;
SELECT to_char(chi_squared, '9.999999EEEE') AS chi_squared, degrees, to_char(p_value, '9.999999EEEE') AS p_value, abs(chi_squared / expected_chi_squared - 1) < 1e-9 AS as_in_r, abs(p_value / expected_p - 1) < 1e-9 AS p_as_in_r,
       abs(cramers_v / expected_v - 1) < 1e-9 AS v_as_in_r, abs(smallest_expected / expected_smallest - 1) < 1e-9 AS smallest_as_in_r
  FROM (VALUES ('{900,100}'::bigint[], '{98,900}'::bigint[], 1284.492271, 2.650233775e-281, .8018036072, 498.5005005), ('{5000,10,1}', '{4000,90,0}', 83.76590045, 6.463471393e-19, .09593764941, .4494011647),
               ('{3,0,1}', '{0,2,1}', 4.9583333333, .0838130407, .8416254115, .8571428571),
               (counts_of('10 + i % 7'), counts_of('10 + i * i % 11'), 128.0313180749, 1, .1256844644, 9.6310919186), (counts_of('100 + i % 30'), counts_of('130 - i % 30'), 390.8769542, 2.741966242e-4, .07526541964, 114.5)) AS v(a, b, expected_chi_squared, expected_p, expected_v, expected_smallest),
       kpi_compare(summary_of(a), summary_of(b));
SELECT chi_squared, degrees, p_value, cramers_v, smallest_expected FROM kpi_compare(summary_of('{10,20}'), summary_of('{20,40}'));

-- random rows of labels with different frequencies, compared with plain SQL
CREATE TABLE calls AS
SELECT i, i % 3 AS month, CASE WHEN u < 0.03 THEN NULL ELSE 'type ' || floor(25 * u * u + month_of)::int END AS label
  FROM (SELECT i, i % 3 AS month_of, (('x' || substr(md5('category ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496 AS u FROM generate_series(1, 3000) AS i) AS draws;
CREATE TABLE months AS SELECT month, category_agg(label) AS s FROM calls GROUP BY month;
CREATE TABLE counts AS SELECT month, label, count(*) AS n, count(*) / sum(count(*)) OVER (PARTITION BY month)::float8 AS share, sum(count(*)) OVER (PARTITION BY month) AS total FROM calls WHERE label IS NOT NULL GROUP BY month, label;

SELECT month, n_counted(s) = count(*) AS n_counted, n_labels(s) = count(DISTINCT label) AS n_labels FROM months JOIN calls USING (month) WHERE label IS NOT NULL GROUP BY month, s ORDER BY month;
SELECT count(*) > 60 AS many, bool_and(label_count(s, label) = n) AS label_count, bool_and(abs(share(s, label) - share) < 1e-15) AS share,
       bool_and((ci_lower(s, 0.9, label), ci_upper(s, 0.9, label), ci_lower(s, label => label)) = (ci_lower(r, 0.9), ci_upper(r, 0.9), ci_lower(r))) AS wilson
  FROM months JOIN counts USING (month), LATERAL (SELECT format('(hits=%s trials=%s)', n, total)::rate_summary AS r) AS rates;
SELECT count(*) > 60 AS many, bool_and(t.label = c.label AND t.n = c.n AND abs(t.share - c.share) < 1e-15 AND abs(cumulative - running) < 1e-12) AS same
  FROM (SELECT month, t.* FROM months, top(s) WITH ORDINALITY AS t(label, n, share, cumulative, place)) AS t
  FULL JOIN (SELECT *, sum(share) OVER places AS running, row_number() OVER places AS place FROM counts WINDOW places AS (PARTITION BY month ORDER BY n DESC, label COLLATE "C")) AS c USING (month, place);
-- each label of both: shares, Newcombe's interval, (O - E) / sqrt(E (1 - row) (1 - column)) of the later one
CREATE VIEW tables AS
SELECT a.month AS before, b.month AS after, a.s AS a, b.s AS b, label, label_a.n AS x, label_b.n AS y, n_counted(a.s)::float8 AS nx, n_counted(b.s)::float8 AS ny
  FROM months AS a CROSS JOIN months AS b CROSS JOIN (SELECT DISTINCT label FROM counts) AS labels,
       LATERAL (SELECT coalesce(sum(n), 0)::float8 AS n FROM counts WHERE month = a.month AND label = labels.label) AS label_a, LATERAL (SELECT coalesce(sum(n), 0)::float8 AS n FROM counts WHERE month = b.month AND label = labels.label) AS label_b
 WHERE label_a.n + label_b.n > 0;
SELECT count(*) > 150 AS many, bool_and(abs(s.before - x / nx) < 1e-15 AND abs(s.after - y / ny) < 1e-15 AND abs(s.difference - (y / ny - x / nx)) < 1e-15) AS shares,
       bool_and((s.difference, s.lower, s.upper) = ((c).difference, (c).lower, (c).upper)) AS newcombe,
       bool_and(abs(s.residual - (y - e) / sqrt(e * (1 - ny / (nx + ny)) * (1 - (x + y) / (nx + ny)))) < 1e-9) AS residuals
  FROM (SELECT a.month AS before_month, b.month AS after_month, s.* FROM months AS a, months AS b, category_shift(a.s, b.s, 0.9) AS s) AS s
  FULL JOIN tables AS t ON (before_month, after_month, s.label) = (t.before, t.after, t.label), LATERAL (SELECT ny * (x + y) / (nx + ny) AS e) AS expected,
       LATERAL (SELECT kpi_compare(format('(hits=%s trials=%s)', y, ny)::rate_summary, format('(hits=%s trials=%s)', x, nx)::rate_summary, 0.9) AS c) AS compared;
SELECT bool_and(abs(residual) < abs(before_it) OR abs(residual) = abs(before_it) AND label COLLATE "C" > label_before) AS in_order
  FROM (SELECT residual, label, lag(residual) OVER w AS before_it, lag(label) OVER w AS label_before FROM months AS a, months AS b, category_shift(a.s, b.s) WITH ORDINALITY AS s(label, before, after, difference, lower, upper, residual, place)
         WHERE a.month = 0 AND b.month = 2 WINDOW w AS (ORDER BY place)) AS s WHERE before_it IS NOT NULL;
SELECT before, after, abs((k).chi_squared - chi_squared) < 1e-9 AS chi_squared, (k).degrees = labels - 1 AS degrees, abs((k).cramers_v - sqrt(chi_squared / n)) < 1e-12 AS v, abs((k).smallest_expected - smallest) < 1e-12 AS smallest
  FROM (SELECT before, after, kpi_compare(a, b) AS k, count(*) AS labels, sum((x - ex) ^ 2 / ex + (y - ey) ^ 2 / ey) AS chi_squared, max(nx + ny) AS n, min(least(ex, ey)) AS smallest
          FROM tables, LATERAL (SELECT nx * (x + y) / (nx + ny) AS ex, ny * (x + y) / (nx + ny) AS ey) AS expected GROUP BY before, after, a, b) AS t ORDER BY before, after;
-- with two labels, the test equals that of two rates: chi-squared is z squared
SELECT round((k).p_value::numeric, 6) = round((r).p_value::numeric, 6) AS same, s.label, round(s.residual::numeric, 6) AS residual
  FROM kpi_compare('(n=2 no=14 yes=56)'::category_summary, '(n=2 no=32 yes=48)') AS k, kpi_compare('(hits=56 trials=70)'::rate_summary, '(hits=48 trials=80)') AS r, category_shift('(n=2 no=14 yes=56)', '(n=2 no=32 yes=48)') AS s;

-- the same rows produce the same bytes in any order and partition
SELECT rolled *= whole AND sum *= whole AND counted *= whole AND less *= whole AS same
  FROM (SELECT category_agg(label) FROM calls) AS whole, (SELECT rollup(s) FROM months) AS rolled, (SELECT a.s + b.s + c.s FROM months AS a, months AS b, months AS c WHERE (a.month, b.month, c.month) = (2, 0, 1)) AS sum,
       (SELECT category_agg(label, n) FROM counts) AS counted, (SELECT category_agg(label) - '(n=1 other=5)' FROM (SELECT label FROM calls UNION ALL SELECT 'other' FROM generate_series(1, 5)) AS more) AS less;
-- in a window, labels without rows are absent
SELECT i, category_agg(label) OVER w AS s, category_agg(label, i) OVER w AS counted, share(category_agg(label) OVER w, 'a') AS share_of_a
  FROM (VALUES (1, 'a'), (2, 'b'), (3, 'a'), (4, NULL), (5, NULL), (6, NULL), (7, 'c')) AS v(i, label) WINDOW w AS (ORDER BY i ROWS 2 PRECEDING);
-- this also holds if far more labels have passed than a frame contains
SELECT count(*) AS frames, min(n_labels(s)) AS fewest, max(n_labels(s)) AS most, bool_and(label_count(s, 'label ' || i) = 1) AS counted
  FROM (SELECT i, category_agg('label ' || i) OVER (ORDER BY i ROWS 1 PRECEDING) AS s FROM generate_series(1, 20000) AS i) AS frames;
SELECT category_agg('a', 2) - '(n=1 a=2)' AS nothing, category_agg('a', 2) - '(n=1 a=1)' AS one, category_summary_uncount('(n=2 a=1 b=1)', 'b') AS without_b, category_summary_uncount_counted('(n=2 a=1 b=7)', 'b', 3) AS three_less;

-- any text is a valid label
CREATE TABLE labels AS SELECT label FROM (VALUES (''), (' '), ('  '), (' a '), ('a=b'), ('='), ('=1'), ('%'), ('%20'), ('100 % (sure)'), ('it''s'), ('"quoted"'), (E'two\nlines'), (E'tab\tulator'), ('a:b,c;d/e#f'), ('empty'), ('(n=1 a=1)'), ('NULL'),
	('ñandú'), ('日本語'), ('🙂'), ('a'), ('A'), ('á'), ('é'), (E'e\u0301'), (repeat('x', 1000)), (repeat('x', 999) || 'y'), (repeat('ñ', 500)), (E'back\\slash'), (E'\u00a0'), (E'\x01\x7f')) AS v(label);
SELECT count(*) AS labels, n_labels(s) = count(*) AND n_counted(s) = count(*) AS all_there, bool_and(label_count(s, label) = 1) AS found FROM labels, (SELECT category_agg(label) AS s FROM labels) AS summary GROUP BY s;
SELECT again *= once AS same_bytes, again.s = once.s AS same FROM (SELECT category_agg(label) AS s FROM labels) AS once, LATERAL (SELECT s::text::category_summary) AS again(s);
SELECT array_agg(t.label ORDER BY place) = (SELECT array_agg(label ORDER BY label COLLATE "C") FROM labels) AS by_bytes FROM (SELECT category_agg(label) AS s FROM labels) AS summary, top(s) WITH ORDINALITY AS t(label, n, share, cumulative, place);
-- unaligned output, because versions of psql disagree on the width of these characters
\pset format unaligned
SELECT category_agg(label) FROM labels WHERE length(label) < 20;
\pset format aligned
SELECT category_agg(label, n) FROM (VALUES ('a', 3), ('b', 0), (NULL, 7), ('c', NULL), ('a', 4)) AS v(label, n);
SELECT '(n=3 b=1 %61=2 %C3%B1=3)'::category_summary AS read, ' empty '::category_summary AS none, '(n=1 a=b=9223372036854775807)'::category_summary AS largest;

-- Pareto rows; the last rows are left out
SELECT t.label, n, round(share::numeric, 4) AS share, round(cumulative::numeric, 4) AS cumulative FROM top('(n=5 billing=40 cancel=5 delivery=25 login=25 other=5)', 3, true) AS t;
SELECT t.label, n FROM top('(n=3 b=1 a=1 c=2)') AS t;
SELECT count(*) FILTER (WHERE label IS NULL) AS others, count(*) AS rows, max(cumulative) AS cumulative FROM top('(n=3 b=1 a=1 c=2)', 3, others => true);
SELECT (SELECT count(*) FROM top('empty', others => true)) AS of_none, (SELECT count(*) FROM top(NULL)) AS of_null, (SELECT count(*) FROM top('(n=1 a=1)', 1000000)) AS of_one;

-- no rows, no label, an unknown label
SELECT share('empty', 'a') AS of_none, share('(n=1 b=1)', 'a') AS not_there, label_count('empty', 'a') AS counted, label_count('(n=1 b=1)', repeat('b', 5000)) AS too_long, share('(n=1 b=1)', NULL) AS no_label,
       ci_lower('empty'::category_summary, label => 'a') AS none_lower, ci_lower('(n=1 b=1)'::category_summary) AS which_lower, round(ci_upper('(n=1 b=1)'::category_summary, label => 'a')::numeric, 4) AS not_there_upper;
SELECT kpi_compare('empty'::category_summary, '(n=1 a=1)') AS of_none, kpi_compare('(n=1 a=1)'::category_summary, NULL) AS of_null, kpi_compare('(n=1 a=3)'::category_summary, '(n=1 a=5)') AS one_label;
SELECT * FROM category_shift('empty', '(n=2 a=1 b=3)');
SELECT label, before, after, difference, residual FROM category_shift('(n=1 a=3)', '(n=1 a=5)');
SELECT (SELECT count(*) FROM category_shift('empty', 'empty')) AS of_none, (SELECT count(*) FROM category_shift(NULL, 'empty')) AS of_null;
-- the largest counts
SELECT k.degrees, k.p_value, k.cramers_v, smallest_expected = 9223372036854775807 / 2.0 AS half FROM kpi_compare('(n=1 a=9223372036854775807)'::category_summary, '(n=1 b=9223372036854775807)') AS k;
SELECT label, difference, round(residual::numeric) AS residual FROM category_shift('(n=1 a=9223372036854775807)', '(n=2 b=9223372036854775806 a=1)');

-- limits: 250,000 labels of 1,000 bytes
SELECT n_labels(s), n_counted(s + s), label_count(s, 'label 123456') FROM (SELECT category_agg('label ' || i) AS s FROM generate_series(1, 250000) AS i) AS many;
SELECT category_agg('label ' || i) FROM generate_series(1, 250001) AS i;
SELECT category_agg(repeat('ñ', 500) || 'a');
\set VERBOSITY terse
SELECT category_agg('a', -1);
SELECT category_agg(label, 9223372036854775807) FROM (VALUES ('a'), ('b')) AS v(label);
SELECT '(n=1 a=9223372036854775807)'::category_summary + '(n=1 b=1)';
SELECT '(n=1 a=1)'::category_summary - '(n=1 a=2)';
SELECT '(n=1 a=1)'::category_summary - '(n=1 b=1)';
SELECT category_summary_uncount('empty', 'a');
SELECT top('(n=1 a=1)', 0);
SELECT top('(n=1 a=1)', others => NULL);
SELECT category_shift('(n=1 a=1)', '(n=1 a=1)', NULL);
SELECT category_shift('(n=1 a=1)', '(n=1 a=1)', 95);
SELECT ci_lower('(n=1 a=1)'::category_summary, 1, 'a');
\set VERBOSITY default
SELECT wrong::category_summary FROM (VALUES ('(n=2 a=1)')) AS v(wrong);
SELECT '(n=2 a=1 %61=2)'::category_summary;
SELECT '(n=1 a=0)'::category_summary;
SELECT '(n=1 a)'::category_summary;
SELECT '(n=1 a=x)'::category_summary;
SELECT '(n=1 %zz=1)'::category_summary;
SELECT '(n=1 %FF=1)'::category_summary;
SELECT '(a=1)'::category_summary;
SELECT '(n=2 a=9223372036854775807 b=1)'::category_summary;

-- the state of a third-party aggregate without the final function is read like any summary
CREATE AGGREGATE labels_state(text) (SFUNC = category_summary_count, STYPE = category_summary, INITCOND = 'empty');
SELECT labels_state(label) AS s, n_labels(labels_state(label)), share(labels_state(label), 'a'), ci_upper(labels_state(label), 0.95, 'a') = 1 AS upper, rollup(labels_state(label)) OVER () AS merged FROM (VALUES ('a'), ('a')) AS v(label);
DROP AGGREGATE labels_state(text);
DROP VIEW tables;
DROP TABLE months, calls, counts, labels;
DROP FUNCTION summary_of, counts_of;
