-- Means pulled towards a prior

-- a given prior: 9 of 10 and 90 of 100 with k = 10, mu = .85
SELECT round(damped_mean(n <= 9, .85, 10)::numeric, 4) AS ten FROM generate_series(1, 10) AS n;
SELECT round(damped_mean(n <= 90, .85, 10)::numeric, 4) AS hundred FROM generate_series(1, 100) AS n;
SELECT round(damped_mean(x, 3.5, 5)::numeric, 6) AS two_fives FROM (VALUES (5), (5)) AS v(x);
SELECT round(damped_mean(x, 8, 1)::numeric, 6) AS imdb FROM unnest(ARRAY[8, 8, 10, 5, 7, 8]) AS x;
SELECT damped_mean(x * interval '1 s', interval '20 s', 5) AS interval, damped_mean(x::float8, 20, 5) AS float8,
       damped_mean(x::bigint, 20, 5) AS bigint, damped_mean(x::smallint, 20, 5) AS smallint, damped_mean(x::numeric, 20, 5) AS "numeric"
  FROM unnest(ARRAY[30, 15, 45, 60, 10]) AS x;

-- from a stored summary
SELECT damped_mean('(n=2 sum=10 squares=50)'::mean_summary, 3.5, 5), damped_mean('(hits=9 trials=10)'::rate_summary, .85, 10);
SELECT damped_mean('empty'::mean_summary, 3.5, 5), damped_mean('empty'::rate_summary, .85, 10),
       damped_mean('empty'::mean_summary, 3.5, 0), damped_mean(NULL::rate_summary, .85, 10);

-- rows without a value return the prior; without rows the result is NULL
SELECT damped_mean(x, 3.5, 5), damped_agg(x, 3.5, 5) FROM (VALUES (NULL::int), (NULL)) AS v(x);
SELECT damped_mean(x, 3.5, 0), damped_agg(x, 3.5, 0) FROM (VALUES (NULL::int), (NULL)) AS v(x);
SELECT damped_mean(x, 3.5, 5), damped_agg(x, 3.5, 5) FROM (VALUES (1)) AS v(x) WHERE false;
SELECT damped_mean(x, p, p), damped_agg(x, p, p) FROM (VALUES (NULL::float8, NULL::float8)) AS v(x, p);
SELECT s, damped_mean(s), damped_mean_interval(s), n_counted(s) FROM (SELECT damped_agg(x, 3.5, 5) AS s FROM (VALUES (5), (NULL), (5)) AS v(x)) AS damped;
-- without prior weight there is no damping
SELECT damped_mean(x, 3.5, 0) = avg(x) AS undamped FROM (VALUES (4), (5)) AS v(x);

-- the interval: damped mean -+ t s / sqrt(n + k); t(0.975, 2) = 4.302652729749464
SELECT abs(damped_mean(s) - ci_lower(s) - 4.302652729749464 * sqrt(1.0 / 3 / (3 + 5))) < 1e-9 AS lower,
       abs(ci_upper(s) - damped_mean(s) - 4.302652729749464 * sqrt(1.0 / 3 / (3 + 5))) < 1e-9 AS upper
  FROM (SELECT damped_agg(x, 3.5, 5) AS s FROM (VALUES (5), (5), (4)) AS v(x)) AS damped;
SELECT ci_lower('empty'::damped_summary), ci_upper(damped_agg(5, 3.5, 5));

-- sliding
SELECT n, x, damped_mean(x, 3, 2) OVER w, damped_agg(x, 3, 2) OVER w
  FROM (VALUES (1, 5), (2, 5), (3, NULL), (4, NULL), (5, 1)) AS v(n, x) WINDOW w AS (ORDER BY n ROWS 1 PRECEDING) ORDER BY n;

-- a prior learnt from the groups
CREATE TABLE ratings (agent text, stars int, dept text);
INSERT INTO ratings SELECT 'ana', unnest(ARRAY[5, 5, 4]), 'a';
INSERT INTO ratings SELECT 'beto', unnest(ARRAY[3, 4, 4, 3, 3]), 'a';
INSERT INTO ratings SELECT 'carla', unnest(ARRAY[5, 5, 5, 5, 4, 5, 5, 4]), 'a';
INSERT INTO ratings SELECT 'dani', unnest(ARRAY[2, 4]), 'a';
SELECT agent, round(mean(mean_agg(stars))::numeric, 5) AS mean,
       round((damped_mean(mean_agg(stars)) OVER ())::numeric, 5) AS damped_mean,
       round((damping_weight(mean_agg(stars)) OVER ())::numeric, 6) AS weight,
       round((damped_lower(mean_agg(stars)) OVER ())::numeric, 5) AS lower
  FROM ratings GROUP BY agent ORDER BY agent;
-- compared with the formulas in plain SQL, with the lower end at 80 %
WITH groups AS (SELECT agent, count(*)::float8 AS n, avg(stars)::float8 AS mean, var_pop(stars)::float8 * count(*) AS ss FROM ratings GROUP BY agent),
pooled AS (SELECT sum(n) AS n, sum(n * mean) / sum(n) AS mean, sum(ss) / sum(n - 1) AS s2, count(*) AS r, sum(n * n) AS n2 FROM groups),
spread AS (SELECT s2, (sum(g.n * (g.mean - p.mean) ^ 2) - (r - 1) * s2) / (p.n - n2 / p.n) AS tau2 FROM groups AS g, pooled AS p GROUP BY s2, r, p.n, n2),
prior AS (SELECT s2, tau2, s2 / tau2 AS k, sum(n / (n + s2 / tau2) * mean) / sum(n / (n + s2 / tau2)) AS mu FROM groups, spread GROUP BY s2, tau2),
damped AS (SELECT agent, (n * mean + k * mu) / (n + k) AS damped_mean, sqrt(tau2 * (1 - n / (n + k)) + (1 - n / (n + k)) ^ 2 * tau2 / (SELECT sum(n / (n + k)) FROM groups)) AS error, k FROM groups, prior)
SELECT round(s2::numeric, 6) AS s2, round(tau2::numeric, 6) AS tau2, round(prior.k::numeric, 6) AS k, round(mu::numeric, 6) AS mu,
       bool_and(abs(d.damped_mean - ours.damped_mean) < 1e-12 AND abs(d.k - ours.weight) < 1e-12
                AND abs(d.damped_mean - 1.2815515655446004 * error - ours.lower) < 1e-12 AND abs(ours.upper + ours.lower - 2 * ours.damped_mean) < 1e-12) AS same
  FROM prior, damped AS d
  JOIN (SELECT agent, damped_mean(mean_agg(stars)) OVER () AS damped_mean, damping_weight(mean_agg(stars)) OVER () AS weight,
               damped_lower(mean_agg(stars), 0.8) OVER () AS lower, damped_upper(mean_agg(stars), 0.8) OVER () AS upper FROM ratings GROUP BY agent) AS ours USING (agent)
 GROUP BY s2, tau2, prior.k, mu;
-- rates are means of zeros and ones; the order of the rows and the frame have no effect
SELECT bool_and(by_rate = by_mean AND by_rate = shuffled) AS same
  FROM (SELECT damped_mean(rate_agg(stars = 5)) OVER () AS by_rate, damped_mean(mean_agg((stars = 5)::int)) OVER () AS by_mean,
               damped_mean(rate_agg(stars = 5)) OVER (ORDER BY md5(agent) ROWS 0 PRECEDING) AS shuffled
          FROM ratings GROUP BY agent) AS rates;

-- each partition learns its own prior; without data the result is NULL, without differences it is the pooled mean
INSERT INTO ratings VALUES ('eva', 4, 'single'), ('eva', 5, 'single'), ('fay', 3, 'ones'), ('gil', 5, 'ones'),
	('hal', 1, 'alike'), ('hal', 5, 'alike'), ('ida', 2, 'alike'), ('ida', 4, 'alike'), ('jon', NULL, 'alike'),
	('kai', 3, 'certain'), ('kai', 3, 'certain'), ('lea', 5, 'certain'), ('lea', 5, 'certain'), ('mia', NULL, 'certain'), ('noa', NULL, 'none');
SELECT dept, agent, mean_agg(stars), damped_mean(mean_agg(stars)) OVER w, damping_weight(mean_agg(stars)) OVER w, damped_lower(mean_agg(stars)) OVER w
  FROM ratings WHERE dept <> 'a' GROUP BY dept, agent WINDOW w AS (PARTITION BY dept) ORDER BY dept, agent;
SELECT damped_mean(s) OVER (), damping_weight(s) OVER () FROM (VALUES ('(n=2 sum=3 squares=5)'::mean_summary), (NULL), ('(n=2 sum=9 squares=41)')) AS v(s);
SELECT damped_lower(s, 1) OVER () FROM (VALUES ('(hits=1 trials=2)'::rate_summary)) AS v(s);
SELECT damped_lower(s, NULL) OVER () FROM (VALUES ('(hits=1 trials=2)'::rate_summary)) AS v(s);

-- groups that do not differ are recognized as equal, whatever their value; without damping the result is the mean itself
SELECT count(*) FROM (SELECT damping_weight(mean_agg(k / 100.0::float8)) OVER (PARTITION BY k) AS weight
                        FROM generate_series(1, 100) AS k, (VALUES (1, 3), (2, 7), (3, 11)) AS v(g, n), generate_series(1, n) GROUP BY k, g) AS learnt
 WHERE weight = 'infinity';
SELECT count(*) FROM (SELECT damped_mean(x, 3, 0) = mean(x) AS same FROM generate_series(1, 200) AS k, LATERAL (SELECT sin(k * n)::numeric(6, 5)::float8 AS x FROM generate_series(1, k) AS n) AS v GROUP BY k) AS groups WHERE same;
SELECT damped_mean(interval '80000000 days 0.000001 s', '1 s', 0);
-- negative durations are excluded, and NULL summaries are ignored
SELECT damped_mean(x, interval '20 s', 2), damped_agg(x, interval '20 s', 2), n_excluded(damped_agg(x, interval '20 s', 2)) FROM (VALUES (interval '30 s'), ('-1 s'), (NULL)) AS v(x);
SELECT n, damped_agg(x, interval '20 s', 2) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, interval '-1 s'), (2, '-2 s'), (3, '3 s'), (4, NULL), (5, NULL)) AS v(n, x);
SELECT damped_mean(NULL::rate_summary, .85, -1), damped_mean(NULL::mean_summary, NULL, NULL);

-- a group of very many values leaves the others their weight, and a group without values returns the prior unchanged
SELECT round((damping_weight(s) OVER ())::numeric, 6) AS weight
  FROM (VALUES ('(n=4503599627370496 sum=0 squares=4503599627370495)'::mean_summary), ('(n=2 sum=8 squares=34)'), ('(n=2 sum=-8 squares=34)')) AS v(s);
SELECT damped_mean('empty'::mean_summary, 0.1, 7) = 0.1::float8 AS as_it_is;

-- bad input
SELECT damped_mean(5, 3.5, -1);
SELECT damped_mean(5, 3.5, 1e19);
SELECT damped_mean(5, -1e19, 1);
SELECT damped_mean(5, 3.5, 'NaN');
SELECT damped_mean(5, 'infinity', 1);
SELECT damped_mean(5, NULL, 1);
SELECT damped_mean(5, 3.5, NULL);
SELECT damped_mean(5, NULL, NULL);
SELECT damped_mean(interval '1 s', NULL, 1);
SELECT damped_mean(interval '1 s', interval '-1 s', 1);
SELECT damped_mean(interval '1 mon', interval '1 s', 1);
SELECT damped_mean(interval '1 s', interval '1 mon', 1);
SELECT damped_mean(5, prior, 1) FROM (VALUES (3), (4)) AS v(prior);
SELECT damped_mean(5, 3, weight) FROM (VALUES (3), (4)) AS v(weight);
SELECT damped_mean('(n=2 sum=10 squares=50)'::mean_summary, 3.5, -5);
SELECT damped_mean('(n=2 sum=10 squares=50)'::mean_summary, NULL, 5);
SELECT damped_mean('(hits=9 trials=10)'::rate_summary, .85, 'infinity');
SELECT damped_agg(5, 3, 1) + damped_agg(5, 4, 1);
DROP TABLE ratings;

-- scores, by a method: equal to the means of the same numbers
CREATE TABLE damped_answers AS
SELECT n % 7 AS agent, (x % 11 + n % 7) * 10 / 16 AS score FROM generate_series(1, 500) AS n, LATERAL (SELECT ('x' || substr(md5(n::text), 1, 7))::bit(28)::int AS x) AS r;
WITH agents AS (SELECT agent, score_agg(score) AS scores, mean_agg(score) AS mean, mean_agg(CASE WHEN score >= 9 THEN 100 WHEN score <= 6 THEN -100 ELSE 0 END) AS net, rate_agg(score >= 9) AS promoters FROM damped_answers GROUP BY agent)
SELECT method, count(*) AS agents, bool_and(abs(damped_mean - damped) < 1e-9 AND abs(lower - damped_lower) < 1e-9 AND abs(upper - damped_upper) < 1e-9 AND abs(weight / damping_weight - 1) < 1e-9 AND abs(given - damped_given) < 1e-9) AS same
  FROM (SELECT 'mean' AS method, damped_mean(scores) OVER () AS damped_mean, damped_lower(scores, 0.9) OVER () AS lower, damped_upper(scores, 0.9) OVER () AS upper, damping_weight(scores) OVER () AS weight, damped_mean(scores, 7, 5) AS given,
               damped_mean(mean) OVER () AS damped, damped_lower(mean, 0.9) OVER (), damped_upper(mean, 0.9) OVER (), damping_weight(mean) OVER (), damped_mean(mean, 7, 5) AS damped_given FROM agents
        UNION ALL
        SELECT 'nps', damped_mean(scores, 'nps') OVER (), damped_lower(scores, 0.9, 'nps') OVER (), damped_upper(scores, 0.9, 'nps') OVER (), damping_weight(scores, 'nps') OVER (), damped_mean(scores, 20, 5, 'nps'),
               damped_mean(net) OVER (), damped_lower(net, 0.9) OVER (), damped_upper(net, 0.9) OVER (), damping_weight(net) OVER (), damped_mean(net, 20, 5) FROM agents
        UNION ALL
        SELECT 'promoters', damped_mean(scores, 'promoters') OVER (), damped_lower(scores, 0.9, 'promoters') OVER (), damped_upper(scores, 0.9, 'promoters') OVER (), damping_weight(scores, 'promoters') OVER (), damped_mean(scores, 0.2, 5, 'promoters'),
               damped_mean(promoters) OVER (), damped_lower(promoters, 0.9) OVER (), damped_upper(promoters, 0.9) OVER (), damping_weight(promoters) OVER (), damped_mean(promoters, 0.2, 5) FROM agents) AS methods
 GROUP BY method ORDER BY method;
SELECT damped_mean('empty'::score_summary, 7, 5), damped_mean('empty'::score_summary, 7, 0), damped_mean(NULL::score_summary, 7, 5), damped_mean('empty'::score_summary) OVER () AS learnt;
-- groups on different scales have no common mean
SELECT agent, damped_mean(s) OVER () FROM (VALUES ('a', 'empty'::score_summary), ('b', (SELECT score_agg(score) FROM damped_answers)), ('c', (SELECT score_agg(1 + score / 2, 7) FROM damped_answers))) AS v(agent, s);
SELECT damped_mean(score_agg(score), 'unheard of') OVER () FROM damped_answers;
SELECT damped_mean(score_agg(score), NULL) OVER () FROM damped_answers;
