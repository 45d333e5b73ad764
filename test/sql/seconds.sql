-- seconds = microseconds / 1,000,000, with days of 24 hours
SELECT seconds(x) FROM unnest(ARRAY[interval '90 s', '0', '1 us', '-1.5 s', '1 day 00:00:01', '-1 day 24:00:00', '2 days -1 hour']) AS x;
SELECT seconds(NULL), seconds('1 min'), pg_typeof(seconds('1 min'));
-- the nearest double, up to the longest interval
SELECT seconds('106751991 days 04:00:54.775807') = 9223372036854.775807::float8 AS longest,
       bool_and(seconds(n * interval '1 us') = n / 1e6::float8 AND seconds(n * interval '1 us') = extract(epoch FROM n * interval '1 us')::float8) AS as_epoch
  FROM generate_series(-1000000000000::bigint, 1000000000000, 7777777777) AS n;
-- any client can chart an interval of a summary as a number
SELECT seconds(asa(q)) AS asa, seconds(quantile(d, 0.5)) AS median, seconds(mean_interval(m)) = mean(m) AS mean
  FROM (SELECT queue_agg(n * interval '1 s', true, '20 s') AS q, duration_agg(n * interval '1 s') AS d, mean_agg(n * interval '1 s') AS m FROM generate_series(1, 60) AS n) AS calls;

-- every error
SELECT seconds('1 mon');
SELECT seconds('106751991 days 04:00:54.775808');
