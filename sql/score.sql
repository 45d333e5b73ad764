-- Answers on a scale of whole numbers: net promoter score

@family score_summary 112

COMMENT ON TYPE score_summary IS 'answers on a scale of whole numbers, 0 to 10 or 1 to at most 10, one counter per score';

@each SCORE int2 int4 int8 numeric float8
@transition _@SCORE@(@SCORE@)
	a score on the scale 0 to 10.
@transition nullable _scaled_@SCORE@(@SCORE@, integer)
	(score, scale_max), a score on the scale 1 to scale_max.
@aggregate score_agg(score @SCORE@) = _@SCORE@
	Builds the score_summary of answers on the scale 0 to 10; NULL rows are skipped, a score off the scale is an error.
@aggregate score_agg(score @SCORE@, scale_max integer) = _scaled_@SCORE@
	Builds the score_summary of answers on the scale 1 to scale_max (2 to 10); NULL rows are skipped, a score off the scale is an error.
@end

@function nps(score_summary) -> float8 = score_summary_nps
	Net Promoter Score: 100 (promoters - detractors) / answers, from -100 to 100; the scale must be 0 to 10; NULL where there is no answer.
@function promoters(score_summary) -> float8 = score_summary_promoters
	Share of answers 9 and 10 on the scale 0 to 10, a fraction; NULL where there is no answer.
@function passives(score_summary) -> float8 = score_summary_passives
	Share of answers 7 and 8 on the scale 0 to 10, a fraction; NULL where there is no answer.
@function detractors(score_summary) -> float8 = score_summary_detractors
	Share of answers 0 to 6 on the scale 0 to 10, a fraction; NULL where there is no answer.
@function nps_difference(score_summary, score_summary) -> float8 = score_summary_nps_difference
	Net Promoter Score of the first summary less that of the second, from -200 to 200; NULL where either has no answer.
@function n_counted(score_summary) -> bigint = score_summary_n_counted
	Number of answers.
@nullable standard_error(summary score_summary, adjusted boolean DEFAULT false) -> float8 = score_summary_standard_error
	Standard error of the Net Promoter Score, in points; adjusted pretends 3/4 promoter, 1 1/2 passives and 3/4 detractor besides.
@nullable ci_lower(summary score_summary, confidence float8 DEFAULT 0.95, adjusted boolean DEFAULT false) -> float8 = score_summary_ci_lower
	Lower end of the normal interval of the Net Promoter Score, clipped at -100; NULL where there is no answer.
@nullable ci_upper(summary score_summary, confidence float8 DEFAULT 0.95, adjusted boolean DEFAULT false) -> float8 = score_summary_ci_upper
	Upper end of the normal interval of the Net Promoter Score, clipped at 100; NULL where there is no answer.

@each SCORE int2 int4 int8 numeric float8
@aggregate nps(score @SCORE@) -> nps = _@SCORE@
	Net Promoter Score of answers on the scale 0 to 10, from -100 to 100; NULL rows are skipped, a score off the scale or a fraction is an error.
@end
