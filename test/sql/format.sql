-- Plain SQL rounds a numeric; a double has 15 certain digits
SELECT x, rounded(x), rounded(x, 0), rounded(x, 3), percent(x), percent(x, 0), percent(x, digits => 2)
  FROM unnest('{0,0.285,-0.285,0.84615384615384615,0.99995,1,1e-300,12345678.25}'::float8[]) AS x;
SELECT bool_and(rounded(x, d) = round(x::numeric, d) AND percent(x, d) = round((100 * x)::numeric, d)) AS as_numeric
  FROM (SELECT (hashint8extended(n, 1) % 1000000) / 977.0::float8 AS x, n % 9 - 2 AS d FROM generate_series(1, 10000) AS n) AS numbers;
SELECT percent(NULL), percent(0.5, NULL), rounded(NULL), minutes(NULL), hours(NULL), hms(NULL::interval), hms(NULL::float8);
SELECT pg_typeof(percent(0.5)), pg_typeof(minutes('1 min')), pg_typeof(hms(1));

SELECT x, minutes(x), hours(x), hours(x, 3), hms(x), hms(seconds(x))
  FROM unnest(ARRAY[interval '0', '90 s', '59.4 s', '59.5 s', '-0.4 s', '-0.5 s', '-90 min', '2 days 01:00:30', '1000:00:00']) AS x;
-- the server's own clock, below a day
SELECT bool_and(hms(n * interval '1 s') = to_char(n * interval '1 s', 'FMHH24:MI:SS')) AS as_to_char FROM generate_series(0, 86399) AS n;
SELECT hms(interval '106751991 days 04:00:54.775807') AS longest, hms(-9223372036854::float8) AS shortest;
-- a bare literal could be either
SELECT hms(interval '90 s'), hms(90);
\set VERBOSITY sqlstate
SELECT hms('90 s');
\set VERBOSITY default

-- every error
SELECT percent('NaN');
SELECT rounded('Infinity');
SELECT minutes('1 mon');
SELECT hours('1 mon');
SELECT hms(interval '1 mon');
SELECT hms('NaN'::float8);
SELECT hms(1e300);
