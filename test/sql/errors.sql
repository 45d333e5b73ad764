-- Every error has the SQLSTATE that the reference names, so that a program can tell them apart
CREATE FUNCTION sqlstate_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN '00000';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;

SELECT expected, sqlstate_of('SELECT ' || expression) AS got, expression
  FROM (VALUES
	-- invalid_text_representation
	('22P02', $$'hits'::rate_summary$$),
	('22P02', $$'hits=3 trials=2'::rate_summary$$),
	('22P02', $$'hits=1 trials=99999999999999999999'::rate_summary$$),
	('22P02', $$'n=1 sum=0.1 squares=1'::mean_summary$$),
	-- numeric_value_out_of_range
	('22003', $$'trials=1'::rate_summary - 'trials=2'$$),
	('22003', $$'trials=9223372036854775807'::rate_summary + 'trials=1'$$),
	('22003', $$rate_summary_count('trials=9223372036854775807', true)$$),
	('22003', $$rate_summary_uncount('empty', true)$$),
	('22003', $$nps(11)$$),
	('22003', $$nps('NaN'::float8)$$),
	('22003', $$nps('NaN'::numeric)$$),
	('22003', $$mean('NaN'::float8)$$),
	('22003', $$mean(1e19)$$),
	('22003', $$mean(9223372036854775807)$$),
	('22003', $$damped_mean(5, 'infinity', 1)$$),
	('22003', $$damped_mean(5, 1e19, 1)$$),
	('22003', $$damped_mean(5, 3, 'NaN')$$),
	-- datetime_field_overflow
	('22008', $$service_level('NaN'::float8, true, 20)$$),
	('22008', $$service_level('infinity'::float8, true, 20)$$),
	('22008', $$service_level(1e13, true, 20)$$),
	('22008', $$service_level(interval '2147483647 days', true, '20 s')$$),
	('22008', $$mean_interval(mean_agg(9223372036855))$$),
	-- invalid_parameter_value
	('22023', $$service_level(interval '1 mon', true, '20 s')$$),
	('22023', $$service_level(interval '1 s', true, '-20 s')$$),
	('22023', $$service_level(1::float8, true, -20)$$),
	('22023', $$queue_agg(1::float8, true, 20, -5)$$),
	('22023', $$service_level('empty'::queue_summary, 'unheard of')$$),
	('22023', $$abandon_rate('empty'::queue_summary, 'unheard of')$$),
	('22023', $$service_level(queue_agg(1::float8, false, 20), 'icmi_5')$$),
	('22023', $$fcr_rate(true, -1, false, false)$$),
	('22023', $$reopen_rate(true, -1)$$),
	('22023', $$nps(7.5)$$),
	('22023', $$nps(7.5::float8)$$),
	('22023', $$score_agg(3, 11)$$),
	('22023', $$score_agg(3, scale) FROM (VALUES (5), (7)) AS v(scale)$$),
	('22023', $$score_agg(3, 5) + score_agg(3, 7)$$),
	('22023', $$nps(score_agg(3, 5))$$),
	('22023', $$ci_lower('trials=1'::rate_summary, 1)$$),
	('22023', $$ci_lower('trials=1'::rate_summary, 'NaN')$$),
	('22023', $$damped_mean(5, 3, -1)$$),
	('22023', $$damped_mean(5, prior, 1) FROM (VALUES (3), (4)) AS v(prior)$$),
	('22023', $$damped_mean(interval '1 s', interval '-1 s', 1)$$),
	('22023', $$damped_lower(s, 1) OVER () FROM (VALUES ('hits=1 trials=2'::rate_summary)) AS v(s)$$),
	-- null_value_not_allowed
	('22004', $$service_level(interval '1 s', true, NULL)$$),
	('22004', $$queue_agg(1::float8, true, 20, NULL)$$),
	('22004', $$service_level('empty'::queue_summary, NULL)$$),
	('22004', $$score_agg(3, NULL)$$),
	('22004', $$ci_lower('trials=1'::rate_summary, NULL)$$),
	('22004', $$standard_error('empty'::score_summary, NULL)$$),
	('22004', $$damped_mean(5, NULL, 1)$$),
	('22004', $$damped_mean(5, 3, NULL)$$),
	('22004', $$damped_lower(s, NULL) OVER () FROM (VALUES ('hits=1 trials=2'::rate_summary)) AS v(s)$$),
	('22004', $$rate_summary_count_pending(NULL, true, false)$$)) AS cases(expected, expression)
 WHERE sqlstate_of('SELECT ' || expression) <> expected;
DROP FUNCTION sqlstate_of;
