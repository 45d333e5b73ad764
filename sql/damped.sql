-- Means pulled towards a prior: damped means for ranking

@family damped_summary 96

COMMENT ON TYPE damped_summary IS 'number, exact sum and exact sum of squares of a column of numbers, and the prior that damps their mean';

@each NUMBER float8 int8 bool
@transition nullable _@NUMBER@(@NUMBER@, float8, float8)
	(x, prior_mean, prior_weight).
@aggregate damped_agg(x @NUMBER@, prior_mean float8, prior_weight float8) = _@NUMBER@
	Builds the damped_summary of a column under a prior, which must be the same in every row of the group; true counts as 1.
@end
@transition nullable _interval(interval, interval, float8)
	(x, prior_mean, prior_weight), durations.
@aggregate damped_agg(x interval, prior_mean interval, prior_weight float8) = _interval
	Builds the damped_summary of a column of durations under a prior, which must be the same in every row of the group.

@function damped_mean(damped_summary) -> float8 = damped_summary_damped_mean
	Damped mean: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of the values, seconds for durations; NULL where there is neither value nor prior weight.
@function damped_mean_interval(damped_summary) -> interval = damped_summary_damped_mean_interval
	Damped mean of durations as an interval; NULL where there is neither value nor prior weight.
@function n_counted(damped_summary) -> bigint = damped_summary_n_counted
	Number of values, the pretended ones of the prior not included.
@nullable ci_lower(summary damped_summary, confidence float8 DEFAULT 0.95) -> float8 = damped_summary_ci_lower
	Lower end of the interval damped mean - t s / sqrt(n + prior_weight), in the unit of the values; NULL below two values.
@nullable ci_upper(summary damped_summary, confidence float8 DEFAULT 0.95) -> float8 = damped_summary_ci_upper
	Upper end of the interval damped mean + t s / sqrt(n + prior_weight), in the unit of the values; NULL below two values.

@each NUMBER float8 int8 bool
@aggregate damped_mean(x @NUMBER@, prior_mean float8, prior_weight float8) -> damped_mean = _@NUMBER@
	Damped mean: (sum of x + prior_weight * prior_mean) / (n + prior_weight); true counts as 1; the prior must be the same in every row of the group.
@end
@aggregate damped_mean(x interval, prior_mean interval, prior_weight float8) -> damped_mean_interval = _interval
	Damped mean of durations, an interval: (sum of x + prior_weight * prior_mean) / (n + prior_weight); the prior must be the same in every row of the group.

@each SUMMARY rate_summary mean_summary
@nullable damped_mean(summary @SUMMARY@, prior_mean float8, prior_weight float8) -> float8 = @SUMMARY@_damped_mean
	Damped mean of a stored summary under a given prior: (sum of x + prior_weight * prior_mean) / (n + prior_weight); NULL where there is neither value nor prior weight.
@window damped_mean(@SUMMARY@) -> float8 = @SUMMARY@_damped_mean_over
	Damped mean of each summary under the prior that all summaries of the partition teach (Buehlmann-Straub credibility); NULL where no group has two values.
@window damped_lower(summary @SUMMARY@, confidence float8 DEFAULT 0.95) -> float8 = @SUMMARY@_damped_lower_over
	Lower end of the credible interval of the learnt damped mean, to rank by; NULL where no group has two values.
@window damping_weight(@SUMMARY@) -> float8 = @SUMMARY@_damping_weight_over
	Prior weight that all summaries of the partition teach, in values: variance within groups / variance between them; Infinity where the groups do not differ beyond chance.
@end
