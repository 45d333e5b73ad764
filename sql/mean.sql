-- Exact moments of a column of numbers: mean, standard deviation

@family mean_summary 72

COMMENT ON TYPE mean_summary IS 'number, exact sum and exact sum of squares of a column of numbers, or of durations in seconds';

@each NUMBER float8 int8 interval
@transition _@NUMBER@(@NUMBER@)
	a value; an interval counts as its seconds.
@aggregate mean_agg(x @NUMBER@) = _@NUMBER@
	Builds the mean_summary of a column; an interval counts as its seconds; NULL rows are skipped; values beyond 2^62, NaN and infinity are errors.
@end

@function mean(mean_summary) -> float8 = mean_summary_mean
	Mean: the double precision number nearest to the true mean; of durations, in seconds; NULL where there is no value.
@function mean_interval(mean_summary) -> interval = mean_summary_mean_interval
	Mean of durations as an interval, to the microsecond; NULL where there is no value.
@function stddev(mean_summary) -> float8 = mean_summary_stddev
	Standard deviation of the sample (divisor n - 1), in the unit of the values; NULL below two values.
@function n_counted(mean_summary) -> bigint = mean_summary_n_counted
	Number of values.
@nullable ci_lower(summary mean_summary, confidence float8 DEFAULT 0.95) -> float8 = mean_summary_ci_lower
	Lower end of Student's t interval of the mean, in the unit of the values; NULL below two values.
@nullable ci_upper(summary mean_summary, confidence float8 DEFAULT 0.95) -> float8 = mean_summary_ci_upper
	Upper end of Student's t interval of the mean, in the unit of the values; NULL below two values.

@aggregate mean(x float8) -> mean = _float8
	Mean by exact sums: as avg, but the same for any order of the rows and fast over sliding windows; NULL rows are skipped.
@aggregate mean(x int8) -> mean = _int8
	Mean of integers by exact sums, as double precision; NULL rows are skipped.
@aggregate mean(x interval) -> mean_interval = _interval
	Mean of durations by exact sums, as an interval; NULL rows are skipped.
