-- Forecasts by Holt and Winters, and the projected backlog
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

-- a line and seasons are found whatever the parameters: 10 20 12 22 14 24, season 2
SELECT array_agg(round(forecast::numeric, 9)) FROM holt_winters('{10,20,12,22,14,24}', 2, 4, 0.3, 0.1, 0.2);
SELECT holt_winters(y, 2, .5, 0, 1, 4 ORDER BY t) FROM unnest('{10,20,12,22,14,24}'::float8[]) WITH ORDINALITY AS v(y, t);
-- the line is 13.5 + t, and the seasons are 4.5 below and above it; in a product, 20 + 2 t, .8 and 1.2 times
SELECT level, trend, seasons FROM holt_winters_fit('{10,20,12,22,14,24}', 2, .5, .25, .5);
SELECT round(level::numeric, 9) AS level, round(trend::numeric, 9) AS trend, (SELECT array_agg(round(s::numeric, 9)) FROM unnest(seasons) AS s) AS seasons FROM holt_winters_fit('{17.6,28.8,20.8,33.6,24,38.4}', 2, .3, .1, .2, 'multiplicative');
CREATE TABLE grid AS SELECT nullif(m, 1) AS m, alpha, beta, gamma FROM unnest(ARRAY[1, 2, 3, 7, 12]) AS m, unnest(ARRAY[0.05, .5, 1]) AS alpha, unnest(ARRAY[0, .3, 1]) AS beta, unnest(ARRAY[0, .4, 1]) AS gamma;
SELECT count(*) AS forecasts, max(abs(additive.forecast - (40 + 1.75 * t + s))) < 1e-8 AS additive, max(abs(multiplicative.forecast - (40 + 1.75 * t) * (1 + s / 40))) < 1e-8 AS multiplicative,
       max(abs(falling.forecast - (400 - 1.75 * t) * (1 + s / 40))) < 1e-8 AS falling, max(additive.upper - additive.lower) < 1e-8 AS no_doubt
  FROM grid, LATERAL (SELECT array_agg(40 + 1.75 * t + coalesce(sin(6.283185307179586 * t / m) * 11, 0) ORDER BY t) AS y, array_agg((40 + 1.75 * t) * (1 + coalesce(sin(6.283185307179586 * t / m) * 11, 0) / 40) ORDER BY t) AS product,
                             array_agg((400 - 1.75 * t) * (1 + coalesce(sin(6.283185307179586 * t / m) * 11, 0) / 40) ORDER BY t) AS falling_product FROM generate_series(1, 2 * coalesce(m, 1) + 9) AS t) AS made,
       LATERAL holt_winters(y, m, 30, alpha, beta, CASE WHEN m > 1 THEN gamma END) AS additive, LATERAL holt_winters(product, m, 30, alpha, beta, CASE WHEN m > 1 THEN gamma END, 'multiplicative') AS multiplicative,
       LATERAL holt_winters(falling_product, m, 30, alpha, beta, CASE WHEN m > 1 THEN gamma END, 'multiplicative') AS falling, LATERAL (SELECT 2 * coalesce(m, 1) + 9 + additive.step AS t, coalesce(sin(6.283185307179586 * (2 * coalesce(m, 1) + 9 + additive.step) / m) * 11, 0) AS s) AS truth
 WHERE additive.step = multiplicative.step AND falling.step = additive.step;

-- published: R 4.2.2, HoltWinters(co2): alpha 0.5126484, beta 0.0094977, gamma 0.4728868, a 364.7616, b 0.1247438, s1 0.2215275, s12 -0.5844250, SSE 43.12986137, and its predict()
SELECT round(alpha::numeric, 3) AS alpha, round(beta::numeric, 4) AS beta, round(gamma::numeric, 3) AS gamma, round(level::numeric, 2) AS level, round(trend::numeric, 4) AS trend, round(seasons[1]::numeric, 3) AS s1, round(seasons[12]::numeric, 3) AS s12,
       sse < 43.129862 AS fitted_as_well, round(sse::numeric, 4) AS sse FROM series, LATERAL holt_winters_fit(y, 12, start => 'decompose') WHERE name = 'co2';
SELECT round(level::numeric, 6) AS level, round(trend::numeric, 7) AS trend, (SELECT array_agg(round(s::numeric, 6)) FROM unnest(seasons) AS s) AS seasons, round(sse::numeric, 7) AS sse
  FROM series, LATERAL holt_winters_fit(y, 12, 0.5126484436, 0.009497669046, 0.472886788, start => 'decompose') WHERE name = 'co2';
SELECT step, round(forecast::numeric, 6) AS forecast, round(upper::numeric, 6) AS upper, round(lower::numeric, 6) AS lower FROM series, LATERAL holt_winters(y, 12, 6, 0.5126484436, 0.009497669046, 0.472886788, start => 'decompose') WHERE name = 'co2';
-- HoltWinters(AirPassengers, seasonal = "mult"): alpha 0.2755925, beta 0.03269295, gamma 0.8707292, a 469.3232206, b 3.0215391, s1 0.9464611, s12 0.9209877, SSE 16570.77787; additive: SSE 21860.18462
SELECT round(alpha::numeric, 2) AS alpha, round(beta::numeric, 2) AS beta, round(gamma::numeric, 2) AS gamma, sse < 16570.778 AS fitted_as_well FROM series, LATERAL holt_winters_fit(y, 12, seasonal => 'multiplicative', start => 'decompose') WHERE name = 'passengers';
SELECT round(alpha::numeric, 3) AS alpha, round(beta::numeric, 3) AS beta, round(gamma::numeric, 3) AS gamma, sse < 21860.185 AS fitted_as_well FROM series, LATERAL holt_winters_fit(y, 12, start => 'decompose') WHERE name = 'passengers';
SELECT round(level::numeric, 5) AS level, round(trend::numeric, 6) AS trend, round(seasons[1]::numeric, 7) AS s1, round(seasons[12]::numeric, 7) AS s12, round(sse::numeric, 3) AS sse,
       (SELECT array_agg(round(forecast::numeric, 4)) FROM holt_winters(y, 12, 13, 0.2755924747, 0.03269295273, 0.8707292223, 'multiplicative', start => 'decompose')) AS forecasts
  FROM series, LATERAL holt_winters_fit(y, 12, 0.2755924747, 0.03269295273, 0.8707292223, 'multiplicative', start => 'decompose') WHERE name = 'passengers';
-- alpha .3, beta .1, gamma .2: additive SSE 98448.993, a 495.247697971, b 3.182510199; predict() from 474.4577723 (420.7371489, 528.1783956) to 512.6478947 (401.5955285, 623.7002608); multiplicative SSE 34270.37772, from 455.6061851 to 499.7946637
SELECT round(sse::numeric, 3) AS sse, round(level::numeric, 6) AS level, round(trend::numeric, 7) AS trend FROM series, LATERAL holt_winters_fit(y, 12, .3, .1, .2, start => 'decompose') WHERE name = 'passengers';
SELECT step, round(forecast::numeric, 5) AS forecast, round(lower::numeric, 5) AS lower, round(upper::numeric, 5) AS upper FROM series, LATERAL holt_winters(y, 12, 13, .3, .1, .2, start => 'decompose') WHERE name = 'passengers' AND step IN (1, 12, 13);
SELECT round(sse::numeric, 4) AS sse, (SELECT array_agg(round(forecast::numeric, 5) ORDER BY step) FROM holt_winters(y, 12, 13, .3, .1, .2, 'multiplicative', start => 'decompose') WHERE step IN (1, 12, 13)) AS forecasts FROM series, LATERAL holt_winters_fit(y, 12, .3, .1, .2, 'multiplicative', start => 'decompose') WHERE name = 'passengers';
-- without season: HoltWinters(uspop, gamma = FALSE): alpha 1, beta 0.77090636, SSE 299.58250315, 227.4904357 (219.7798231, 235.2010483), 251.7808714, 276.0713071 (250.9710171, 301.1715970)
SELECT round(alpha::numeric, 4) AS alpha, round(beta::numeric, 4) AS beta, gamma, seasons, round(sse::numeric, 5) AS sse FROM series, LATERAL holt_winters_fit(y, NULL) WHERE name = 'uspop';
SELECT step, round(forecast::numeric, 5) AS forecast, round(lower::numeric, 5) AS lower, round(upper::numeric, 5) AS upper FROM series, LATERAL holt_winters(y, NULL, 3, 1, 0.77090636) WHERE name = 'uspop';
-- nor trend: HoltWinters(Nile, gamma = FALSE, beta = FALSE): alpha 0.24655788, SSE 2038871.833, 805.0388577 three times, (523.4811873, 1086.596528), (515.0493847, 1095.028331), (506.8559152, 1103.221800)
SELECT round(alpha::numeric, 3) AS alpha, beta, trend, round(sse::numeric, 2) AS sse FROM series, LATERAL holt_winters_fit(y, NULL, trend => 'none') WHERE name = 'nile';
SELECT step, round(forecast::numeric, 4) AS forecast, round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper FROM series, LATERAL holt_winters(y, NULL, 3, 0.2465578775, trend => 'none') WHERE name = 'nile';
-- a season of odd length: HoltWinters(ts(Nile[1:50], frequency = 7), .4, .2, .3): SSE 2062409.354, 999.8180116 (565.58536602, 1434.050657), 1103.8007833 (114.93186445, 2092.669702); beta = FALSE: SSE 1840672.488, 969.7863798 (560.0288975, 1379.543862), 969.7863798 (348.8449151, 1590.727845); multiplicative: SSE 2043429.583, 987.6659638, 1092.5758435
SELECT kind, round(sse::numeric, 3) AS sse, step, round(forecast::numeric, 5) AS forecast, round(lower::numeric, 5) AS lower, round(upper::numeric, 5) AS upper
  FROM series, (VALUES ('linear', .2, 'additive', 'linear'), ('level', NULL, 'additive', 'none'), ('multiplicative', .2, 'multiplicative', 'linear')) AS v(kind, beta, seasonal, trend),
       LATERAL holt_winters(y[1:50], 7, 9, .4, beta, .3, seasonal, trend, start => 'decompose') AS f, LATERAL holt_winters_fit(y[1:50], 7, .4, beta, .3, seasonal, trend, start => 'decompose') WHERE name = 'nile' AND step IN (1, 8) ORDER BY kind, step;

-- against the formulas of all models in PL/pgSQL, from the unbiased start on: forecasts, and their errors by psi weights
CREATE FUNCTION plain(y float8[], m int, h int, alpha float8, beta float8, gamma float8, phi float8, product boolean, has_trend boolean, OUT forecasts float8[], OUT errors float8[], OUT sums float8[]) LANGUAGE plpgsql AS $$
DECLARE
	n int := cardinality(y);
	b float8 := CASE WHEN has_trend THEN ((SELECT avg(v) FROM unnest(y[m + 1:2 * m]) AS v) - (SELECT avg(v) FROM unnest(y[1:m]) AS v)) / m ELSE 0 END;
	a float8;
	low float8;
	l float8;
	before float8;
	s float8[];
	e float8[];
	psi float8[] := '{1}';
	ratio float8;
BEGIN
	IF product THEN
		low := greatest(0, -2 * m * b);
		a := low + 1e6;
		FOR i IN 1..200 LOOP
			IF (SELECT avg(y[t] / ((low + a) / 2 + b * t)) FROM generate_series(1, 2 * m) AS t) > 1 THEN low := (low + a) / 2; ELSE a := (low + a) / 2; END IF;
		END LOOP;
	ELSE
		a := (SELECT avg(y[t] - b * t) FROM generate_series(1, 2 * m) AS t);
	END IF;
	s := (SELECT array_agg(CASE WHEN product THEN (y[t] / (a + b * t) + y[t + m] / (a + b * (t + m))) / 2 ELSE (y[t] + y[t + m]) / 2 - a - b * (t + m / 2.0) END ORDER BY t) FROM generate_series(1, m) AS t);
	l := a + b * m;
	FOR t IN m + 1..n LOOP
		before := l;
		e := e || (y[t] - CASE WHEN product THEN (l + phi * b) * s[t - m] ELSE l + phi * b + s[t - m] END);
		l := alpha * CASE WHEN product THEN y[t] / s[t - m] ELSE y[t] - s[t - m] END + (1 - alpha) * (l + phi * b);
		b := CASE WHEN has_trend THEN beta * (l - before) + (1 - beta) * phi * b ELSE 0 END;
		s := s || (gamma * CASE WHEN product THEN y[t] / l ELSE y[t] - l END + (1 - gamma) * s[t - m]);
	END LOOP;
	FOR i IN 1..h LOOP
		s := s || s[n + i - m];
		forecasts := forecasts || CASE WHEN product THEN (l + b * (SELECT sum(phi ^ j) FROM generate_series(1, i) AS j)) * s[n + i] ELSE l + b * (SELECT sum(phi ^ j) FROM generate_series(1, i) AS j) + s[n + i] END;
		errors := errors || (SELECT sqrt(var_samp(v)) FROM unnest(e) AS v) * sqrt((SELECT sum((psi[j] * CASE WHEN product THEN s[n + i] / s[n + 1 + (i - j + 50 * m) % m] ELSE 1 END) ^ 2) FROM generate_series(1, i) AS j));
		sums := sums || (SELECT sqrt(var_samp(v)) FROM unnest(e) AS v) * sqrt((SELECT sum(moved ^ 2) FROM (SELECT sum(psi[j]) OVER (ORDER BY j) AS moved FROM generate_series(1, i) AS j) AS q));
		psi := psi || (alpha * (1 + CASE WHEN has_trend THEN beta * (SELECT sum(phi ^ j) FROM generate_series(1, i) AS j) ELSE 0 END) + CASE WHEN i % m = 0 THEN gamma * (1 - alpha) ELSE 0 END);
	END LOOP;
END $$;
SELECT seasonal, trend, count(*) AS models, max(abs(ours.forecast / plain.forecasts[step] - 1)) < 1e-10 AS forecasts, max(abs((ours.upper - ours.forecast) / 1.959963984540054 / plain.errors[step] - 1)) < 1e-9 AS upper, max(abs((ours.forecast - ours.lower) / 1.959963984540054 / plain.errors[step] - 1)) < 1e-9 AS lower
  FROM (VALUES ('additive'), ('multiplicative')) AS s(seasonal), (VALUES ('linear', NULL::float8), ('damped', .9), ('none', NULL)) AS t(trend, phi), unnest(ARRAY[2, 5, 12]) AS m, (VALUES (.1, .3, .6), (.8, .05, .2), (1, 1, 1)) AS p(alpha, beta, gamma),
       LATERAL (SELECT array_agg(200 + n * 1.5 + 40 * sin(6.28 * n / m) + n * 7919 % 23 ORDER BY n) AS y FROM generate_series(1, 41) AS n) AS made,
       LATERAL holt_winters(y, m, 17, alpha, CASE WHEN trend <> 'none' THEN beta END, gamma, seasonal, trend, phi) AS ours,
       LATERAL plain(y, m, 17, alpha, beta, gamma, coalesce(phi, 1), seasonal = 'multiplicative', trend <> 'none') AS plain GROUP BY seasonal, trend ORDER BY seasonal, trend;
-- what is fitted is better than any parameters of a grid, for every model
SELECT name, seasonal, t.trend, count(*) AS on_grid, bool_and(fitted.sse <= given.sse * (1 + 1e-9)) AS least, max(given.sse) > 2 * min(fitted.sse) AS by_far, bool_and(fitted.alpha BETWEEN 0 AND 1 AND fitted.phi BETWEEN .8 AND .98 IS NOT FALSE) AS within
  FROM series, (VALUES ('additive'), ('multiplicative')) AS s(seasonal), (VALUES ('linear', NULL::float8[]), ('damped', '{.8,.87,.93,.98}')) AS t(trend, phis), LATERAL holt_winters_fit(y, 12, seasonal => seasonal, trend => t.trend) AS fitted,
       unnest(ARRAY[.05, .2, .5, .8, 1]) AS a, unnest(ARRAY[0, .05, .2, .4]) AS b, unnest(ARRAY[0, .3, .7, 1]) AS g, unnest(coalesce(phis, '{NULL}')) AS p, LATERAL holt_winters_fit(y, 12, a, b, g, seasonal, t.trend, p) AS given
 WHERE name = 'passengers' GROUP BY name, seasonal, t.trend ORDER BY seasonal, t.trend;
SELECT fitted.alpha = .3 AS given, fitted.sse <= other.sse AS others_fitted FROM series, LATERAL holt_winters_fit(y, 12, alpha => .3) AS fitted, LATERAL holt_winters_fit(y, 12, .3, .1, .4) AS other WHERE name = 'passengers';
-- the aggregate is the function
SELECT holt_winters(v, 12, .3, .1, NULL, 15 ORDER BY t) = (SELECT array_agg(forecast ORDER BY step) FROM holt_winters(y, 12, 15, .3, .1)) AS same FROM series, unnest(y) WITH ORDINALITY AS u(v, t) WHERE name = 'passengers' GROUP BY y;
-- wider with more confidence
SELECT bool_and(b.lower < a.lower AND a.upper < b.upper) AS wider FROM series, LATERAL holt_winters(y, 12, 20) AS a, LATERAL holt_winters(y, 12, 20, confidence => .99) AS b WHERE name = 'passengers' AND a.step = b.step;

-- gaps: nothing came in, or nothing was measured
SELECT gaps, array_agg(round(forecast::numeric, 6)) FROM unnest(ARRAY['zero', 'carry']) AS gaps, LATERAL holt_winters('{4,NULL,2,8,NULL,NULL}', NULL, 2, .5, .5, gaps => gaps) GROUP BY gaps ORDER BY gaps;
SELECT bool_and(a.forecast = b.forecast AND a.forecast <> c.forecast) AS filled FROM holt_winters('{4,NULL,2,8,NULL,NULL}', NULL, 3, .5, .5, gaps => 'zero') AS a, holt_winters('{4,0,2,8,0,0}', NULL, 3, .5, .5) AS b, holt_winters('{4,4,2,8,8,8}', NULL, 3, .5, .5) AS c WHERE a.step = b.step AND a.step = c.step;
SELECT bool_and(a.forecast = c.forecast) AS carried FROM holt_winters('{4,NULL,2,8,NULL,NULL}', NULL, 3, .5, .5, gaps => 'carry') AS a, holt_winters('{4,4,2,8,8,8}', NULL, 3, .5, .5) AS c WHERE a.step = c.step;
-- few values: no interval, no forecast, nothing
SELECT * FROM holt_winters('{5,7}', NULL, 2, .5, .5);
SELECT * FROM holt_winters('{5}', NULL, 2, .5, trend => 'none');
SELECT * FROM holt_winters('{5,7,6}', NULL, 1, .5, .5);
SELECT count(*) FROM holt_winters('{5}', NULL, 2) UNION ALL SELECT count(*) FROM holt_winters('{}', 12, 2) UNION ALL SELECT count(*) FROM holt_winters('{NULL,NULL}', 12, 2) UNION ALL SELECT count(*) FROM holt_winters(NULL, 12, 2);
SELECT holt_winters_fit(NULL, 12), holt_winters_fit('{5}', NULL), holt_winters_fit('{NULL}', 12), holt_winters_fit('{5,7}', NULL, .5, .5), holt_winters(NULL, 12, .5, .5, .5, 3), holt_winters(5, NULL, .5, .5, NULL, 3);

-- projected: by the mean of what came and went, 5 in 4 days, so 1.25 a day with s = .957427 and t(0.975, 3) = 3.182446305284263; never below 0
CREATE TABLE tickets AS
SELECT timestamptz '2026-03-01 00:00+00' + day * interval '1 day' AS created, NULL::timestamptz AS resolved FROM (VALUES (0), (0), (0), (1), (1), (3), (4), (4)) AS v(day);
SELECT at AS at, backlog, lower, upper, abs(upper - backlog - 3.182446305284263 * sqrt(11.0 / 12 * (step + step * step / 4.0))) < 1e-9 AS by_formula
  FROM (SELECT row_number() OVER () AS step, p.* FROM (SELECT backlog_agg(created, resolved, '2026-03-01 00:00+00', '2026-03-05 00:00+00', '1 day') AS b FROM tickets) AS s, LATERAL projected_backlog(b, 3) AS p) AS projected;
SELECT * FROM projected_backlog_local((SELECT backlog_agg(created, closed, '2026-03-01', '2026-03-03', '1 day') FROM (VALUES (timestamp '2026-03-01', NULL::timestamp), ('2026-03-01', '2026-03-02'), ('2026-03-01', '2026-03-03'), ('2026-03-01', NULL)) AS v(created, closed)), 4);
-- with a season: the forecasts of the flow by Holt and Winters, added up, and the errors of the sums
CREATE TABLE busy AS
SELECT timestamp '2026-03-02' + day * interval '1 day' + n * interval '10 min' AS created, CASE WHEN n % 9 <> 0 THEN timestamp '2026-03-02' + day * interval '1 day' + n * interval '10 min' + (n * day * 7919 % 83) * interval '1 hour' END AS resolved
  FROM generate_series(0, 62) AS day, LATERAL generate_series(1, (ARRAY[40, 35, 33, 30, 25, 6, 4])[1 + day % 7] + day * 31 % 5) AS n;
CREATE TABLE flows AS SELECT backlog_agg(created, resolved, '2026-03-02', '2026-05-04', '1 day') AS b FROM busy;
SELECT kind, count(*) AS steps, bool_and(at = timestamp '2026-05-04' + step * interval '1 day') AS times, max(abs(p.backlog - (open + flow))) < 1e-8 AS backlog, max(abs(p.upper - p.backlog - 1.959963984540054 * plain.sums[step])) < 1e-6 AS upper, max(abs(p.lower - greatest(p.backlog - 1.959963984540054 * plain.sums[step], 0))) < 1e-6 AS lower
  FROM flows, LATERAL (SELECT array_agg((opened - closed)::float8 ORDER BY at) FILTER (WHERE opened IS NOT NULL) AS y, backlog(b) AS open FROM backlog_series_local(b)) AS series, unnest(ARRAY['none', 'linear', 'damped']) AS kind,
       LATERAL holt_winters_fit(y, 7, trend => kind) AS model, LATERAL plain(y, 7, 14, alpha, coalesce(beta, 0), gamma, coalesce(phi, 1), false, kind <> 'none') AS plain,
       LATERAL (SELECT step, sum(forecast) OVER (ORDER BY step) AS flow FROM holt_winters(y, 7, 14, nullif(alpha, 0), beta, gamma, 'additive', kind, phi)) AS f,
       LATERAL (SELECT row_number() OVER () AS day, q.* FROM projected_backlog_local(b, 14, 7, kind) AS q) AS p WHERE day = step GROUP BY kind ORDER BY kind;
SELECT count(*) FROM projected_backlog('empty', 3) UNION ALL SELECT count(*) FROM projected_backlog(NULL, 3) UNION ALL SELECT count(*) FROM projected_backlog_local((SELECT backlog_agg(created, resolved, '2026-03-02', '2026-03-02', '1 day') FROM busy), 3);
SELECT * FROM projected_backlog_local((SELECT backlog_agg(created, NULL, '2026-03-02', '2026-03-03', '1 day') FROM busy), 2);

SELECT holt_winters('{1,2,3,4}', 1, 1);
SELECT holt_winters('{1,2,3,4}', -7, 1);
SELECT holt_winters('{1,2,3,4,5}', 3, 1);
SELECT holt_winters('{1,2,3,4,5}', 2147483647, 1);
SELECT holt_winters('{1,2,3,4}', 2, 0);
SELECT holt_winters('{1,2,3,4}', 2, 10001);
SELECT holt_winters('{1,2,3,4}', 2, NULL);
SELECT holt_winters('{1,2,3,4}', 2, 1, 0);
SELECT holt_winters('{1,2,3,4}', 2, 1, 1.5);
SELECT holt_winters('{1,2,3,4}', 2, 1, .5, -0.1);
SELECT holt_winters('{1,2,3,4}', 2, 1, .5, .5, 'NaN');
SELECT holt_winters('{1,2,3,4}', 2, 1, trend => 'damped', phi => 0);
SELECT holt_winters('{1,2,3,4}', 2, 1, phi => .9);
SELECT holt_winters('{1,2,3,4}', 2, 1, .5, .5, trend => 'none');
SELECT holt_winters('{1,2,3,4}', NULL, 1, .5, .5, .5);
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
SELECT holt_winters('{1000,900,500,1,1,1,1,1,1,1,1,1,1,1,1,1,1}', NULL, 3, .1, .1, seasonal => 'multiplicative');
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
SELECT projected_backlog_local('(n=1 clock=local start=9223371331100 step=1 points=3 0=1-0)', 200);
RESET extra_float_digits;
RESET datestyle;
RESET timezone;
DROP TABLE series, grid, tickets, busy, flows;
DROP FUNCTION plain;
