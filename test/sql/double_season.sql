-- Two seasons at once, one within the other, by Taylor's smoothing, with errors that persist
SET extra_float_digits = 0;
-- published: R 4.2.2 with forecast 8.20, dshw(y, 4, 12, h = 15, alpha = .2, beta = .1, gamma = .15, omega = .1, phi = .3), whose phi is both rho and kappa: SSE (mse times n) 6578.24271448 and the forecasts below;
-- then alpha = .05, beta = .02, gamma = .3, omega = .25, phi = 0, 6301.87648581; then dshw(z, 3, 9, h = 12, alpha = .3, beta = .2, gamma = .1, omega = .4, phi = .5), 6567.40365628.
-- R takes the trend from the first to the second long season with the opposite sign; here both seasons have the same sum.
CREATE TABLE series (name text, y float8[]);
INSERT INTO series VALUES
	('even', '{107,151,152,120,115,137,163,116,123,126,137,133,122,143,144,135,107,129,178,112,115,141,129,125,115,160,139,131,127,127,177,131,116,143,155,152,119,164,166,135,131,154,181,135,143,147,159,156,146,168,170,162,135,158,208,139,147,174,186,160}'),
	('odd', '{112,136,112,115,125,112,128,116,123,106,130,106,132,119,114,145,110,117,123,124,100,126,113,100,139,127,111,117,141,94,120,130,94,133,121,128,111,135,111,114,124,111,127,115,122}');
CREATE TABLE published (name text, seasons int[], alpha float8, beta float8, gamma float8, omega float8, phi float8, sse numeric, forecasts numeric[]);
INSERT INTO published VALUES
	('even', '{4,12}', .2, .1, .15, .1, .3, 6578.242714, '{151.565258,191.797695,191.704119,172.088639,145.718633,176.213839,223.609502,154.064893,164.099832,179.333348,191.193454,180.383760,167.489285,208.292604,207.316945}'),
	('even', '{12,4}', .05, .02, .3, .25, 0, 6301.876486, '{151.103150,191.178832,191.277476,165.812383,148.390909,173.898561,225.124623,151.443120,158.916751,179.793400,192.084528,174.530170,161.452002,204.198107,204.229963}'),
	('odd', '{3,9}', .3, .2, .1, .4, .5, 6567.403656, '{110.563821,130.516794,100.200867,114.457398,119.371063,102.267939,126.264890,114.086405,116.252676,104.618146,124.808691,96.065484}');
SELECT name, p.seasons, abs(m.sse - p.sse) < 1e-5 AS sse, count(*) AS steps, max(abs(forecast - forecasts[step])) < 2e-6 AS forecasts
  FROM published AS p JOIN series USING (name), LATERAL holt_winters_fit(y, seasons => p.seasons, alpha => p.alpha, beta => p.beta, gamma => p.gamma, omega => p.omega, rho => p.phi, kappa => p.phi, seasonal => 'multiplicative', trend => 'linear', start => 'decompose') AS m,
       LATERAL holt_winters(y, horizon => cardinality(forecasts), seasons => p.seasons, alpha => p.alpha, beta => p.beta, gamma => p.gamma, omega => p.omega, rho => p.phi, kappa => p.phi, seasonal => 'multiplicative', trend => 'linear', start => 'decompose') AS f
 GROUP BY name, p.seasons, m.sse, p.sse ORDER BY m.sse;

-- a line with two seasons is continued exactly, whatever the parameters, and with certainty; proportional seasons may be 0
CREATE TABLE grid AS SELECT alpha, beta, gamma, omega, rho FROM (VALUES (0, 0, 0, 0, 0), (.3, .1, .2, .1, .5), (.05, .3, .6, .8, .9), (.9, .05, .1, .3, 1)) AS v(alpha, beta, gamma, omega, rho);
CREATE FUNCTION truth(kind text, t int) RETURNS float8 LANGUAGE sql AS $$
SELECT CASE kind WHEN 'additive' THEN 40 + 1.5 * t + d + w WHEN 'multiplicative' THEN (40 + 1.5 * t) * (2 + d / 4) * (3 + w / 5) ELSE (40 + 1.5 * t) * (8 + d) * (w <> 0)::int END
  FROM (SELECT (ARRAY[5, -3, -2])[1 + t % 3]::float8 AS d, (ARRAY[4, 0, -4, 1, 1, -2, 3, 2, -2, -1, -1, -1])[1 + t % 12]::float8 AS w) AS s $$;
SELECT kind, trend, count(*) AS forecasts, max(abs(forecast / nullif(truth(kind, 30 + step), 0) - 1)) < 1e-9 AS exact, max(abs(forecast)) FILTER (WHERE truth(kind, 30 + step) = 0) < 1e-6 AS zeros, max(upper - lower) < 1e-5 AS no_doubt
  FROM unnest(ARRAY['additive', 'multiplicative', 'proportional']) AS kind, (VALUES ('linear', NULL::float8), ('damped', 1)) AS v(trend, phi), grid, LATERAL (SELECT array_agg(truth(kind, t) ORDER BY t) AS y FROM generate_series(1, 30) AS t) AS made,
       LATERAL holt_winters(y, NULL, 25, alpha, beta, gamma, kind, trend, phi, seasons => '{3,12}', omega => omega, rho => rho, kappa => rho / 2) GROUP BY kind, trend ORDER BY kind, trend;
-- auto finds one of the exact models
SELECT kind, chosen_seasonal, chosen_trend, sse < 1e-9 AS exact FROM unnest(ARRAY['additive', 'multiplicative', 'proportional']) AS kind, LATERAL (SELECT array_agg(truth(kind, t) ORDER BY t) AS y FROM generate_series(1, 30) AS t) AS made, LATERAL holt_winters_fit(y, seasons => '{3,12}') ORDER BY kind;

-- compared with the formulas in PL/pgSQL, in the error-correction form; where values are missing it continues from its own forecasts with new errors
CREATE FUNCTION walked(y float8[], kind text, has_trend boolean, alpha float8, beta float8, gamma float8, omega float8, phi float8, rho float8, kappa float8, square float8, fresh float8[], INOUT l float8, INOUT b float8, INOUT d float8[], INOUT w float8[], INOUT kept float8, OUT sse float8, OUT path float8[]) LANGUAGE plpgsql AS $$
DECLARE
	part float8;
	expected float8;
	value float8;
	e float8;
	seasonal float8;
	before float8;
BEGIN
	sse := 0;
	FOR i IN 1..coalesce(cardinality(y), cardinality(fresh)) LOOP
		part := CASE kind WHEN 'multiplicative' THEN d[1] * w[1] ELSE d[1] + w[1] END;
		expected := l + phi * b;
		e := coalesce(y[i] - CASE kind WHEN 'additive' THEN expected + part ELSE expected * part END, kept + fresh[i]);
		value := e + CASE kind WHEN 'additive' THEN expected + part ELSE expected * part END;
		path := path || value;
		sse := sse + (e - kept) ^ 2;
		kept := rho * kept + kappa * (e - kept);
		before := l;
		l := expected + alpha * e * CASE kind WHEN 'additive' THEN 1 WHEN 'multiplicative' THEN 1 / part ELSE part / square END;
		b := CASE WHEN has_trend THEN beta * (l - before) + (1 - beta) * phi * b ELSE 0 END;
		seasonal := CASE kind WHEN 'additive' THEN value - l ELSE value / l END;
		before := d[1];
		d := d[2:] || CASE kind WHEN 'multiplicative' THEN gamma * seasonal / w[1] ELSE gamma * (seasonal - w[1]) END + (1 - gamma) * d[1];
		w := w[2:] || CASE kind WHEN 'multiplicative' THEN omega * seasonal / before ELSE omega * (seasonal - before) END + (1 - omega) * w[1];
	END LOOP;
END $$;
CREATE FUNCTION reversed(x float8[]) RETURNS float8[] LANGUAGE sql AS 'SELECT array_agg(v ORDER BY i DESC) FROM unnest(x) WITH ORDINALITY AS u(v, i)';
CREATE FUNCTION square_of(kind text, d float8[], w float8[]) RETURNS float8 LANGUAGE sql AS 'SELECT avg((d[1 + (i - 1) % cardinality(d)] + w[i]) ^ 2) FROM generate_series(1, cardinality(w)) AS i';
-- errors as multiples of the variance of a new error: how far 1e-4 more and less of it at each step moves the later steps
CREATE FUNCTION plain(y float8[], m int, long_m int, h int, kind text, has_trend boolean, alpha float8, beta float8, gamma float8, omega float8, phi float8, rho float8, kappa float8, OUT sse float8, OUT forecasts float8[], OUT squares float8[], OUT sum_squares float8[]) LANGUAGE plpgsql AS $$
DECLARE
	n int := cardinality(y);
	z float8[] := reversed(y);
	whole int := n / long_m * long_m;
	b float8 := CASE WHEN has_trend THEN (SELECT regr_slope(z[t], (t - 1) / long_m) FROM generate_series(1, whole) AS t) / long_m ELSE 0 END;
	low float8 := greatest(0, -whole * b);
	a float8 := low + 1e6;
	l float8;
	s float8[];
	d float8[];
	w float8[];
	kept float8;
	square float8;
	more float8[];
	less float8[];
	fresh float8[];
BEGIN
	IF kind = 'additive' THEN
		a := (SELECT avg(z[t] - b * t) FROM generate_series(1, whole) AS t);
	ELSE
		FOR i IN 1..200 LOOP
			IF (SELECT avg(z[t] / ((low + a) / 2 + b * t)) FROM generate_series(1, whole) AS t) > 1 THEN low := (low + a) / 2; ELSE a := (low + a) / 2; END IF;
		END LOOP;
	END IF;
	s := (SELECT array_agg(season ORDER BY i) FROM (SELECT (t - 1) % long_m AS i, avg(CASE kind WHEN 'additive' THEN z[t] - a - b * t ELSE z[t] / (a + b * t) END) AS season FROM generate_series(1, whole) AS t GROUP BY i) AS q);
	d := (SELECT array_agg(season ORDER BY i) FROM (SELECT (t - 1) % m AS i, avg(s[t]) AS season FROM generate_series(1, long_m) AS t GROUP BY i) AS q);
	w := (SELECT array_agg(CASE kind WHEN 'multiplicative' THEN s[t] / d[1 + (t - 1) % m] ELSE s[t] - d[1 + (t - 1) % m] END ORDER BY t) FROM generate_series(1, long_m) AS t);
	square := square_of(kind, d, w);
	SELECT p.l, p.b, reversed(p.d), reversed(p.w) INTO l, b, d, w FROM walked(z, kind, has_trend, alpha, beta, gamma, omega, phi, rho, kappa, square, NULL, a, b, d, w, 0) AS p;
	square := square_of(kind, d, w);
	SELECT p.l, p.b, p.d, p.w, p.kept, p.sse INTO l, b, d, w, kept, sse FROM walked(y, kind, has_trend, alpha, beta, gamma, omega, phi, rho, kappa, square, NULL, l + phi * b, -b, d, w, 0) AS p;
	FOR i IN 1..h LOOP
		s := s || CASE kind WHEN 'multiplicative' THEN d[1 + (i - 1) % m] * w[1 + (i - 1) % long_m] ELSE d[1 + (i - 1) % m] + w[1 + (i - 1) % long_m] END;
		a := l + b * (SELECT sum(phi ^ j) FROM generate_series(1, i) AS j);
		forecasts := forecasts || CASE kind WHEN 'additive' THEN a + s[long_m + i] ELSE a * s[long_m + i] END + rho ^ (i - 1) * kept;
		fresh := array_fill(0::float8, ARRAY[h]);
		fresh[i] := 1e-4;
		more := (walked(NULL, kind, has_trend, alpha, beta, gamma, omega, phi, rho, kappa, square, fresh, l, b, d, w, 0)).path;
		fresh[i] := -1e-4;
		less := (walked(NULL, kind, has_trend, alpha, beta, gamma, omega, phi, rho, kappa, square, fresh, l, b, d, w, 0)).path;
		squares := (SELECT array_agg(coalesce(squares[t], 0) + ((more[t] - less[t]) / 2e-4) ^ 2 ORDER BY t) FROM generate_series(1, h) AS t);
		sum_squares := (SELECT array_agg(coalesce(sum_squares[t], 0) + (SELECT sum((more[j] - less[j]) / 2e-4) FROM generate_series(1, t) AS j) ^ 2 ORDER BY t) FROM generate_series(1, h) AS t);
	END LOOP;
END $$;
CREATE TABLE made AS SELECT array_agg(200 + n + 40 * sin(6.28 * n / 3) + (ARRAY[30, -10, 5, 0, -20, -5])[1 + n % 6] + n * 7919 % 23 ORDER BY n) AS y FROM generate_series(1, 29) AS n;
-- R's qt(.975, 29 - 6 - trend)
SELECT kind, t.trend, count(*) AS steps, max(abs(f.forecast / forecasts[step] - 1)) < 1e-9 AS forecasts, max(abs(m.sse / p.sse - 1)) < 1e-9 AS sse,
       max(abs(((f.upper - f.forecast) / quantile / m.sigma) ^ 2 - (29 - m.degrees) / 29.0 - squares[step])) < 1e-5 AS upper, max(abs(((f.forecast - f.lower) / quantile / m.sigma) ^ 2 - (29 - m.degrees) / 29.0 - squares[step])) < 1e-5 AS lower
  FROM made, unnest(ARRAY['additive', 'multiplicative', 'proportional']) AS kind, (VALUES ('none', NULL::float8, 2.068657610419041), ('linear', NULL, 2.073873067904015), ('damped', .9, 2.073873067904015)) AS t(trend, phi, quantile), grid,
       LATERAL holt_winters(y, NULL, 8, grid.alpha, CASE WHEN t.trend <> 'none' THEN grid.beta END, grid.gamma, kind, t.trend, t.phi, seasons => '{3,6}', omega => grid.omega, rho => grid.rho, kappa => grid.rho * .7) AS f,
       LATERAL holt_winters_fit(y, NULL, grid.alpha, CASE WHEN t.trend <> 'none' THEN grid.beta END, grid.gamma, kind, t.trend, t.phi, seasons => '{3,6}', omega => grid.omega, rho => grid.rho, kappa => grid.rho * .7) AS m,
       LATERAL plain(y, 3, 6, 8, kind, t.trend <> 'none', grid.alpha, grid.beta, grid.gamma, grid.omega, coalesce(t.phi, 1), grid.rho, grid.rho * .7) AS p
 WHERE kind = 'additive' OR t.trend = 'none' GROUP BY kind, t.trend ORDER BY kind, t.trend;
SELECT kind, trend, count(*) AS steps, max(abs(f.forecast / forecasts[step] - 1)) < 1e-9 AS forecasts
  FROM made, unnest(ARRAY['multiplicative', 'proportional']) AS kind, (VALUES ('linear', NULL::float8), ('damped', .9)) AS t(trend, phi), grid,
       LATERAL holt_winters(y, NULL, 8, alpha, beta, gamma, kind, trend, phi, seasons => '{3,6}', omega => omega, rho => rho, kappa => rho * .7) AS f, LATERAL plain(y, 3, 6, 8, kind, true, alpha, beta, gamma, omega, coalesce(phi, 1), rho, rho * .7) AS p
 GROUP BY kind, trend ORDER BY kind, trend;
-- proportional seasons; a single season is allowed as well if it is named
SELECT count(*) AS steps, max(abs(forecast / truth('proportional', 30 + step) - 1)) < 1e-9 AS exact FROM (SELECT array_agg(truth('proportional', t) ORDER BY t) AS y FROM generate_series(1, 30) AS t) AS s, LATERAL holt_winters(y, 12, 24, .3, .1, .2, 'proportional', 'linear') WHERE truth('proportional', 30 + step) <> 0;

-- the choice, with k = level + trend + variance + fitted parameters, including rho and kappa; and degrees of freedom
SELECT count(*) AS models, bool_and(abs(m.criterion - (60 * ln(m.sse / 60) + 2 * (k + started) + 2 * k * (k + 1) / (60.0 - started - k - 1))) < 1e-9) AS by_formula, min(m.criterion) = chosen.criterion AS least, bool_and(m.degrees = 60 - started - k + 1) AS degrees,
       (array_agg(m.chosen_seasonal || ' ' || m.chosen_trend ORDER BY m.criterion))[1] = chosen.chosen_seasonal || ' ' || chosen.chosen_trend AS same
  FROM (SELECT y, m.* FROM series, LATERAL holt_winters_fit(y, seasons => '{4,12}') AS m WHERE name = 'even' OFFSET 0) AS chosen, unnest(ARRAY['none', 'additive', 'multiplicative', 'proportional']) AS seasonal, unnest(ARRAY['none', 'linear', 'damped']) AS t, LATERAL holt_winters_fit(y, seasons => '{4,12}', seasonal => seasonal, trend => t) AS m,
       LATERAL (SELECT CASE seasonal WHEN 'none' THEN 0 ELSE 11 END AS started, 3 + (m.beta IS NOT NULL)::int * 2 + (m.gamma IS NOT NULL)::int * 4 + (m.phi IS NOT NULL)::int AS k) AS k GROUP BY chosen.chosen_seasonal, chosen.chosen_trend, chosen.criterion;
-- fitted parameters are better than all parameters of a grid
SELECT kind, count(*) AS on_grid, bool_and(fitted.sse <= given.sse * (1 + 1e-9)) AS least, max(given.sse) > 1.5 * min(fitted.sse) AS by_far
  FROM (SELECT y, kind, m.sse FROM series, unnest(ARRAY['additive', 'multiplicative', 'proportional']) AS kind, LATERAL holt_winters_fit(y, seasons => '{4,12}', seasonal => kind, trend => 'none') AS m WHERE name = 'even' OFFSET 0) AS fitted, unnest(ARRAY[0, .05, .3, .8]) AS a, unnest(ARRAY[0, .2, .7]) AS g, unnest(ARRAY[0, .2, .7]) AS o, unnest(ARRAY[0, .5, .95]) AS r, unnest(ARRAY[.1, .4, .9]) AS k,
       LATERAL holt_winters_fit(y, seasons => '{4,12}', seasonal => kind, trend => 'none', alpha => a, gamma => g, omega => o, rho => r, kappa => k) AS given GROUP BY kind ORDER BY kind;
-- the parameters of a fit can be passed back; the order of the seasons has no effect; seasonal => 'none' uses no season; an array of one season is one season
SELECT bool_and(a.forecast = b.forecast) AS given_back, bool_and(a.forecast = c.forecast) AS turned FROM series, LATERAL holt_winters_fit(y, seasons => '{4,12}') AS m, LATERAL holt_winters(y, horizon => 20, seasons => '{4,12}') AS a
  JOIN LATERAL holt_winters(y, NULL, 20, alpha, beta, gamma, chosen_seasonal, chosen_trend, phi, seasons => '{4,12}', omega => omega, rho => rho, kappa => kappa) AS b USING (step) JOIN LATERAL holt_winters(y, horizon => 20, seasons => '{12,4}') AS c USING (step) WHERE name = 'even';
SELECT cardinality(seasons) AS seasons, cardinality(long_seasons) AS long_seasons, omega IS NULL AS no_omega, chosen_seasonal FROM series, (VALUES (1, '{4,12}'::int[], 'additive'), (2, '{12}', 'additive'), (3, '{4,12}', 'none')) AS v(i, several, kind), LATERAL holt_winters_fit(y, seasons => several, seasonal => kind) WHERE name = 'even' ORDER BY i;
SELECT bool_and(a = b) AS one, bool_and(c.forecast = d.forecast) AS none FROM series, LATERAL holt_winters(y, 12, 20) AS a JOIN LATERAL holt_winters(y, horizon => 20, seasons => '{12}') AS b USING (step) JOIN LATERAL holt_winters(y, horizon => 20, seasons => '{4,12}', seasonal => 'none') AS c USING (step) JOIN LATERAL holt_winters(y, NULL, 20) AS d USING (step);
-- the parts of the fit add up to the forecasts
SELECT bool_and(abs(forecast - ((level + coalesce(trend, 0) * step) * seasons[1 + (step - 1) % 4] * long_seasons[1 + (step - 1) % 12])) < 1e-9) AS parts FROM series, LATERAL holt_winters_fit(y, seasons => '{4,12}', seasonal => 'multiplicative', trend => 'linear', kappa => 0), LATERAL holt_winters(y, horizon => 20, seasons => '{4,12}', seasonal => 'multiplicative', trend => 'linear', kappa => 0) WHERE name = 'even';

-- a projected backlog whose flow has two seasons: the errors of sums
CREATE TABLE flows AS SELECT backlog_agg(created, NULL::timestamp, '2026-03-02', '2026-03-05', '2 hours') AS b FROM (SELECT timestamp '2026-03-02' + t * interval '2 hours' - n * interval '1 min' AS created FROM generate_series(1, 36) AS t, LATERAL generate_series(1, 9 + (ARRAY[4, 0, -3])[1 + t % 3] + (ARRAY[6, 0, 0, -5, 1, 2])[1 + t % 6] + t * 31 % 4) AS n) AS arrivals;
SELECT count(*) AS steps, max(abs(q.backlog - (open + flow))) < 1e-8 AS backlog, max(abs(((q.upper - q.backlog) / quantile / sigma) ^ 2 - step * step * (36 - degrees) / 36.0 - sum_squares[step])) < 1e-5 AS upper
  FROM (SELECT array_agg((opened - closed)::float8 ORDER BY at) FILTER (WHERE opened IS NOT NULL) AS y, max(backlog(b)) AS open, max(b::text)::backlog_summary AS b FROM flows, LATERAL backlog_series_local(b)) AS s,
       LATERAL holt_winters_fit(y, seasons => '{3,6}', seasonal => 'additive', trend => 'none') AS m, LATERAL plain(y, 3, 6, 12, 'additive', false, alpha, 0, gamma, omega, 1, rho, kappa) AS p, (SELECT 2.059538552753294 AS quantile) AS t, LATERAL (SELECT row_number() OVER () AS step, r.* FROM projected_backlog_local(b, 12, seasons => '{3,6}') AS r) AS q
  JOIN LATERAL (SELECT step, sum(forecast) OVER (ORDER BY step) AS flow FROM holt_winters(y, horizon => 12, seasons => '{3,6}', seasonal => 'additive', trend => 'none')) AS f USING (step);

SELECT holt_winters('{1,2,3,4}', 2, 1, seasons => '{2}');
SELECT holt_winters('{1,2,3,4}', horizon => 1, seasons => '{}');
SELECT holt_winters('{1,2,3,4}', horizon => 1, seasons => '{2,4,8}');
SELECT holt_winters('{1,2,3,4}', horizon => 1, seasons => '{{2,4}}');
SELECT holt_winters('{1,2,3,4}', horizon => 1, seasons => '{2,NULL}');
SELECT holt_winters('{1,2,3,4}', horizon => 1, seasons => '{1,2}');
SELECT holt_winters('{1,2,3,4}', horizon => 1, seasons => '{2,2}');
SELECT holt_winters('{1,2,3,4}', horizon => 1, seasons => '{2,5}');
SELECT holt_winters('{1,2,3,4,5,6,7}', horizon => 1, seasons => '{2,4}');
SELECT holt_winters('{1,2,3,4,5,6,7,8}', seasons => '{2,4}');
SELECT holt_winters('{1,2,3,4}', 2, 1, omega => .5);
SELECT holt_winters('{1,2,3,4}', 2, 1, rho => .5);
SELECT holt_winters('{1,2,3,4,5,6,7,8}', horizon => 1, seasons => '{2,4}', seasonal => 'none', kappa => .5);
SELECT holt_winters('{1,2,3,4,5,6,7,8}', horizon => 1, seasons => '{2,4}', rho => -0.5);
SELECT holt_winters('{1,2,3,4,5,6,7,-8}', horizon => 1, seasons => '{2,4}', seasonal => 'proportional');
SELECT holt_winters('{1,2,3,4,5,6,7,0}', horizon => 1, seasons => '{2,4}', seasonal => 'multiplicative');
SELECT holt_winters('{0,0,0,0,0,0,0,0}', horizon => 1, seasons => '{2,4}', seasonal => 'proportional');
SELECT forecast FROM holt_winters('{0,0,0,0,0,0,0,0}', horizon => 1, seasons => '{2,4}');
SELECT count(*) FROM holt_winters(NULL, horizon => 2, seasons => '{2,4}') UNION ALL SELECT count(*) FROM holt_winters('{NULL}', horizon => 2, seasons => '{2,4}');
SELECT projected_backlog_local(b, 3, 3, seasons => '{3,6}') FROM flows;
DROP TABLE series, published, grid, made, flows;
DROP FUNCTION truth, walked, reversed, square_of, plain;
RESET extra_float_digits;
