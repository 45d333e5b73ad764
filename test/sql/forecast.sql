-- Forecasts by Holt-Winters, and the projected backlog
SET extra_float_digits = 0;
SET datestyle = 'ISO';
SET timezone = 'UTC';

-- R's data sets: monthly concentrations of carbon dioxide at Mauna Loa, 1959 to 1997 (Keeling and Whorf 1997); monthly airline passengers, 1949 to 1960 (Box and Jenkins 1976);
-- population of the United States, 1790 to 1970; the flow of the Nile, 1871 to 1970
CREATE TABLE series (name text, y float8[]);
INSERT INTO series VALUES
	('co2', ARRAY[315.42, 316.31, 316.5, 317.56, 318.13, 318, 316.39, 314.65, 313.68, 313.18, 314.66, 315.43, 316.27, 316.81, 317.42, 318.87, 319.87, 319.43, 318.01, 315.74, 314, 313.68, 314.84, 316.03, 316.73, 317.54, 318.38, 319.31, 320.42, 319.61, 318.42, 316.63, 314.83, 315.16, 315.94, 316.85, 317.78, 318.4, 319.53, 320.42, 320.85, 320.45, 319.45, 317.25, 316.11, 315.27, 316.53, 317.53, 318.58, 318.92, 319.7, 321.22, 322.08, 321.31, 319.58, 317.61, 316.05, 315.83, 316.91, 318.2, 319.41, 320.07, 320.74, 321.4, 322.06, 321.73, 320.27, 318.54, 316.54, 316.71, 317.53, 318.55, 319.27, 320.28, 320.73, 321.97, 322, 321.71, 321.05, 318.71, 317.66, 317.14, 318.7, 319.25, 320.46, 321.43, 322.23, 323.54, 323.91, 323.59, 322.24, 320.2, 318.48, 317.94, 319.63, 320.87, 322.17, 322.34, 322.88, 324.25, 324.83, 323.93, 322.38, 320.76, 319.1, 319.24, 320.56, 321.8, 322.4, 322.99, 323.73, 324.86, 325.4, 325.2, 323.98, 321.95, 320.18, 320.09, 321.16, 322.74, 323.83, 324.26, 325.47, 326.5, 327.21, 326.54, 325.72, 323.5, 322.22, 321.62, 322.69, 323.95, 324.89, 325.82, 326.77, 327.97, 327.91, 327.5, 326.18, 324.53, 322.93, 322.9, 323.85, 324.96, 326.01, 326.51, 327.01, 327.62, 328.76, 328.4, 327.2, 325.27, 323.2, 323.4, 324.63, 325.85, 326.6, 327.47, 327.58, 329.56, 329.9, 328.92, 327.88, 326.16, 324.68, 325.04, 326.34, 327.39, 328.37, 329.4, 330.14, 331.33, 332.31, 331.9, 330.7, 329.15, 327.35, 327.02, 327.99, 328.48, 329.18, 330.55, 331.32, 332.48, 332.92, 332.08, 331.01, 329.23, 327.27, 327.21, 328.29, 329.41, 330.23, 331.25, 331.87, 333.14, 333.8, 333.43, 331.73, 329.9, 328.4, 328.17, 329.32, 330.59, 331.58, 332.39, 333.33, 334.41, 334.71, 334.17, 332.89, 330.77, 329.14, 328.78, 330.14, 331.52, 332.75, 333.24, 334.53, 335.9, 336.57, 336.1, 334.76, 332.59, 331.42, 330.98, 332.24, 333.68, 334.8, 335.22, 336.47, 337.59, 337.84, 337.72, 336.37, 334.51, 332.6, 332.38, 333.75, 334.78, 336.05, 336.59, 337.79, 338.71, 339.3, 339.12, 337.56, 335.92, 333.75, 333.7, 335.12, 336.56, 337.84, 338.19, 339.91, 340.6, 341.29, 341, 339.39, 337.43, 335.72, 335.84, 336.93, 338.04, 339.06, 340.3, 341.21, 342.33, 342.74, 342.08, 340.32, 338.26, 336.52, 336.68, 338.19, 339.44, 340.57, 341.44, 342.53, 343.39, 343.96, 343.18, 341.88, 339.65, 337.81, 337.69, 339.09, 340.32, 341.2, 342.35, 342.93, 344.77, 345.58, 345.14, 343.81, 342.21, 339.69, 339.82, 340.98, 342.82, 343.52, 344.33, 345.11, 346.88, 347.25, 346.62, 345.22, 343.11, 340.9, 341.18, 342.8, 344.04, 344.79, 345.82, 347.25, 348.17, 348.74, 348.07, 346.38, 344.51, 342.92, 342.62, 344.06, 345.38, 346.11, 346.78, 347.68, 349.37, 350.03, 349.37, 347.76, 345.73, 344.68, 343.99, 345.48, 346.72, 347.84, 348.29, 349.23, 350.8, 351.66, 351.07, 349.33, 347.92, 346.27, 346.18, 347.64, 348.78, 350.25, 351.54, 352.05, 353.41, 354.04, 353.62, 352.22, 350.27, 348.55, 348.72, 349.91, 351.18, 352.6, 352.92, 353.53, 355.26, 355.52, 354.97, 353.75, 351.52, 349.64, 349.83, 351.14, 352.37, 353.5, 354.55, 355.23, 356.04, 357, 356.07, 354.67, 352.76, 350.82, 351.04, 352.69, 354.07, 354.59, 355.63, 357.03, 358.48, 359.22, 358.12, 356.06, 353.92, 352.05, 352.11, 353.64, 354.89, 355.88, 356.63, 357.72, 359.07, 359.58, 359.17, 356.94, 354.92, 352.94, 353.23, 354.09, 355.33, 356.63, 357.1, 358.32, 359.41, 360.23, 359.55, 357.53, 355.48, 353.67, 353.95, 355.3, 356.78, 358.34, 358.89, 359.95, 361.25, 361.67, 360.94, 359.55, 357.49, 355.84, 356, 357.59, 359.05, 359.98, 361.03, 361.66, 363.48, 363.82, 363.3, 361.94, 359.5, 358.11, 357.8, 359.61, 360.74, 362.09, 363.29, 364.06, 364.76, 365.45, 365.01, 363.7, 361.54, 359.51, 359.65, 360.8, 362.38, 363.23, 364.06, 364.61, 366.4, 366.84, 365.68, 364.52, 362.57, 360.24, 360.83, 362.49, 364.34]),
	('passengers', ARRAY[112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432]),
	('uspop', ARRAY[3.93, 5.31, 7.24, 9.64, 12.9, 17.1, 23.2, 31.4, 39.8, 50.2, 62.9, 76, 92, 105.7, 122.8, 131.7, 151.3, 179.3, 203.2]),
	('nile', ARRAY[1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]);

-- a line with seasons is found with any parameters: 10 20 12 22 14 24, season 2
SELECT array_agg(round(forecast::numeric, 9)) FROM holt_winters('{10,20,12,22,14,24}', 2, 4, 0.3, 0.1, 0.2);
SELECT holt_winters(y, 2, .5, 0, 1, 4 ORDER BY t) FROM unnest('{10,20,12,22,14,24}'::float8[]) WITH ORDINALITY AS v(y, t);
-- the line is 13.5 + t, and the seasons are 4.5 below and above it; as a product, 20 + 2 t, .8 and 1.2 times
SELECT level, trend, seasons, chosen_seasonal, chosen_trend FROM holt_winters_fit('{10,20,12,22,14,24}', 2, .5, .25, .5);
SELECT round(level::numeric, 9) AS level, round(trend::numeric, 9) AS trend, (SELECT array_agg(round(s::numeric, 9)) FROM unnest(seasons) AS s) AS seasons, chosen_seasonal, chosen_trend FROM holt_winters_fit('{17.6,28.8,20.8,33.6,24,38.4}', 2, .3, .1, .2);
CREATE TABLE grid AS SELECT nullif(m, 1) AS m, alpha, beta, gamma FROM unnest(ARRAY[1, 2, 3, 7, 12]) AS m, unnest(ARRAY[0.05, .5, 1]) AS alpha, unnest(ARRAY[0, .3, 1]) AS beta, unnest(ARRAY[0, .4, 1]) AS gamma;
SELECT seasonal, trend, count(*) AS forecasts, max(abs(additive.forecast - (40 + 1.75 * t + s))) < 1e-8 AS additive, max(abs(multiplicative.forecast - (40 + 1.75 * t) * (1 + s / 40))) < 1e-8 AS multiplicative,
       max(abs(falling.forecast - (400 - 1.75 * t) * (1 + s / 40))) < 1e-8 AS falling, max(additive.upper - additive.lower) < 1e-8 AS no_doubt
  FROM (VALUES ('auto', 'auto'), (NULL, 'linear')) AS kind(seasonal, trend), grid, LATERAL (SELECT array_agg(40 + 1.75 * t + coalesce(sin(6.283185307179586 * t / m) * 11, 0) ORDER BY t) AS y, array_agg((40 + 1.75 * t) * (1 + coalesce(sin(6.283185307179586 * t / m) * 11, 0) / 40) ORDER BY t) AS product,
                             array_agg((400 - 1.75 * t) * (1 + coalesce(sin(6.283185307179586 * t / m) * 11, 0) / 40) ORDER BY t) AS falling_product FROM generate_series(1, 2 * coalesce(m, 1) + 9) AS t) AS made,
       LATERAL holt_winters(y, m, 30, alpha, beta, CASE WHEN m > 1 THEN gamma END, coalesce(seasonal, 'additive'), trend) AS additive, LATERAL holt_winters(product, m, 30, alpha, beta, CASE WHEN m > 1 THEN gamma END, coalesce(seasonal, 'multiplicative'), trend) AS multiplicative,
       LATERAL holt_winters(falling_product, m, 30, alpha, beta, CASE WHEN m > 1 THEN gamma END, coalesce(seasonal, 'multiplicative'), trend) AS falling, LATERAL (SELECT 2 * coalesce(m, 1) + 9 + additive.step AS t, coalesce(sin(6.283185307179586 * (2 * coalesce(m, 1) + 9 + additive.step) / m) * 11, 0) AS s) AS truth
 WHERE additive.step = multiplicative.step AND falling.step = additive.step GROUP BY seasonal, trend ORDER BY seasonal, trend;

-- published: R 4.2.2, HoltWinters(co2): alpha 0.5126484, beta 0.0094977, gamma 0.4728868, a 364.7616, b 0.1247438, s1 0.2215275, s12 -0.5844250, SSE 43.12986137, and its predict()
SELECT round(alpha::numeric, 3) AS alpha, round(beta::numeric, 4) AS beta, round(gamma::numeric, 3) AS gamma, round(level::numeric, 2) AS level, round(trend::numeric, 4) AS trend, round(seasons[1]::numeric, 3) AS s1, round(seasons[12]::numeric, 3) AS s12,
       sse < 43.129862 AS fitted_as_well, round(sse::numeric, 4) AS sse FROM series, LATERAL holt_winters_fit(y, 12, seasonal => 'additive', trend => 'linear', start => 'decompose') WHERE name = 'co2';
SELECT round(level::numeric, 6) AS level, round(trend::numeric, 7) AS trend, (SELECT array_agg(round(s::numeric, 6)) FROM unnest(seasons) AS s) AS seasons, round(sse::numeric, 7) AS sse
  FROM series, LATERAL holt_winters_fit(y, 12, 0.5126484436, 0.009497669046, 0.472886788, 'additive', 'linear', start => 'decompose') WHERE name = 'co2';
-- R's interval is z times the standard deviation of the errors times a factor, whose square is 1, 1.267824268, 1.540711792, 1.818709985, 2.101866261, 2.390228033 here; ours has the same factor, and a part for the estimated states, 13 of 468 values; t is from R's qt()
CREATE FUNCTION factor(half float8, t float8, model holt_winters_reading, n int) RETURNS numeric LANGUAGE sql AS 'SELECT round(((half / t / (model).sigma) ^ 2 - (n - (model).degrees) / n::float8)::numeric, 6)';
SELECT step, round(forecast::numeric, 6) AS forecast, factor(upper - forecast, 1.965191428246559, m, 468) AS squared_factor, factor(forecast - lower, 1.965191428246559, m, 468) AS of_lower, degrees
  FROM series, LATERAL holt_winters(y, 12, 6, 0.5126484436, 0.009497669046, 0.472886788, 'additive', 'linear', start => 'decompose'), LATERAL holt_winters_fit(y, 12, 0.5126484436, 0.009497669046, 0.472886788, 'additive', 'linear', start => 'decompose') AS m WHERE name = 'co2';
-- HoltWinters(AirPassengers, seasonal = "mult"): alpha 0.2755925, beta 0.03269295, gamma 0.8707292, a 469.3232206, b 3.0215391, s1 0.9464611, s12 0.9209877, SSE 16570.77787; additive: SSE 21860.18462
SELECT round(alpha::numeric, 2) AS alpha, round(beta::numeric, 2) AS beta, round(gamma::numeric, 2) AS gamma, sse < 16570.778 AS fitted_as_well FROM series, LATERAL holt_winters_fit(y, 12, seasonal => 'multiplicative', trend => 'linear', start => 'decompose') WHERE name = 'passengers';
SELECT round(alpha::numeric, 3) AS alpha, round(beta::numeric, 3) AS beta, round(gamma::numeric, 3) AS gamma, sse < 21860.185 AS fitted_as_well FROM series, LATERAL holt_winters_fit(y, 12, seasonal => 'additive', trend => 'linear', start => 'decompose') WHERE name = 'passengers';
SELECT round(level::numeric, 5) AS level, round(trend::numeric, 6) AS trend, round(seasons[1]::numeric, 7) AS s1, round(seasons[12]::numeric, 7) AS s12, round(sse::numeric, 3) AS sse,
       (SELECT array_agg(round(forecast::numeric, 4)) FROM holt_winters(y, 12, 13, 0.2755924747, 0.03269295273, 0.8707292223, 'multiplicative', 'linear', start => 'decompose')) AS forecasts
  FROM series, LATERAL holt_winters_fit(y, 12, 0.2755924747, 0.03269295273, 0.8707292223, 'multiplicative', 'linear', start => 'decompose') WHERE name = 'passengers';
-- alpha .3, beta .1, gamma .2: additive SSE 98448.993, a 495.247697971, b 3.182510199; predict() from 474.4577723 to 512.6478947, squared factors 1, 3.6334, 4.2734; multiplicative SSE 34270.37772, from 455.6061851 to 499.7946637
SELECT round(sse::numeric, 3) AS sse, round(level::numeric, 6) AS level, round(trend::numeric, 7) AS trend FROM series, LATERAL holt_winters_fit(y, 12, .3, .1, .2, 'additive', 'linear', start => 'decompose') WHERE name = 'passengers';
SELECT step, round(forecast::numeric, 5) AS forecast, factor(upper - forecast, 1.978238539230369, m, 144) AS squared_factor FROM series, LATERAL holt_winters(y, 12, 13, .3, .1, .2, 'additive', 'linear', start => 'decompose'), LATERAL holt_winters_fit(y, 12, .3, .1, .2, 'additive', 'linear', start => 'decompose') AS m WHERE name = 'passengers' AND step IN (1, 12, 13);
SELECT round(sse::numeric, 4) AS sse, (SELECT array_agg(round(forecast::numeric, 5) ORDER BY step) FROM holt_winters(y, 12, 13, .3, .1, .2, 'multiplicative', 'linear', start => 'decompose') WHERE step IN (1, 12, 13)) AS forecasts FROM series, LATERAL holt_winters_fit(y, 12, .3, .1, .2, 'multiplicative', 'linear', start => 'decompose') WHERE name = 'passengers';
-- without season: HoltWinters(uspop, gamma = FALSE): alpha 1, beta 0.77090636, SSE 299.58250315, 227.4904357, 251.7808714, 276.0713071, squared factors 1, 4.136109336, 10.596921239
SELECT round(alpha::numeric, 4) AS alpha, round(beta::numeric, 4) AS beta, gamma, seasons, round(sse::numeric, 5) AS sse FROM series, LATERAL holt_winters_fit(y, NULL, trend => 'linear', start => 'decompose') WHERE name = 'uspop';
SELECT step, round(forecast::numeric, 5) AS forecast, factor(upper - forecast, 2.109815577833317, m, 19) AS squared_factor FROM series, LATERAL holt_winters(y, NULL, 3, 1, 0.77090636, trend => 'linear', start => 'decompose'), LATERAL holt_winters_fit(y, NULL, 1, 0.77090636, trend => 'linear', start => 'decompose') AS m WHERE name = 'uspop';
-- without trend: HoltWinters(Nile, gamma = FALSE, beta = FALSE): alpha 0.24655788, SSE 2038871.833, 805.0388577 three times, squared factors 1, 1.060790787, 1.121581574
SELECT round(alpha::numeric, 3) AS alpha, beta, trend, round(sse::numeric, 2) AS sse FROM series, LATERAL holt_winters_fit(y, NULL, trend => 'none', start => 'decompose') WHERE name = 'nile';
SELECT step, round(forecast::numeric, 4) AS forecast, factor(upper - forecast, 1.984216951586417, m, 100) AS squared_factor FROM series, LATERAL holt_winters(y, NULL, 3, 0.2465578775, trend => 'none', start => 'decompose'), LATERAL holt_winters_fit(y, NULL, 0.2465578775, trend => 'none', start => 'decompose') AS m WHERE name = 'nile';
-- a season of odd length: HoltWinters(ts(Nile[1:50], frequency = 7), .4, .2, .3): SSE 2062409.354, 999.8180116, 1103.8007833, squared factors 1, 5.186; beta = FALSE: SSE 1840672.488, 969.7863798 twice, 1, 2.2964; multiplicative: SSE 2043429.583, 987.6659638, 1092.5758435
SELECT kind, round(sse::numeric, 3) AS sse, step, round(forecast::numeric, 5) AS forecast, factor(upper - forecast, t, m, 50) AS squared_factor
  FROM series, (VALUES ('linear', .2, 'additive', 'linear', 2.018081702818444), ('level', NULL, 'additive', 'none', 2.016692199227824), ('multiplicative', .2, 'multiplicative', 'linear', 2.018081702818444)) AS v(kind, beta, seasonal, trend, t),
       LATERAL holt_winters(y[1:50], 7, 9, .4, beta, .3, seasonal, v.trend, start => 'decompose') AS f, LATERAL holt_winters_fit(y[1:50], 7, .4, beta, .3, seasonal, v.trend, start => 'decompose') AS m WHERE name = 'nile' AND step IN (1, 8) ORDER BY kind, step;

-- compared with the formulas of all models in PL/pgSQL, including the backcast start: forecasts, and their errors by psi weights
CREATE FUNCTION smoothed(y float8[], m int, alpha float8, beta float8, gamma float8, phi float8, product boolean, has_trend boolean, INOUT l float8, INOUT b float8, INOUT s float8[], OUT sse float8) LANGUAGE plpgsql AS $$
DECLARE
	before float8;
	value float8;
BEGIN
	sse := 0;
	FOREACH value IN ARRAY y LOOP
		before := l;
		sse := sse + (value - CASE WHEN product THEN (l + phi * b) * s[1] ELSE l + phi * b + s[1] END) ^ 2;
		l := alpha * CASE WHEN product THEN value / s[1] ELSE value - s[1] END + (1 - alpha) * (l + phi * b);
		b := CASE WHEN has_trend THEN beta * (l - before) + (1 - beta) * phi * b ELSE 0 END;
		s := s[2:] || (gamma * CASE WHEN product THEN value / l ELSE value - l END + (1 - gamma) * s[1]);
	END LOOP;
END $$;
CREATE FUNCTION reversed(x float8[]) RETURNS float8[] LANGUAGE sql AS 'SELECT array_agg(v ORDER BY i DESC) FROM unnest(x) WITH ORDINALITY AS u(v, i)';
CREATE FUNCTION plain(y float8[], m int, h int, alpha float8, beta float8, gamma float8, phi float8, product boolean, has_trend boolean, learnt int, OUT sse float8, OUT forecasts float8[], OUT errors float8[], OUT sums float8[]) LANGUAGE plpgsql AS $$
DECLARE
	n int := cardinality(y);
	z float8[] := reversed(y);
	whole int := n / m * m;
	b float8 := CASE WHEN has_trend THEN (SELECT regr_slope(z[t], (t - 1) / m) FROM generate_series(1, whole) AS t) / m ELSE 0 END;
	a float8;
	low float8;
	l float8;
	s float8[];
	sigma float8;
	psi float8[] := '{1}';
BEGIN
	IF product THEN
		low := greatest(0, -whole * b);
		a := low + 1e6;
		FOR i IN 1..200 LOOP
			IF (SELECT avg(z[t] / ((low + a) / 2 + b * t)) FROM generate_series(1, whole) AS t) > 1 THEN low := (low + a) / 2; ELSE a := (low + a) / 2; END IF;
		END LOOP;
	ELSE
		a := (SELECT avg(z[t] - b * t) FROM generate_series(1, whole) AS t);
	END IF;
	s := (SELECT array_agg(season ORDER BY i) FROM (SELECT (t - 1) % m AS i, avg(CASE WHEN product THEN z[t] / (a + b * t) ELSE z[t] - a - b * t END) AS season FROM generate_series(1, whole) AS t GROUP BY i) AS q);
	SELECT p.l, p.b, p.s INTO l, b, s FROM smoothed(z, m, alpha, beta, gamma, phi, product, has_trend, a, b, s) AS p;
	-- the seasons before the first value are those before the last value of the reversed series, from its far end
	SELECT p.l, p.b, p.s, p.sse INTO l, b, s, sse FROM smoothed(y, m, alpha, beta, gamma, phi, product, has_trend, l + phi * b, -b, reversed(s)) AS p;
	sigma := sqrt(sse / (n - learnt));
	FOR i IN 1..h LOOP
		s := s || s[i];
		forecasts := forecasts || CASE WHEN product THEN (l + b * (SELECT sum(phi ^ j) FROM generate_series(1, i) AS j)) * s[i] ELSE l + b * (SELECT sum(phi ^ j) FROM generate_series(1, i) AS j) + s[i] END;
		errors := errors || sigma * sqrt(learnt / n::float8 + (SELECT sum((psi[j] * CASE WHEN product THEN s[i] / s[1 + (i - j + 50 * m) % m] ELSE 1 END) ^ 2) FROM generate_series(1, i) AS j));
		sums := sums || sigma * sqrt(i * i * learnt / n::float8 + (SELECT sum(moved ^ 2) FROM (SELECT sum(psi[j]) OVER (ORDER BY j) AS moved FROM generate_series(1, i) AS j) AS q));
		psi := psi || (alpha * (1 + CASE WHEN has_trend THEN beta * (SELECT sum(phi ^ j) FROM generate_series(1, i) AS j) ELSE 0 END) + CASE WHEN i % m = 0 THEN gamma * (1 - alpha) ELSE 0 END);
	END LOOP;
END $$;
CREATE TABLE student_t (degrees int, quantile float8);
INSERT INTO student_t VALUES (28, 2.048407141795245), (29, 2.045229642132703), (35, 2.030107928250342), (36, 2.028094000980451), (38, 2.024394163911969), (39, 2.02269092003676), (51, 2.007583770315836), (52, 2.006646805061688), (54, 2.004879288188057);
SELECT seasonal, trend, count(*) AS models, max(abs(ours.forecast / plain.forecasts[step] - 1)) < 1e-9 AS forecasts, max(abs((ours.upper - ours.forecast) / quantile / plain.errors[step] - 1)) < 1e-8 AS upper, max(abs((ours.forecast - ours.lower) / quantile / plain.errors[step] - 1)) < 1e-8 AS lower
  FROM (VALUES ('additive'), ('multiplicative')) AS s(seasonal), (VALUES ('linear', NULL::float8), ('damped', .9), ('none', NULL)) AS t(trend, phi), unnest(ARRAY[2, 5, 12]) AS m, (VALUES (.1, .3, .6), (.8, .05, .2), (1, 1, 1), (0, 0, 0)) AS p(alpha, beta, gamma),
       LATERAL (SELECT array_agg(200 + n * 1.5 + 40 * sin(6.28 * n / m) + n * 7919 % 23 ORDER BY n) AS y FROM generate_series(1, 41) AS n) AS made, student_t,
       LATERAL holt_winters(y, m, 17, alpha, CASE WHEN trend <> 'none' THEN beta END, gamma, seasonal, trend, phi) AS ours,
       LATERAL plain(y, m, 17, alpha, beta, gamma, coalesce(phi, 1), seasonal = 'multiplicative', trend <> 'none', 41 - degrees) AS plain
 WHERE degrees = 41 - m - CASE trend WHEN 'none' THEN 0 ELSE 1 END GROUP BY seasonal, trend ORDER BY seasonal, trend;
-- fitted parameters are better than all parameters of a grid, for every model
SELECT name, seasonal, t.trend, count(*) AS on_grid, bool_and(fitted.sse <= given.sse * (1 + 1e-9)) AS least, max(given.sse) > 2 * min(fitted.sse) AS by_far, bool_and(fitted.alpha BETWEEN 0 AND 1 AND fitted.phi BETWEEN .8 AND .98 IS NOT FALSE) AS within
  FROM series, (VALUES ('additive'), ('multiplicative')) AS s(seasonal), (VALUES ('linear', NULL::float8[]), ('damped', '{.8,.87,.93,.98}')) AS t(trend, phis), LATERAL holt_winters_fit(y, 12, seasonal => seasonal, trend => t.trend) AS fitted,
       unnest(ARRAY[.05, .2, .5, .8, 1]) AS a, unnest(ARRAY[0, .05, .2, .3]) AS b, unnest(ARRAY[0, .3, .7, 1]) AS g, unnest(coalesce(phis, '{NULL}')) AS p, LATERAL holt_winters_fit(y, 12, a, b, g, seasonal, t.trend, p) AS given
 WHERE name = 'passengers' GROUP BY name, seasonal, t.trend ORDER BY seasonal, t.trend;
SELECT fitted.alpha = .3 AS given, fitted.sse <= other.sse AS others_fitted FROM series, LATERAL holt_winters_fit(y, 12, alpha => .3, seasonal => 'additive', trend => 'linear') AS fitted, LATERAL holt_winters_fit(y, 12, .3, .1, .4, 'additive', 'linear') AS other WHERE name = 'passengers';
-- the minimum is at a corner, in a narrow valley, in one of two valleys
SELECT alpha, beta, round(sse::numeric, 6) AS sse FROM holt_winters_fit(ARRAY[53,66,55,36,40,58,65,58], NULL, trend => 'linear', start => 'decompose');
SELECT round(sse) <= 163634 AS as_r FROM series, LATERAL holt_winters_fit(y, NULL, trend => 'linear', start => 'decompose') WHERE name = 'passengers';
-- the aggregate equals the function
SELECT holt_winters(v, 12, .3, .1, NULL, 15 ORDER BY t) = (SELECT array_agg(forecast ORDER BY step) FROM holt_winters(y, 12, 15, .3, .1)) AS same, holt_winters(v, 12, NULL, NULL, NULL, 15 ORDER BY t) = (SELECT array_agg(forecast ORDER BY step) FROM holt_winters(y, 12, 15)) AS same_chosen FROM series, unnest(y) WITH ORDINALITY AS u(v, t) WHERE name = 'passengers' GROUP BY y;
-- a higher confidence makes the interval wider
SELECT bool_and(b.lower < a.lower AND a.upper < b.upper) AS wider FROM series, LATERAL holt_winters(y, 12, 20) AS a, LATERAL holt_winters(y, 12, 20, confidence => .99) AS b WHERE name = 'passengers' AND a.step = b.step;

-- the choice minimizes Akaike's criterion; both are computed again here from the sums of squares of all nine models
SELECT name, chosen.chosen_seasonal, chosen.chosen_trend, count(*) AS models, bool_and(abs(m.criterion - (n * ln(m.sse / n) + 2 * (k + started) + 2 * k * (k + 1) / (n - started - k - 1))) < 1e-9) AS by_formula,
       min(m.criterion) = chosen.criterion AS least, (array_agg(m.chosen_seasonal || ' ' || m.chosen_trend ORDER BY m.criterion))[1] = chosen.chosen_seasonal || ' ' || chosen.chosen_trend AS same
  FROM series, LATERAL (SELECT CASE name WHEN 'co2' THEN y[1:120] ELSE y END AS y, least(cardinality(y), 120 + 1000 * (name <> 'co2')::int)::float8 AS n) AS s, unnest(ARRAY['none', 'additive', 'multiplicative']) AS seasonal, unnest(ARRAY['none', 'linear', 'damped']) AS t,
       LATERAL holt_winters_fit(s.y, CASE WHEN name = 'uspop' THEN 4 ELSE 12 END, seasonal => seasonal, trend => t) AS m, LATERAL holt_winters_fit(s.y, CASE WHEN name = 'uspop' THEN 4 ELSE 12 END) AS chosen,
       LATERAL (SELECT CASE seasonal WHEN 'none' THEN 0 ELSE cardinality(m.seasons) - 1 END AS started) AS q, LATERAL (SELECT 3 + (m.beta IS NOT NULL)::int * 2 + (m.gamma IS NOT NULL)::int + (m.phi IS NOT NULL)::int AS k) AS p
 GROUP BY name, chosen.chosen_seasonal, chosen.chosen_trend, chosen.criterion ORDER BY name;
-- degrees of freedom, and the standard deviation with them
SELECT chosen_seasonal, chosen_trend, degrees, abs(sigma - sqrt(sse / degrees)) < 1e-9 AS by_formula FROM series, unnest(ARRAY['none', 'additive']) AS s, unnest(ARRAY['none', 'linear', 'damped']) AS t, LATERAL holt_winters_fit(y, 12, seasonal => s, trend => t) WHERE name = 'passengers' ORDER BY degrees;
SELECT degrees FROM series, LATERAL holt_winters_fit(y, 12, .3, gamma => .2, seasonal => 'additive', trend => 'none') WHERE name = 'passengers';
-- the parameters of a fit can be passed back
SELECT name, bool_and(a.forecast = b.forecast) AS same FROM series, LATERAL holt_winters_fit(y, 12) AS m, LATERAL holt_winters(y, 12, 24) AS a, LATERAL holt_winters(y, 12, 24, alpha, beta, gamma, chosen_seasonal, chosen_trend, phi) AS b WHERE name <> 'uspop' AND a.step = b.step GROUP BY name ORDER BY name;
-- a given parameter restricts the choice to models that use it; multiplicative seasons need values above 0
SELECT chosen_trend FROM series, LATERAL holt_winters_fit(y, NULL, beta => .1) WHERE name = 'nile' UNION ALL SELECT chosen_trend FROM series, LATERAL holt_winters_fit(y, NULL, phi => .9) WHERE name = 'nile' UNION ALL SELECT chosen_trend FROM series, LATERAL holt_winters_fit(y, NULL) WHERE name = 'nile';
SELECT chosen_seasonal FROM series, LATERAL holt_winters_fit(y, 12, gamma => .1) WHERE name = 'nile' UNION ALL SELECT chosen_seasonal FROM series, LATERAL holt_winters_fit(y, 12) WHERE name = 'nile' UNION ALL SELECT chosen_seasonal FROM series, LATERAL holt_winters_fit((SELECT array_agg(v - 104) FROM unnest(y) AS v), 12) WHERE name = 'passengers';
-- among equal fits the simplest is chosen: a level for a constant, additive seasons for seasons, a line for a line
SELECT chosen_seasonal, chosen_trend FROM (VALUES (1, '{5,5,5,5,5,5,5,5}'::float8[]), (2, '{0,0,0,0}'), (3, '{1,2,3,1,2,3,1,2,3}'), (4, '{1,2,3,4,5,6,7,8,9}'), (5, '{2,4,9,5,7,12,8,10,15}'), (6, '{1,5,2,4,8}')) AS v(i, y), LATERAL holt_winters_fit(y, CASE WHEN i IN (1, 3, 4, 5) THEN 3 ELSE 2 END) ORDER BY i;

-- simulated: daily contacts, nearly Poisson, with a weekly pattern and a line, a step, a growing amplitude, or nothing more; the numbers are the same on every server
CREATE FUNCTION random_part(i bigint, stream int) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$SELECT (('x' || substr(md5(stream || ' ' || i), 1, 13))::bit(52)::bigint::float8 + 0.5) / 4503599627370496$$;
CREATE TABLE simulated AS
SELECT kind, n, run, array_agg(greatest(round(mean + sqrt(mean) * sqrt(-2 * ln(random_part(place, 1))) * cos(2 * pi() * random_part(place, 2))), 0) ORDER BY t) AS y
  FROM unnest(ARRAY['week', 'line', 'step', 'growth', 'flat']) WITH ORDINALITY AS k(kind, number), unnest(ARRAY[21, 28, 56]) AS n, generate_series(1, 24) AS run, LATERAL generate_series(1, n + 14) AS t, LATERAL (SELECT ((number * 100 + n) * 1000 + run) * 1000 + t AS place) AS p,
       LATERAL (SELECT 80 * CASE kind WHEN 'flat' THEN 1 ELSE (ARRAY[1.35, 1.25, 1.2, 1.15, 1.05, .55, .45])[1 + (t + run) % 7] END
                       * CASE kind WHEN 'line' THEN 1 + .01 * t WHEN 'step' THEN CASE WHEN t > n / 2 + run % 7 THEN 1.4 ELSE 1 END WHEN 'growth' THEN exp(.012 * t) ELSE 1 END AS mean) AS m GROUP BY kind, n, run;
-- errors relative to the mean error of the previous week's values in the history: of the default, of last week's days, and of a linear trend; days within the interval
CREATE TABLE forecasts AS
SELECT kind, n, run, avg(abs(y[n + step] - auto.forecast)) / scale AS auto, avg(abs(y[n + step] - y[n - 6 + (step - 1) % 7])) / scale AS naive, avg(abs(y[n + step] - linear.forecast)) / scale AS linear, avg((y[n + step] BETWEEN auto.lower AND auto.upper)::int) AS covered
  FROM simulated, LATERAL holt_winters(y[1:n], 7, 14) AS auto JOIN LATERAL holt_winters(y[1:n], 7, 14, seasonal => 'additive', trend => 'linear') AS linear USING (step),
       LATERAL (SELECT avg(abs(y[t] - y[t - 7])) AS scale FROM generate_series(8, n) AS t) AS s GROUP BY kind, n, run, scale;
SELECT n, round(avg(auto)::numeric, 2) AS auto, round(avg(naive)::numeric, 2) AS naive, round(avg(linear)::numeric, 2) AS linear, round(avg(covered)::numeric, 3) AS covered FROM forecasts GROUP BY n ORDER BY n;
SELECT kind, round(avg(auto)::numeric, 2) AS auto, round(avg(naive)::numeric, 2) AS naive, round(avg(linear)::numeric, 2) AS linear FROM forecasts GROUP BY kind ORDER BY kind;
SELECT avg(covered) >= .92 AS covered, avg(auto) < .9 * avg(naive) AS better_than_naive, avg(auto) < .9 * avg(linear) AS better_than_linear FROM forecasts WHERE n >= 28;

-- gaps: nothing came in, or nothing was measured
SELECT gaps, array_agg(round(forecast::numeric, 6)) FROM unnest(ARRAY['zero', 'carry']) AS gaps, LATERAL holt_winters('{4,NULL,2,8,NULL,NULL}', NULL, 2, .5, .5, trend => 'linear', gaps => gaps, start => 'decompose') GROUP BY gaps ORDER BY gaps;
SELECT bool_and(a.forecast = b.forecast AND a.forecast <> c.forecast) AS filled FROM holt_winters('{4,NULL,2,8,NULL,NULL}', NULL, 3, .5, .5, gaps => 'zero') AS a, holt_winters('{4,0,2,8,0,0}', NULL, 3, .5, .5) AS b, holt_winters('{4,4,2,8,8,8}', NULL, 3, .5, .5) AS c WHERE a.step = b.step AND a.step = c.step;
SELECT bool_and(a.forecast = c.forecast) AS carried FROM holt_winters('{4,NULL,2,8,NULL,NULL}', NULL, 3, .5, .5, gaps => 'carry') AS a, holt_winters('{4,4,2,8,8,8}', NULL, 3, .5, .5) AS c WHERE a.step = c.step;
-- few values: no interval, no forecast, no rows
SELECT * FROM holt_winters('{5,7}', NULL, 2, .5, .5);
SELECT * FROM holt_winters('{5,7}', NULL, 2);
SELECT * FROM holt_winters('{5,7,9}', NULL, 2);
SELECT * FROM holt_winters('{5}', NULL, 2, .5, trend => 'none');
SELECT * FROM holt_winters('{5,7,6}', NULL, 1, .5, .5);
SELECT count(*) FROM holt_winters('{5}', NULL, 2) UNION ALL SELECT count(*) FROM holt_winters('{5}', NULL, 2, trend => 'linear') UNION ALL SELECT count(*) FROM holt_winters('{}', 12, 2) UNION ALL SELECT count(*) FROM holt_winters('{NULL,NULL}', 12, 2) UNION ALL SELECT count(*) FROM holt_winters(NULL, 12, 2);
SELECT holt_winters_fit(NULL, 12), holt_winters_fit('{5}', NULL, .5, .5), holt_winters_fit('{NULL}', 12), holt_winters_fit('{5,7}', NULL, .5, .5), holt_winters(NULL, 12, .5, .5, .5, 3), holt_winters(5, NULL, .5, .5, NULL, 3);

-- projected from the mean of arrivals minus closures, 5 in 4 days, so 1.25 a day with s = .957427 and t(0.975, 3) = 3.182446305284263; never below 0
CREATE TABLE tickets AS
SELECT timestamptz '2026-03-01 00:00+00' + day * interval '1 day' AS created, NULL::timestamptz AS resolved FROM (VALUES (0), (0), (0), (1), (1), (3), (4), (4)) AS v(day);
SELECT at AS at, backlog, lower, upper, abs(upper - backlog - 3.182446305284263 * sqrt(11.0 / 12 * (step + step * step / 4.0))) < 1e-9 AS by_formula
  FROM (SELECT row_number() OVER () AS step, p.* FROM (SELECT backlog_agg(created, resolved, '2026-03-01 00:00+00', '2026-03-05 00:00+00', '1 day') AS b FROM tickets) AS s, LATERAL projected_backlog(b, 3) AS p) AS projected;
SELECT * FROM projected_backlog_local((SELECT backlog_agg(created, closed, '2026-03-01', '2026-03-03', '1 day') FROM (VALUES (timestamp '2026-03-01', NULL::timestamp), ('2026-03-01', '2026-03-02'), ('2026-03-01', '2026-03-03'), ('2026-03-01', NULL)) AS v(created, closed)), 4);
-- with a season: the Holt-Winters forecasts of the flow, added up, and the errors of the sums
CREATE TABLE busy AS
SELECT timestamp '2026-03-02' + day * interval '1 day' + n * interval '10 min' AS created, CASE WHEN n % 9 <> 0 THEN timestamp '2026-03-02' + day * interval '1 day' + n * interval '10 min' + (n * day * 7919 % 83) * interval '1 hour' END AS resolved
  FROM generate_series(0, 62) AS day, LATERAL generate_series(1, (ARRAY[40, 35, 33, 30, 25, 6, 4])[1 + day % 7] + day * 31 % 5) AS n;
CREATE TABLE flows AS SELECT backlog_agg(created, resolved, '2026-03-02', '2026-05-04', '1 day') AS b FROM busy;
SELECT kind, degrees, count(*) AS steps, bool_and(at = timestamp '2026-05-04' + step * interval '1 day') AS times, max(abs(p.backlog - (open + flow))) < 1e-8 AS backlog, max(abs(p.upper - p.backlog - quantile * plain.sums[step])) < 1e-6 AS upper, max(abs(p.lower - greatest(p.backlog - quantile * plain.sums[step], 0))) < 1e-6 AS lower
  FROM flows, LATERAL (SELECT array_agg((opened - closed)::float8 ORDER BY at) FILTER (WHERE opened IS NOT NULL) AS y, backlog(b) AS open FROM backlog_series_local(b)) AS series, unnest(ARRAY['none', 'linear', 'damped']) AS kind,
       LATERAL holt_winters_fit(y, 7, seasonal => 'additive', trend => kind) AS model JOIN student_t USING (degrees), LATERAL plain(y, 7, 14, alpha, coalesce(beta, 0), gamma, coalesce(phi, 1), false, kind <> 'none', 63 - degrees) AS plain,
       LATERAL (SELECT step, sum(forecast) OVER (ORDER BY step) AS flow FROM holt_winters(y, 7, 14, alpha, beta, gamma, 'additive', kind, phi)) AS f,
       LATERAL (SELECT row_number() OVER () AS day, q.* FROM projected_backlog_local(b, 14, 7, kind) AS q) AS p WHERE day = step GROUP BY kind, degrees ORDER BY kind;
-- auto uses the trend that the fit chooses; without a season, and if none is chosen, it is the mean
SELECT season, chosen_trend, bool_and(p = q) AS same FROM flows, LATERAL (SELECT array_agg((opened - closed)::float8 ORDER BY at) FILTER (WHERE opened IS NOT NULL) AS y FROM backlog_series_local(b)) AS series, unnest(ARRAY[7, NULL]) AS season,
       LATERAL holt_winters_fit(y, season, seasonal => CASE WHEN season = 7 THEN 'additive' ELSE 'auto' END), LATERAL projected_backlog_local(b, 14, season, 'auto') AS p, LATERAL projected_backlog_local(b, 14, season, chosen_trend) AS q WHERE p.at = q.at GROUP BY season, chosen_trend ORDER BY season;
SELECT count(*) FROM projected_backlog('empty', 3) UNION ALL SELECT count(*) FROM projected_backlog(NULL, 3) UNION ALL SELECT count(*) FROM projected_backlog_local((SELECT backlog_agg(created, resolved, '2026-03-02', '2026-03-02', '1 day') FROM busy), 3);
SELECT * FROM projected_backlog_local((SELECT backlog_agg(created, NULL, '2026-03-02', '2026-03-03', '1 day') FROM busy), 2);

SELECT holt_winters('{1,2,3,4}', 1, 1);
SELECT holt_winters('{1,2,3,4}', -7, 1);
SELECT holt_winters('{1,2,3,4,5}', 3, 1);
SELECT holt_winters('{1,2,3,4,5}', 2147483647, 1);
SELECT holt_winters('{1,2,3,4}', 2, 0);
SELECT holt_winters('{1,2,3,4}', 2, 10001);
SELECT holt_winters('{1,2,3,4}', 2, NULL);
SELECT holt_winters('{1,2,3,4}', 2, 1, -0.5);
SELECT holt_winters('{1,2,3,4}', 2, 1, 1.5);
SELECT holt_winters('{1,2,3,4}', 2, 1, .5, -0.1);
SELECT holt_winters('{1,2,3,4}', 2, 1, .5, .5, 'NaN');
SELECT holt_winters('{1,2,3,4}', 2, 1, trend => 'damped', phi => 0);
SELECT holt_winters('{1,2,3,4}', 2, 1, trend => 'linear', phi => .9);
SELECT holt_winters('{1,2,3,4}', 2, 1, .5, .5, trend => 'none');
SELECT holt_winters('{1,2,3,4}', NULL, 1, .5, .5, .5);
SELECT holt_winters('{1,2,3,4}', 2, 1, gamma => .5, seasonal => 'none');
SELECT holt_winters('{1,2,3,4}', 2, 1, seasonal => 'weekly');
SELECT holt_winters('{1,2,3,4}', 2, 1, trend => 'up');
SELECT holt_winters('{1,2,3,4}', 2, 1, start => 'r');
SELECT holt_winters('{1,2,3,4}', 2, 1, gaps => 'skip');
SELECT holt_winters('{1,2,3,4}', 2, 1, gaps => NULL);
SELECT holt_winters('{1,2,3,4}', 2, 1, confidence => 1);
SELECT holt_winters('{1,2,NULL,4}', 2, 1);
SELECT holt_winters('{NULL,2,3,4}', 2, 1, gaps => 'carry');
SELECT holt_winters('{1,2,-3,4}', 2, 1, gaps => 'zero');
SELECT holt_winters('{1,2,3,0}', 2, 1, seasonal => 'multiplicative');
SELECT holt_winters('{1,NULL,3,4}', 2, 1, seasonal => 'multiplicative', gaps => 'zero');
SELECT holt_winters('{1,2,NaN,4}', 2, 1);
SELECT holt_winters('{{1,2},{3,4}}', 2, 1);
SELECT holt_winters('{1e300,-1e300,1e300,-1e300}', NULL, 1, .5, .5);
SELECT holt_winters('{1e300,1e305,1e307}', NULL, 10000, 1, 1);
SELECT holt_winters('{1000,900,500,1,1,1,1,1,1,1,1,1,1,1,1,1,1}', 2, 3, .1, .1, .1, seasonal => 'multiplicative', trend => 'linear');
SELECT holt_winters(y, m, .5, .5, NULL, 1) FROM (VALUES (1, 2), (2, 2), (3, 3)) AS v(y, m);
SELECT holt_winters('NaN'::float8, 2, .5, .5, NULL, 1);
SELECT holt_winters(y, NULL, 2, .5, NULL, 1) FROM generate_series(1, 5) AS y;
SELECT holt_winters(y, NULL, .5, .5, NULL, 0) FROM generate_series(1, 5) AS y;
SELECT holt_winters(nullif(y, 3), NULL, .5, .5, NULL, 1 ORDER BY y) FROM generate_series(1, 5) AS y;
SELECT holt_winters_accum('{1,2}', 3, 2, .5, .5, .5, 1);
SELECT holt_winters_final('{1,2}');
SELECT projected_backlog(b, 3) FROM flows;
SELECT projected_backlog_local(b, 0) FROM flows;
SELECT projected_backlog_local(b, 3, 100) FROM flows;
SELECT projected_backlog_local('(n=1 start=0001-01-01T00:00:00 step=300000000000 points=2 0=1-0:0)', 200);
RESET extra_float_digits;
RESET datestyle;
RESET timezone;
DROP TABLE series, grid, tickets, busy, flows, student_t, simulated, forecasts;
DROP FUNCTION plain, smoothed, reversed, factor, random_part;
