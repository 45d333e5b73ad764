-- Staffing: Erlang B, C and A, agents required, deferrable work
SET extra_float_digits = 0;

-- published: Erlang B tables, the erlangs that n lines carry if one call in 100, 50 or 20 is lost; 15 lines and 8.108 erlangs is the example of erlang.com's manual
SELECT bool_and(round(erlang_b(load, lines)::numeric, 4) = lost) AS as_published, count(*) AS of
  FROM (VALUES (1, 0.0101, 0.01), (5, 1.361, 0.01), (10, 4.461, 0.01), (15, 8.108, 0.01), (20, 12.03, 0.01), (50, 37.90, 0.01), (100, 84.06, 0.01),
               (10, 5.084, 0.02), (20, 13.18, 0.02), (50, 40.26, 0.02), (100, 87.97, 0.02), (10, 6.216, 0.05), (20, 15.25, 0.05), (100, 95.24, 0.05)) AS published(lines, load, lost);
-- without lines all calls are lost; without load none is; in an overload all are lost except those that the lines carry
SELECT erlang_b(5, 0), erlang_b(0, 0), erlang_b(0, 3), erlang_b(1, 1), erlang_b(2, 2), erlang_b(1e9, 1000) > 1 - 1e-6 AS all_but_carried, erlang_b(1, 1000000), erlang_b(99000, 100000) BETWEEN 0 AND 1e-5 AS large;
-- by the definition: (A^n / n!) / sum of A^k / k!
SELECT max(abs(erlang_b(load, n) / (power(load, n) / factorial(n)::float8 / below) - 1)) < 1e-12 AS by_definition, count(*) AS of
  FROM unnest(ARRAY[0.5, 1, 3.25, 10, 40, 75]::float8[]) AS load, unnest(ARRAY[1, 2, 5, 10, 30, 60]) AS n, LATERAL (SELECT sum(power(load, k) / factorial(k)::float8) AS below FROM generate_series(0, n) AS k) AS s;
-- as many agents as erlangs, by the expansion of Stirling and Ramanujan (1911): 1 / B = e^n n! / n^n / 2 + 1 - theta = sqrt(pi n / 2) (1 + 1 / 12 n + 1 / 288 n^2 ...) + 1 - 1 / 3 - 4 / 135 n ...
SELECT n, abs(1 / erlang_b(n, n) / (sqrt(pi() * n / 2) * (1 + 1 / 12.0 / n + 1 / 288.0 / n / n) + 2 / 3.0 - 4 / 135.0 / n) - 1) < 1e-9 AS by_expansion FROM unnest(ARRAY[1000, 10000, 100000, 1000000]) AS n;

-- published: 100 calls in 30 minutes of 3 minutes each, within 20 seconds
SELECT agents, round(erlang_c(traffic_load(100, '30 min', '3 min'), agents)::numeric, 4) AS waiting, round(erlang_c_service_level(100, '30 min', '180 s', agents, '20 s')::numeric, 4) AS service_level,
       round(extract(epoch FROM erlang_c_asa(100, '30 min', '180 s', agents))::numeric, 2) AS asa, round(erlang_c_occupancy(100, '30 min', '180 s', agents)::numeric, 4) AS occupancy
  FROM generate_series(9, 15) AS agents;
SELECT traffic_load(100, '30 min', '3 min'), agents_required(100, '30 min', '180 s', 0.8, '20 s') AS agents, agents_required(100, '30 min', '180 s', 0.8, '20 s', shrinkage => 0.3) AS scheduled,
       agents_required(100, '30 min', '180 s', service_level => 0.79, target => '20 s') AS a_little_less;
-- published: 50 agents, 48 calls a minute of a minute each, with no abandoning, or with a mean patience of 2 minutes (Garnett, Mandelbaum and Reiman 2002, table 1):
-- none or 3.1 % abandon, 20.8 or 3.7 seconds of wait, 96 or 93 % occupancy
SELECT round(seconds(erlang_c_asa(48, '1 min', '1 min', 50))::numeric, 1) AS c_asa, round(erlang_c_occupancy(48, '1 min', '1 min', 50)::numeric, 2) AS c_occupancy,
       round(erlang_a_abandon_rate(48, '1 min', '1 min', '2 min', 50)::numeric, 3) AS a_abandoned, round(seconds(erlang_a_average_wait(48, '1 min', '1 min', '2 min', 50))::numeric, 1) AS a_wait, round(erlang_a_occupancy(48, '1 min', '1 min', '2 min', 50)::numeric, 2) AS a_occupancy;
-- Erlang C is also a sum over states
SELECT max(abs(erlang_c(load, n) - last / (below + last))) < 1e-12 AS by_definition, count(*) AS of
  FROM unnest(ARRAY[0.5, 0.97, 3.25, 9.5, 29.9]) AS load, unnest(ARRAY[1, 2, 5, 10, 30]) AS n,
       LATERAL (SELECT sum(power(load::numeric, k) / factorial(k)) AS below FROM generate_series(0, n - 1) AS k) AS s, LATERAL (SELECT power(load::numeric, n) / factorial(n) * n / (n - load) AS last) AS l
 WHERE n > load;

-- Erlang A compared with the chain of its states, in plain SQL: the share of time with k calls present, of which greatest(k - n, 0) wait
CREATE FUNCTION chain(load float8, n int, patience float8) RETURNS TABLE (k int, share float8) LANGUAGE sql AS $$
	WITH RECURSIVE states AS (
		SELECT 0 AS k, 1::float8 AS weight
		UNION ALL SELECT k + 1, weight * load / (least(k + 1, n) + greatest(k + 1 - n, 0) / patience) FROM states WHERE weight > 1e-25)
	SELECT k, weight / sum(weight) OVER () FROM states
$$;
-- so long that the microseconds of an interval are as fine as a double
CREATE FUNCTION units(x float8) RETURNS interval LANGUAGE sql AS 'SELECT make_interval(secs => x * 1e6)';
SELECT count(*) AS of, max(abs(erlang_a_wait_probability(load, units(1), units(1), units(patience), n) - waiting)) < 1e-10 AS waiting, max(abs(erlang_a_abandon_rate(load, units(1), units(1), units(patience), n) - queue / patience / load)) < 1e-10 AS abandoned,
       max(abs(seconds(erlang_a_average_wait(load, units(1), units(1), units(patience), n)) / 1e6 - queue / load)) < 1e-10 AS average_wait, max(abs(erlang_a_occupancy(load, units(1), units(1), units(patience), n) - busy / n)) < 1e-10 AS occupancy
  FROM unnest(ARRAY[0.1, 0.8, 2, 5, 7.5]) AS load, unnest(ARRAY[1, 2, 5, 8]) AS n, unnest(ARRAY[0.01, 0.3, 1, 4]) AS patience,
       LATERAL (SELECT sum(share) FILTER (WHERE k >= n) AS waiting, sum(share * greatest(k - n, 0)) AS queue, sum(share * least(k, n)) AS busy FROM chain(load, n, patience)) AS c;
-- A caller who finds k waiting is answered when k + 1 ahead have left. If x = n patience / aht is whole, agents and waiting callers are x + k + 1 equal exponential lives, one of them the caller's: the caller is answered within t
-- when k + 1 or more of these end by then, the caller's not among the first of them, with probability x / (x + k + 1); the wait is the (k + 1)-th of x + k + 1 lives. This needs no integral
SELECT count(*) AS of, max(abs(erlang_a_service_level(load, units(1), units(1), units(patience), n, units(target)) - service_level)) < 1e-10 AS service_level, max(abs(seconds(erlang_a_asa(load, units(1), units(1), units(patience), n)) / 1e6 - waited / answered)) < 1e-10 AS asa
  FROM unnest(ARRAY[0.5, 2, 6]) AS load, unnest(ARRAY[1, 3, 6]) AS n, unnest(ARRAY[1, 2, 3]) AS patience, unnest(ARRAY[0, 0.1, 0.7, 3]::float8[]) AS target,
       LATERAL (SELECT sum(CASE WHEN k < n THEN share ELSE share * x / (x + ahead + 1) * many END) AS service_level, sum(CASE WHEN k < n THEN share ELSE share * x / (x + ahead + 1) END) AS answered,
                       coalesce(sum(share * x / (x + ahead + 1) * nth) FILTER (WHERE k >= n), 0) AS waited
                  FROM chain(load, n, patience), LATERAL (SELECT k - n AS ahead, n * patience AS x, 1 - exp(-target / patience) AS ended) AS lives,
                       LATERAL (SELECT 1 - sum((factorial(x + ahead + 1) / factorial(i) / factorial(x + ahead + 1 - i))::float8 * power(ended, i) * power(1 - ended, x + ahead + 1 - i)) AS many,
                                       sum(patience::float8 / (x + ahead + 1 - i)) AS nth FROM generate_series(0, ahead) AS i) AS binomial) AS c;
-- many agents: Palm's formula in 40 digits with mpmath 1.3
SELECT n, abs(erlang_a_wait_probability(load, '3 min', '3 min', make_interval(secs => patience), n) - waiting) < 1e-11 AS waiting, abs(erlang_a_abandon_rate(load, '3 min', '3 min', make_interval(secs => patience), n) / abandoned - 1) < 1e-10 AS abandoned,
       abs(seconds(erlang_a_asa(load, '3 min', '3 min', make_interval(secs => patience), n)) - asa) < 1e-6 AS asa, abs(erlang_a_service_level(load, '3 min', '3 min', make_interval(secs => patience), n, make_interval(secs => 20)) - service_level) < 1e-11 AS service_level
  FROM (VALUES (99500, 100000, 60, .045749813430419, .00013606161136134, .0081440108273612, .99986393838864), (100000, 100000, 1800, .75994885328447, .00060619018324263, 1.0911199840629, .99939380981676),
               (40, 50, 1.8e8, .086952517770085, 8.6952439512987e-9, 1.5651437683289, .97137585801499), (100000, 10, 60, 1, .9999, 544.06653166509, 0), (100000, 10, .001, .9999426212338, .99990000057384, .00048694085596089, .000099999426160693))
       AS v(load, n, patience, waiting, abandoned, asa, service_level);

-- properties over a grid of loads, agents, patience and targets; figures are accurate to eleven digits
CREATE TABLE grid AS
SELECT load, n, patience, target, erlang_b(load, n) AS b, erlang_c(load, n) AS c, erlang_c_service_level(load, '1 s', '1 s', n, make_interval(secs => target)) AS sl_c, erlang_a_service_level(load, '1 s', '1 s', make_interval(secs => patience), n, make_interval(secs => target)) AS sl,
       erlang_a_wait_probability(load, '1 s', '1 s', make_interval(secs => patience), n) AS a, erlang_a_abandon_rate(load, '1 s', '1 s', make_interval(secs => patience), n) AS ab, seconds(erlang_a_average_wait(load, '1 s', '1 s', make_interval(secs => patience), n)) AS wait,
       seconds(erlang_a_asa(load, '1 s', '1 s', make_interval(secs => patience), n)) AS asa, erlang_a_occupancy(load, '1 s', '1 s', make_interval(secs => patience), n) AS occupancy
  FROM unnest(ARRAY[0.001, 0.5, 3, 9.75, 10, 40, 120]) AS load, unnest(ARRAY[0, 1, 2, 3, 4, 9, 10, 11, 12, 30, 40, 41, 50, 100, 101, 120, 121, 150, 1000]) AS n,
       unnest(ARRAY[1e-6, 0.01, 0.5, 2, 100, 1e9]) AS patience, unnest(ARRAY[0, 0.05, 1, 1e4]::float8[]) AS target;
SELECT count(*) AS of, bool_and(b - 1e-11 <= a AND a <= c + 1e-11) AS between_b_and_c, bool_and(abs(wait - ab * patience) < 1e-6 + 1e-11 * patience) AS abandoned_is_theta_wait, bool_and(sl <= 1 - ab + 1e-11 AND sl >= 1 - a - 1e-11) AS level_in_bounds,
       bool_and(target < 1e4 OR patience > 100 OR abs(sl - (1 - ab)) < 1e-10) AS all_answered_in_the_end, bool_and(target > 0 OR abs(sl - (1 - a)) < 1e-10) AS at_once, bool_and(n = 0 OR abs(occupancy * n - load * (1 - ab)) < 1e-9 * load) AS work_is_kept,
       bool_and(patience > 1e-6 OR abs(ab - b) < 1e-3 AND abs(a - b) < 1e-3) AS no_patience_is_b, bool_and(patience < 1e9 OR n <= load OR abs(a - c) < 1e-6 AND abs(sl - sl_c) < 1e-6) AS endless_patience_is_c,
       bool_and(least(a, ab, sl) >= 0 AND greatest(a, ab, sl, occupancy) <= 1 AND wait >= 0 AND wait < patience * (1 + 1e-11) + 1e-6) AS in_range, bool_and((asa IS NULL) = (n = 0) AND (occupancy IS NULL) = (n = 0)) AS known
  FROM grid;
SELECT count(*) AS of, bool_and(b_next <= b + 1e-11 AND c_next <= c + 1e-11 AND a_next <= a + 1e-11 AND ab_next <= ab + 1e-11) AS waiting_falls, bool_and(sl_next >= sl - 1e-11 AND sl_c_next >= sl_c - 1e-11) AS level_rises, bool_and(wait_next <= wait * (1 + 1e-11) + 1e-6 AND asa_next <= asa * (1 + 1e-11) + 1e-6) AS wait_falls,
       bool_and(occupancy_next <= occupancy + 1e-11) AS occupancy_falls
  FROM (SELECT *, lead(b) OVER w AS b_next, lead(c) OVER w AS c_next, lead(a) OVER w AS a_next, lead(ab) OVER w AS ab_next, lead(sl) OVER w AS sl_next, lead(sl_c) OVER w AS sl_c_next, lead(wait) OVER w AS wait_next, lead(asa) OVER w AS asa_next, lead(occupancy) OVER w AS occupancy_next
          FROM grid WHERE n > 0 WINDOW w AS (PARTITION BY load, patience, target ORDER BY n)) AS g;
SELECT bool_and(a_next >= a - 1e-11 AND ab_next <= ab + 1e-11 AND wait_next >= wait * (1 - 1e-11) - 1e-6) AS patience_waits
  FROM (SELECT *, lead(a) OVER w AS a_next, lead(ab) OVER w AS ab_next, lead(wait) OVER w AS wait_next FROM grid WINDOW w AS (PARTITION BY load, n, target ORDER BY patience)) AS g;
SELECT bool_and(sl_next >= sl - 1e-11 AND sl_c_next >= sl_c - 1e-11) AS longer_targets_are_met FROM (SELECT *, lead(sl) OVER w AS sl_next, lead(sl_c) OVER w AS sl_c_next FROM grid WINDOW w AS (PARTITION BY load, n, patience ORDER BY target)) AS g;

-- the fewest agents, compared with a search through all numbers
CREATE TABLE demands AS
SELECT calls, sl, target, asa, occupancy, patience, abandoned
  FROM unnest(ARRAY[0.4, 7, 55.5, 100, 210]) AS calls, unnest(ARRAY[NULL, 0.5, 0.8, 0.99]) AS sl, unnest(ARRAY[0, 20]) AS target, unnest(ARRAY[NULL, 4, 60]) AS asa,
       unnest(ARRAY[NULL, 0.6, 0.9]) AS occupancy, unnest(ARRAY[NULL, 15, 200]) AS patience, unnest(ARRAY[NULL, 0.03, 0.3]) AS abandoned
 WHERE (abandoned IS NULL OR patience IS NOT NULL) AND coalesce(sl, asa, occupancy, abandoned) IS NOT NULL;
SELECT count(*) AS of, count(*) FILTER (WHERE required IS DISTINCT FROM fewest) AS differing, min(required), max(required)
  FROM (SELECT *, agents_required(calls, '30 min', '3 min', sl, CASE WHEN sl > 0 THEN make_interval(secs => target) END, make_interval(secs => asa), occupancy, make_interval(secs => patience), abandoned) AS required FROM demands) AS d,
       LATERAL (SELECT min(n) AS fewest FROM generate_series(1, 60) AS n
                 WHERE (sl IS NULL OR CASE WHEN patience IS NULL THEN erlang_c_service_level(calls, '30 min', '3 min', n, make_interval(secs => target)) ELSE erlang_a_service_level(calls, '30 min', '3 min', make_interval(secs => patience), n, make_interval(secs => target)) END >= sl)
                   AND (asa IS NULL OR CASE WHEN patience IS NULL THEN seconds(erlang_c_asa(calls, '30 min', '3 min', n)) ELSE seconds(erlang_a_asa(calls, '30 min', '3 min', make_interval(secs => patience), n)) END <= asa)
                   AND (occupancy IS NULL OR CASE WHEN patience IS NULL THEN erlang_c_occupancy(calls, '30 min', '3 min', n) ELSE erlang_a_occupancy(calls, '30 min', '3 min', make_interval(secs => patience), n) END <= occupancy)
                   AND (abandoned IS NULL OR erlang_a_abandon_rate(calls, '30 min', '3 min', make_interval(secs => patience), n) <= abandoned)) AS f;
-- an occupancy that is met exactly is met; an exact division by shrinkage is not rounded up
SELECT agents_required(17, '1 s', '1 s', occupancy => 0.85) AS exactly, agents_required(17.001, '1 s', '1 s', occupancy => 0.85) AS above,
       bool_and(agents_required(n * 0.5, '1 s', '1 s', occupancy => 0.5, shrinkage => 0.3) = ceil(n / 0.7)) AS shrunk FROM generate_series(1, 2000) AS n;
-- 100,000 agents and the limit; without calls no agents are needed
SELECT agents_required(1e6, '30 min', '3 min', 0.8, '20 s') AS agents, erlang_c_service_level(1e6, '30 min', '3 min', 100014, '20 s') >= 0.8 AS enough, erlang_c_service_level(1e6, '30 min', '3 min', 100013, '20 s') < 0.8 AS one_is_too_few,
       agents_required(1e6, '30 min', '3 min', 0.8, '20 s', patience => '3 min') AS with_patience, erlang_a_service_level(1e6, '30 min', '3 min', '3 min', 89851, '20 s') >= 0.8 AS enough, erlang_a_service_level(1e6, '30 min', '3 min', '3 min', 89850, '20 s') < 0.8 AS one_is_too_few, agents_required(999000, '1 s', '1 s', occupancy => 0.999999) AS most,
       agents_required(0, '30 min', '3 min', 0.8, '20 s') AS no_calls, agents_required(1e-9, '30 min', '3 min', 0.8, '20 s') AS hardly_any;
-- without calls there are no figures; without agents nobody is answered; a NULL is unknown
SELECT erlang_c_service_level(0, '30 min', '3 min', 5, '20 s'), erlang_c_asa(0, '30 min', '3 min', 5), erlang_c_occupancy(0, '30 min', '3 min', 5), erlang_a_abandon_rate(0, '30 min', '3 min', '1 min', 5), erlang_a_occupancy(0, '30 min', '3 min', '1 min', 0), traffic_load(0, '30 min', '3 min');
SELECT erlang_c_service_level(9, '30 min', '3 min', 0, '20 s'), erlang_c_asa(9, '30 min', '3 min', 0), erlang_c_occupancy(9, '30 min', '3 min', 0), erlang_a_abandon_rate(9, '30 min', '3 min', '1 min', 0), erlang_a_average_wait(9, '30 min', '3 min', '1 min', 0), erlang_a_asa(9, '30 min', '3 min', '1 min', 0),
       erlang_a_service_level(9, '30 min', '3 min', '1 min', 0, '20 s'), erlang_a_occupancy(9, '30 min', '3 min', '1 min', 0);
SELECT agents_required(NULL, '30 min', '3 min', 0.8, '20 s'), agents_required(100, '30 min', NULL, 0.8, '20 s'), agents_required(100, '30 min', '3 min', 0.8, '20 s', NULL, NULL, NULL, NULL) AS not_required, erlang_b(NULL, 3), erlang_c_asa(100, '30 min', '3 min', NULL);
-- the limits: durations from a microsecond to the longest, and the largest loads
SELECT erlang_a_abandon_rate(1e-9, '1 s', '1 us', make_interval(secs => 9e12), 1) < 1e-9 AS idle, erlang_a_service_level(1e15, '1 s', '1 us', make_interval(secs => 9e12), 1000000, '0') AS overrun, round(erlang_a_abandon_rate(1e9, make_interval(secs => 9e12), make_interval(secs => 9e12), '1 us', 1000000)::numeric, 6) AS without_patience,
       round(seconds(erlang_a_asa(1e9, '1 us', '1 us', make_interval(secs => 1e12), 1000000))::numeric / 1e12, 6) AS ln_of_a_thousand, round(erlang_a_service_level(999999, '1 us', '1 us', make_interval(secs => 9e12), 1000000, make_interval(secs => 9e12))::numeric, 6) AS at_last,
       erlang_a_abandon_rate(1e9, '1 us', '1 us', make_interval(secs => 9e12), 0) AS all_abandon, erlang_a_service_level(1e9, '1 us', '1 us', make_interval(secs => 9e12), 0, make_interval(secs => 9e12)) AS none_answered;

-- fractions of agents, for 100 calls in 30 minutes of 3 minutes each, 80 % of them within 20 seconds
SELECT round(erlang_c_service_level(100, '30 min', '180 s', 13.1, '20 s')::numeric, 6) AS service_level, round(agents_required(100, '30 min', '180 s', 0.8, '20 s', fractional => true)::numeric, 4) AS agents,
       round(agents_required(100, '30 min', '180 s', 0.8, '20 s', shrinkage => 0.3, fractional => true)::numeric, 4) AS scheduled;
-- by the definition 1 / B = integral of exp(-s) (1 + s / A)^n, with Simpson's rule
SELECT max(abs(erlang_b(load, n) * whole - 1)) < 1e-9 AS by_definition, count(*) AS of
  FROM unnest(ARRAY[0.5, 1, 3.25, 10, 40]::float8[]) AS load, unnest(ARRAY[0.001, 0.25, 0.5, 0.999, 1.5, 7.9, 12.25]::float8[]) AS n,
       LATERAL (SELECT sum(exp(-s) * power(1 + s / load, n) * CASE WHEN i IN (0, 12000) THEN 1 WHEN i % 2 = 1 THEN 4 ELSE 2 END) / 300 AS whole FROM generate_series(0, 12000) AS i, LATERAL (SELECT i / 100.0::float8 AS s) AS x) AS integral;
-- the recursion, and no step between whole numbers; loads from almost 0 to the largest
SELECT count(*) AS of, bool_and(abs(erlang_b(load, n) * (n + load * before) - load * before) <= 1e-12 * load * before) AS recursion, bool_and(erlang_b(load, n) <= before) AS falls
  FROM unnest(ARRAY[1e-6, 0.5, 0.999, 1, 1.001, 20, 1e5, 1e9]) AS load, unnest(ARRAY[1.25, 2.5, 17.9, 100.001]) AS n, LATERAL (SELECT erlang_b(load, n - 1) AS before) AS b;
SELECT bool_and(abs(erlang_b(load, n + 1e-9) / erlang_b(load, n) - 1) < 1e-7 AND abs(erlang_b(load, n - 1e-9) / erlang_b(load, n) - 1) < 1e-7) AS smooth,
       bool_and(abs(erlang_a_abandon_rate(load, '1 s', '1 s', '2 s', n + 1e-9) / erlang_a_abandon_rate(load, '1 s', '1 s', '2 s', n) - 1) < 1e-7) AS smooth_a
  FROM unnest(ARRAY[0.5, 3, 40]::float8[]) AS load, unnest(ARRAY[1, 2, 10, 41]) AS n;
SELECT erlang_b(0, 0.5), erlang_b(0, 0), erlang_b(1, 0), erlang_c(1, 0.5), erlang_c_occupancy(9, '1 s', '1 s', 12.5);
-- the smallest sufficient number: no smaller fraction is enough, and the next whole number is the result without fractions
SELECT count(*) AS of, bool_and(level >= 0.8 - 1e-15 AND level < 0.8 + 1e-9) AS enough, bool_and(ceil(n) = whole) AS rounds_up, bool_and(n <> whole) AS fractions
  FROM unnest(ARRAY[0.4, 7, 55.5, 100, 2100]) AS calls, unnest(ARRAY[NULL, 15, 200]) AS patience,
       LATERAL (SELECT agents_required(calls, '30 min', '3 min', 0.8, '20 s', patience => make_interval(secs => patience), fractional => true) AS n, agents_required(calls, '30 min', '3 min', 0.8, '20 s', patience => make_interval(secs => patience)) AS whole) AS a,
       LATERAL (SELECT CASE WHEN patience IS NULL THEN erlang_c_service_level(calls, '30 min', '3 min', n, '20 s') ELSE erlang_a_service_level(calls, '30 min', '3 min', make_interval(secs => patience), n, '20 s') END AS level) AS l;
-- counts and sums of agents; without calls the handle time does not matter, even if it is NULL
SELECT erlang_c_service_level(100, '30 min', '3 min', count(*), '20 s') = erlang_c_service_level(100, '30 min', '3 min', 14, '20 s') AS of_count, erlang_c(10, sum(n)) = erlang_c(10, 105) AS of_sum, erlang_c(10, 12.5::numeric) AS of_numeric FROM generate_series(1, 14) AS n WHERE n <> 0 GROUP BY ();
SELECT agents_required(0, '30 min', '0', 0.8, '20 s') AS zero, agents_required(0, '30 min', NULL, 0.8, '20 s') AS unknown, traffic_load(0, '30 min', '0'), erlang_c_asa(0, '30 min', '0', 5), erlang_a_service_level(0, '30 min', '0', '1 min', 5, '20 s');

-- chats, with several at once for each agent: like calls, each of aht / concurrency
SELECT traffic_load(100, '30 min', '9 min', 3) AS load, agents_required(100, '30 min', '9 min', 0.8, '20 s', concurrency => 3) AS agents, agents_required(100, '30 min', '9 min', 0.8, '20 s', concurrency => 3, shrinkage => 0.3) AS scheduled,
       round(erlang_c_service_level(100, '30 min', '9 min', 14, '20 s', 3)::numeric, 4) AS service_level, round(seconds(erlang_c_asa(100, '30 min', '9 min', 14, 3))::numeric, 2) AS asa, round(erlang_c_occupancy(100, '30 min', '9 min', 14, concurrency => 3)::numeric, 4) AS occupancy;
CREATE TABLE chats AS
SELECT chats::float8, aht * interval '1 s' AS aht, c::float8 AS c, aht / c * interval '1 s' AS effective, patience * interval '1 s' AS patience, n::float8
  FROM unnest(ARRAY[3, 50, 200]) AS chats, unnest(ARRAY[300, 540]) AS aht, unnest(ARRAY[1, 1.5, 2, 2.5, 4]) AS c, unnest(ARRAY[30, 600]) AS patience, unnest(ARRAY[1, 7.5, 30, 61]) AS n;
SELECT count(*) AS of, max(abs(traffic_load(chats, '30 min', aht, c) / traffic_load(chats, '30 min', effective) - 1)) < 1e-12 AS load,
       max(abs(erlang_c_service_level(chats, '30 min', aht, n, '20 s', c) - erlang_c_service_level(chats, '30 min', effective, n, '20 s'))) < 1e-11 AS service_level, max(abs(coalesce(seconds(erlang_c_asa(chats, '30 min', aht, n, c)), -1) - coalesce(seconds(erlang_c_asa(chats, '30 min', effective, n)), -1))) < 1e-5 AS asa,
       max(abs(erlang_c_occupancy(chats, '30 min', aht, n, c) - erlang_c_occupancy(chats, '30 min', effective, n))) < 1e-11 AS occupancy, max(abs(erlang_a_wait_probability(chats, '30 min', aht, patience, n, c) - erlang_a_wait_probability(chats, '30 min', effective, patience, n))) < 1e-11 AS a_waiting,
       max(abs(erlang_a_abandon_rate(chats, '30 min', aht, patience, n, c) - erlang_a_abandon_rate(chats, '30 min', effective, patience, n))) < 1e-11 AS a_abandoned, max(abs(seconds(erlang_a_average_wait(chats, '30 min', aht, patience, n, c)) - seconds(erlang_a_average_wait(chats, '30 min', effective, patience, n)))) < 1e-5 AS a_wait,
       max(abs(seconds(erlang_a_asa(chats, '30 min', aht, patience, n, c)) - seconds(erlang_a_asa(chats, '30 min', effective, patience, n)))) < 1e-5 AS a_asa, max(abs(erlang_a_service_level(chats, '30 min', aht, patience, n, '20 s', c) - erlang_a_service_level(chats, '30 min', effective, patience, n, '20 s'))) < 1e-11 AS a_service_level,
       max(abs(erlang_a_occupancy(chats, '30 min', aht, patience, n, c) - erlang_a_occupancy(chats, '30 min', effective, patience, n))) < 1e-11 AS a_occupancy,
       bool_and(agents_required(chats, '30 min', aht, 0.8, '20 s', '10 s', concurrency => c, patience => patience) = agents_required(chats, '30 min', effective, 0.8, '20 s', '10 s', patience => patience)) AS required
  FROM chats;
-- compared with one agent for each slot: equally busy, never fewer agents, wait and service level never better
SELECT count(*) AS of, bool_and(abs(erlang_c_occupancy(chats, '30 min', aht, n, c) - erlang_c_occupancy(chats, '30 min', aht, n * c)) < 1e-11) AS as_busy, bool_and(erlang_c_service_level(chats, '30 min', aht, n, '20 s', c) <= erlang_c_service_level(chats, '30 min', aht, n * c, '20 s') + 1e-11) AS level,
       bool_and(erlang_a_service_level(chats, '30 min', aht, patience, n, '20 s', c) <= erlang_a_service_level(chats, '30 min', aht, patience, n * c, '20 s') + 1e-11) AS a_level, bool_and(erlang_a_abandon_rate(chats, '30 min', aht, patience, n, c) >= erlang_a_abandon_rate(chats, '30 min', aht, patience, n * c) - 1e-11) AS a_abandoned,
       bool_and(agents_required(chats, '30 min', aht, 0.8, '20 s', concurrency => c) >= ceil(agents_required(chats, '30 min', aht, 0.8, '20 s') / c)) AS agents
  FROM chats;
-- the limits; without chats the handle time does not matter; a NULL is unknown
SELECT erlang_a_service_level(1e15, '1 s', '1 us', make_interval(secs => 9e12), 1000000, '0', 1000) < 1e-10 AS overrun, round(seconds(erlang_a_asa(1e12, '1 us', '1 us', make_interval(secs => 1e12), 1000000, 1000))::numeric / 1e12, 6) AS ln_of_a_thousand,
       round(erlang_a_service_level(999999000, '1 us', '1 us', make_interval(secs => 9e12), 1000000, make_interval(secs => 9e12), 1000)::numeric, 6) AS at_last, agents_required(0, '30 min', NULL, 0.8, '20 s', concurrency => 3) AS no_chats, traffic_load(0, '30 min', '0', 3), traffic_load(100, '30 min', '9 min', NULL);

-- tickets and mail. Oracle: 100 of 3 minutes in half an hour, agents busy 85 % of it and present 70 % of paid time: 11.76 -> 12, 17.14 -> 18.
-- Published: 50,000 items in a month of 20 days of 8 hours, of 15 minutes, with a shrinkage of 35 %, take 122 agents (Call Centre Helper's forum on the back office); 200 items waiting for
-- 5 days, 80 more each day, of 25 minutes, in 5.5 productive hours, take 9.1, so 10 agents (Turnella's guide to the staffing of the back office)
SELECT workload_agents(100, '3 min', '30 min', 0.85, 0.3) AS agents, workload_agents(100, '3 min', '30 min', 0.85) AS at_work, workload_agents(50000 / 20 / 8.0, '15 min', '1 h', shrinkage => 0.35) AS back_office, workload_agents(80, '25 min', '5 h 30 min', backlog => 200 / 5) AS with_backlog,
       round(workload_agents(100, '3 min', '30 min', 0.85, 0.3, fractional => true)::numeric, 6) AS fraction, round((100 * 3 / 30.0 / 0.85 / 0.7), 6) AS by_formula;
-- an exactly whole result is not rounded up, despite the rounding of doubles: the formula in numeric, divided once
SELECT count(*) AS of, count(*) FILTER (WHERE whole) AS whole, count(*) FILTER (WHERE agents <> ceil(ceil(exact) / (1 - shrinkage))) AS differing, count(*) FILTER (WHERE abs(fraction * (1 - shrinkage) - exact) > 1e-12 * exact) AS fractions_differing
  FROM unnest(ARRAY[0, 0.1, 0.7, 3.5, 9.8, 17, 100, 299.9]) AS volume, unnest(ARRAY[0, 0.2, 40]) AS backlog, unnest(ARRAY[0.1, 18, 180, 777.7, 3600]) AS handle, unnest(ARRAY[1, 0.9, 0.85, 0.7, 0.3]) AS occupancy, unnest(ARRAY[0, 0.1, 0.3, 0.35, 0.9, 0.97]) AS shrinkage,
       LATERAL (SELECT (volume + backlog) * handle / (1800 * occupancy) AS exact) AS e, LATERAL (SELECT exact = ceil(exact) AND exact > 0 AS whole) AS w,
       LATERAL (SELECT workload_agents(volume, make_interval(secs => handle::float8), '30 min', occupancy, shrinkage, backlog) AS agents, workload_agents(volume, make_interval(secs => handle::float8), '30 min', occupancy, shrinkage, backlog, true) AS fraction) AS a;
SELECT workload_agents(0.1::float8 + 0.2::float8, '10 h', '3 h') AS "0.3 of 10 hours", workload_agents(18, '3 min', '30 min', 0.9) AS "1.8 / 0.9", workload_agents(210, '3 min', '30 min', 1, 0.3) AS "21 / 0.7", workload_agents(18.0001, '3 min', '30 min', 0.9) AS "a little more", workload_agents(1e-9, '1 s', '1 h') AS hardly_any;
-- no work takes no agents, whatever its handle time; an unknown argument returns NULL
SELECT workload_agents(0, '3 min', '30 min', 0.85, 0.3) AS none, workload_agents(0, '0', '30 min') AS in_no_time, workload_agents(0, NULL, '30 min') AS unknown_time, workload_agents(0, '3 min', '30 min', backlog => 10) AS backlog_only, workload_agents(count(*), '3 min', '30 min') AS of_count, workload_agents(sum(1.5), '3 min', '30 min') AS of_numeric FROM generate_series(1, 20);
SELECT workload_agents(NULL, '3 min', '30 min'), workload_agents(5, NULL, '30 min'), workload_agents(5, '3 min', NULL), workload_agents(5, '3 min', '30 min', backlog => NULL), workload_agents(0, NULL, '30 min', backlog => 5);
SELECT workload_agents(1e6, '1 s', '1 s') AS most, workload_agents(1e15, '1 us', '1 h') AS short, workload_agents(1e-6, make_interval(secs => 9e12), '1 h') AS long, workload_agents(5, '1 h', make_interval(secs => 9e12)) AS in_ages;

-- a day's plan: its service level is that of all its calls, and its half-hours differ; fractions are the least time that is enough
SELECT round((sum(calls * level) / sum(calls))::numeric, 4) AS pooled, round(avg(level)::numeric, 4) AS mean_of_half_hours, sum(whole) / 2 AS hours, round((sum(fraction) / 2)::numeric, 2) AS pooled_hours, bool_and(fraction <= whole AND whole - fraction < 1) AS within_one
  FROM unnest(ARRAY[0, 4, 30, 100, 160, 120, 45, 6]) AS calls, LATERAL (SELECT agents_required(calls, '30 min', '3 min', 0.8, '20 s') AS whole, agents_required(calls, '30 min', '3 min', 0.8, '20 s', fractional => true) AS fraction) AS a,
       LATERAL (SELECT erlang_c_service_level(calls, '30 min', '3 min', whole, '20 s') AS level) AS l;

-- every error
SELECT erlang_b(3, 'NaN');
SELECT erlang_b(3, 'infinity');
SELECT erlang_c(3, -0.5);
SELECT agents_required(100, '30 min', '3 min', 0.8, '20 s', fractional => NULL);
SELECT erlang_b(-1, 3);
SELECT erlang_b('NaN', 3);
SELECT erlang_c(2e9, 3);
SELECT erlang_c(3, -1);
SELECT erlang_b(3, 1000001);
SELECT traffic_load(-1, '30 min', '3 min');
SELECT traffic_load('infinity', '30 min', '3 min');
SELECT traffic_load(1e300, '1 us', '3 min');
SELECT traffic_load(100, '0', '3 min');
SELECT traffic_load(100, '30 min', '0');
SELECT erlang_c_asa(100, '30 min', '-3 min', 5);
SELECT erlang_c_asa(100, '1 mon', '3 min', 5);
\set VERBOSITY sqlstate
SELECT erlang_c_asa(0.75, '106000000 days', '106000000 days', 1);
\set VERBOSITY default
SELECT erlang_c_service_level(100, '30 min', '3 min', 5, '-20 s');
SELECT erlang_a_abandon_rate(100, '30 min', '3 min', '0', 5);
SELECT agents_required(100, '30 min', '3 min');
SELECT agents_required(100, '30 min', '3 min', 0.8);
SELECT agents_required(100, '30 min', '3 min', target => '20 s');
SELECT agents_required(21, '30 min', '3 min', occupancy => 0.7) AS "2.1 erlangs are .7 of 3", agents_required(21, '30 min', '3 min', occupancy => 0.6999999) AS less;
SELECT agents_required(100, '30 min', '3 min', 80, '20 s');
SELECT agents_required(100, '30 min', '3 min', 1, '20 s');
SELECT agents_required(100, '30 min', '3 min', 'NaN', '20 s');
SELECT agents_required(100, '30 min', '3 min', 0.8, '-1 s');
SELECT agents_required(100, '30 min', '3 min', asa => '0');
SELECT agents_required(100, '30 min', '3 min', occupancy => 1);
SELECT agents_required(100, '30 min', '3 min', abandon_rate => 0.05);
SELECT agents_required(100, '30 min', '3 min', abandon_rate => 0, patience => '1 min');
SELECT agents_required(100, '30 min', '3 min', asa => '20 s', patience => '-1 min');
SELECT agents_required(100, '30 min', '3 min', asa => '20 s', shrinkage => 1);
SELECT agents_required(100, '30 min', '3 min', asa => '20 s', shrinkage => -0.1);
SELECT agents_required(100, '30 min', '3 min', asa => '20 s', shrinkage => NULL);
SELECT agents_required(-100, '30 min', '3 min', asa => '20 s');
SELECT agents_required(1e8, '30 min', '3 min', asa => '20 s');
SELECT agents_required(1e6, '30 min', '3 min', asa => '20 s', shrinkage => 0.95);
SELECT agents_required(2e7, '30 min', '3 min', abandon_rate => 0.01, patience => '1 min');
SELECT traffic_load(100, '30 min', '9 min', 0.5);
SELECT erlang_c_asa(100, '30 min', '9 min', 12, 1001);
SELECT erlang_a_asa(100, '30 min', '9 min', '1 min', 12, 0);
SELECT erlang_a_service_level(100, '30 min', '9 min', '1 min', 12, '20 s', 'NaN');
SELECT agents_required(100, '30 min', '9 min', 0.8, '20 s', concurrency => -3);
SELECT agents_required(0, '30 min', '9 min', 0.8, '20 s', concurrency => 'infinity');
SELECT agents_required(100, '30 min', '9 min', 0.8, '20 s', concurrency => NULL);
SELECT workload_agents(-1, '3 min', '30 min');
SELECT workload_agents('NaN', '3 min', '30 min');
SELECT workload_agents(5, '3 min', '30 min', backlog => -2);
SELECT workload_agents(5, '0', '30 min');
SELECT workload_agents(5, '-3 min', '30 min');
SELECT workload_agents(5, '3 min', '0');
SELECT workload_agents(0, '3 min', '-1 h');
SELECT workload_agents(5, '3 min', '1 mon');
SELECT workload_agents(5, '3 min', '30 min', 85);
SELECT workload_agents(5, '3 min', '30 min', 0);
SELECT workload_agents(0, '3 min', '30 min', 1.01);
SELECT workload_agents(5, '3 min', '30 min', NULL);
SELECT workload_agents(5, '3 min', '30 min', shrinkage => 30);
SELECT workload_agents(5, '3 min', '30 min', shrinkage => 1);
SELECT workload_agents(0, '3 min', '30 min', shrinkage => -0.1);
SELECT workload_agents(5, '3 min', '30 min', shrinkage => NULL);
SELECT workload_agents(5, '3 min', '30 min', fractional => NULL);
SELECT workload_agents(1e308, '3 min', '30 min', backlog => 1e308);
SELECT workload_agents(1e12, '3 min', '30 min');
SELECT workload_agents(1e8, '3 min', '30 min');
SELECT workload_agents(5, '3 min', '30 min', 1e-300);
SELECT workload_agents(5e6, '3 min', '30 min', shrinkage => 0.75);
DROP FUNCTION chain, units;
DROP TABLE grid, demands, chats;
