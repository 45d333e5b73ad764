-- Funnels: which of many groups differ from the rest
SET extra_float_digits = 0;
CREATE FUNCTION six(x float8) RETURNS numeric LANGUAGE sql AS 'SELECT round(x::numeric, 6)';
CREATE FUNCTION rate_of(hits bigint, trials bigint) RETURNS rate_summary LANGUAGE sql AS $$ SELECT format('(hits=%s trials=%s)', hits, trials)::rate_summary $$;
CREATE FUNCTION shown(f funnel_reading) RETURNS TABLE (center numeric, lower_95 numeric, upper_95 numeric, lower_998 numeric, upper_998 numeric, z numeric, dispersion numeric, flag text) LANGUAGE sql AS $$
	SELECT six(f.center), six(f.lower_95), six(f.upper_95), six(f.lower_998), six(f.upper_998), six(f.z), six(f.dispersion), f.flag
$$;

-- Spiegelhalter's formulas in R 4.2.2 (qbinom, pbinom, dbinom, quantile of type 7) return the same: center .815511, phi 4.883231 > 1 + 2 sqrt(2/10), tau^2 .014475;
-- limits of 60 trials .573564 .969218 .419858 .999514 with overdispersion, .703773 .916320 .638310 .962418 by chance; z of 260 trials 1.116009 and 4.471577;
-- with target .85 and phi 6.848360 as a multiplier, limits of 110 trials .641230 .976719 .502169 .999852
CREATE TABLE agents AS SELECT * FROM unnest(ARRAY[45, 38, 71, 12, 5, 0, 160, 240, 33, 90], ARRAY[60, 41, 100, 12, 5, 3, 200, 260, 60, 110]) WITH ORDINALITY AS a(hits, trials, agent);
SELECT agent, hits, trials, s.* FROM (SELECT *, funnel(rate_of(hits, trials)) OVER () AS f FROM agents) AS a, shown(f) AS s ORDER BY agent;
SELECT agent, hits, trials, s.* FROM (SELECT *, funnel(rate_of(hits, trials), overdispersion => 'none') OVER () AS f FROM agents) AS a, shown(f) AS s ORDER BY agent;
SELECT agent, hits, trials, s.* FROM (SELECT *, funnel(rate_of(hits, trials), 0.85, 'multiplicative') OVER () AS f FROM agents) AS a, shown(f) AS s ORDER BY agent;
-- counts: phi 1.281058, limits of 20.75 expected .568560 1.477808 .368226 1.769639; with target 1.1 and tau^2 .001588, .646505 1.632465 .437460 1.987153
CREATE TABLE counted AS SELECT * FROM unnest(ARRAY[12, 3, 0, 25, 40, 7, 110], ARRAY[8.4, 3.3, 2.1, 20.75, 52.5, 6, 95.2]) WITH ORDINALITY AS c(observed, expected, agent);
SELECT agent, observed, expected, s.* FROM (SELECT *, funnel(observed, expected) OVER () AS f FROM counted) AS c, shown(f) AS s ORDER BY agent;
SELECT agent, observed, expected, s.* FROM (SELECT *, funnel(observed, expected, 1.1, 'additive') OVER () AS f FROM counted) AS c, shown(f) AS s ORDER BY agent;
-- arrays: the same as plain columns
SELECT label, c.observed, s.expected = c.expected AND s.ratio = c.observed / c.expected::float8 AS point, (s.center, s.lower_95, s.upper_95, s.lower_998, s.upper_998, s.z, s.dispersion, s.flag)::funnel_reading = f AS same
  FROM (SELECT array_agg(observed::float8 ORDER BY agent) AS o, array_agg(expected::float8 ORDER BY agent) AS e, array_agg(agent ORDER BY agent) AS agents FROM counted) AS a, LATERAL funnel_series(o, e, agents, 1.1, 'additive') AS s,
       (SELECT *, funnel(observed, expected, 1.1, 'additive') OVER () AS f FROM counted) AS c WHERE agent = label ORDER BY label;

-- published: Seaton and Manktelow (2012), table 1: the probability of falling by chance below the lower and above the upper limit at 95 %, with 1 to 50 expected:
-- median .0186 and .0201, minimum 0 and .0052, maximum .0250 and .0250; with more than 50 to 100 expected, below: .0215, .0172, .0250.  Their steps are finer than ours, a tenth
CREATE TABLE factorials AS SELECT k, sum(ln(greatest(k, 1)::float8)) OVER (ORDER BY k) AS log FROM generate_series(0, 1000) AS k;
CREATE FUNCTION chance(log float8) RETURNS float8 LANGUAGE sql AS 'SELECT exp(greatest(log, -600))';
SELECT expected > 50 AS more_than_50, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY below)::numeric, 4) AS below, round(min(below)::numeric, 4) AS least, round(max(below)::numeric, 4) AS most,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY above)::numeric, 4) AS above, round(min(above)::numeric, 4) AS least, round(max(above)::numeric, 4) AS most
  FROM (SELECT expected, coalesce(sum(p) FILTER (WHERE k < lower), 0) AS below, 1 - sum(p) FILTER (WHERE k <= upper) AS above
          FROM (SELECT expected, (f).lower_95 * expected AS lower, (f).upper_95 * expected AS upper
                  FROM (SELECT i / 10.0::float8 AS expected, funnel(0, i / 10.0::float8, overdispersion => 'none') OVER () AS f FROM generate_series(10, 1000) AS i) AS f) AS limits,
               LATERAL (SELECT k, chance(k * ln(expected) - expected - log) AS p FROM factorials WHERE k < upper + 1) AS p GROUP BY expected) AS tails GROUP BY 1 ORDER BY 1;
-- equal rates: by chance alone less than 5 % and .2 % are beyond the limits, and about as much if there are many trials
CREATE TABLE binomials AS SELECT n.k AS n, h.k AS k, n.log - h.log - m.log AS log FROM factorials AS h, factorials AS n, factorials AS m WHERE m.k = n.k - h.k AND h.k <= n.k AND (n.k <= 60 OR n.k = 1000);
SELECT center, trials, round(sum(p) FILTER (WHERE flag IS NOT NULL)::numeric, 4) AS flagged, round(sum(p) FILTER (WHERE flag LIKE '%998')::numeric, 5) AS beyond_998
  FROM (SELECT center, trials, (funnel(rate_of(k, trials), center, 'none') OVER (PARTITION BY center)).flag, chance(log + k * ln(center) + (trials - k) * ln(1 - center)) AS p
          FROM unnest(ARRAY[0.5, 0.8, 0.97]::float8[]) AS center, unnest(ARRAY[5, 50, 1000]) AS trials JOIN binomials ON n = trials) AS p
 GROUP BY center, trials ORDER BY center, trials;

-- compared with plain SQL: 45 funnels of 2 to 30 groups of up to 60 trials, or of up to 30 expected; with few trials, with more scatter than by chance, with none
CREATE TABLE groups AS
SELECT f, g, trials, hits, least(hits, trials) * 1.0::float8 AS observed, expected FROM generate_series(1, 45) AS f, generate_series(1, 2 + f * 7 % 29) AS g,
       LATERAL (SELECT ('x' || substr(md5(f || '/' || g), 1, 8))::bit(32)::bigint / 4294967296.0::float8 AS u, ('x' || substr(md5(f || '/' || g), 9, 8))::bit(32)::bigint / 4294967296.0::float8 AS v) AS r,
       LATERAL (SELECT 1 + floor(u * CASE WHEN f % 3 = 0 THEN 6 ELSE 60 END)::int AS trials) AS t, LATERAL (SELECT floor((trials + 1) * CASE f % 4 WHEN 0 THEN 0.75 + v / 4 WHEN 1 THEN v WHEN 2 THEN 0.4 + v / 8 ELSE v / 3 END)::int AS hits) AS h,
       LATERAL (SELECT round((trials * (0.1 + 0.4 * (f % 5) / 4.0))::numeric, 2)::float8 AS expected) AS e;
CREATE TABLE plain AS
WITH values AS (SELECT f, g, kind, total, size, CASE kind WHEN 'p' THEN sum(total) OVER (PARTITION BY f, kind) / sum(size) OVER (PARTITION BY f, kind) ELSE 1 END AS center
                  FROM groups, LATERAL (VALUES ('p', hits::float8, trials::float8), ('o', observed, expected)) AS v(kind, total, size)),
z AS (SELECT *, CASE WHEN kind = 'o' OR center NOT IN (0, 1) THEN (total / size - center) / sqrt(CASE kind WHEN 'p' THEN center * (1 - center) ELSE center END / size) END AS z FROM values),
ends AS (SELECT f, kind, count(*) AS n, percentile_cont(0.1) WITHIN GROUP (ORDER BY z) AS lowest, percentile_cont(0.9) WITHIN GROUP (ORDER BY z) AS highest, sum(4 * size) - sum((4 * size) ^ 2) / sum(4 * size) AS weight FROM z GROUP BY f, kind),
dispersions AS (SELECT f, kind, n, weight, sum(least(greatest(z, lowest), highest) ^ 2) / n AS phi FROM z JOIN ends USING (f, kind) GROUP BY f, kind, n, weight)
SELECT *, greatest(n * phi - (n - 1), 0) / weight AS tau2 FROM z JOIN dispersions USING (f, kind);
-- probabilities under chance alone, as sums of all probabilities
CREATE TABLE tails AS
SELECT kind, size, center, k, p, sum(p) OVER (PARTITION BY kind, size, center ORDER BY k) AS up_to, sum(p) OVER (PARTITION BY kind, size, center ORDER BY k DESC) AS from_there
  FROM (SELECT kind, size, center, k, chance(log + k * ln(center) + (size - k) * ln(1 - center)) AS p FROM (SELECT DISTINCT kind, size, center FROM plain WHERE kind = 'p' AND z IS NOT NULL) AS s JOIN binomials ON n = size
        UNION ALL SELECT kind, size, center, k, chance(k * ln(size) - size - log) FROM (SELECT DISTINCT kind, size, center FROM plain WHERE kind = 'o') AS s JOIN factorials ON k <= 100) AS p;
CREATE TABLE chance_limits AS
SELECT kind, size, center, tail, greatest((array_agg(k - (up_to - tail) / p ORDER BY k) FILTER (WHERE up_to >= tail))[1] / size, 0) AS lower,
       least((array_agg(k + (from_there - tail) / p ORDER BY k DESC) FILTER (WHERE from_there >= tail))[1] / size, CASE kind WHEN 'p' THEN 1 END) AS upper
  FROM tails, unnest(ARRAY[0.025, 0.001]) AS tail GROUP BY kind, size, center, tail;
CREATE INDEX ON chance_limits (kind, size, center);
CREATE FUNCTION squared(x float8) RETURNS float8 LANGUAGE sql AS 'SELECT x * x';
CREATE TABLE plain_funnels AS
SELECT spread.*, lower_95, upper_95, lower_998, upper_998, z / times AS adjusted_z
  FROM (SELECT method, plain.*, CASE WHEN method = 'multiplicative' THEN sqrt(greatest(phi, 1)) WHEN method = 'additive' OR method = 'auto' AND phi > 1 + 2 * sqrt(2.0 / n) THEN sqrt(1 + 4 * size * tau2) ELSE 1 END AS times
          FROM plain, unnest(ARRAY['auto', 'none', 'additive', 'multiplicative']) AS method WHERE n > 1 AND z IS NOT NULL) AS spread,
       LATERAL (SELECT max(lower) FILTER (WHERE tail > 0.01) AS lower_95, max(upper) FILTER (WHERE tail > 0.01) AS upper_95, max(lower) FILTER (WHERE tail < 0.01) AS lower_998, max(upper) FILTER (WHERE tail < 0.01) AS upper_998
                  FROM (SELECT tail, CASE WHEN times > 1 THEN least(lower, CASE kind WHEN 'p' THEN squared(sin(greatest(asin(sqrt(center)) - reach, 0))) ELSE squared(greatest(1 - reach, 0)) END) ELSE lower END AS lower,
                               CASE WHEN times > 1 THEN greatest(upper, CASE kind WHEN 'p' THEN squared(sin(least(asin(sqrt(center)) + reach, pi() / 2))) ELSE squared(1 + reach) END) ELSE upper END AS upper
                          FROM chance_limits AS c, LATERAL (SELECT CASE WHEN tail > 0.01 THEN 1.959963984540054 ELSE 3.090232306167813 END * times / (2 * sqrt(c.size)) AS reach) AS r
                         WHERE (c.kind, c.size, c.center) = (spread.kind, spread.size, spread.center)) AS l) AS limits;
CREATE FUNCTION differ(ours float8, plain float8) RETURNS boolean LANGUAGE sql AS $$ SELECT (ours IS NULL) <> (plain IS NULL) OR abs(ours - plain) > 1e-9 * greatest(abs(plain), 1) $$;
CREATE TABLE ours AS
SELECT f, g, kind, method, CASE kind WHEN 'p' THEN by_trials ELSE by_expected END AS r
  FROM (SELECT f, g, method, funnel(rate_of(hits, trials), overdispersion => method) OVER w AS by_trials, funnel(observed, expected, overdispersion => method) OVER w AS by_expected
          FROM groups, unnest(ARRAY['auto', 'none', 'additive', 'multiplicative']) AS method WINDOW w AS (PARTITION BY f, method ORDER BY md5(g::text))) AS r, unnest(ARRAY['p', 'o']) AS kind;
SELECT kind, method, count(*) AS groups, count(*) FILTER (WHERE times > 1) AS wider, count(*) FILTER (WHERE differ((r).center, p.center) OR differ((r).dispersion, phi)) AS differing, count(*) FILTER (WHERE differ((r).z, adjusted_z)) AS differing_z,
       count(*) FILTER (WHERE differ((r).lower_95, p.lower_95) OR differ((r).upper_95, p.upper_95) OR differ((r).lower_998, p.lower_998) OR differ((r).upper_998, p.upper_998)) AS differing_limits,
       count((r).flag) AS flagged, count(*) FILTER (WHERE (r).flag IS DISTINCT FROM CASE WHEN total / p.size > p.upper_998 THEN 'above_998' WHEN total / p.size < p.lower_998 THEN 'below_998' WHEN total / p.size > p.upper_95 THEN 'above_95' WHEN total / p.size < p.lower_95 THEN 'below_95' END) AS differing_flags
  FROM ours JOIN plain_funnels AS p USING (f, g, kind, method) GROUP BY kind, method ORDER BY kind, method;

-- groups that do not differ are seldom called overdispersed, even with only ten trials at .9 each: of 200 funnels of 20 groups none or few; phi of winsorised z is about .68 by chance
SELECT count(*) AS funnels, count(*) FILTER (WHERE dispersion > 1 + 2 * sqrt(2.0 / 20)) <= 4 AS seldom, avg(dispersion) BETWEEN 0.6 AND 0.76 AS as_expected
  FROM (SELECT f, max((r).dispersion) AS dispersion
          FROM (SELECT f, funnel(rate_agg(('x' || substr(md5(f || '/' || g || '/' || n), 1, 7))::bit(28)::int < 0.9 * 268435456)) OVER (PARTITION BY f) AS r
                  FROM generate_series(1, 200) AS f, generate_series(1, 20) AS g, generate_series(1, 10) AS n GROUP BY f, g) AS r GROUP BY f) AS funnels;

-- misses have the mirrored funnel of hits
SELECT count(*) AS groups, count((h).flag) AS flagged, bool_and(abs((h).lower_95 + (m).upper_95 - 1) < 1e-9 AND abs((h).upper_998 + (m).lower_998 - 1) < 1e-9 AND abs((h).z + (m).z) < 1e-9 AND abs((h).dispersion - (m).dispersion) < 1e-9) AS mirrored,
       bool_and((h).flag IS NOT DISTINCT FROM CASE WHEN (m).flag LIKE 'above%' THEN replace((m).flag, 'above', 'below') ELSE replace((m).flag, 'below', 'above') END) AS flags
  FROM (SELECT funnel(rate_of(hits, trials)) OVER w AS h, funnel(rate_of(trials - hits, trials)) OVER w AS m FROM groups WINDOW w AS (PARTITION BY f)) AS pairs;
-- a target of counts multiplies their expected counts
SELECT bool_and(abs((a).lower_95 - (b).lower_95 * 1.25) < 1e-9 AND abs((a).upper_998 - (b).upper_998 * 1.25) < 1e-9 AND abs((a).z - (b).z) < 1e-9 AND (a).flag IS NOT DISTINCT FROM (b).flag) AS same
  FROM (SELECT funnel(observed, expected, 1.25, 'none') OVER w AS a, funnel(observed, expected * 1.25, overdispersion => 'none') OVER w AS b FROM groups WINDOW w AS (PARTITION BY f)) AS pairs;
-- stored by day, rolled up
SELECT bool_and(a.r = b.r) AS same
  FROM (SELECT agent, funnel(rollup(s)) OVER () AS r FROM (SELECT n % 7 AS agent, rate_agg(n % 5 < 3) AS s FROM generate_series(1, 999) AS n GROUP BY n % 7, n / 50) AS days GROUP BY agent) AS a
  JOIN (SELECT n % 7 AS agent, funnel(rate_agg(n % 5 < 3)) OVER () AS r FROM generate_series(1, 999) AS n GROUP BY n % 7) AS b USING (agent);
-- neither order nor frame has an effect
SELECT count(*) AS rows, bool_and(a = b AND a = c) AS same
  FROM (SELECT funnel(observed, expected) OVER (PARTITION BY f) AS a, funnel(observed, expected) OVER (PARTITION BY f ORDER BY md5(g::text) ROWS 1 PRECEDING) AS b, funnel(observed, expected) OVER (PARTITION BY f ORDER BY g DESC) AS c FROM groups) AS orders;

-- many trials: R returns .8990713 .9009264 at 99.8 % of a million trials at .9, .3690533 .3709467 at 95 % of a million at .37, .3685029 .3714978 of 400,000, .3699827 .3700173 of 3 billion
SELECT trials, center, round((f).lower_95::numeric, 7) AS lower_95, round((f).upper_95::numeric, 7) AS upper_95, round((f).lower_998::numeric, 7) AS lower_998, round((f).upper_998::numeric, 7) AS upper_998
  FROM (SELECT trials, center, funnel(rate_of(0, trials), center, 'none') OVER (PARTITION BY trials, center) AS f FROM (VALUES (1000000, 0.9), (1000000, 0.37), (400000, 0.37), (3000000000, 0.37)) AS v(trials, center)) AS v ORDER BY center, trials;
-- and 9.379991e-10 1.06295e-09 at 95 % of 10^12 trials at 10^-9, 9.691905e-09 1.031094e-08 at 99.8 % at 10^-8; .9902371 1.009791 at 99.8 % of 100,000 expected
SELECT round(((f).lower_95 * 1e12)::numeric, 2) AS lower_95, round(((f).upper_95 * 1e12)::numeric, 2) AS upper_95, round(((g).lower_998 * 1e12)::numeric, 1) AS lower_998, round(((g).upper_998 * 1e12)::numeric, 1) AS upper_998, round((c).lower_998::numeric, 7) AS lower, round((c).upper_998::numeric, 6) AS upper
  FROM (SELECT funnel(rate_of(0, 1000000000000), 1e-9, 'none') OVER () AS f, funnel(rate_of(0, 1000000000000), 1e-8, 'none') OVER () AS g, funnel(0, 100000, overdispersion => 'none') OVER () AS c) AS v;
SELECT six((f).center) AS center, (f).lower_95, (f).upper_95, six((f).z) AS z, (f).dispersion > 1e18 AS dispersed, (f).flag FROM (SELECT funnel(s) OVER () AS f FROM (VALUES ('(hits=9223372036854775807 trials=9223372036854775807)'::rate_summary), ('(trials=9223372036854775807)'), ('(hits=1 trials=2)')) AS v(s)) AS v;
SELECT (f).center, six((f).lower_95) AS lower_95, (f).upper_95 > 1e17 AS wide, six((f).z) AS z, (f).dispersion > 1e17 AS dispersed, (f).flag FROM (SELECT funnel(o, e) OVER () AS f FROM (VALUES (4611686018427387904, 4611686018427387904), (0, 4611686018427387904), (0, 1e-18), (1, 1e-18)) AS v(o, e)) AS v;

-- few data: no trials, NULLs, one group, only hits or only misses, no groups
SELECT s, funnel(s) OVER () FROM (VALUES ('(pending=3)'::rate_summary), (NULL), ('(hits=3 trials=4)'), ('(hits=1 trials=4)')) AS v(s);
SELECT o, e, funnel(o, e) OVER () FROM (VALUES (0, 0), (NULL, 1), (1, NULL), (3, 4), (5, 4)) AS v(o, e);
SELECT s.* FROM (SELECT funnel(rate_of(3, 4)) OVER () AS f) AS v, shown(f) AS s;
SELECT s.* FROM (SELECT funnel(rate_of(3, 4), 0.9) OVER () AS f) AS v, shown(f) AS s;
SELECT n, s.* FROM (SELECT n, funnel(rate_of(n, n)) OVER () AS f, funnel(rate_of(0, n)) OVER () AS g FROM generate_series(1, 2) AS n) AS v, LATERAL (SELECT * FROM shown(f) UNION ALL SELECT * FROM shown(g)) AS s;
SELECT n, s.* FROM (SELECT n, funnel(rate_of(n * 50, n * 50), 0.9) OVER () AS f FROM generate_series(1, 2) AS n) AS v, shown(f) AS s;
SELECT funnel('empty'::rate_summary) OVER (), funnel(NULL::rate_summary) OVER (), funnel(0, 0) OVER (), funnel(NULL, NULL::float8) OVER (), funnel('empty'::rate_summary, 0.5) OVER ();
-- a few trials that are all hits are not beyond any limit, whatever the center
SELECT count(*) AS groups, count((f).flag) AS flagged FROM (SELECT funnel(rate_of(n, n), 0.99) OVER () AS f FROM generate_series(1, 200) AS n) AS f;
-- groups of the same size have the same limits, and tau is not below 0
SELECT s.* FROM (SELECT DISTINCT funnel(rate_of(h, 10), overdispersion => 'additive') OVER () AS f FROM generate_series(4, 6) AS h) AS v, shown(f) AS s ORDER BY z;

SELECT funnel(rate_of(1, 2), 1) OVER ();
SELECT funnel(rate_of(1, 2), 0) OVER ();
SELECT funnel(rate_of(1, 2), 80) OVER ();
SELECT funnel(rate_of(1, 2), 'NaN') OVER ();
SELECT funnel(rate_of(1, 2), overdispersion => 'much') OVER ();
SELECT funnel(rate_of(1, 2), overdispersion => NULL) OVER ();
SELECT funnel(rate_of(1, 2), t) OVER (ORDER BY t) FROM (VALUES (0.5), (0.6)) AS v(t);
SELECT funnel(rate_of(1, 2), t) OVER (ORDER BY t) FROM (VALUES (0.5), (NULL)) AS v(t);
SELECT funnel(rate_of(1, 2), 0.5, t) OVER (ORDER BY t) FROM (VALUES ('auto'), ('none')) AS v(t);
SELECT funnel(1, 2, 0) OVER ();
SELECT funnel(1, 2, 'infinity') OVER ();
SELECT funnel(-1, 2) OVER ();
SELECT funnel(1.5, 2) OVER ();
SELECT funnel('NaN', 2) OVER ();
SELECT funnel(1, -2) OVER ();
SELECT funnel(1, 'infinity') OVER ();
SELECT funnel(1, 0) OVER ();
SELECT funnel(s, 5e-324) OVER () FROM (VALUES ('(hits=3 trials=5)'::rate_summary), ('(hits=1 trials=5)')) AS v(s);
SELECT svg_funnel('{"(hits=3 trials=5)","(hits=1 trials=5)"}'::rate_summary[], target => 5e-324);
DROP TABLE agents, counted, factorials, binomials, groups, plain, tails, chance_limits, plain_funnels, ours;
DROP FUNCTION six, rate_of, shown, chance, squared, differ;
