\echo Use "CREATE EXTENSION kpi" to load this file. \quit

-- room accuracy
-- Accuracy of forecasts: how far they were from the actual values

-- What every type has: accuracy_summary

CREATE TYPE accuracy_summary;

CREATE FUNCTION accuracy_summary_in(cstring) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_in(cstring) IS 'Input function of type accuracy_summary: reads the text form that accuracy_summary_out writes.';

CREATE FUNCTION accuracy_summary_out(accuracy_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'accuracy_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_out(accuracy_summary) IS 'Output function of type accuracy_summary: returns the text form.';

CREATE FUNCTION accuracy_summary_recv(internal) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_recv(internal) IS 'Receive function of type accuracy_summary: reads the binary form that accuracy_summary_send writes.';

CREATE FUNCTION accuracy_summary_send(accuracy_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'accuracy_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_send(accuracy_summary) IS 'Send function of type accuracy_summary: returns the binary form, which begins with a version.';


CREATE TYPE accuracy_summary (
	INPUT = accuracy_summary_in, OUTPUT = accuracy_summary_out, RECEIVE = accuracy_summary_recv, SEND = accuracy_summary_send,
	INTERNALLENGTH = 240, ALIGNMENT = double);

CREATE FUNCTION accuracy_summary_eq(accuracy_summary, accuracy_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'accuracy_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_eq(accuracy_summary, accuracy_summary) IS 'True if two values of type accuracy_summary are equal.';

CREATE FUNCTION accuracy_summary_ne(accuracy_summary, accuracy_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'accuracy_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_ne(accuracy_summary, accuracy_summary) IS 'True if two values of type accuracy_summary differ.';

CREATE FUNCTION accuracy_summary_lt(accuracy_summary, accuracy_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'accuracy_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_lt(accuracy_summary, accuracy_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION accuracy_summary_le(accuracy_summary, accuracy_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'accuracy_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_le(accuracy_summary, accuracy_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION accuracy_summary_gt(accuracy_summary, accuracy_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'accuracy_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_gt(accuracy_summary, accuracy_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION accuracy_summary_ge(accuracy_summary, accuracy_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'accuracy_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_ge(accuracy_summary, accuracy_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION accuracy_summary_cmp(accuracy_summary, accuracy_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'accuracy_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_cmp(accuracy_summary, accuracy_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION accuracy_summary_hash(accuracy_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'accuracy_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_hash(accuracy_summary) IS 'Hash of a value of type accuracy_summary.';

CREATE FUNCTION accuracy_summary_hash_extended(accuracy_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'accuracy_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_hash_extended(accuracy_summary, bigint) IS 'Hash of a value of type accuracy_summary, with a seed.';


CREATE FUNCTION to_jsonb(accuracy_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'accuracy_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(accuracy_summary) IS 'The contents of a value of type accuracy_summary as jsonb, an object that always has the same fields.';


CREATE CAST (accuracy_summary AS jsonb) WITH FUNCTION to_jsonb(accuracy_summary);
COMMENT ON CAST (accuracy_summary AS jsonb) IS 'the contents of a accuracy_summary, with named fields';

CREATE OPERATOR = (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (accuracy_summary, accuracy_summary) IS 'equal accuracy_summary';
CREATE OPERATOR <> (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (accuracy_summary, accuracy_summary) IS 'different accuracy_summary';
CREATE OPERATOR < (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (accuracy_summary, accuracy_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (accuracy_summary, accuracy_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (accuracy_summary, accuracy_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (accuracy_summary, accuracy_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS accuracy_summary_btree_ops DEFAULT FOR TYPE accuracy_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 accuracy_summary_cmp(accuracy_summary, accuracy_summary);
COMMENT ON OPERATOR CLASS accuracy_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY accuracy_summary_btree_ops USING btree IS 'order of accuracy_summary for indexes';
CREATE OPERATOR CLASS accuracy_summary_hash_ops DEFAULT FOR TYPE accuracy_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 accuracy_summary_hash(accuracy_summary), FUNCTION 2 accuracy_summary_hash_extended(accuracy_summary, bigint);
COMMENT ON OPERATOR CLASS accuracy_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY accuracy_summary_hash_ops USING hash IS 'hash of accuracy_summary for indexes';
-- What every family of summaries has in addition: accuracy_summary

CREATE FUNCTION accuracy_summary_add(accuracy_summary, accuracy_summary) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_add(accuracy_summary, accuracy_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION accuracy_summary_subtract(accuracy_summary, accuracy_summary) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_subtract(accuracy_summary, accuracy_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (accuracy_summary, accuracy_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = accuracy_summary, RIGHTARG = accuracy_summary, FUNCTION = accuracy_summary_subtract);
COMMENT ON OPERATOR - (accuracy_summary, accuracy_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(accuracy_summary) (
	SFUNC = accuracy_summary_add, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	MSFUNC = accuracy_summary_add, MINVFUNC = accuracy_summary_subtract, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(accuracy_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(accuracy_summary) (
	SFUNC = accuracy_summary_add, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	MSFUNC = accuracy_summary_add, MINVFUNC = accuracy_summary_subtract, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(accuracy_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE accuracy_summary IS 'exact sums of the errors of forecasts and of naive forecasts against the actual values; no sample: errors of neighbouring forecasts depend on each other';

CREATE FUNCTION accuracy_summary_count(accuracy_summary, float8, float8) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION accuracy_summary_uncount(accuracy_summary, float8, float8) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_uncount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_count(accuracy_summary, float8, float8) IS 'Transition function of accuracy_summary that adds a row; arguments: (forecast, actual).';

COMMENT ON FUNCTION accuracy_summary_uncount(accuracy_summary, float8, float8) IS 'Inverse transition function of accuracy_summary that removes a row; arguments: (forecast, actual).';

CREATE FUNCTION accuracy_summary_count_naive(accuracy_summary, float8, float8, float8) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_count_naive' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION accuracy_summary_uncount_naive(accuracy_summary, float8, float8, float8) RETURNS accuracy_summary
	AS 'MODULE_PATHNAME', 'accuracy_summary_uncount_naive' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION accuracy_summary_count_naive(accuracy_summary, float8, float8, float8) IS 'Transition function of accuracy_summary that adds a row; arguments: (forecast, actual, naive), where naive may be NULL.';

COMMENT ON FUNCTION accuracy_summary_uncount_naive(accuracy_summary, float8, float8, float8) IS 'Inverse transition function of accuracy_summary that removes a row; arguments: (forecast, actual, naive), where naive may be NULL.';


CREATE AGGREGATE accuracy_agg(forecast float8, actual float8) (
	SFUNC = accuracy_summary_count, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	MSFUNC = accuracy_summary_count, MINVFUNC = accuracy_summary_uncount, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE accuracy_agg(forecast float8, actual float8) IS 'Builds an accuracy_summary (never NULL) of forecasts and actual values; rows with a NULL are skipped; values beyond 2^62, NaN and infinity are errors.';

CREATE AGGREGATE accuracy_agg(forecast float8, actual float8, naive float8) (
	SFUNC = accuracy_summary_count_naive, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	MSFUNC = accuracy_summary_count_naive, MINVFUNC = accuracy_summary_uncount_naive, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE accuracy_agg(forecast float8, actual float8, naive float8) IS 'Builds an accuracy_summary (never NULL) of forecasts, actual values, and naive forecasts to compare with. Rows without forecast or actual are skipped; rows without a naive forecast are left out of mase only; values beyond 2^62, NaN and infinity are errors.';


CREATE FUNCTION wape(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_wape' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wape(accuracy_summary) IS 'Weighted absolute percentage error: sum of |forecast - actual| / sum of |actual|, a fraction; NULL if all actuals are 0.';

CREATE FUNCTION mape(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_mape' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mape(accuracy_summary) IS 'Mean absolute percentage error: mean of |forecast - actual| / |actual| over rows whose actual is not 0, a fraction; NULL if there is no such row.';

CREATE FUNCTION bias(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_bias' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bias(accuracy_summary) IS 'Bias: sum of (forecast - actual) / sum of actuals, a fraction, above 0 if forecasts are too high; NULL if the actuals sum to 0.';

CREATE FUNCTION mae(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_mae' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mae(accuracy_summary) IS 'Mean absolute error: mean of |forecast - actual|, in the unit of the forecasts; NULL if there are no rows.';

CREATE FUNCTION rmse(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_rmse' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rmse(accuracy_summary) IS 'Root mean squared error: square root of the mean of (forecast - actual)^2, in the unit of the forecasts; NULL if there are no rows.';

CREATE FUNCTION mase(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_mase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mase(accuracy_summary) IS 'Mean absolute scaled error: sum of |forecast - actual| / sum of |naive - actual| over rows with a naive forecast, a ratio below 1 if the forecasts are better than the naive ones; NULL if there is no such row, or the naive forecasts made no error.';

CREATE FUNCTION sum_of_errors(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_errors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_errors(accuracy_summary) IS 'Sum of (forecast - actual), in the unit of the forecasts; 0 if there are no rows.';

CREATE FUNCTION sum_of_absolute_errors(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_absolute_errors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_absolute_errors(accuracy_summary) IS 'Sum of |forecast - actual|, in the unit of the forecasts; 0 if there are no rows.';

CREATE FUNCTION sum_of_squared_errors(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_squared_errors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_squared_errors(accuracy_summary) IS 'Sum of (forecast - actual)^2, in the unit of the forecasts squared; 0 if there are no rows.';

CREATE FUNCTION sum_of_relative_errors(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_relative_errors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_relative_errors(accuracy_summary) IS 'Sum of |forecast - actual| / |actual| over rows whose actual is not 0, a sum of fractions; 0 if there are no rows.';

CREATE FUNCTION sum_of_actuals(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_actuals' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_actuals(accuracy_summary) IS 'Sum of the actual values; 0 if there are no rows.';

CREATE FUNCTION sum_of_absolute_actuals(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_absolute_actuals' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_absolute_actuals(accuracy_summary) IS 'Sum of |actual|; 0 if there are no rows.';

CREATE FUNCTION sum_of_compared_errors(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_compared_errors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_compared_errors(accuracy_summary) IS 'Sum of |forecast - actual| over rows with a naive forecast, in the unit of the forecasts; 0 if there is no such row.';

CREATE FUNCTION sum_of_naive_errors(accuracy_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'accuracy_summary_sum_of_naive_errors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_naive_errors(accuracy_summary) IS 'Sum of |naive - actual| over rows with a naive forecast, in the unit of the forecasts; 0 if there is no such row.';

CREATE FUNCTION n_counted(accuracy_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'accuracy_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(accuracy_summary) IS 'Number of forecasts that are scored; 0 if there are none.';

CREATE FUNCTION n_zero_actual(accuracy_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'accuracy_summary_n_zero_actual' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_zero_actual(accuracy_summary) IS 'Number of rows whose actual is 0, which mape leaves out; 0 if there are none.';

CREATE FUNCTION n_naive(accuracy_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'accuracy_summary_n_naive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_naive(accuracy_summary) IS 'Number of rows with a naive forecast, the rows that mase counts; 0 if there are none.';


CREATE AGGREGATE wape(forecast float8, actual float8) (
	SFUNC = accuracy_summary_count, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	FINALFUNC = wape, MFINALFUNC = wape,
	MSFUNC = accuracy_summary_count, MINVFUNC = accuracy_summary_uncount, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE wape(forecast float8, actual float8) IS 'Weighted absolute percentage error: sum of |forecast - actual| / sum of |actual|, a fraction; rows with a NULL are skipped; NULL if all actuals are 0.';

CREATE AGGREGATE mape(forecast float8, actual float8) (
	SFUNC = accuracy_summary_count, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	FINALFUNC = mape, MFINALFUNC = mape,
	MSFUNC = accuracy_summary_count, MINVFUNC = accuracy_summary_uncount, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mape(forecast float8, actual float8) IS 'Mean absolute percentage error: mean of |forecast - actual| / |actual| over rows whose actual is not 0, a fraction; rows with a NULL are skipped; NULL if no row is left.';

CREATE AGGREGATE bias(forecast float8, actual float8) (
	SFUNC = accuracy_summary_count, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	FINALFUNC = bias, MFINALFUNC = bias,
	MSFUNC = accuracy_summary_count, MINVFUNC = accuracy_summary_uncount, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE bias(forecast float8, actual float8) IS 'Bias: sum of (forecast - actual) / sum of actuals, a fraction, above 0 if forecasts are too high; rows with a NULL are skipped; NULL if the actuals sum to 0.';

CREATE AGGREGATE mae(forecast float8, actual float8) (
	SFUNC = accuracy_summary_count, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	FINALFUNC = mae, MFINALFUNC = mae,
	MSFUNC = accuracy_summary_count, MINVFUNC = accuracy_summary_uncount, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mae(forecast float8, actual float8) IS 'Mean absolute error: mean of |forecast - actual|, in the unit of the forecasts; rows with a NULL are skipped; NULL if no row is left.';

CREATE AGGREGATE rmse(forecast float8, actual float8) (
	SFUNC = accuracy_summary_count, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	FINALFUNC = rmse, MFINALFUNC = rmse,
	MSFUNC = accuracy_summary_count, MINVFUNC = accuracy_summary_uncount, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rmse(forecast float8, actual float8) IS 'Root mean squared error: square root of the mean of (forecast - actual)^2, in the unit of the forecasts; rows with a NULL are skipped; NULL if no row is left.';

CREATE AGGREGATE mase(forecast float8, actual float8, naive float8) (
	SFUNC = accuracy_summary_count_naive, STYPE = accuracy_summary, INITCOND = 'empty', COMBINEFUNC = accuracy_summary_add,
	FINALFUNC = mase, MFINALFUNC = mase,
	MSFUNC = accuracy_summary_count_naive, MINVFUNC = accuracy_summary_uncount_naive, MSTYPE = accuracy_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mase(forecast float8, actual float8, naive float8) IS 'Mean absolute scaled error: sum of |forecast - actual| / sum of |naive - actual|, a ratio below 1 if the forecasts are better than the naive ones; rows with a NULL are skipped; NULL if no row is left, or the naive forecasts made no error.';

-- room backlog
-- Tickets opened and closed from point to point: backlog

-- What every type has: backlog_summary

CREATE TYPE backlog_summary;

CREATE FUNCTION backlog_summary_in(cstring) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_in(cstring) IS 'Input function of type backlog_summary: reads the text form that backlog_summary_out writes.';

CREATE FUNCTION backlog_summary_out(backlog_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'backlog_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_out(backlog_summary) IS 'Output function of type backlog_summary: returns the text form.';

CREATE FUNCTION backlog_summary_recv(internal) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_recv(internal) IS 'Receive function of type backlog_summary: reads the binary form that backlog_summary_send writes.';

CREATE FUNCTION backlog_summary_send(backlog_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'backlog_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_send(backlog_summary) IS 'Send function of type backlog_summary: returns the binary form, which begins with a version.';


CREATE TYPE backlog_summary (
	INPUT = backlog_summary_in, OUTPUT = backlog_summary_out, RECEIVE = backlog_summary_recv, SEND = backlog_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION backlog_summary_eq(backlog_summary, backlog_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'backlog_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_eq(backlog_summary, backlog_summary) IS 'True if two values of type backlog_summary are equal.';

CREATE FUNCTION backlog_summary_ne(backlog_summary, backlog_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'backlog_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_ne(backlog_summary, backlog_summary) IS 'True if two values of type backlog_summary differ.';

CREATE FUNCTION backlog_summary_lt(backlog_summary, backlog_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'backlog_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_lt(backlog_summary, backlog_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION backlog_summary_le(backlog_summary, backlog_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'backlog_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_le(backlog_summary, backlog_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION backlog_summary_gt(backlog_summary, backlog_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'backlog_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_gt(backlog_summary, backlog_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION backlog_summary_ge(backlog_summary, backlog_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'backlog_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_ge(backlog_summary, backlog_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION backlog_summary_cmp(backlog_summary, backlog_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'backlog_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_cmp(backlog_summary, backlog_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION backlog_summary_hash(backlog_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'backlog_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_hash(backlog_summary) IS 'Hash of a value of type backlog_summary.';

CREATE FUNCTION backlog_summary_hash_extended(backlog_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'backlog_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_hash_extended(backlog_summary, bigint) IS 'Hash of a value of type backlog_summary, with a seed.';


CREATE FUNCTION to_jsonb(backlog_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'backlog_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(backlog_summary) IS 'The contents of a value of type backlog_summary as jsonb, an object that always has the same fields.';


CREATE CAST (backlog_summary AS jsonb) WITH FUNCTION to_jsonb(backlog_summary);
COMMENT ON CAST (backlog_summary AS jsonb) IS 'the contents of a backlog_summary, with named fields';

CREATE OPERATOR = (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (backlog_summary, backlog_summary) IS 'equal backlog_summary';
CREATE OPERATOR <> (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (backlog_summary, backlog_summary) IS 'different backlog_summary';
CREATE OPERATOR < (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (backlog_summary, backlog_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (backlog_summary, backlog_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (backlog_summary, backlog_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (backlog_summary, backlog_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS backlog_summary_btree_ops DEFAULT FOR TYPE backlog_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 backlog_summary_cmp(backlog_summary, backlog_summary);
COMMENT ON OPERATOR CLASS backlog_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY backlog_summary_btree_ops USING btree IS 'order of backlog_summary for indexes';
CREATE OPERATOR CLASS backlog_summary_hash_ops DEFAULT FOR TYPE backlog_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 backlog_summary_hash(backlog_summary), FUNCTION 2 backlog_summary_hash_extended(backlog_summary, bigint);
COMMENT ON OPERATOR CLASS backlog_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY backlog_summary_hash_ops USING hash IS 'hash of backlog_summary for indexes';
-- What every family of summaries has in addition: backlog_summary

CREATE FUNCTION backlog_summary_add(backlog_summary, backlog_summary) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_add(backlog_summary, backlog_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION backlog_summary_subtract(backlog_summary, backlog_summary) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_subtract(backlog_summary, backlog_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (backlog_summary, backlog_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = backlog_summary, RIGHTARG = backlog_summary, FUNCTION = backlog_summary_subtract);
COMMENT ON OPERATOR - (backlog_summary, backlog_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION backlog_summary_final(backlog_summary) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_final(backlog_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(backlog_summary) (
	SFUNC = backlog_summary_add, STYPE = backlog_summary, INITCOND = 'empty', COMBINEFUNC = backlog_summary_add,
	FINALFUNC = backlog_summary_final, MFINALFUNC = backlog_summary_final,
	MSFUNC = backlog_summary_add, MINVFUNC = backlog_summary_subtract, MSTYPE = backlog_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(backlog_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(backlog_summary) (
	SFUNC = backlog_summary_add, STYPE = backlog_summary, INITCOND = 'empty', COMBINEFUNC = backlog_summary_add,
	FINALFUNC = backlog_summary_final, MFINALFUNC = backlog_summary_final,
	MSFUNC = backlog_summary_add, MINVFUNC = backlog_summary_subtract, MSTYPE = backlog_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(backlog_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE backlog_summary IS 'tickets opened and closed from point to point in time, and before the first point, and their ages; no sample: it holds all tickets';

CREATE FUNCTION backlog_summary_count_timestamptz(backlog_summary, timestamptz, timestamptz, timestamptz, timestamptz, interval) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION backlog_summary_uncount_timestamptz(backlog_summary, timestamptz, timestamptz, timestamptz, timestamptz, interval) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_count_timestamptz(backlog_summary, timestamptz, timestamptz, timestamptz, timestamptz, interval) IS 'Transition function of backlog_summary that adds a row; arguments: (created_at, resolved_at, start, stop, step).';

COMMENT ON FUNCTION backlog_summary_uncount_timestamptz(backlog_summary, timestamptz, timestamptz, timestamptz, timestamptz, interval) IS 'Inverse transition function of backlog_summary that removes a row; arguments: (created_at, resolved_at, start, stop, step).';

CREATE AGGREGATE backlog_agg(created_at timestamptz, resolved_at timestamptz, start timestamptz, stop timestamptz, step interval) (
	SFUNC = backlog_summary_count_timestamptz, STYPE = backlog_summary, INITCOND = 'empty', COMBINEFUNC = backlog_summary_add,
	FINALFUNC = backlog_summary_final, MFINALFUNC = backlog_summary_final,
	MSFUNC = backlog_summary_count_timestamptz, MINVFUNC = backlog_summary_uncount_timestamptz, MSTYPE = backlog_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE backlog_agg(created_at timestamptz, resolved_at timestamptz, start timestamptz, stop timestamptz, step interval) IS 'Builds a backlog_summary (never NULL) of tickets at the points start, start + step, ... up to stop, at most a million points. A ticket with resolved_at NULL is open; rows with created_at NULL are skipped; resolved before created is excluded.';

CREATE FUNCTION backlog_summary_count_timestamp(backlog_summary, timestamp, timestamp, timestamp, timestamp, interval) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION backlog_summary_uncount_timestamp(backlog_summary, timestamp, timestamp, timestamp, timestamp, interval) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_count_timestamp(backlog_summary, timestamp, timestamp, timestamp, timestamp, interval) IS 'Transition function of backlog_summary that adds a row; arguments: (created_at, resolved_at, start, stop, step).';

COMMENT ON FUNCTION backlog_summary_uncount_timestamp(backlog_summary, timestamp, timestamp, timestamp, timestamp, interval) IS 'Inverse transition function of backlog_summary that removes a row; arguments: (created_at, resolved_at, start, stop, step).';

CREATE AGGREGATE backlog_agg(created_at timestamp, resolved_at timestamp, start timestamp, stop timestamp, step interval) (
	SFUNC = backlog_summary_count_timestamp, STYPE = backlog_summary, INITCOND = 'empty', COMBINEFUNC = backlog_summary_add,
	FINALFUNC = backlog_summary_final, MFINALFUNC = backlog_summary_final,
	MSFUNC = backlog_summary_count_timestamp, MINVFUNC = backlog_summary_uncount_timestamp, MSTYPE = backlog_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE backlog_agg(created_at timestamp, resolved_at timestamp, start timestamp, stop timestamp, step interval) IS 'Builds a backlog_summary (never NULL) of tickets at the points start, start + step, ... up to stop, at most a million points. A ticket with resolved_at NULL is open; rows with created_at NULL are skipped; resolved before created is excluded.';

CREATE FUNCTION backlog_summary_count_date(backlog_summary, date, date, date, date, interval) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION backlog_summary_uncount_date(backlog_summary, date, date, date, date, interval) RETURNS backlog_summary
	AS 'MODULE_PATHNAME', 'backlog_summary_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backlog_summary_count_date(backlog_summary, date, date, date, date, interval) IS 'Transition function of backlog_summary that adds a row; arguments: (created_at, resolved_at, start, stop, step).';

COMMENT ON FUNCTION backlog_summary_uncount_date(backlog_summary, date, date, date, date, interval) IS 'Inverse transition function of backlog_summary that removes a row; arguments: (created_at, resolved_at, start, stop, step).';

CREATE AGGREGATE backlog_agg(created_at date, resolved_at date, start date, stop date, step interval) (
	SFUNC = backlog_summary_count_date, STYPE = backlog_summary, INITCOND = 'empty', COMBINEFUNC = backlog_summary_add,
	FINALFUNC = backlog_summary_final, MFINALFUNC = backlog_summary_final,
	MSFUNC = backlog_summary_count_date, MINVFUNC = backlog_summary_uncount_date, MSTYPE = backlog_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE backlog_agg(created_at date, resolved_at date, start date, stop date, step interval) IS 'Builds a backlog_summary (never NULL) of tickets at the points start, start + step, ... up to stop, at most a million points. A ticket with resolved_at NULL is open; rows with created_at NULL are skipped; resolved before created is excluded.';


CREATE FUNCTION backlog(backlog_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'backlog_summary_backlog' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog(backlog_summary) IS 'Backlog: number of tickets open at the last point, a count; NULL if there are no tickets.';

CREATE FUNCTION backlog_days(backlog_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'backlog_summary_backlog_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_days(backlog_summary) IS 'Days of work in the backlog: tickets open at the last point / tickets closed per day from the first point to the last, in days; NULL if none was closed.';

CREATE FUNCTION n_counted(backlog_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'backlog_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(backlog_summary) IS 'Number of tickets created up to the last point; 0 if there are none.';

CREATE FUNCTION n_excluded(backlog_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'backlog_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(backlog_summary) IS 'Number of tickets resolved before they were created, which are left out; 0 if there are none.';

CREATE FUNCTION backlog_series(summary backlog_summary, OUT at timestamptz, OUT opened bigint, OUT closed bigint, OUT backlog bigint, OUT mean_age interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'backlog_summary_backlog_series' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_series(summary backlog_summary, OUT at timestamptz, OUT opened bigint, OUT closed bigint, OUT backlog bigint, OUT mean_age interval) IS 'Returns a row for each point of a backlog_summary of timestamptz: tickets opened and closed since the previous point, NULL at the first; tickets open at the point; and their mean age, exact, NULL if none is open. No rows if there are no tickets.';

CREATE FUNCTION backlog_series_local(summary backlog_summary, OUT at timestamp, OUT opened bigint, OUT closed bigint, OUT backlog bigint, OUT mean_age interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'backlog_summary_backlog_series_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_series_local(summary backlog_summary, OUT at timestamp, OUT opened bigint, OUT closed bigint, OUT backlog bigint, OUT mean_age interval) IS 'Returns a row for each point of a backlog_summary of timestamp without time zone: tickets opened and closed since the previous point, NULL at the first; tickets open at the point; and their mean age, exact, NULL if none is open. No rows if there are no tickets.';

-- room balance
-- How evenly work is spread: utilization balance

-- What every type has: balance_summary

CREATE TYPE balance_summary;

CREATE FUNCTION balance_summary_in(cstring) RETURNS balance_summary
	AS 'MODULE_PATHNAME', 'balance_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_in(cstring) IS 'Input function of type balance_summary: reads the text form that balance_summary_out writes.';

CREATE FUNCTION balance_summary_out(balance_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'balance_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_out(balance_summary) IS 'Output function of type balance_summary: returns the text form.';

CREATE FUNCTION balance_summary_recv(internal) RETURNS balance_summary
	AS 'MODULE_PATHNAME', 'balance_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_recv(internal) IS 'Receive function of type balance_summary: reads the binary form that balance_summary_send writes.';

CREATE FUNCTION balance_summary_send(balance_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'balance_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_send(balance_summary) IS 'Send function of type balance_summary: returns the binary form, which begins with a version.';


CREATE TYPE balance_summary (
	INPUT = balance_summary_in, OUTPUT = balance_summary_out, RECEIVE = balance_summary_recv, SEND = balance_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION balance_summary_eq(balance_summary, balance_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'balance_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_eq(balance_summary, balance_summary) IS 'True if two values of type balance_summary are equal.';

CREATE FUNCTION balance_summary_ne(balance_summary, balance_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'balance_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_ne(balance_summary, balance_summary) IS 'True if two values of type balance_summary differ.';

CREATE FUNCTION balance_summary_lt(balance_summary, balance_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'balance_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_lt(balance_summary, balance_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION balance_summary_le(balance_summary, balance_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'balance_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_le(balance_summary, balance_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION balance_summary_gt(balance_summary, balance_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'balance_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_gt(balance_summary, balance_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION balance_summary_ge(balance_summary, balance_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'balance_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_ge(balance_summary, balance_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION balance_summary_cmp(balance_summary, balance_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'balance_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_cmp(balance_summary, balance_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION balance_summary_hash(balance_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'balance_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_hash(balance_summary) IS 'Hash of a value of type balance_summary.';

CREATE FUNCTION balance_summary_hash_extended(balance_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'balance_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_hash_extended(balance_summary, bigint) IS 'Hash of a value of type balance_summary, with a seed.';


CREATE FUNCTION to_jsonb(balance_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'balance_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(balance_summary) IS 'The contents of a value of type balance_summary as jsonb, an object that always has the same fields.';


CREATE CAST (balance_summary AS jsonb) WITH FUNCTION to_jsonb(balance_summary);
COMMENT ON CAST (balance_summary AS jsonb) IS 'the contents of a balance_summary, with named fields';

CREATE OPERATOR = (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (balance_summary, balance_summary) IS 'equal balance_summary';
CREATE OPERATOR <> (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (balance_summary, balance_summary) IS 'different balance_summary';
CREATE OPERATOR < (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (balance_summary, balance_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (balance_summary, balance_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (balance_summary, balance_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (balance_summary, balance_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS balance_summary_btree_ops DEFAULT FOR TYPE balance_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 balance_summary_cmp(balance_summary, balance_summary);
COMMENT ON OPERATOR CLASS balance_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY balance_summary_btree_ops USING btree IS 'order of balance_summary for indexes';
CREATE OPERATOR CLASS balance_summary_hash_ops DEFAULT FOR TYPE balance_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 balance_summary_hash(balance_summary), FUNCTION 2 balance_summary_hash_extended(balance_summary, bigint);
COMMENT ON OPERATOR CLASS balance_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY balance_summary_hash_ops USING hash IS 'hash of balance_summary for indexes';
-- What every family of summaries has in addition: balance_summary

CREATE FUNCTION balance_summary_add(balance_summary, balance_summary) RETURNS balance_summary
	AS 'MODULE_PATHNAME', 'balance_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_add(balance_summary, balance_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION balance_summary_subtract(balance_summary, balance_summary) RETURNS balance_summary
	AS 'MODULE_PATHNAME', 'balance_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_subtract(balance_summary, balance_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (balance_summary, balance_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = balance_summary, RIGHTARG = balance_summary, FUNCTION = balance_summary_subtract);
COMMENT ON OPERATOR - (balance_summary, balance_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION balance_summary_final(balance_summary) RETURNS balance_summary
	AS 'MODULE_PATHNAME', 'balance_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_final(balance_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(balance_summary) (
	SFUNC = balance_summary_add, STYPE = balance_summary, INITCOND = 'empty', COMBINEFUNC = balance_summary_add,
	FINALFUNC = balance_summary_final, MFINALFUNC = balance_summary_final,
	MSFUNC = balance_summary_add, MINVFUNC = balance_summary_subtract, MSTYPE = balance_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(balance_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(balance_summary) (
	SFUNC = balance_summary_add, STYPE = balance_summary, INITCOND = 'empty', COMBINEFUNC = balance_summary_add,
	FINALFUNC = balance_summary_final, MFINALFUNC = balance_summary_final,
	MSFUNC = balance_summary_add, MINVFUNC = balance_summary_subtract, MSTYPE = balance_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(balance_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE balance_summary IS 'utilizations of the agents of a team; no sample: it holds the whole team';

CREATE TYPE balance_reading AS (coefficient_of_variation float8, gini float8);
COMMENT ON TYPE balance_reading IS 'spread of the work over a team, 0 if all carry the same load';

CREATE FUNCTION balance_summary_count(balance_summary, float8) RETURNS balance_summary
	AS 'MODULE_PATHNAME', 'balance_summary_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION balance_summary_uncount(balance_summary, float8) RETURNS balance_summary
	AS 'MODULE_PATHNAME', 'balance_summary_uncount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balance_summary_count(balance_summary, float8) IS 'Transition function of balance_summary that adds a row; arguments: (utilization), of one agent.';

COMMENT ON FUNCTION balance_summary_uncount(balance_summary, float8) IS 'Inverse transition function of balance_summary that removes a row; arguments: (utilization), of one agent.';


CREATE AGGREGATE balance_agg(utilization float8) (
	SFUNC = balance_summary_count, STYPE = balance_summary, INITCOND = 'empty', COMBINEFUNC = balance_summary_add,
	FINALFUNC = balance_summary_final, MFINALFUNC = balance_summary_final,
	MSFUNC = balance_summary_count, MINVFUNC = balance_summary_uncount, MSTYPE = balance_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE balance_agg(utilization float8) IS 'Builds a balance_summary (never NULL) of a team from the utilization of each agent; NULL rows are skipped; a negative number is an error.';


CREATE FUNCTION utilization_balance(balance_summary) RETURNS balance_reading
	AS 'MODULE_PATHNAME', 'balance_summary_utilization_balance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION utilization_balance(balance_summary) IS 'Coefficient of variation (standard deviation of the population / mean) and Gini coefficient of the utilizations, ratios, 0 if all are equal; NULL if there are no agents or all utilizations are 0.';

CREATE FUNCTION n_counted(balance_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'balance_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(balance_summary) IS 'Number of agents; 0 if there are none.';


CREATE AGGREGATE utilization_balance(utilization float8) (
	SFUNC = balance_summary_count, STYPE = balance_summary, INITCOND = 'empty', COMBINEFUNC = balance_summary_add,
	FINALFUNC = utilization_balance, MFINALFUNC = utilization_balance,
	MSFUNC = balance_summary_count, MINVFUNC = balance_summary_uncount, MSTYPE = balance_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE utilization_balance(utilization float8) IS 'Coefficient of variation (standard deviation of the population / mean) and Gini coefficient of the utilizations of a team, ratios, 0 if all are equal; NULL rows are skipped; NULL if no row is left or all utilizations are 0.';

-- room calendar
-- Business hours: calendars, business time, deadlines

-- What every type has: business_calendar

CREATE TYPE business_calendar;

CREATE FUNCTION business_calendar_in(cstring) RETURNS business_calendar
	AS 'MODULE_PATHNAME', 'business_calendar_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_in(cstring) IS 'Input function of type business_calendar: reads the text form that business_calendar_out writes.';

CREATE FUNCTION business_calendar_out(business_calendar) RETURNS cstring
	AS 'MODULE_PATHNAME', 'business_calendar_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_out(business_calendar) IS 'Output function of type business_calendar: returns the text form.';

CREATE FUNCTION business_calendar_recv(internal) RETURNS business_calendar
	AS 'MODULE_PATHNAME', 'business_calendar_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_recv(internal) IS 'Receive function of type business_calendar: reads the binary form that business_calendar_send writes.';

CREATE FUNCTION business_calendar_send(business_calendar) RETURNS bytea
	AS 'MODULE_PATHNAME', 'business_calendar_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_send(business_calendar) IS 'Send function of type business_calendar: returns the binary form, which begins with a version.';


CREATE TYPE business_calendar (
	INPUT = business_calendar_in, OUTPUT = business_calendar_out, RECEIVE = business_calendar_recv, SEND = business_calendar_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION business_calendar_eq(business_calendar, business_calendar) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_eq(business_calendar, business_calendar) IS 'True if two values of type business_calendar are equal.';

CREATE FUNCTION business_calendar_ne(business_calendar, business_calendar) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_ne(business_calendar, business_calendar) IS 'True if two values of type business_calendar differ.';

CREATE FUNCTION business_calendar_lt(business_calendar, business_calendar) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_lt(business_calendar, business_calendar) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION business_calendar_le(business_calendar, business_calendar) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_le(business_calendar, business_calendar) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION business_calendar_gt(business_calendar, business_calendar) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_gt(business_calendar, business_calendar) IS 'True if the first value sorts after the second.';

CREATE FUNCTION business_calendar_ge(business_calendar, business_calendar) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_ge(business_calendar, business_calendar) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION business_calendar_cmp(business_calendar, business_calendar) RETURNS integer
	AS 'MODULE_PATHNAME', 'business_calendar_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_cmp(business_calendar, business_calendar) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION business_calendar_hash(business_calendar) RETURNS integer
	AS 'MODULE_PATHNAME', 'business_calendar_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_hash(business_calendar) IS 'Hash of a value of type business_calendar.';

CREATE FUNCTION business_calendar_hash_extended(business_calendar, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'business_calendar_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar_hash_extended(business_calendar, bigint) IS 'Hash of a value of type business_calendar, with a seed.';


CREATE FUNCTION to_jsonb(business_calendar) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'business_calendar_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(business_calendar) IS 'The contents of a value of type business_calendar as jsonb, an object that always has the same fields.';


CREATE CAST (business_calendar AS jsonb) WITH FUNCTION to_jsonb(business_calendar);
COMMENT ON CAST (business_calendar AS jsonb) IS 'the contents of a business_calendar, with named fields';

CREATE OPERATOR = (LEFTARG = business_calendar, RIGHTARG = business_calendar, FUNCTION = business_calendar_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (business_calendar, business_calendar) IS 'equal business_calendar';
CREATE OPERATOR <> (LEFTARG = business_calendar, RIGHTARG = business_calendar, FUNCTION = business_calendar_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (business_calendar, business_calendar) IS 'different business_calendar';
CREATE OPERATOR < (LEFTARG = business_calendar, RIGHTARG = business_calendar, FUNCTION = business_calendar_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (business_calendar, business_calendar) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = business_calendar, RIGHTARG = business_calendar, FUNCTION = business_calendar_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (business_calendar, business_calendar) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = business_calendar, RIGHTARG = business_calendar, FUNCTION = business_calendar_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (business_calendar, business_calendar) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = business_calendar, RIGHTARG = business_calendar, FUNCTION = business_calendar_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (business_calendar, business_calendar) IS 'sorts after or with';

CREATE OPERATOR CLASS business_calendar_btree_ops DEFAULT FOR TYPE business_calendar USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 business_calendar_cmp(business_calendar, business_calendar);
COMMENT ON OPERATOR CLASS business_calendar_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY business_calendar_btree_ops USING btree IS 'order of business_calendar for indexes';
CREATE OPERATOR CLASS business_calendar_hash_ops DEFAULT FOR TYPE business_calendar USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 business_calendar_hash(business_calendar), FUNCTION 2 business_calendar_hash_extended(business_calendar, bigint);
COMMENT ON OPERATOR CLASS business_calendar_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY business_calendar_hash_ops USING hash IS 'hash of business_calendar for indexes';

COMMENT ON TYPE business_calendar IS 'when a team is open: a time zone, hours for each day of the week, and dates with other hours, once or every year';

CREATE FUNCTION business_time(calendar business_calendar, start_at timestamptz, end_at timestamptz) RETURNS interval
	AS 'MODULE_PATHNAME', 'business_calendar_business_time_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION business_time(calendar business_calendar, start_at timestamp, end_at timestamp) RETURNS interval
	AS 'MODULE_PATHNAME', 'business_calendar_business_time_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION business_time(calendar business_calendar, start_at date, end_at date) RETURNS interval
	AS 'MODULE_PATHNAME', 'business_calendar_business_time_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_time(calendar business_calendar, start_at timestamptz, end_at timestamptz) IS 'Time that the calendar is open between two times, or two local times of its zone, an interval; negative if the end is before the start, 0 if it is closed all the time; NULL if an argument is NULL.';

COMMENT ON FUNCTION business_time(calendar business_calendar, start_at timestamp, end_at timestamp) IS 'Time that the calendar is open between two times, or two local times of its zone, an interval; negative if the end is before the start, 0 if it is closed all the time; NULL if an argument is NULL.';

COMMENT ON FUNCTION business_time(calendar business_calendar, start_at date, end_at date) IS 'Time that the calendar is open between two times, or two local times of its zone, an interval; negative if the end is before the start, 0 if it is closed all the time; NULL if an argument is NULL.';

CREATE FUNCTION business_deadline(calendar business_calendar, start_at timestamptz, duration interval) RETURNS timestamptz
	AS 'MODULE_PATHNAME', 'business_calendar_business_deadline_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION business_deadline(calendar business_calendar, start_at timestamp, duration interval) RETURNS timestamp
	AS 'MODULE_PATHNAME', 'business_calendar_business_deadline_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION business_deadline(calendar business_calendar, start_at date, duration interval) RETURNS timestamp
	AS 'MODULE_PATHNAME', 'business_calendar_business_deadline_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_deadline(calendar business_calendar, start_at timestamptz, duration interval) IS 'First time, or local time of its zone, by which the calendar has been open for the duration; NULL if that time never comes, or an argument is NULL.';

COMMENT ON FUNCTION business_deadline(calendar business_calendar, start_at timestamp, duration interval) IS 'First time, or local time of its zone, by which the calendar has been open for the duration; NULL if that time never comes, or an argument is NULL.';

COMMENT ON FUNCTION business_deadline(calendar business_calendar, start_at date, duration interval) IS 'First time, or local time of its zone, by which the calendar has been open for the duration; NULL if that time never comes, or an argument is NULL.';

CREATE FUNCTION is_open(calendar business_calendar, at timestamptz) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_is_open_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION is_open(calendar business_calendar, at timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_is_open_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION is_open(calendar business_calendar, at date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'business_calendar_is_open_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION is_open(calendar business_calendar, at timestamptz) IS 'True if the calendar is open at a time, or at a local time of its zone; NULL if an argument is NULL.';

COMMENT ON FUNCTION is_open(calendar business_calendar, at timestamp) IS 'True if the calendar is open at a time, or at a local time of its zone; NULL if an argument is NULL.';

COMMENT ON FUNCTION is_open(calendar business_calendar, at date) IS 'True if the calendar is open at a time, or at a local time of its zone; NULL if an argument is NULL.';

-- room comparison
-- The result of kpi_compare, in every family that has it

CREATE TYPE comparison_reading AS (difference float8, lower float8, upper float8, p_value float8);
COMMENT ON TYPE comparison_reading IS 'difference of two figures, the lower and upper end of its confidence interval, and the two-sided p-value of no difference';
-- room rate
-- Shares of yes among yes and no: rate, first contact resolution, reopen rate

-- What every type has: rate_summary

CREATE TYPE rate_summary;

CREATE FUNCTION rate_summary_in(cstring) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_in(cstring) IS 'Input function of type rate_summary: reads the text form that rate_summary_out writes.';

CREATE FUNCTION rate_summary_out(rate_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'rate_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_out(rate_summary) IS 'Output function of type rate_summary: returns the text form.';

CREATE FUNCTION rate_summary_recv(internal) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_recv(internal) IS 'Receive function of type rate_summary: reads the binary form that rate_summary_send writes.';

CREATE FUNCTION rate_summary_send(rate_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'rate_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_send(rate_summary) IS 'Send function of type rate_summary: returns the binary form, which begins with a version.';


CREATE TYPE rate_summary (
	INPUT = rate_summary_in, OUTPUT = rate_summary_out, RECEIVE = rate_summary_recv, SEND = rate_summary_send,
	INTERNALLENGTH = 32, ALIGNMENT = double);

CREATE FUNCTION rate_summary_eq(rate_summary, rate_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'rate_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_eq(rate_summary, rate_summary) IS 'True if two values of type rate_summary are equal.';

CREATE FUNCTION rate_summary_ne(rate_summary, rate_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'rate_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_ne(rate_summary, rate_summary) IS 'True if two values of type rate_summary differ.';

CREATE FUNCTION rate_summary_lt(rate_summary, rate_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'rate_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_lt(rate_summary, rate_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION rate_summary_le(rate_summary, rate_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'rate_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_le(rate_summary, rate_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION rate_summary_gt(rate_summary, rate_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'rate_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_gt(rate_summary, rate_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION rate_summary_ge(rate_summary, rate_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'rate_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_ge(rate_summary, rate_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION rate_summary_cmp(rate_summary, rate_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'rate_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_cmp(rate_summary, rate_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION rate_summary_hash(rate_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'rate_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_hash(rate_summary) IS 'Hash of a value of type rate_summary.';

CREATE FUNCTION rate_summary_hash_extended(rate_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'rate_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_hash_extended(rate_summary, bigint) IS 'Hash of a value of type rate_summary, with a seed.';


CREATE FUNCTION to_jsonb(rate_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'rate_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(rate_summary) IS 'The contents of a value of type rate_summary as jsonb, an object that always has the same fields.';


CREATE CAST (rate_summary AS jsonb) WITH FUNCTION to_jsonb(rate_summary);
COMMENT ON CAST (rate_summary AS jsonb) IS 'the contents of a rate_summary, with named fields';

CREATE OPERATOR = (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (rate_summary, rate_summary) IS 'equal rate_summary';
CREATE OPERATOR <> (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (rate_summary, rate_summary) IS 'different rate_summary';
CREATE OPERATOR < (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (rate_summary, rate_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (rate_summary, rate_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (rate_summary, rate_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (rate_summary, rate_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS rate_summary_btree_ops DEFAULT FOR TYPE rate_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 rate_summary_cmp(rate_summary, rate_summary);
COMMENT ON OPERATOR CLASS rate_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY rate_summary_btree_ops USING btree IS 'order of rate_summary for indexes';
CREATE OPERATOR CLASS rate_summary_hash_ops DEFAULT FOR TYPE rate_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 rate_summary_hash(rate_summary), FUNCTION 2 rate_summary_hash_extended(rate_summary, bigint);
COMMENT ON OPERATOR CLASS rate_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY rate_summary_hash_ops USING hash IS 'hash of rate_summary for indexes';
-- What every family of summaries has in addition: rate_summary

CREATE FUNCTION rate_summary_add(rate_summary, rate_summary) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_add(rate_summary, rate_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION rate_summary_subtract(rate_summary, rate_summary) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_subtract(rate_summary, rate_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (rate_summary, rate_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = rate_summary, RIGHTARG = rate_summary, FUNCTION = rate_summary_subtract);
COMMENT ON OPERATOR - (rate_summary, rate_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(rate_summary) (
	SFUNC = rate_summary_add, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_add, MINVFUNC = rate_summary_subtract, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(rate_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(rate_summary) (
	SFUNC = rate_summary_add, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_add, MINVFUNC = rate_summary_subtract, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(rate_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE rate_summary IS 'hits, trials, pending and excluded rows of a rate';

CREATE FUNCTION rate_summary_count(rate_summary, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount(rate_summary, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count(rate_summary, boolean) IS 'Transition function of rate_summary that adds a row; arguments: (hit), where true is a hit and false a miss.';

COMMENT ON FUNCTION rate_summary_uncount(rate_summary, boolean) IS 'Inverse transition function of rate_summary that removes a row; arguments: (hit), where true is a hit and false a miss.';

CREATE FUNCTION rate_summary_count_pending(rate_summary, boolean, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_pending' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_pending(rate_summary, boolean, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_pending' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_pending(rate_summary, boolean, boolean) IS 'Transition function of rate_summary that adds a row; arguments: (hit, pending); a pending row is neither a hit nor a trial.';

COMMENT ON FUNCTION rate_summary_uncount_pending(rate_summary, boolean, boolean) IS 'Inverse transition function of rate_summary that removes a row; arguments: (hit, pending); a pending row is neither a hit nor a trial.';

CREATE FUNCTION rate_summary_count_first_contact(rate_summary, boolean, bigint, boolean, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_first_contact' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_first_contact(rate_summary, boolean, bigint, boolean, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_first_contact' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_first_contact(rate_summary, boolean, bigint, boolean, boolean) IS 'Transition function of rate_summary that adds a row; arguments: (resolved, contacts, reopened, escalated); a hit is resolved in one contact, not reopened and not escalated.';

COMMENT ON FUNCTION rate_summary_uncount_first_contact(rate_summary, boolean, bigint, boolean, boolean) IS 'Inverse transition function of rate_summary that removes a row; arguments: (resolved, contacts, reopened, escalated); a hit is resolved in one contact, not reopened and not escalated.';

CREATE FUNCTION rate_summary_count_reopens(rate_summary, boolean, bigint) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_reopens' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_reopens(rate_summary, boolean, bigint) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_reopens' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_reopens(rate_summary, boolean, bigint) IS 'Transition function of rate_summary that adds a row; arguments: (resolved, reopens); trials are the tickets resolved at least once, and hits are those of them that were reopened.';

COMMENT ON FUNCTION rate_summary_uncount_reopens(rate_summary, boolean, bigint) IS 'Inverse transition function of rate_summary that removes a row; arguments: (resolved, reopens); trials are the tickets resolved at least once, and hits are those of them that were reopened.';

CREATE FUNCTION rate_summary_count_reopened_within_float8(rate_summary, float8, float8, float8, float8) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_reopened_within_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_reopened_within_float8(rate_summary, float8, float8, float8, float8) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_reopened_within_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_reopened_within_float8(rate_summary, float8, float8, float8, float8) IS 'Transition function of rate_summary that adds a row; arguments: (resolved_at, reopened_at, gap, as_of), in seconds.';

COMMENT ON FUNCTION rate_summary_uncount_reopened_within_float8(rate_summary, float8, float8, float8, float8) IS 'Inverse transition function of rate_summary that removes a row; arguments: (resolved_at, reopened_at, gap, as_of), in seconds.';

CREATE FUNCTION rate_summary_count_reopened_within_timestamptz(rate_summary, timestamptz, timestamptz, interval, timestamptz) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_reopened_within_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_reopened_within_timestamptz(rate_summary, timestamptz, timestamptz, interval, timestamptz) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_reopened_within_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_reopened_within_timestamptz(rate_summary, timestamptz, timestamptz, interval, timestamptz) IS 'Transition function of rate_summary that adds a row; arguments: (resolved_at, reopened_at, gap, as_of).';

COMMENT ON FUNCTION rate_summary_uncount_reopened_within_timestamptz(rate_summary, timestamptz, timestamptz, interval, timestamptz) IS 'Inverse transition function of rate_summary that removes a row; arguments: (resolved_at, reopened_at, gap, as_of).';

CREATE FUNCTION rate_summary_count_open_at_timestamptz(rate_summary, timestamptz, timestamptz, timestamptz) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_open_at_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_open_at_timestamptz(rate_summary, timestamptz, timestamptz, timestamptz) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_open_at_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_open_at_timestamptz(rate_summary, timestamptz, timestamptz, timestamptz) IS 'Transition function of rate_summary that adds a row; arguments: (created_at, resolved_at, as_of); a ticket open at as_of is a hit.';

COMMENT ON FUNCTION rate_summary_uncount_open_at_timestamptz(rate_summary, timestamptz, timestamptz, timestamptz) IS 'Inverse transition function of rate_summary that removes a row; arguments: (created_at, resolved_at, as_of); a ticket open at as_of is a hit.';

CREATE FUNCTION rate_summary_count_reopened_within_timestamp(rate_summary, timestamp, timestamp, interval, timestamp) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_reopened_within_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_reopened_within_timestamp(rate_summary, timestamp, timestamp, interval, timestamp) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_reopened_within_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_reopened_within_timestamp(rate_summary, timestamp, timestamp, interval, timestamp) IS 'Transition function of rate_summary that adds a row; arguments: (resolved_at, reopened_at, gap, as_of).';

COMMENT ON FUNCTION rate_summary_uncount_reopened_within_timestamp(rate_summary, timestamp, timestamp, interval, timestamp) IS 'Inverse transition function of rate_summary that removes a row; arguments: (resolved_at, reopened_at, gap, as_of).';

CREATE FUNCTION rate_summary_count_open_at_timestamp(rate_summary, timestamp, timestamp, timestamp) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_open_at_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_open_at_timestamp(rate_summary, timestamp, timestamp, timestamp) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_open_at_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_open_at_timestamp(rate_summary, timestamp, timestamp, timestamp) IS 'Transition function of rate_summary that adds a row; arguments: (created_at, resolved_at, as_of); a ticket open at as_of is a hit.';

COMMENT ON FUNCTION rate_summary_uncount_open_at_timestamp(rate_summary, timestamp, timestamp, timestamp) IS 'Inverse transition function of rate_summary that removes a row; arguments: (created_at, resolved_at, as_of); a ticket open at as_of is a hit.';

CREATE FUNCTION rate_summary_count_reopened_within_date(rate_summary, date, date, interval, date) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_reopened_within_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_reopened_within_date(rate_summary, date, date, interval, date) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_reopened_within_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_reopened_within_date(rate_summary, date, date, interval, date) IS 'Transition function of rate_summary that adds a row; arguments: (resolved_at, reopened_at, gap, as_of).';

COMMENT ON FUNCTION rate_summary_uncount_reopened_within_date(rate_summary, date, date, interval, date) IS 'Inverse transition function of rate_summary that removes a row; arguments: (resolved_at, reopened_at, gap, as_of).';

CREATE FUNCTION rate_summary_count_open_at_date(rate_summary, date, date, date) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_open_at_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_open_at_date(rate_summary, date, date, date) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_open_at_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_open_at_date(rate_summary, date, date, date) IS 'Transition function of rate_summary that adds a row; arguments: (created_at, resolved_at, as_of); a ticket open at as_of is a hit.';

COMMENT ON FUNCTION rate_summary_uncount_open_at_date(rate_summary, date, date, date) IS 'Inverse transition function of rate_summary that removes a row; arguments: (created_at, resolved_at, as_of); a ticket open at as_of is a hit.';

CREATE FUNCTION rate_summary_count_abandoned(rate_summary, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_abandoned' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_abandoned(rate_summary, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_abandoned' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_abandoned(rate_summary, boolean) IS 'Transition function of rate_summary that adds a row; arguments: (answered), where false is a hit.';

COMMENT ON FUNCTION rate_summary_uncount_abandoned(rate_summary, boolean) IS 'Inverse transition function of rate_summary that removes a row; arguments: (answered), where false is a hit.';

CREATE FUNCTION rate_summary_count_attainment_interval(rate_summary, interval, interval, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_attainment_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_attainment_interval(rate_summary, interval, interval, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_attainment_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_attainment_interval(rate_summary, interval, interval, boolean) IS 'Transition function of rate_summary that adds a row; arguments: (elapsed, target, finished).';

COMMENT ON FUNCTION rate_summary_uncount_attainment_interval(rate_summary, interval, interval, boolean) IS 'Inverse transition function of rate_summary that removes a row; arguments: (elapsed, target, finished).';

CREATE FUNCTION rate_summary_count_attainment_float8(rate_summary, float8, float8, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_count_attainment_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION rate_summary_uncount_attainment_float8(rate_summary, float8, float8, boolean) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'rate_summary_uncount_attainment_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_summary_count_attainment_float8(rate_summary, float8, float8, boolean) IS 'Transition function of rate_summary that adds a row; arguments: (elapsed, target, finished), in seconds.';

COMMENT ON FUNCTION rate_summary_uncount_attainment_float8(rate_summary, float8, float8, boolean) IS 'Inverse transition function of rate_summary that removes a row; arguments: (elapsed, target, finished), in seconds.';


CREATE AGGREGATE rate_agg(hit boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rate_agg(hit boolean) IS 'Builds a rate_summary (never NULL) from a boolean column: true is a hit, false a miss; NULL rows are skipped.';

CREATE AGGREGATE rate_agg(hit boolean, pending boolean) (
	SFUNC = rate_summary_count_pending, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_pending, MINVFUNC = rate_summary_uncount_pending, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rate_agg(hit boolean, pending boolean) IS 'Builds a rate_summary (never NULL) from a boolean column in which pending rows have no outcome yet and are counted separately.';

CREATE AGGREGATE fcr_agg(resolved boolean, contacts bigint, reopened boolean, escalated boolean) (
	SFUNC = rate_summary_count_first_contact, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_first_contact, MINVFUNC = rate_summary_uncount_first_contact, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE fcr_agg(resolved boolean, contacts bigint, reopened boolean, escalated boolean) IS 'Builds a rate_summary (never NULL) of first contact resolution: a hit is a ticket resolved in one contact, not reopened and not escalated; rows with a NULL are skipped.';

CREATE AGGREGATE reopen_agg(resolved boolean, reopens bigint) (
	SFUNC = rate_summary_count_reopens, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_reopens, MINVFUNC = rate_summary_uncount_reopens, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE reopen_agg(resolved boolean, reopens bigint) IS 'Builds a rate_summary (never NULL) of reopened tickets among those resolved at least once; rows with a NULL are skipped.';

CREATE AGGREGATE sla_attainment_agg(elapsed interval, target interval, finished boolean) (
	SFUNC = rate_summary_count_attainment_interval, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_attainment_interval, MINVFUNC = rate_summary_uncount_attainment_interval, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE sla_attainment_agg(elapsed float8, target float8, finished boolean) (
	SFUNC = rate_summary_count_attainment_float8, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_attainment_float8, MINVFUNC = rate_summary_uncount_attainment_float8, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sla_attainment_agg(elapsed interval, target interval, finished boolean) IS 'Builds a rate_summary (never NULL) of contacts or tickets that met their target: finished within it is a hit; past it, finished or not, is a miss; unfinished before it is pending. A negative elapsed time is excluded; rows with elapsed or finished NULL are skipped; numbers are seconds.';

COMMENT ON AGGREGATE sla_attainment_agg(elapsed float8, target float8, finished boolean) IS 'Builds a rate_summary (never NULL) of contacts or tickets that met their target: finished within it is a hit; past it, finished or not, is a miss; unfinished before it is pending. A negative elapsed time is excluded; rows with elapsed or finished NULL are skipped; numbers are seconds.';


CREATE FUNCTION rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate(rate_summary) IS 'Rate: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION fcr_rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fcr_rate(rate_summary) IS 'fcr_rate of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION reopen_rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reopen_rate(rate_summary) IS 'reopen_rate of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION reopen_rate_within(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reopen_rate_within(rate_summary) IS 'reopen_rate_within of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION response_rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION response_rate(rate_summary) IS 'response_rate of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION csat(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION csat(rate_summary) IS 'csat of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION escalation_rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION escalation_rate(rate_summary) IS 'escalation_rate of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION transfer_rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION transfer_rate(rate_summary) IS 'transfer_rate of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION resolution_rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION resolution_rate(rate_summary) IS 'resolution_rate of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION abandon_rate(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandon_rate(rate_summary) IS 'abandon_rate of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION sla_attainment(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_attainment(rate_summary) IS 'sla_attainment of a rate_summary: hits / trials, a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION n_hits(rate_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'rate_summary_n_hits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_hits(rate_summary) IS 'Number of hits; 0 if there are none.';

CREATE FUNCTION n_counted(rate_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'rate_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(rate_summary) IS 'Number of trials, the rows with an outcome; 0 if there are none.';

CREATE FUNCTION n_pending(rate_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'rate_summary_n_pending' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(rate_summary) IS 'Number of pending rows, whose outcome is not known yet; 0 if there are none.';

CREATE FUNCTION n_excluded(rate_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'rate_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(rate_summary) IS 'Number of rows excluded because of a negative duration or times in the wrong order; 0 if there are none.';

CREATE FUNCTION ci_lower(summary rate_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary rate_summary, confidence float8) IS 'Lower end of the confidence interval of the rate (Wilson''s score interval), a fraction from 0 to 1; NULL if there are no trials.';

CREATE FUNCTION ci_upper(summary rate_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary rate_summary, confidence float8) IS 'Upper end of the confidence interval of the rate (Wilson''s score interval), a fraction from 0 to 1; NULL if there are no trials.';


CREATE AGGREGATE rate(hit boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rate(hit boolean) IS 'Rate: number of true / number of true and false, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE fcr_rate(resolved_at_first_contact boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE fcr_rate(resolved_at_first_contact boolean) IS 'First contact resolution: contacts resolved at first contact / contacts, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE fcr_rate(resolved boolean, contacts bigint, reopened boolean, escalated boolean) (
	SFUNC = rate_summary_count_first_contact, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_first_contact, MINVFUNC = rate_summary_uncount_first_contact, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE fcr_rate(resolved boolean, contacts bigint, reopened boolean, escalated boolean) IS 'First contact resolution: tickets resolved in one contact, not reopened and not escalated / tickets, a fraction from 0 to 1; rows with a NULL are skipped; NULL if no row is left.';

CREATE AGGREGATE reopen_rate(reopened boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE reopen_rate(reopened boolean) IS 'Reopen rate: tickets reopened / tickets resolved (one row each), a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE reopen_rate(resolved boolean, reopens bigint) (
	SFUNC = rate_summary_count_reopens, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_reopens, MINVFUNC = rate_summary_uncount_reopens, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE reopen_rate(resolved boolean, reopens bigint) IS 'Reopen rate: tickets reopened at least once / tickets resolved at least once, whether or not they are open again now, a fraction from 0 to 1; rows with a NULL are skipped; NULL if no ticket was ever resolved.';

CREATE AGGREGATE response_rate(answered boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE response_rate(answered boolean) IS 'Response rate: surveys answered / surveys sent (one row each), a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE csat(satisfied boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE csat(satisfied boolean) IS 'Customer satisfaction from thumbs: number of true (up) / number of true and false, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE escalation_rate(escalated boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE escalation_rate(escalated boolean) IS 'Escalation rate: contacts or tickets escalated / all (one row each), a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE transfer_rate(transferred boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE transfer_rate(transferred boolean) IS 'Transfer rate: contacts transferred / contacts handled (one row each), a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE resolution_rate(resolved boolean) (
	SFUNC = rate_summary_count, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count, MINVFUNC = rate_summary_uncount, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE resolution_rate(resolved boolean) IS 'Resolution rate: contacts or tickets resolved / handled (one row each), a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE abandon_rate(answered boolean) (
	SFUNC = rate_summary_count_abandoned, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_abandoned, MINVFUNC = rate_summary_uncount_abandoned, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE abandon_rate(answered boolean) IS 'Abandon rate: number of false (abandoned) / number of true (answered) and false, a fraction from 0 to 1; NULL rows (still waiting) are skipped; NULL if no row is left.';

CREATE AGGREGATE sla_attainment(elapsed interval, target interval, finished boolean) (
	SFUNC = rate_summary_count_attainment_interval, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_attainment_interval, MINVFUNC = rate_summary_uncount_attainment_interval, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE sla_attainment(elapsed float8, target float8, finished boolean) (
	SFUNC = rate_summary_count_attainment_float8, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_attainment_float8, MINVFUNC = rate_summary_uncount_attainment_float8, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sla_attainment(elapsed interval, target interval, finished boolean) IS 'SLA attainment: contacts or tickets that met their target / those whose outcome is known, a fraction from 0 to 1. Past the target is a miss, finished or not; unfinished before it is in neither part. Rows with elapsed or finished NULL are skipped; NULL if no outcome is known; numbers are seconds.';

COMMENT ON AGGREGATE sla_attainment(elapsed float8, target float8, finished boolean) IS 'SLA attainment: contacts or tickets that met their target / those whose outcome is known, a fraction from 0 to 1. Past the target is a miss, finished or not; unfinished before it is in neither part. Rows with elapsed or finished NULL are skipped; NULL if no outcome is known; numbers are seconds.';

CREATE AGGREGATE reopen_within_agg(resolved_at timestamptz, reopened_at timestamptz, gap interval, as_of timestamptz) (
	SFUNC = rate_summary_count_reopened_within_timestamptz, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_reopened_within_timestamptz, MINVFUNC = rate_summary_uncount_reopened_within_timestamptz, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE reopen_within_agg(resolved_at timestamp, reopened_at timestamp, gap interval, as_of timestamp) (
	SFUNC = rate_summary_count_reopened_within_timestamp, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_reopened_within_timestamp, MINVFUNC = rate_summary_uncount_reopened_within_timestamp, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE reopen_within_agg(resolved_at date, reopened_at date, gap interval, as_of date) (
	SFUNC = rate_summary_count_reopened_within_date, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_reopened_within_date, MINVFUNC = rate_summary_uncount_reopened_within_date, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE reopen_within_agg(resolved_at float8, reopened_at float8, gap float8, as_of float8) (
	SFUNC = rate_summary_count_reopened_within_float8, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	MSFUNC = rate_summary_count_reopened_within_float8, MINVFUNC = rate_summary_uncount_reopened_within_float8, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE reopen_within_agg(resolved_at timestamptz, reopened_at timestamptz, gap interval, as_of timestamptz) IS 'Builds a rate_summary (never NULL) of resolved tickets that were reopened less than gap after the resolution. A ticket not reopened as of as_of is pending until the gap is over, then a miss. Rows with resolved_at NULL are skipped; reopened before resolved is excluded; numbers are seconds.';

COMMENT ON AGGREGATE reopen_within_agg(resolved_at timestamp, reopened_at timestamp, gap interval, as_of timestamp) IS 'Builds a rate_summary (never NULL) of resolved tickets that were reopened less than gap after the resolution. A ticket not reopened as of as_of is pending until the gap is over, then a miss. Rows with resolved_at NULL are skipped; reopened before resolved is excluded; numbers are seconds.';

COMMENT ON AGGREGATE reopen_within_agg(resolved_at date, reopened_at date, gap interval, as_of date) IS 'Builds a rate_summary (never NULL) of resolved tickets that were reopened less than gap after the resolution. A ticket not reopened as of as_of is pending until the gap is over, then a miss. Rows with resolved_at NULL are skipped; reopened before resolved is excluded; numbers are seconds.';

COMMENT ON AGGREGATE reopen_within_agg(resolved_at float8, reopened_at float8, gap float8, as_of float8) IS 'Builds a rate_summary (never NULL) of resolved tickets that were reopened less than gap after the resolution. A ticket not reopened as of as_of is pending until the gap is over, then a miss. Rows with resolved_at NULL are skipped; reopened before resolved is excluded; numbers are seconds.';

CREATE AGGREGATE reopen_rate_within(resolved_at timestamptz, reopened_at timestamptz, gap interval, as_of timestamptz) (
	SFUNC = rate_summary_count_reopened_within_timestamptz, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_reopened_within_timestamptz, MINVFUNC = rate_summary_uncount_reopened_within_timestamptz, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE reopen_rate_within(resolved_at timestamp, reopened_at timestamp, gap interval, as_of timestamp) (
	SFUNC = rate_summary_count_reopened_within_timestamp, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_reopened_within_timestamp, MINVFUNC = rate_summary_uncount_reopened_within_timestamp, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE reopen_rate_within(resolved_at date, reopened_at date, gap interval, as_of date) (
	SFUNC = rate_summary_count_reopened_within_date, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_reopened_within_date, MINVFUNC = rate_summary_uncount_reopened_within_date, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE reopen_rate_within(resolved_at float8, reopened_at float8, gap float8, as_of float8) (
	SFUNC = rate_summary_count_reopened_within_float8, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = rate, MFINALFUNC = rate,
	MSFUNC = rate_summary_count_reopened_within_float8, MINVFUNC = rate_summary_uncount_reopened_within_float8, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE reopen_rate_within(resolved_at timestamptz, reopened_at timestamptz, gap interval, as_of timestamptz) IS 'Reopen rate within a gap: tickets reopened less than gap after the resolution / resolved tickets, a fraction from 0 to 1. A ticket not reopened as of as_of is in neither part until the gap is over. Rows with resolved_at NULL are skipped; NULL if no outcome is known; numbers are seconds.';

COMMENT ON AGGREGATE reopen_rate_within(resolved_at timestamp, reopened_at timestamp, gap interval, as_of timestamp) IS 'Reopen rate within a gap: tickets reopened less than gap after the resolution / resolved tickets, a fraction from 0 to 1. A ticket not reopened as of as_of is in neither part until the gap is over. Rows with resolved_at NULL are skipped; NULL if no outcome is known; numbers are seconds.';

COMMENT ON AGGREGATE reopen_rate_within(resolved_at date, reopened_at date, gap interval, as_of date) IS 'Reopen rate within a gap: tickets reopened less than gap after the resolution / resolved tickets, a fraction from 0 to 1. A ticket not reopened as of as_of is in neither part until the gap is over. Rows with resolved_at NULL are skipped; NULL if no outcome is known; numbers are seconds.';

COMMENT ON AGGREGATE reopen_rate_within(resolved_at float8, reopened_at float8, gap float8, as_of float8) IS 'Reopen rate within a gap: tickets reopened less than gap after the resolution / resolved tickets, a fraction from 0 to 1. A ticket not reopened as of as_of is in neither part until the gap is over. Rows with resolved_at NULL are skipped; NULL if no outcome is known; numbers are seconds.';


CREATE FUNCTION backlog_at(rate_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'rate_summary_backlog_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION backlog_at(rate_summary) IS 'Backlog of a rate_summary of tickets open at a time: its number of hits, a count; NULL if there are no trials.';

CREATE AGGREGATE backlog_at(created_at timestamptz, resolved_at timestamptz, as_of timestamptz) (
	SFUNC = rate_summary_count_open_at_timestamptz, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = backlog_at, MFINALFUNC = backlog_at,
	MSFUNC = rate_summary_count_open_at_timestamptz, MINVFUNC = rate_summary_uncount_open_at_timestamptz, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE backlog_at(created_at timestamptz, resolved_at timestamptz, as_of timestamptz) IS 'Backlog at as_of: number of tickets with created_at <= as_of whose resolved_at is NULL or after as_of, a count. Rows with created_at NULL are skipped; resolved before created is left out; NULL if no ticket is left.';

CREATE AGGREGATE backlog_at(created_at timestamp, resolved_at timestamp, as_of timestamp) (
	SFUNC = rate_summary_count_open_at_timestamp, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = backlog_at, MFINALFUNC = backlog_at,
	MSFUNC = rate_summary_count_open_at_timestamp, MINVFUNC = rate_summary_uncount_open_at_timestamp, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE backlog_at(created_at timestamp, resolved_at timestamp, as_of timestamp) IS 'Backlog at as_of: number of tickets with created_at <= as_of whose resolved_at is NULL or after as_of, a count. Rows with created_at NULL are skipped; resolved before created is left out; NULL if no ticket is left.';

CREATE AGGREGATE backlog_at(created_at date, resolved_at date, as_of date) (
	SFUNC = rate_summary_count_open_at_date, STYPE = rate_summary, INITCOND = 'empty', COMBINEFUNC = rate_summary_add,
	FINALFUNC = backlog_at, MFINALFUNC = backlog_at,
	MSFUNC = rate_summary_count_open_at_date, MINVFUNC = rate_summary_uncount_open_at_date, MSTYPE = rate_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE backlog_at(created_at date, resolved_at date, as_of date) IS 'Backlog at as_of: number of tickets with created_at <= as_of whose resolved_at is NULL or after as_of, a count. Rows with created_at NULL are skipped; resolved before created is left out; NULL if no ticket is left.';


CREATE FUNCTION kpi_compare(a rate_summary, b rate_summary, confidence float8 DEFAULT 0.95) RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'rate_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a rate_summary, b rate_summary, confidence float8) IS 'Rate of a minus rate of b, fractions, with Newcombe''s hybrid score interval of the difference and the two-sided p-value of the pooled z test; NULL if either summary has no trials.';

-- room category
-- How many rows have each label: reasons of calls, types, tags

-- What every type has: category_summary

CREATE TYPE category_summary;

CREATE FUNCTION category_summary_in(cstring) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_in(cstring) IS 'Input function of type category_summary: reads the text form that category_summary_out writes.';

CREATE FUNCTION category_summary_out(category_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'category_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_out(category_summary) IS 'Output function of type category_summary: returns the text form.';

CREATE FUNCTION category_summary_recv(internal) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_recv(internal) IS 'Receive function of type category_summary: reads the binary form that category_summary_send writes.';

CREATE FUNCTION category_summary_send(category_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'category_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_send(category_summary) IS 'Send function of type category_summary: returns the binary form, which begins with a version.';


CREATE TYPE category_summary (
	INPUT = category_summary_in, OUTPUT = category_summary_out, RECEIVE = category_summary_recv, SEND = category_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION category_summary_eq(category_summary, category_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'category_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_eq(category_summary, category_summary) IS 'True if two values of type category_summary are equal.';

CREATE FUNCTION category_summary_ne(category_summary, category_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'category_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_ne(category_summary, category_summary) IS 'True if two values of type category_summary differ.';

CREATE FUNCTION category_summary_lt(category_summary, category_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'category_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_lt(category_summary, category_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION category_summary_le(category_summary, category_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'category_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_le(category_summary, category_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION category_summary_gt(category_summary, category_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'category_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_gt(category_summary, category_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION category_summary_ge(category_summary, category_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'category_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_ge(category_summary, category_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION category_summary_cmp(category_summary, category_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'category_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_cmp(category_summary, category_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION category_summary_hash(category_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'category_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_hash(category_summary) IS 'Hash of a value of type category_summary.';

CREATE FUNCTION category_summary_hash_extended(category_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'category_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_hash_extended(category_summary, bigint) IS 'Hash of a value of type category_summary, with a seed.';


CREATE FUNCTION to_jsonb(category_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'category_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(category_summary) IS 'The contents of a value of type category_summary as jsonb, an object that always has the same fields.';


CREATE CAST (category_summary AS jsonb) WITH FUNCTION to_jsonb(category_summary);
COMMENT ON CAST (category_summary AS jsonb) IS 'the contents of a category_summary, with named fields';

CREATE OPERATOR = (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (category_summary, category_summary) IS 'equal category_summary';
CREATE OPERATOR <> (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (category_summary, category_summary) IS 'different category_summary';
CREATE OPERATOR < (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (category_summary, category_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (category_summary, category_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (category_summary, category_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (category_summary, category_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS category_summary_btree_ops DEFAULT FOR TYPE category_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 category_summary_cmp(category_summary, category_summary);
COMMENT ON OPERATOR CLASS category_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY category_summary_btree_ops USING btree IS 'order of category_summary for indexes';
CREATE OPERATOR CLASS category_summary_hash_ops DEFAULT FOR TYPE category_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 category_summary_hash(category_summary), FUNCTION 2 category_summary_hash_extended(category_summary, bigint);
COMMENT ON OPERATOR CLASS category_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY category_summary_hash_ops USING hash IS 'hash of category_summary for indexes';
-- What every family of summaries has in addition: category_summary

CREATE FUNCTION category_summary_add(category_summary, category_summary) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_add(category_summary, category_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION category_summary_subtract(category_summary, category_summary) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_subtract(category_summary, category_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (category_summary, category_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = category_summary, RIGHTARG = category_summary, FUNCTION = category_summary_subtract);
COMMENT ON OPERATOR - (category_summary, category_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION category_summary_final(category_summary) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_final(category_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(category_summary) (
	SFUNC = category_summary_add, STYPE = category_summary, INITCOND = 'empty', COMBINEFUNC = category_summary_add,
	FINALFUNC = category_summary_final, MFINALFUNC = category_summary_final,
	MSFUNC = category_summary_add, MINVFUNC = category_summary_subtract, MSTYPE = category_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(category_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(category_summary) (
	SFUNC = category_summary_add, STYPE = category_summary, INITCOND = 'empty', COMBINEFUNC = category_summary_add,
	FINALFUNC = category_summary_final, MFINALFUNC = category_summary_final,
	MSFUNC = category_summary_add, MINVFUNC = category_summary_subtract, MSTYPE = category_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(category_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE category_summary IS 'rows by label, any text, with an exact counter for each';

CREATE TYPE category_comparison AS (chi_squared float8, degrees bigint, p_value float8, cramers_v float8, smallest_expected float8);
COMMENT ON TYPE category_comparison IS 'Pearson''s chi-squared test of whether two groups have the same shares of labels, how strongly they differ, and the smallest expected number of rows';

CREATE FUNCTION category_summary_count(category_summary, text) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION category_summary_uncount(category_summary, text) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_uncount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_count(category_summary, text) IS 'Transition function of category_summary that adds a row; arguments: (label).';

COMMENT ON FUNCTION category_summary_uncount(category_summary, text) IS 'Inverse transition function of category_summary that removes a row; arguments: (label).';

CREATE FUNCTION category_summary_count_counted(category_summary, text, bigint) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_count_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION category_summary_uncount_counted(category_summary, text, bigint) RETURNS category_summary
	AS 'MODULE_PATHNAME', 'category_summary_uncount_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION category_summary_count_counted(category_summary, text, bigint) IS 'Transition function of category_summary that adds a row; arguments: (label, n), where n is the number of rows with the label.';

COMMENT ON FUNCTION category_summary_uncount_counted(category_summary, text, bigint) IS 'Inverse transition function of category_summary that removes a row; arguments: (label, n), where n is the number of rows with the label.';


CREATE AGGREGATE category_agg(label text) (
	SFUNC = category_summary_count, STYPE = category_summary, INITCOND = 'empty', COMBINEFUNC = category_summary_add,
	FINALFUNC = category_summary_final, MFINALFUNC = category_summary_final,
	MSFUNC = category_summary_count, MINVFUNC = category_summary_uncount, MSTYPE = category_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE category_agg(label text) IS 'Builds a category_summary (never NULL) of rows by label: any text of at most 1,000 bytes, at most 250,000 different ones; NULL rows are skipped.';

CREATE AGGREGATE category_agg(label text, n bigint) (
	SFUNC = category_summary_count_counted, STYPE = category_summary, INITCOND = 'empty', COMBINEFUNC = category_summary_add,
	FINALFUNC = category_summary_final, MFINALFUNC = category_summary_final,
	MSFUNC = category_summary_count_counted, MINVFUNC = category_summary_uncount_counted, MSTYPE = category_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE category_agg(label text, n bigint) IS 'Builds a category_summary (never NULL) of rows that are counted already, n with a label. n = 0 counts nothing, a negative n is an error; rows with a NULL are skipped.';


CREATE FUNCTION n_counted(category_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'category_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(category_summary) IS 'Number of rows with a label; 0 if there are none.';

CREATE FUNCTION n_labels(category_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'category_summary_n_labels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_labels(category_summary) IS 'Number of different labels; 0 if there are none.';

CREATE FUNCTION label_count(summary category_summary, label text) RETURNS bigint
	AS 'MODULE_PATHNAME', 'category_summary_label_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION label_count(summary category_summary, label text) IS 'Number of rows with the label, compared byte by byte; 0 if no row has it.';

CREATE FUNCTION share(summary category_summary, label text) RETURNS float8
	AS 'MODULE_PATHNAME', 'category_summary_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION share(summary category_summary, label text) IS 'Share of a label: rows with the label / all rows, a fraction from 0 to 1; 0 if no row has it; NULL if there are no rows.';

CREATE FUNCTION ci_lower(summary category_summary, confidence float8 DEFAULT 0.95, label text DEFAULT NULL) RETURNS float8
	AS 'MODULE_PATHNAME', 'category_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary category_summary, confidence float8, label text) IS 'Lower end of the confidence interval of the share of a label (Wilson''s score interval), a fraction from 0 to 1; NULL if there are no rows or label is NULL.';

CREATE FUNCTION ci_upper(summary category_summary, confidence float8 DEFAULT 0.95, label text DEFAULT NULL) RETURNS float8
	AS 'MODULE_PATHNAME', 'category_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary category_summary, confidence float8, label text) IS 'Upper end of the confidence interval of the share of a label (Wilson''s score interval), a fraction from 0 to 1; NULL if there are no rows or label is NULL.';

CREATE FUNCTION as_rate(summary category_summary, label text) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'category_summary_as_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION as_rate(summary category_summary, label text) IS 'Returns the share of a label as a rate_summary, for functions that read a rate_summary: rows with the label are hits, all rows are trials; it has no trials if there are no rows.';

CREATE FUNCTION top(summary category_summary, n integer DEFAULT NULL, others boolean DEFAULT false, OUT label text, OUT n bigint, OUT share float8, OUT cumulative float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_top' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION top(summary category_summary, n integer, others boolean, OUT label text, OUT n bigint, OUT share float8, OUT cumulative float8) IS 'Returns a row for each of the n most frequent labels, or of all if n is NULL: its number of rows, their share of all rows, and the share of these and all previous rows, fractions from 0 to 1. Equally frequent labels are in the order of their bytes. With others, a last row with the label NULL has the remaining rows, if any. No rows if the summary has none.';

CREATE FUNCTION category_shift(a category_summary, b category_summary, confidence float8 DEFAULT 0.95, OUT label text, OUT before float8, OUT after float8, OUT difference float8, OUT lower float8, OUT upper float8, OUT residual float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_category_shift' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION category_shift(a category_summary, b category_summary, confidence float8, OUT label text, OUT before float8, OUT after float8, OUT difference float8, OUT lower float8, OUT upper float8, OUT residual float8) IS 'Returns a row for each label of either summary: its share before (in a) and after (in b), fractions from 0 to 1; after minus before, with Newcombe''s hybrid score interval; and the adjusted residual, about a normal deviate, positive if the share grew. The largest residual by absolute value comes first. Shares of a summary without rows are NULL, and so are difference, interval and residual then; the residual is NULL if there is one label.';

CREATE FUNCTION kpi_compare(a category_summary, b category_summary) RETURNS category_comparison
	AS 'MODULE_PATHNAME', 'category_summary_kpi_compare' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a category_summary, b category_summary) IS 'Pearson''s chi-squared test of whether two summaries have the same shares of labels: chi-squared, degrees of freedom (labels - 1), p-value, Cramer''s V (from 0 to 1), and the smallest expected number of rows of a label. NULL if either has no rows; p-value and V are NULL if there is one label.';

-- room queue
-- Contacts offered to a queue: service level, abandon rate, speed of answer

-- What every type has: queue_summary

CREATE TYPE queue_summary;

CREATE FUNCTION queue_summary_in(cstring) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_in(cstring) IS 'Input function of type queue_summary: reads the text form that queue_summary_out writes.';

CREATE FUNCTION queue_summary_out(queue_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'queue_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_out(queue_summary) IS 'Output function of type queue_summary: returns the text form.';

CREATE FUNCTION queue_summary_recv(internal) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_recv(internal) IS 'Receive function of type queue_summary: reads the binary form that queue_summary_send writes.';

CREATE FUNCTION queue_summary_send(queue_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'queue_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_send(queue_summary) IS 'Send function of type queue_summary: returns the binary form, which begins with a version.';


CREATE TYPE queue_summary (
	INPUT = queue_summary_in, OUTPUT = queue_summary_out, RECEIVE = queue_summary_recv, SEND = queue_summary_send,
	INTERNALLENGTH = 176, ALIGNMENT = double);

CREATE FUNCTION queue_summary_eq(queue_summary, queue_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'queue_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_eq(queue_summary, queue_summary) IS 'True if two values of type queue_summary are equal.';

CREATE FUNCTION queue_summary_ne(queue_summary, queue_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'queue_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_ne(queue_summary, queue_summary) IS 'True if two values of type queue_summary differ.';

CREATE FUNCTION queue_summary_lt(queue_summary, queue_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'queue_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_lt(queue_summary, queue_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION queue_summary_le(queue_summary, queue_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'queue_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_le(queue_summary, queue_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION queue_summary_gt(queue_summary, queue_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'queue_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_gt(queue_summary, queue_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION queue_summary_ge(queue_summary, queue_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'queue_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_ge(queue_summary, queue_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION queue_summary_cmp(queue_summary, queue_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'queue_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_cmp(queue_summary, queue_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION queue_summary_hash(queue_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'queue_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_hash(queue_summary) IS 'Hash of a value of type queue_summary.';

CREATE FUNCTION queue_summary_hash_extended(queue_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_hash_extended(queue_summary, bigint) IS 'Hash of a value of type queue_summary, with a seed.';


CREATE FUNCTION to_jsonb(queue_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'queue_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(queue_summary) IS 'The contents of a value of type queue_summary as jsonb, an object that always has the same fields.';


CREATE CAST (queue_summary AS jsonb) WITH FUNCTION to_jsonb(queue_summary);
COMMENT ON CAST (queue_summary AS jsonb) IS 'the contents of a queue_summary, with named fields';

CREATE OPERATOR = (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (queue_summary, queue_summary) IS 'equal queue_summary';
CREATE OPERATOR <> (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (queue_summary, queue_summary) IS 'different queue_summary';
CREATE OPERATOR < (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (queue_summary, queue_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (queue_summary, queue_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (queue_summary, queue_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (queue_summary, queue_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS queue_summary_btree_ops DEFAULT FOR TYPE queue_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 queue_summary_cmp(queue_summary, queue_summary);
COMMENT ON OPERATOR CLASS queue_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY queue_summary_btree_ops USING btree IS 'order of queue_summary for indexes';
CREATE OPERATOR CLASS queue_summary_hash_ops DEFAULT FOR TYPE queue_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 queue_summary_hash(queue_summary), FUNCTION 2 queue_summary_hash_extended(queue_summary, bigint);
COMMENT ON OPERATOR CLASS queue_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY queue_summary_hash_ops USING hash IS 'hash of queue_summary for indexes';
-- What every family of summaries has in addition: queue_summary

CREATE FUNCTION queue_summary_add(queue_summary, queue_summary) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_add(queue_summary, queue_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION queue_summary_subtract(queue_summary, queue_summary) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_subtract(queue_summary, queue_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (queue_summary, queue_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = queue_summary, RIGHTARG = queue_summary, FUNCTION = queue_summary_subtract);
COMMENT ON OPERATOR - (queue_summary, queue_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(queue_summary) (
	SFUNC = queue_summary_add, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_add, MINVFUNC = queue_summary_subtract, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(queue_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(queue_summary) (
	SFUNC = queue_summary_add, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_add, MINVFUNC = queue_summary_subtract, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(queue_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE queue_summary IS 'contacts offered to a queue by outcome (answered, abandoned, still waiting), each against its target, and exact sums of waits';

CREATE FUNCTION queue_summary_count_interval(queue_summary, interval, boolean, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_interval(queue_summary, interval, boolean, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_interval(queue_summary, interval, boolean, interval) IS 'Transition function of queue_summary that adds a row; arguments: (wait, answered, target).';

COMMENT ON FUNCTION queue_summary_uncount_interval(queue_summary, interval, boolean, interval) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, answered, target).';

CREATE FUNCTION queue_summary_count_interval_short(queue_summary, interval, boolean, interval, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_interval_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_interval_short(queue_summary, interval, boolean, interval, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_interval_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_interval_short(queue_summary, interval, boolean, interval, interval) IS 'Transition function of queue_summary that adds a row; arguments: (wait, answered, target, short).';

COMMENT ON FUNCTION queue_summary_uncount_interval_short(queue_summary, interval, boolean, interval, interval) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, answered, target, short).';

CREATE FUNCTION queue_summary_count_float8(queue_summary, float8, boolean, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_float8(queue_summary, float8, boolean, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_float8(queue_summary, float8, boolean, float8) IS 'Transition function of queue_summary that adds a row; arguments: (wait, answered, target), in seconds.';

COMMENT ON FUNCTION queue_summary_uncount_float8(queue_summary, float8, boolean, float8) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, answered, target), in seconds.';

CREATE FUNCTION queue_summary_count_float8_short(queue_summary, float8, boolean, float8, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_float8_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_float8_short(queue_summary, float8, boolean, float8, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_float8_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_float8_short(queue_summary, float8, boolean, float8, float8) IS 'Transition function of queue_summary that adds a row; arguments: (wait, answered, target, short), in seconds.';

COMMENT ON FUNCTION queue_summary_uncount_float8_short(queue_summary, float8, boolean, float8, float8) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, answered, target, short), in seconds.';

CREATE FUNCTION queue_summary_count_outcome_interval(queue_summary, interval, text, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_outcome_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_outcome_interval(queue_summary, interval, text, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_outcome_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_outcome_interval(queue_summary, interval, text, interval) IS 'Transition function of queue_summary that adds a row; arguments: (wait, outcome, target).';

COMMENT ON FUNCTION queue_summary_uncount_outcome_interval(queue_summary, interval, text, interval) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, outcome, target).';

CREATE FUNCTION queue_summary_count_outcome_interval_short(queue_summary, interval, text, interval, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_outcome_interval_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_outcome_interval_short(queue_summary, interval, text, interval, interval) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_outcome_interval_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_outcome_interval_short(queue_summary, interval, text, interval, interval) IS 'Transition function of queue_summary that adds a row; arguments: (wait, outcome, target, short).';

COMMENT ON FUNCTION queue_summary_uncount_outcome_interval_short(queue_summary, interval, text, interval, interval) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, outcome, target, short).';

CREATE FUNCTION queue_summary_count_outcome_float8(queue_summary, float8, text, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_outcome_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_outcome_float8(queue_summary, float8, text, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_outcome_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_outcome_float8(queue_summary, float8, text, float8) IS 'Transition function of queue_summary that adds a row; arguments: (wait, outcome, target), in seconds.';

COMMENT ON FUNCTION queue_summary_uncount_outcome_float8(queue_summary, float8, text, float8) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, outcome, target), in seconds.';

CREATE FUNCTION queue_summary_count_outcome_float8_short(queue_summary, float8, text, float8, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_outcome_float8_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_outcome_float8_short(queue_summary, float8, text, float8, float8) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_outcome_float8_short' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_outcome_float8_short(queue_summary, float8, text, float8, float8) IS 'Transition function of queue_summary that adds a row; arguments: (wait, outcome, target, short), in seconds.';

COMMENT ON FUNCTION queue_summary_uncount_outcome_float8_short(queue_summary, float8, text, float8, float8) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, outcome, target, short), in seconds.';

CREATE FUNCTION queue_summary_count_interval_no_target(queue_summary, interval, boolean) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_interval_no_target' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_interval_no_target(queue_summary, interval, boolean) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_interval_no_target' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_interval_no_target(queue_summary, interval, boolean) IS 'Transition function of queue_summary that adds a row; arguments: (wait, answered), every wait within the target.';

COMMENT ON FUNCTION queue_summary_uncount_interval_no_target(queue_summary, interval, boolean) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, answered), every wait within the target.';

CREATE FUNCTION queue_summary_count_float8_no_target(queue_summary, float8, boolean) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_count_float8_no_target' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION queue_summary_uncount_float8_no_target(queue_summary, float8, boolean) RETURNS queue_summary
	AS 'MODULE_PATHNAME', 'queue_summary_uncount_float8_no_target' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_count_float8_no_target(queue_summary, float8, boolean) IS 'Transition function of queue_summary that adds a row; arguments: (wait, answered), in seconds, every wait within the target.';

COMMENT ON FUNCTION queue_summary_uncount_float8_no_target(queue_summary, float8, boolean) IS 'Inverse transition function of queue_summary that removes a row; arguments: (wait, answered), in seconds, every wait within the target.';


CREATE AGGREGATE queue_agg(wait interval, answered boolean, target interval) (
	SFUNC = queue_summary_count_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_interval, MINVFUNC = queue_summary_uncount_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE queue_agg(wait float8, answered boolean, target float8) (
	SFUNC = queue_summary_count_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_float8, MINVFUNC = queue_summary_uncount_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE queue_agg(wait interval, answered boolean, target interval) IS 'Builds a queue_summary (never NULL) of contacts: answered is true, false (abandoned) or NULL (still waiting). Each contact is compared with its own target; a wait equal to the target is within it; numbers are seconds.';

COMMENT ON AGGREGATE queue_agg(wait float8, answered boolean, target float8) IS 'Builds a queue_summary (never NULL) of contacts: answered is true, false (abandoned) or NULL (still waiting). Each contact is compared with its own target; a wait equal to the target is within it; numbers are seconds.';

CREATE AGGREGATE queue_agg(wait interval, answered boolean, target interval, short interval) (
	SFUNC = queue_summary_count_interval_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_interval_short, MINVFUNC = queue_summary_uncount_interval_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE queue_agg(wait float8, answered boolean, target float8, short float8) (
	SFUNC = queue_summary_count_float8_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_float8_short, MINVFUNC = queue_summary_uncount_float8_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE queue_agg(wait interval, answered boolean, target interval, short interval) IS 'Builds a queue_summary (never NULL) of contacts, with a threshold short: a contact abandoned after a wait of at most short is a short abandon; numbers are seconds.';

COMMENT ON AGGREGATE queue_agg(wait float8, answered boolean, target float8, short float8) IS 'Builds a queue_summary (never NULL) of contacts, with a threshold short: a contact abandoned after a wait of at most short is a short abandon; numbers are seconds.';

CREATE AGGREGATE queue_agg(wait interval, queue_outcome text, target interval) (
	SFUNC = queue_summary_count_outcome_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_outcome_interval, MINVFUNC = queue_summary_uncount_outcome_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE queue_agg(wait float8, queue_outcome text, target float8) (
	SFUNC = queue_summary_count_outcome_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_outcome_float8, MINVFUNC = queue_summary_uncount_outcome_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE queue_agg(wait interval, queue_outcome text, target interval) IS 'Builds a queue_summary (never NULL) of contacts: queue_outcome is answered, abandoned, flowed_out, callback or NULL (still waiting). Each contact is compared with its own target; numbers are seconds.';

COMMENT ON AGGREGATE queue_agg(wait float8, queue_outcome text, target float8) IS 'Builds a queue_summary (never NULL) of contacts: queue_outcome is answered, abandoned, flowed_out, callback or NULL (still waiting). Each contact is compared with its own target; numbers are seconds.';

CREATE AGGREGATE queue_agg(wait interval, queue_outcome text, target interval, short interval) (
	SFUNC = queue_summary_count_outcome_interval_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_outcome_interval_short, MINVFUNC = queue_summary_uncount_outcome_interval_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE queue_agg(wait float8, queue_outcome text, target float8, short float8) (
	SFUNC = queue_summary_count_outcome_float8_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	MSFUNC = queue_summary_count_outcome_float8_short, MINVFUNC = queue_summary_uncount_outcome_float8_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE queue_agg(wait interval, queue_outcome text, target interval, short interval) IS 'Builds a queue_summary (never NULL) of contacts by outcome, with a threshold short: a contact abandoned after a wait of at most short is a short abandon; numbers are seconds.';

COMMENT ON AGGREGATE queue_agg(wait float8, queue_outcome text, target float8, short float8) IS 'Builds a queue_summary (never NULL) of contacts by outcome, with a threshold short: a contact abandoned after a wait of at most short is a short abandon; numbers are seconds.';


CREATE FUNCTION service_level(queue_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_service_level' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION service_level(queue_summary) IS 'Service level: answered within the target / offered, a fraction from 0 to 1; NULL if nothing was offered.';

CREATE FUNCTION service_level(summary queue_summary, method text) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_service_level' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION service_level(summary queue_summary, method text) IS 'Service level by the named method, a fraction from 0 to 1: offered, answered_only, credit_abandons_in_target, exclude_abandons_in_target, credit_short_abandons, exclude_short_abandons, include_flow_outs, amazon_connect or a vendor''s synonym. NULL if the divisor of the method is 0.';

CREATE FUNCTION ci_lower(summary queue_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offered') RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary queue_summary, confidence float8, method text) IS 'Lower end of the confidence interval of the figure by the named method. A service level, abandon_rate, abandon_rate_exclude_short and abandon_rate_include_flow_outs are fractions, with Wilson''s score interval; asa is in seconds, with Student''s t interval, not below 0. NULL if the figure is NULL, or for asa if fewer than two contacts were answered.';

CREATE FUNCTION ci_upper(summary queue_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offered') RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary queue_summary, confidence float8, method text) IS 'Upper end of the confidence interval of the figure by the named method. A service level, abandon_rate, abandon_rate_exclude_short and abandon_rate_include_flow_outs are fractions, with Wilson''s score interval; asa is in seconds, with Student''s t interval. NULL if the figure is NULL, or for asa if fewer than two contacts were answered.';

CREATE FUNCTION kpi_compare(a queue_summary, b queue_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offered') RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'queue_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a queue_summary, b queue_summary, confidence float8, method text) IS 'Figure of a minus figure of b by the named method. A service level, abandon_rate, abandon_rate_exclude_short and abandon_rate_include_flow_outs are fractions, with Newcombe''s hybrid score interval of the difference and the two-sided p-value of the pooled z test; asa is in seconds, with the interval and the p-value of Welch''s t test, which are NULL if either has fewer than two answered contacts. NULL if the figure of either summary is NULL.';

CREATE FUNCTION abandon_rate(queue_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_abandon_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandon_rate(queue_summary) IS 'Abandon rate: abandoned / (answered + abandoned), a fraction from 0 to 1; NULL if nothing was answered or abandoned.';

CREATE FUNCTION abandon_rate(summary queue_summary, method text) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_abandon_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION abandon_rate(summary queue_summary, method text) IS 'Abandon rate by the named method, a fraction from 0 to 1: offered; exclude_short, which leaves short abandons out of both parts; or include_flow_outs, which adds the flowed out to the divisor. NULL if the divisor is 0.';

CREATE FUNCTION as_rate(summary queue_summary, method text DEFAULT 'offered') RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'queue_summary_as_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION as_rate(summary queue_summary, method text) IS 'Returns the share by the named method as a rate_summary (its hits and trials), for functions that read a rate_summary. The method is one of service_level, or abandon_rate, abandon_rate_exclude_short or abandon_rate_include_flow_outs; the result has no trials if the divisor of the method is 0, and is NULL only if the summary is.';

CREATE FUNCTION offered(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_offered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offered(queue_summary) IS 'Number of contacts offered: answered, abandoned, or waiting past their target; 0 if there are none.';

CREATE FUNCTION answered(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_answered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION answered(queue_summary) IS 'Number of contacts answered; 0 if there are none.';

CREATE FUNCTION answered_in_target(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_answered_in_target' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION answered_in_target(queue_summary) IS 'Number of contacts answered within their target; 0 if there are none.';

CREATE FUNCTION answered_delayed(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_answered_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION answered_delayed(queue_summary) IS 'Number of contacts answered after a wait longer than 0; 0 if there are none.';

CREATE FUNCTION abandoned(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_abandoned' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandoned(queue_summary) IS 'Number of contacts abandoned; 0 if there are none.';

CREATE FUNCTION abandoned_in_target(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_abandoned_in_target' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandoned_in_target(queue_summary) IS 'Number of contacts abandoned within their target; 0 if there are none.';

CREATE FUNCTION abandoned_short(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_abandoned_short' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandoned_short(queue_summary) IS 'Number of contacts abandoned after a wait of at most the short threshold; 0 if there are none; NULL if an abandoned contact was counted without a short threshold.';

CREATE FUNCTION abandoned_delayed(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_abandoned_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandoned_delayed(queue_summary) IS 'Number of contacts abandoned after a wait longer than 0; 0 if there are none.';

CREATE FUNCTION abandoned_without_wait(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_abandoned_without_wait' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandoned_without_wait(queue_summary) IS 'Number of contacts abandoned without a recorded wait, which average_wait leaves out; 0 if there are none.';

CREATE FUNCTION flowed_out(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_flowed_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION flowed_out(queue_summary) IS 'Number of contacts that left for another queue, voicemail or similar; 0 if there are none.';

CREATE FUNCTION callbacks(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_callbacks' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION callbacks(queue_summary) IS 'Number of contacts that left for a callback; 0 if there are none.';

CREATE FUNCTION callbacks_in_target(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_callbacks_in_target' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION callbacks_in_target(queue_summary) IS 'Number of contacts that left for a callback within their target; 0 if there are none.';

CREATE FUNCTION answered_wait(queue_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'queue_summary_answered_wait' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION answered_wait(queue_summary) IS 'Total wait of the answered contacts, an interval; 0 if there is none.';

CREATE FUNCTION abandoned_wait(queue_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'queue_summary_abandoned_wait' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION abandoned_wait(queue_summary) IS 'Total recorded wait of the abandoned contacts, an interval; 0 if there is none.';

CREATE FUNCTION n_counted(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_offered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(queue_summary) IS 'Number of contacts that the service level counts, the same as offered; 0 if there are none.';

CREATE FUNCTION n_pending(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_n_pending' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(queue_summary) IS 'Number of contacts still waiting within their target; 0 if there are none.';

CREATE FUNCTION n_excluded(queue_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'queue_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(queue_summary) IS 'Number of contacts excluded: answered without a wait, or with a negative wait; 0 if there are none.';

CREATE FUNCTION asa(queue_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'queue_summary_asa' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION asa(queue_summary) IS 'Average speed of answer: total wait of the answered contacts / answered contacts, zero waits included, an interval; NULL if no contact was answered.';

CREATE FUNCTION average_wait(queue_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'queue_summary_average_wait' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION average_wait(queue_summary) IS 'Average wait: total wait of the contacts answered or abandoned with a recorded wait / their number, an interval; NULL if there is no such contact.';

CREATE FUNCTION delay_of_delayed(queue_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'queue_summary_delay_of_delayed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION delay_of_delayed(queue_summary) IS 'Delay of the delayed: mean wait of the contacts answered or abandoned after a wait longer than 0, an interval; NULL if there is no such contact.';

CREATE FUNCTION queue_summary_asa_float8(queue_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_asa_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_asa_float8(queue_summary) IS 'Final function of asa over seconds: returns the same as asa, in seconds; NULL if there is no such contact.';

CREATE FUNCTION queue_summary_average_wait_float8(queue_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_average_wait_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_average_wait_float8(queue_summary) IS 'Final function of average_wait over seconds: returns the same as average_wait, in seconds; NULL if there is no such contact.';

CREATE FUNCTION queue_summary_delay_of_delayed_float8(queue_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_delay_of_delayed_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_delay_of_delayed_float8(queue_summary) IS 'Final function of delay_of_delayed over seconds: returns the same as delay_of_delayed, in seconds; NULL if there is no such contact.';

CREATE FUNCTION queue_summary_abandon_rate_short(queue_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'queue_summary_abandon_rate_short' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION queue_summary_abandon_rate_short(queue_summary) IS 'Final function of abandon_rate with a short threshold: returns the abandon rate without short abandons, a fraction from 0 to 1; NULL if nothing is left.';


CREATE AGGREGATE service_level(wait interval, answered boolean, target interval) (
	SFUNC = queue_summary_count_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = service_level, MFINALFUNC = service_level,
	MSFUNC = queue_summary_count_interval, MINVFUNC = queue_summary_uncount_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE service_level(wait float8, answered boolean, target float8) (
	SFUNC = queue_summary_count_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = service_level, MFINALFUNC = service_level,
	MSFUNC = queue_summary_count_float8, MINVFUNC = queue_summary_uncount_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE service_level(wait interval, answered boolean, target interval) IS 'Service level: answered within the target / offered, a fraction from 0 to 1; NULL if nothing was offered. answered is true, false (abandoned) or NULL (still waiting, offered once past the target); numbers are seconds.';

COMMENT ON AGGREGATE service_level(wait float8, answered boolean, target float8) IS 'Service level: answered within the target / offered, a fraction from 0 to 1; NULL if nothing was offered. answered is true, false (abandoned) or NULL (still waiting, offered once past the target); numbers are seconds.';

CREATE AGGREGATE service_level(wait interval, queue_outcome text, target interval) (
	SFUNC = queue_summary_count_outcome_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = service_level, MFINALFUNC = service_level,
	MSFUNC = queue_summary_count_outcome_interval, MINVFUNC = queue_summary_uncount_outcome_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE service_level(wait float8, queue_outcome text, target float8) (
	SFUNC = queue_summary_count_outcome_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = service_level, MFINALFUNC = service_level,
	MSFUNC = queue_summary_count_outcome_float8, MINVFUNC = queue_summary_uncount_outcome_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE service_level(wait interval, queue_outcome text, target interval) IS 'Service level: answered within the target / offered, a fraction from 0 to 1; NULL if nothing was offered. queue_outcome is answered, abandoned, flowed_out, callback or NULL (still waiting); flowed_out and callback are in neither part; numbers are seconds.';

COMMENT ON AGGREGATE service_level(wait float8, queue_outcome text, target float8) IS 'Service level: answered within the target / offered, a fraction from 0 to 1; NULL if nothing was offered. queue_outcome is answered, abandoned, flowed_out, callback or NULL (still waiting); flowed_out and callback are in neither part; numbers are seconds.';

CREATE AGGREGATE abandon_rate(wait interval, answered boolean) (
	SFUNC = queue_summary_count_interval_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = abandon_rate, MFINALFUNC = abandon_rate,
	MSFUNC = queue_summary_count_interval_no_target, MINVFUNC = queue_summary_uncount_interval_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE abandon_rate(wait float8, answered boolean) (
	SFUNC = queue_summary_count_float8_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = abandon_rate, MFINALFUNC = abandon_rate,
	MSFUNC = queue_summary_count_float8_no_target, MINVFUNC = queue_summary_uncount_float8_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE abandon_rate(wait interval, answered boolean) IS 'Abandon rate: abandoned / (answered + abandoned), a fraction from 0 to 1, of the contacts that queue_agg counts; NULL if there are none; numbers are seconds.';

COMMENT ON AGGREGATE abandon_rate(wait float8, answered boolean) IS 'Abandon rate: abandoned / (answered + abandoned), a fraction from 0 to 1, of the contacts that queue_agg counts; NULL if there are none; numbers are seconds.';

CREATE AGGREGATE abandon_rate(wait interval, answered boolean, target interval) (
	SFUNC = queue_summary_count_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = abandon_rate, MFINALFUNC = abandon_rate,
	MSFUNC = queue_summary_count_interval, MINVFUNC = queue_summary_uncount_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE abandon_rate(wait float8, answered boolean, target float8) (
	SFUNC = queue_summary_count_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = abandon_rate, MFINALFUNC = abandon_rate,
	MSFUNC = queue_summary_count_float8, MINVFUNC = queue_summary_uncount_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE abandon_rate(wait interval, answered boolean, target interval) IS 'Abandon rate: abandoned / (answered + abandoned), a fraction from 0 to 1; NULL if there are none. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; numbers are seconds.';

COMMENT ON AGGREGATE abandon_rate(wait float8, answered boolean, target float8) IS 'Abandon rate: abandoned / (answered + abandoned), a fraction from 0 to 1; NULL if there are none. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; numbers are seconds.';

CREATE AGGREGATE abandon_rate(wait interval, answered boolean, target interval, short interval) (
	SFUNC = queue_summary_count_interval_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_abandon_rate_short, MFINALFUNC = queue_summary_abandon_rate_short,
	MSFUNC = queue_summary_count_interval_short, MINVFUNC = queue_summary_uncount_interval_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE abandon_rate(wait float8, answered boolean, target float8, short float8) (
	SFUNC = queue_summary_count_float8_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_abandon_rate_short, MFINALFUNC = queue_summary_abandon_rate_short,
	MSFUNC = queue_summary_count_float8_short, MINVFUNC = queue_summary_uncount_float8_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE abandon_rate(wait interval, answered boolean, target interval, short interval) IS 'Abandon rate without short abandons: contacts abandoned after a wait of at most short are left out of both parts, a fraction from 0 to 1; NULL if no contact is left; numbers are seconds.';

COMMENT ON AGGREGATE abandon_rate(wait float8, answered boolean, target float8, short float8) IS 'Abandon rate without short abandons: contacts abandoned after a wait of at most short are left out of both parts, a fraction from 0 to 1; NULL if no contact is left; numbers are seconds.';

CREATE AGGREGATE abandon_rate(wait interval, queue_outcome text, target interval) (
	SFUNC = queue_summary_count_outcome_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = abandon_rate, MFINALFUNC = abandon_rate,
	MSFUNC = queue_summary_count_outcome_interval, MINVFUNC = queue_summary_uncount_outcome_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE abandon_rate(wait float8, queue_outcome text, target float8) (
	SFUNC = queue_summary_count_outcome_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = abandon_rate, MFINALFUNC = abandon_rate,
	MSFUNC = queue_summary_count_outcome_float8, MINVFUNC = queue_summary_uncount_outcome_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE abandon_rate(wait interval, queue_outcome text, target interval) IS 'Abandon rate by outcome: abandoned / (answered + abandoned), a fraction from 0 to 1; NULL if there are none. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; numbers are seconds.';

COMMENT ON AGGREGATE abandon_rate(wait float8, queue_outcome text, target float8) IS 'Abandon rate by outcome: abandoned / (answered + abandoned), a fraction from 0 to 1; NULL if there are none. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; numbers are seconds.';

CREATE AGGREGATE abandon_rate(wait interval, queue_outcome text, target interval, short interval) (
	SFUNC = queue_summary_count_outcome_interval_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_abandon_rate_short, MFINALFUNC = queue_summary_abandon_rate_short,
	MSFUNC = queue_summary_count_outcome_interval_short, MINVFUNC = queue_summary_uncount_outcome_interval_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE abandon_rate(wait float8, queue_outcome text, target float8, short float8) (
	SFUNC = queue_summary_count_outcome_float8_short, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_abandon_rate_short, MFINALFUNC = queue_summary_abandon_rate_short,
	MSFUNC = queue_summary_count_outcome_float8_short, MINVFUNC = queue_summary_uncount_outcome_float8_short, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE abandon_rate(wait interval, queue_outcome text, target interval, short interval) IS 'Abandon rate by outcome, without short abandons: contacts abandoned after a wait of at most short are left out of both parts, a fraction from 0 to 1; NULL if no contact is left; numbers are seconds.';

COMMENT ON AGGREGATE abandon_rate(wait float8, queue_outcome text, target float8, short float8) IS 'Abandon rate by outcome, without short abandons: contacts abandoned after a wait of at most short are left out of both parts, a fraction from 0 to 1; NULL if no contact is left; numbers are seconds.';

CREATE AGGREGATE asa(wait interval, answered boolean) (
	SFUNC = queue_summary_count_interval_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = asa, MFINALFUNC = asa,
	MSFUNC = queue_summary_count_interval_no_target, MINVFUNC = queue_summary_uncount_interval_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE asa(wait float8, answered boolean) (
	SFUNC = queue_summary_count_float8_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_asa_float8, MFINALFUNC = queue_summary_asa_float8,
	MSFUNC = queue_summary_count_float8_no_target, MINVFUNC = queue_summary_uncount_float8_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE asa(wait interval, answered boolean) IS 'Average speed of answer: mean wait of the answered contacts, zero waits included, an interval, or seconds if waits are numbers. Rows with both NULL are skipped; NULL if no contact was answered.';

COMMENT ON AGGREGATE asa(wait float8, answered boolean) IS 'Average speed of answer: mean wait of the answered contacts, zero waits included, an interval, or seconds if waits are numbers. Rows with both NULL are skipped; NULL if no contact was answered.';

CREATE AGGREGATE asa(wait interval, queue_outcome text, target interval) (
	SFUNC = queue_summary_count_outcome_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = asa, MFINALFUNC = asa,
	MSFUNC = queue_summary_count_outcome_interval, MINVFUNC = queue_summary_uncount_outcome_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE asa(wait float8, queue_outcome text, target float8) (
	SFUNC = queue_summary_count_outcome_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_asa_float8, MFINALFUNC = queue_summary_asa_float8,
	MSFUNC = queue_summary_count_outcome_float8, MINVFUNC = queue_summary_uncount_outcome_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE asa(wait interval, queue_outcome text, target interval) IS 'Average speed of answer by outcome: mean wait of the answered contacts, zero waits included, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if no contact was answered.';

COMMENT ON AGGREGATE asa(wait float8, queue_outcome text, target float8) IS 'Average speed of answer by outcome: mean wait of the answered contacts, zero waits included, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if no contact was answered.';

CREATE AGGREGATE asa(wait interval, answered boolean, target interval) (
	SFUNC = queue_summary_count_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = asa, MFINALFUNC = asa,
	MSFUNC = queue_summary_count_interval, MINVFUNC = queue_summary_uncount_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE asa(wait float8, answered boolean, target float8) (
	SFUNC = queue_summary_count_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_asa_float8, MFINALFUNC = queue_summary_asa_float8,
	MSFUNC = queue_summary_count_float8, MINVFUNC = queue_summary_uncount_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE asa(wait interval, answered boolean, target interval) IS 'Average speed of answer: mean wait of the answered contacts, zero waits included, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if no contact was answered.';

COMMENT ON AGGREGATE asa(wait float8, answered boolean, target float8) IS 'Average speed of answer: mean wait of the answered contacts, zero waits included, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if no contact was answered.';

CREATE AGGREGATE average_wait(wait interval, answered boolean) (
	SFUNC = queue_summary_count_interval_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = average_wait, MFINALFUNC = average_wait,
	MSFUNC = queue_summary_count_interval_no_target, MINVFUNC = queue_summary_uncount_interval_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_wait(wait float8, answered boolean) (
	SFUNC = queue_summary_count_float8_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_average_wait_float8, MFINALFUNC = queue_summary_average_wait_float8,
	MSFUNC = queue_summary_count_float8_no_target, MINVFUNC = queue_summary_uncount_float8_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE average_wait(wait interval, answered boolean) IS 'Average wait: mean wait of the contacts answered or abandoned with a recorded wait, an interval, or seconds if waits are numbers. Rows with both NULL are skipped; NULL if there is no such contact.';

COMMENT ON AGGREGATE average_wait(wait float8, answered boolean) IS 'Average wait: mean wait of the contacts answered or abandoned with a recorded wait, an interval, or seconds if waits are numbers. Rows with both NULL are skipped; NULL if there is no such contact.';

CREATE AGGREGATE average_wait(wait interval, queue_outcome text, target interval) (
	SFUNC = queue_summary_count_outcome_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = average_wait, MFINALFUNC = average_wait,
	MSFUNC = queue_summary_count_outcome_interval, MINVFUNC = queue_summary_uncount_outcome_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_wait(wait float8, queue_outcome text, target float8) (
	SFUNC = queue_summary_count_outcome_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_average_wait_float8, MFINALFUNC = queue_summary_average_wait_float8,
	MSFUNC = queue_summary_count_outcome_float8, MINVFUNC = queue_summary_uncount_outcome_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE average_wait(wait interval, queue_outcome text, target interval) IS 'Average wait by outcome: mean wait of the contacts answered or abandoned with a recorded wait, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

COMMENT ON AGGREGATE average_wait(wait float8, queue_outcome text, target float8) IS 'Average wait by outcome: mean wait of the contacts answered or abandoned with a recorded wait, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

CREATE AGGREGATE average_wait(wait interval, answered boolean, target interval) (
	SFUNC = queue_summary_count_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = average_wait, MFINALFUNC = average_wait,
	MSFUNC = queue_summary_count_interval, MINVFUNC = queue_summary_uncount_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_wait(wait float8, answered boolean, target float8) (
	SFUNC = queue_summary_count_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_average_wait_float8, MFINALFUNC = queue_summary_average_wait_float8,
	MSFUNC = queue_summary_count_float8, MINVFUNC = queue_summary_uncount_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE average_wait(wait interval, answered boolean, target interval) IS 'Average wait: mean wait of the contacts answered or abandoned with a recorded wait, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

COMMENT ON AGGREGATE average_wait(wait float8, answered boolean, target float8) IS 'Average wait: mean wait of the contacts answered or abandoned with a recorded wait, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

CREATE AGGREGATE delay_of_delayed(wait interval, answered boolean) (
	SFUNC = queue_summary_count_interval_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = delay_of_delayed, MFINALFUNC = delay_of_delayed,
	MSFUNC = queue_summary_count_interval_no_target, MINVFUNC = queue_summary_uncount_interval_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE delay_of_delayed(wait float8, answered boolean) (
	SFUNC = queue_summary_count_float8_no_target, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_delay_of_delayed_float8, MFINALFUNC = queue_summary_delay_of_delayed_float8,
	MSFUNC = queue_summary_count_float8_no_target, MINVFUNC = queue_summary_uncount_float8_no_target, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE delay_of_delayed(wait interval, answered boolean) IS 'Delay of the delayed: mean wait of the contacts answered or abandoned after a wait longer than 0, an interval, or seconds if waits are numbers. Rows with both NULL are skipped; NULL if there is no such contact.';

COMMENT ON AGGREGATE delay_of_delayed(wait float8, answered boolean) IS 'Delay of the delayed: mean wait of the contacts answered or abandoned after a wait longer than 0, an interval, or seconds if waits are numbers. Rows with both NULL are skipped; NULL if there is no such contact.';

CREATE AGGREGATE delay_of_delayed(wait interval, queue_outcome text, target interval) (
	SFUNC = queue_summary_count_outcome_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = delay_of_delayed, MFINALFUNC = delay_of_delayed,
	MSFUNC = queue_summary_count_outcome_interval, MINVFUNC = queue_summary_uncount_outcome_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE delay_of_delayed(wait float8, queue_outcome text, target float8) (
	SFUNC = queue_summary_count_outcome_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_delay_of_delayed_float8, MFINALFUNC = queue_summary_delay_of_delayed_float8,
	MSFUNC = queue_summary_count_outcome_float8, MINVFUNC = queue_summary_uncount_outcome_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE delay_of_delayed(wait interval, queue_outcome text, target interval) IS 'Delay of the delayed by outcome: mean wait of the contacts answered or abandoned after a wait longer than 0, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

COMMENT ON AGGREGATE delay_of_delayed(wait float8, queue_outcome text, target float8) IS 'Delay of the delayed by outcome: mean wait of the contacts answered or abandoned after a wait longer than 0, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

CREATE AGGREGATE delay_of_delayed(wait interval, answered boolean, target interval) (
	SFUNC = queue_summary_count_interval, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = delay_of_delayed, MFINALFUNC = delay_of_delayed,
	MSFUNC = queue_summary_count_interval, MINVFUNC = queue_summary_uncount_interval, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE delay_of_delayed(wait float8, answered boolean, target float8) (
	SFUNC = queue_summary_count_float8, STYPE = queue_summary, INITCOND = 'empty', COMBINEFUNC = queue_summary_add,
	FINALFUNC = queue_summary_delay_of_delayed_float8, MFINALFUNC = queue_summary_delay_of_delayed_float8,
	MSFUNC = queue_summary_count_float8, MINVFUNC = queue_summary_uncount_float8, MSTYPE = queue_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE delay_of_delayed(wait interval, answered boolean, target interval) IS 'Delay of the delayed: mean wait of the contacts answered or abandoned after a wait longer than 0, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

COMMENT ON AGGREGATE delay_of_delayed(wait float8, answered boolean, target float8) IS 'Delay of the delayed: mean wait of the contacts answered or abandoned after a wait longer than 0, an interval, or seconds if waits are numbers. The target has no effect: the arguments are those of service_level, so that both are computed in one pass; NULL if there is no such contact.';

-- room offer
-- Offers of chats to agents: acceptance rate

-- What every type has: offer_summary

CREATE TYPE offer_summary;

CREATE FUNCTION offer_summary_in(cstring) RETURNS offer_summary
	AS 'MODULE_PATHNAME', 'offer_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_in(cstring) IS 'Input function of type offer_summary: reads the text form that offer_summary_out writes.';

CREATE FUNCTION offer_summary_out(offer_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'offer_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_out(offer_summary) IS 'Output function of type offer_summary: returns the text form.';

CREATE FUNCTION offer_summary_recv(internal) RETURNS offer_summary
	AS 'MODULE_PATHNAME', 'offer_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_recv(internal) IS 'Receive function of type offer_summary: reads the binary form that offer_summary_send writes.';

CREATE FUNCTION offer_summary_send(offer_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'offer_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_send(offer_summary) IS 'Send function of type offer_summary: returns the binary form, which begins with a version.';


CREATE TYPE offer_summary (
	INPUT = offer_summary_in, OUTPUT = offer_summary_out, RECEIVE = offer_summary_recv, SEND = offer_summary_send,
	INTERNALLENGTH = 48, ALIGNMENT = double);

CREATE FUNCTION offer_summary_eq(offer_summary, offer_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'offer_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_eq(offer_summary, offer_summary) IS 'True if two values of type offer_summary are equal.';

CREATE FUNCTION offer_summary_ne(offer_summary, offer_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'offer_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_ne(offer_summary, offer_summary) IS 'True if two values of type offer_summary differ.';

CREATE FUNCTION offer_summary_lt(offer_summary, offer_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'offer_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_lt(offer_summary, offer_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION offer_summary_le(offer_summary, offer_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'offer_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_le(offer_summary, offer_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION offer_summary_gt(offer_summary, offer_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'offer_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_gt(offer_summary, offer_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION offer_summary_ge(offer_summary, offer_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'offer_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_ge(offer_summary, offer_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION offer_summary_cmp(offer_summary, offer_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'offer_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_cmp(offer_summary, offer_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION offer_summary_hash(offer_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'offer_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_hash(offer_summary) IS 'Hash of a value of type offer_summary.';

CREATE FUNCTION offer_summary_hash_extended(offer_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'offer_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_hash_extended(offer_summary, bigint) IS 'Hash of a value of type offer_summary, with a seed.';


CREATE FUNCTION to_jsonb(offer_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'offer_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(offer_summary) IS 'The contents of a value of type offer_summary as jsonb, an object that always has the same fields.';


CREATE CAST (offer_summary AS jsonb) WITH FUNCTION to_jsonb(offer_summary);
COMMENT ON CAST (offer_summary AS jsonb) IS 'the contents of a offer_summary, with named fields';

CREATE OPERATOR = (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (offer_summary, offer_summary) IS 'equal offer_summary';
CREATE OPERATOR <> (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (offer_summary, offer_summary) IS 'different offer_summary';
CREATE OPERATOR < (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (offer_summary, offer_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (offer_summary, offer_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (offer_summary, offer_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (offer_summary, offer_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS offer_summary_btree_ops DEFAULT FOR TYPE offer_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 offer_summary_cmp(offer_summary, offer_summary);
COMMENT ON OPERATOR CLASS offer_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY offer_summary_btree_ops USING btree IS 'order of offer_summary for indexes';
CREATE OPERATOR CLASS offer_summary_hash_ops DEFAULT FOR TYPE offer_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 offer_summary_hash(offer_summary), FUNCTION 2 offer_summary_hash_extended(offer_summary, bigint);
COMMENT ON OPERATOR CLASS offer_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY offer_summary_hash_ops USING hash IS 'hash of offer_summary for indexes';
-- What every family of summaries has in addition: offer_summary

CREATE FUNCTION offer_summary_add(offer_summary, offer_summary) RETURNS offer_summary
	AS 'MODULE_PATHNAME', 'offer_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_add(offer_summary, offer_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION offer_summary_subtract(offer_summary, offer_summary) RETURNS offer_summary
	AS 'MODULE_PATHNAME', 'offer_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_subtract(offer_summary, offer_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (offer_summary, offer_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = offer_summary, RIGHTARG = offer_summary, FUNCTION = offer_summary_subtract);
COMMENT ON OPERATOR - (offer_summary, offer_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(offer_summary) (
	SFUNC = offer_summary_add, STYPE = offer_summary, INITCOND = 'empty', COMBINEFUNC = offer_summary_add,
	MSFUNC = offer_summary_add, MINVFUNC = offer_summary_subtract, MSTYPE = offer_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(offer_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(offer_summary) (
	SFUNC = offer_summary_add, STYPE = offer_summary, INITCOND = 'empty', COMBINEFUNC = offer_summary_add,
	MSFUNC = offer_summary_add, MINVFUNC = offer_summary_subtract, MSTYPE = offer_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(offer_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE offer_summary IS 'offers of chats to agents by outcome, and offers that still ring';

CREATE FUNCTION offer_summary_count(offer_summary, text) RETURNS offer_summary
	AS 'MODULE_PATHNAME', 'offer_summary_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION offer_summary_uncount(offer_summary, text) RETURNS offer_summary
	AS 'MODULE_PATHNAME', 'offer_summary_uncount' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION offer_summary_count(offer_summary, text) IS 'Transition function of offer_summary that adds a row; arguments: (outcome), NULL while it rings.';

COMMENT ON FUNCTION offer_summary_uncount(offer_summary, text) IS 'Inverse transition function of offer_summary that removes a row; arguments: (outcome), NULL while it rings.';


CREATE AGGREGATE offer_agg(outcome text) (
	SFUNC = offer_summary_count, STYPE = offer_summary, INITCOND = 'empty', COMBINEFUNC = offer_summary_add,
	MSFUNC = offer_summary_count, MINVFUNC = offer_summary_uncount, MSTYPE = offer_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE offer_agg(outcome text) IS 'Builds an offer_summary (never NULL) of offers: outcome is accepted, rejected, expired, customer_left or taken_by_other; NULL still rings and is pending; any other outcome is an error.';


CREATE FUNCTION chat_acceptance_rate(offer_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'offer_summary_chat_acceptance_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION chat_acceptance_rate(offer_summary) IS 'Chat acceptance rate: accepted / offers that ended, a fraction from 0 to 1; NULL if no offer ended.';

CREATE FUNCTION chat_acceptance_rate(summary offer_summary, method text) RETURNS float8
	AS 'MODULE_PATHNAME', 'offer_summary_chat_acceptance_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION chat_acceptance_rate(summary offer_summary, method text) IS 'Chat acceptance rate by the named method, a fraction from 0 to 1: offers counts every offer that ended; exclude_customer_left, exclude_taken_by_other and exclude_both leave out offers that the agent did not decide. NULL if no offer is left.';

CREATE FUNCTION as_rate(summary offer_summary, method text DEFAULT 'offers') RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'offer_summary_as_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION as_rate(summary offer_summary, method text) IS 'Returns the chat acceptance rate by the named method as a rate_summary (its hits and trials), for functions that read a rate_summary; it has no trials if no offer is left, and is NULL only if the summary is.';

CREATE FUNCTION n_counted(offer_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'offer_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(offer_summary) IS 'Number of offers that ended; 0 if there are none.';

CREATE FUNCTION n_pending(offer_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'offer_summary_n_pending' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(offer_summary) IS 'Number of offers that still ring; 0 if there are none.';

CREATE FUNCTION ci_lower(summary offer_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offers') RETURNS float8
	AS 'MODULE_PATHNAME', 'offer_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary offer_summary, confidence float8, method text) IS 'Lower end of the confidence interval of the chat acceptance rate by the named method (Wilson''s score interval), a fraction from 0 to 1; NULL if no offer is left.';

CREATE FUNCTION ci_upper(summary offer_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offers') RETURNS float8
	AS 'MODULE_PATHNAME', 'offer_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary offer_summary, confidence float8, method text) IS 'Upper end of the confidence interval of the chat acceptance rate by the named method (Wilson''s score interval), a fraction from 0 to 1; NULL if no offer is left.';

CREATE FUNCTION kpi_compare(a offer_summary, b offer_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offers') RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'offer_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a offer_summary, b offer_summary, confidence float8, method text) IS 'Chat acceptance rate of a minus that of b by the named method, fractions, with Newcombe''s hybrid score interval of the difference and the two-sided p-value of the pooled z test; NULL if either has no offer left.';


CREATE AGGREGATE chat_acceptance_rate(outcome text) (
	SFUNC = offer_summary_count, STYPE = offer_summary, INITCOND = 'empty', COMBINEFUNC = offer_summary_add,
	FINALFUNC = chat_acceptance_rate, MFINALFUNC = chat_acceptance_rate,
	MSFUNC = offer_summary_count, MINVFUNC = offer_summary_uncount, MSTYPE = offer_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE chat_acceptance_rate(outcome text) IS 'Chat acceptance rate: accepted / offers that ended, a fraction from 0 to 1; NULL if no offer ended. An outcome of NULL still rings and is in neither part; an unknown outcome is an error.';

-- room quality
-- Critical errors in monitored contacts: quality index

-- What every type has: quality_summary

CREATE TYPE quality_summary;

CREATE FUNCTION quality_summary_in(cstring) RETURNS quality_summary
	AS 'MODULE_PATHNAME', 'quality_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_in(cstring) IS 'Input function of type quality_summary: reads the text form that quality_summary_out writes.';

CREATE FUNCTION quality_summary_out(quality_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'quality_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_out(quality_summary) IS 'Output function of type quality_summary: returns the text form.';

CREATE FUNCTION quality_summary_recv(internal) RETURNS quality_summary
	AS 'MODULE_PATHNAME', 'quality_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_recv(internal) IS 'Receive function of type quality_summary: reads the binary form that quality_summary_send writes.';

CREATE FUNCTION quality_summary_send(quality_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'quality_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_send(quality_summary) IS 'Send function of type quality_summary: returns the binary form, which begins with a version.';


CREATE TYPE quality_summary (
	INPUT = quality_summary_in, OUTPUT = quality_summary_out, RECEIVE = quality_summary_recv, SEND = quality_summary_send,
	INTERNALLENGTH = 64, ALIGNMENT = double);

CREATE FUNCTION quality_summary_eq(quality_summary, quality_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'quality_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_eq(quality_summary, quality_summary) IS 'True if two values of type quality_summary are equal.';

CREATE FUNCTION quality_summary_ne(quality_summary, quality_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'quality_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_ne(quality_summary, quality_summary) IS 'True if two values of type quality_summary differ.';

CREATE FUNCTION quality_summary_lt(quality_summary, quality_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'quality_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_lt(quality_summary, quality_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION quality_summary_le(quality_summary, quality_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'quality_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_le(quality_summary, quality_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION quality_summary_gt(quality_summary, quality_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'quality_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_gt(quality_summary, quality_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION quality_summary_ge(quality_summary, quality_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'quality_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_ge(quality_summary, quality_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION quality_summary_cmp(quality_summary, quality_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'quality_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_cmp(quality_summary, quality_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION quality_summary_hash(quality_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'quality_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_hash(quality_summary) IS 'Hash of a value of type quality_summary.';

CREATE FUNCTION quality_summary_hash_extended(quality_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'quality_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_hash_extended(quality_summary, bigint) IS 'Hash of a value of type quality_summary, with a seed.';


CREATE FUNCTION to_jsonb(quality_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'quality_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(quality_summary) IS 'The contents of a value of type quality_summary as jsonb, an object that always has the same fields.';


CREATE CAST (quality_summary AS jsonb) WITH FUNCTION to_jsonb(quality_summary);
COMMENT ON CAST (quality_summary AS jsonb) IS 'the contents of a quality_summary, with named fields';

CREATE OPERATOR = (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (quality_summary, quality_summary) IS 'equal quality_summary';
CREATE OPERATOR <> (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (quality_summary, quality_summary) IS 'different quality_summary';
CREATE OPERATOR < (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (quality_summary, quality_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (quality_summary, quality_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (quality_summary, quality_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (quality_summary, quality_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS quality_summary_btree_ops DEFAULT FOR TYPE quality_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 quality_summary_cmp(quality_summary, quality_summary);
COMMENT ON OPERATOR CLASS quality_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY quality_summary_btree_ops USING btree IS 'order of quality_summary for indexes';
CREATE OPERATOR CLASS quality_summary_hash_ops DEFAULT FOR TYPE quality_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 quality_summary_hash(quality_summary), FUNCTION 2 quality_summary_hash_extended(quality_summary, bigint);
COMMENT ON OPERATOR CLASS quality_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY quality_summary_hash_ops USING hash IS 'hash of quality_summary for indexes';
-- What every family of summaries has in addition: quality_summary

CREATE FUNCTION quality_summary_add(quality_summary, quality_summary) RETURNS quality_summary
	AS 'MODULE_PATHNAME', 'quality_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_add(quality_summary, quality_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION quality_summary_subtract(quality_summary, quality_summary) RETURNS quality_summary
	AS 'MODULE_PATHNAME', 'quality_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_subtract(quality_summary, quality_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (quality_summary, quality_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = quality_summary, RIGHTARG = quality_summary, FUNCTION = quality_summary_subtract);
COMMENT ON OPERATOR - (quality_summary, quality_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(quality_summary) (
	SFUNC = quality_summary_add, STYPE = quality_summary, INITCOND = 'empty', COMBINEFUNC = quality_summary_add,
	MSFUNC = quality_summary_add, MINVFUNC = quality_summary_subtract, MSTYPE = quality_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(quality_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(quality_summary) (
	SFUNC = quality_summary_add, STYPE = quality_summary, INITCOND = 'empty', COMBINEFUNC = quality_summary_add,
	MSFUNC = quality_summary_add, MINVFUNC = quality_summary_subtract, MSTYPE = quality_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(quality_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE quality_summary IS 'monitored contacts by whether an error of the customer class and one of the business class was found';

CREATE TYPE quality_reading AS (
	customer_accuracy float8, business_accuracy float8, overall float8,
	customer_lower float8, customer_upper float8, business_lower float8, business_upper float8,
	overall_lower float8, overall_upper float8);
COMMENT ON TYPE quality_reading IS 'accuracy by class of critical error and overall, fractions from 0 to 1, each with the ends of its confidence interval';

CREATE FUNCTION quality_summary_count(quality_summary, boolean, boolean) RETURNS quality_summary
	AS 'MODULE_PATHNAME', 'quality_summary_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION quality_summary_uncount(quality_summary, boolean, boolean) RETURNS quality_summary
	AS 'MODULE_PATHNAME', 'quality_summary_uncount' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION quality_summary_count(quality_summary, boolean, boolean) IS 'Transition function of quality_summary that adds a row; arguments: (customer_error, business_error), NULL if the contact was not scored for the class.';

COMMENT ON FUNCTION quality_summary_uncount(quality_summary, boolean, boolean) IS 'Inverse transition function of quality_summary that removes a row; arguments: (customer_error, business_error), NULL if the contact was not scored for the class.';


CREATE AGGREGATE quality_agg(customer_error boolean, business_error boolean) (
	SFUNC = quality_summary_count, STYPE = quality_summary, INITCOND = 'empty', COMBINEFUNC = quality_summary_add,
	MSFUNC = quality_summary_count, MINVFUNC = quality_summary_uncount, MSTYPE = quality_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE quality_agg(customer_error boolean, business_error boolean) IS 'Builds a quality_summary (never NULL) of monitored contacts; NULL means not scored for the class; rows with both NULL are skipped.';


CREATE FUNCTION quality_index(quality_summary) RETURNS quality_reading
	AS 'MODULE_PATHNAME', 'quality_summary_quality_index' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION quality_index(quality_summary) IS 'Quality index, fractions from 0 to 1 with Wilson''s 95 % intervals. Accuracy of a class: contacts without an error of the class / contacts scored for it; overall: contacts without any error / contacts scored for both. NULL if nothing was scored; a figure is NULL if no contact was scored for it.';

CREATE FUNCTION quality_index(summary quality_summary, customer_weight float8, business_weight float8, confidence float8 DEFAULT 0.95) RETURNS quality_reading
	AS 'MODULE_PATHNAME', 'quality_summary_quality_index_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION quality_index(summary quality_summary, customer_weight float8, business_weight float8, confidence float8) IS 'Quality index whose overall accuracy is the weighted mean of the two classes, fractions from 0 to 1, with intervals of the given confidence; NULL if nothing was scored.';

CREATE FUNCTION as_rate(summary quality_summary, part text DEFAULT 'overall') RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'quality_summary_as_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION as_rate(summary quality_summary, part text) IS 'Returns the accuracy of a part (overall, customer or business) as a rate_summary (its hits and trials), for functions that read a rate_summary; it has no trials if nothing was scored for the part, and is NULL only if the summary is.';

CREATE FUNCTION n_counted(quality_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'quality_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(quality_summary) IS 'Number of contacts scored for either class; 0 if there are none.';

CREATE FUNCTION ci_lower(summary quality_summary, confidence float8 DEFAULT 0.95, part text DEFAULT 'overall') RETURNS float8
	AS 'MODULE_PATHNAME', 'quality_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary quality_summary, confidence float8, part text) IS 'Lower end of the confidence interval of the accuracy of a part (overall, customer or business), Wilson''s score interval, a fraction from 0 to 1; NULL if nothing was scored for the part.';

CREATE FUNCTION ci_upper(summary quality_summary, confidence float8 DEFAULT 0.95, part text DEFAULT 'overall') RETURNS float8
	AS 'MODULE_PATHNAME', 'quality_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary quality_summary, confidence float8, part text) IS 'Upper end of the confidence interval of the accuracy of a part (overall, customer or business), Wilson''s score interval, a fraction from 0 to 1; NULL if nothing was scored for the part.';

CREATE FUNCTION kpi_compare(a quality_summary, b quality_summary, confidence float8 DEFAULT 0.95, part text DEFAULT 'overall') RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'quality_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a quality_summary, b quality_summary, confidence float8, part text) IS 'Accuracy of a minus accuracy of b in a part (overall, customer or business), fractions, with Newcombe''s hybrid score interval of the difference and the two-sided p-value of the pooled z test; NULL if nothing was scored for the part in either.';


CREATE AGGREGATE quality_index(customer_error boolean, business_error boolean) (
	SFUNC = quality_summary_count, STYPE = quality_summary, INITCOND = 'empty', COMBINEFUNC = quality_summary_add,
	FINALFUNC = quality_index, MFINALFUNC = quality_index,
	MSFUNC = quality_summary_count, MINVFUNC = quality_summary_uncount, MSTYPE = quality_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE quality_index(customer_error boolean, business_error boolean) IS 'Quality index of monitored contacts: shares without an error of each class, and without any error, fractions from 0 to 1 with Wilson''s 95 % intervals. NULL means not scored for the class; NULL if nothing was scored.';

-- room score
-- Answers on a scale: net promoter score, satisfaction, effort

-- What every type has: score_summary

CREATE TYPE score_summary;

CREATE FUNCTION score_summary_in(cstring) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_in(cstring) IS 'Input function of type score_summary: reads the text form that score_summary_out writes.';

CREATE FUNCTION score_summary_out(score_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'score_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_out(score_summary) IS 'Output function of type score_summary: returns the text form.';

CREATE FUNCTION score_summary_recv(internal) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_recv(internal) IS 'Receive function of type score_summary: reads the binary form that score_summary_send writes.';

CREATE FUNCTION score_summary_send(score_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'score_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_send(score_summary) IS 'Send function of type score_summary: returns the binary form, which begins with a version.';


CREATE TYPE score_summary (
	INPUT = score_summary_in, OUTPUT = score_summary_out, RECEIVE = score_summary_recv, SEND = score_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION score_summary_eq(score_summary, score_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'score_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_eq(score_summary, score_summary) IS 'True if two values of type score_summary are equal.';

CREATE FUNCTION score_summary_ne(score_summary, score_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'score_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_ne(score_summary, score_summary) IS 'True if two values of type score_summary differ.';

CREATE FUNCTION score_summary_lt(score_summary, score_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'score_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_lt(score_summary, score_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION score_summary_le(score_summary, score_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'score_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_le(score_summary, score_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION score_summary_gt(score_summary, score_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'score_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_gt(score_summary, score_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION score_summary_ge(score_summary, score_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'score_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_ge(score_summary, score_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION score_summary_cmp(score_summary, score_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'score_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_cmp(score_summary, score_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION score_summary_hash(score_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'score_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_hash(score_summary) IS 'Hash of a value of type score_summary.';

CREATE FUNCTION score_summary_hash_extended(score_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'score_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_hash_extended(score_summary, bigint) IS 'Hash of a value of type score_summary, with a seed.';


CREATE FUNCTION to_jsonb(score_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'score_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(score_summary) IS 'The contents of a value of type score_summary as jsonb, an object that always has the same fields.';


CREATE CAST (score_summary AS jsonb) WITH FUNCTION to_jsonb(score_summary);
COMMENT ON CAST (score_summary AS jsonb) IS 'the contents of a score_summary, with named fields';

CREATE OPERATOR = (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (score_summary, score_summary) IS 'equal score_summary';
CREATE OPERATOR <> (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (score_summary, score_summary) IS 'different score_summary';
CREATE OPERATOR < (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (score_summary, score_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (score_summary, score_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (score_summary, score_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (score_summary, score_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS score_summary_btree_ops DEFAULT FOR TYPE score_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 score_summary_cmp(score_summary, score_summary);
COMMENT ON OPERATOR CLASS score_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY score_summary_btree_ops USING btree IS 'order of score_summary for indexes';
CREATE OPERATOR CLASS score_summary_hash_ops DEFAULT FOR TYPE score_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 score_summary_hash(score_summary), FUNCTION 2 score_summary_hash_extended(score_summary, bigint);
COMMENT ON OPERATOR CLASS score_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY score_summary_hash_ops USING hash IS 'hash of score_summary for indexes';
-- What every family of summaries has in addition: score_summary

CREATE FUNCTION score_summary_add(score_summary, score_summary) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_add(score_summary, score_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION score_summary_subtract(score_summary, score_summary) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_subtract(score_summary, score_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (score_summary, score_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = score_summary, RIGHTARG = score_summary, FUNCTION = score_summary_subtract);
COMMENT ON OPERATOR - (score_summary, score_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION score_summary_final(score_summary) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_final(score_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(score_summary) (
	SFUNC = score_summary_add, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_add, MINVFUNC = score_summary_subtract, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(score_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(score_summary) (
	SFUNC = score_summary_add, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_add, MINVFUNC = score_summary_subtract, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(score_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE score_summary IS 'answers on a scale of at most 1,001 scores, 0 to 10 or any other, with one counter per score';

CREATE FUNCTION score_summary_count_int2(score_summary, int2) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_int2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_int2(score_summary, int2) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_int2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_int2(score_summary, int2) IS 'Transition function of score_summary that adds a row; arguments: (score), on the scale 0 to 10.';

COMMENT ON FUNCTION score_summary_uncount_int2(score_summary, int2) IS 'Inverse transition function of score_summary that removes a row; arguments: (score), on the scale 0 to 10.';

CREATE FUNCTION score_summary_count_ease_int2(score_summary, int2) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_ease_int2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_ease_int2(score_summary, int2) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_ease_int2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_ease_int2(score_summary, int2) IS 'Transition function of score_summary that adds a row; arguments: (ease), on the scale 1 to 7.';

COMMENT ON FUNCTION score_summary_uncount_ease_int2(score_summary, int2) IS 'Inverse transition function of score_summary that removes a row; arguments: (ease), on the scale 1 to 7.';

CREATE FUNCTION score_summary_count_scaled_int2(score_summary, int2, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_scaled_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_scaled_int2(score_summary, int2, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_scaled_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_scaled_int2(score_summary, int2, bigint) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

COMMENT ON FUNCTION score_summary_uncount_scaled_int2(score_summary, int2, bigint) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

CREATE FUNCTION score_summary_count_stepped_int2(score_summary, int2, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_int2(score_summary, int2, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_int2(score_summary, int2, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

COMMENT ON FUNCTION score_summary_uncount_stepped_int2(score_summary, int2, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

CREATE FUNCTION score_summary_count_stepped_int2(score_summary, int2, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_int2(score_summary, int2, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_int2(score_summary, int2, float8, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

COMMENT ON FUNCTION score_summary_uncount_stepped_int2(score_summary, int2, float8, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

CREATE AGGREGATE score_agg(score int2) (
	SFUNC = score_summary_count_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_int2, MINVFUNC = score_summary_uncount_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int2) IS 'Builds a score_summary (never NULL) of answers on the scale 0 to 10; NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score int2, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_scaled_int2, MINVFUNC = score_summary_uncount_scaled_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int2, scale_max bigint) IS 'Builds a score_summary (never NULL) of answers on the scale 1 to scale_max (2 to 1,001); NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score int2, scale_min float8, scale_max float8) (
	SFUNC = score_summary_count_stepped_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_int2, MINVFUNC = score_summary_uncount_stepped_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int2, scale_min float8, scale_max float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of 1; NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE AGGREGATE score_agg(score int2, scale_min float8, scale_max float8, score_step float8) (
	SFUNC = score_summary_count_stepped_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_int2, MINVFUNC = score_summary_uncount_stepped_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int2, scale_min float8, scale_max float8, score_step float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of score_step (0.5 for half stars); NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE FUNCTION score_summary_count_int4(score_summary, int4) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_int4(score_summary, int4) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_int4(score_summary, int4) IS 'Transition function of score_summary that adds a row; arguments: (score), on the scale 0 to 10.';

COMMENT ON FUNCTION score_summary_uncount_int4(score_summary, int4) IS 'Inverse transition function of score_summary that removes a row; arguments: (score), on the scale 0 to 10.';

CREATE FUNCTION score_summary_count_ease_int4(score_summary, int4) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_ease_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_ease_int4(score_summary, int4) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_ease_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_ease_int4(score_summary, int4) IS 'Transition function of score_summary that adds a row; arguments: (ease), on the scale 1 to 7.';

COMMENT ON FUNCTION score_summary_uncount_ease_int4(score_summary, int4) IS 'Inverse transition function of score_summary that removes a row; arguments: (ease), on the scale 1 to 7.';

CREATE FUNCTION score_summary_count_scaled_int4(score_summary, int4, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_scaled_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_scaled_int4(score_summary, int4, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_scaled_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_scaled_int4(score_summary, int4, bigint) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

COMMENT ON FUNCTION score_summary_uncount_scaled_int4(score_summary, int4, bigint) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

CREATE FUNCTION score_summary_count_stepped_int4(score_summary, int4, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_int4(score_summary, int4, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_int4(score_summary, int4, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

COMMENT ON FUNCTION score_summary_uncount_stepped_int4(score_summary, int4, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

CREATE FUNCTION score_summary_count_stepped_int4(score_summary, int4, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_int4(score_summary, int4, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_int4(score_summary, int4, float8, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

COMMENT ON FUNCTION score_summary_uncount_stepped_int4(score_summary, int4, float8, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

CREATE AGGREGATE score_agg(score int4) (
	SFUNC = score_summary_count_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_int4, MINVFUNC = score_summary_uncount_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int4) IS 'Builds a score_summary (never NULL) of answers on the scale 0 to 10; NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score int4, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_scaled_int4, MINVFUNC = score_summary_uncount_scaled_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int4, scale_max bigint) IS 'Builds a score_summary (never NULL) of answers on the scale 1 to scale_max (2 to 1,001); NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score int4, scale_min float8, scale_max float8) (
	SFUNC = score_summary_count_stepped_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_int4, MINVFUNC = score_summary_uncount_stepped_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int4, scale_min float8, scale_max float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of 1; NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE AGGREGATE score_agg(score int4, scale_min float8, scale_max float8, score_step float8) (
	SFUNC = score_summary_count_stepped_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_int4, MINVFUNC = score_summary_uncount_stepped_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int4, scale_min float8, scale_max float8, score_step float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of score_step (0.5 for half stars); NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE FUNCTION score_summary_count_int8(score_summary, int8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_int8(score_summary, int8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_int8(score_summary, int8) IS 'Transition function of score_summary that adds a row; arguments: (score), on the scale 0 to 10.';

COMMENT ON FUNCTION score_summary_uncount_int8(score_summary, int8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score), on the scale 0 to 10.';

CREATE FUNCTION score_summary_count_ease_int8(score_summary, int8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_ease_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_ease_int8(score_summary, int8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_ease_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_ease_int8(score_summary, int8) IS 'Transition function of score_summary that adds a row; arguments: (ease), on the scale 1 to 7.';

COMMENT ON FUNCTION score_summary_uncount_ease_int8(score_summary, int8) IS 'Inverse transition function of score_summary that removes a row; arguments: (ease), on the scale 1 to 7.';

CREATE FUNCTION score_summary_count_scaled_int8(score_summary, int8, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_scaled_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_scaled_int8(score_summary, int8, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_scaled_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_scaled_int8(score_summary, int8, bigint) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

COMMENT ON FUNCTION score_summary_uncount_scaled_int8(score_summary, int8, bigint) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

CREATE FUNCTION score_summary_count_stepped_int8(score_summary, int8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_int8(score_summary, int8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_int8(score_summary, int8, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

COMMENT ON FUNCTION score_summary_uncount_stepped_int8(score_summary, int8, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

CREATE FUNCTION score_summary_count_stepped_int8(score_summary, int8, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_int8(score_summary, int8, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_int8(score_summary, int8, float8, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

COMMENT ON FUNCTION score_summary_uncount_stepped_int8(score_summary, int8, float8, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

CREATE AGGREGATE score_agg(score int8) (
	SFUNC = score_summary_count_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_int8, MINVFUNC = score_summary_uncount_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int8) IS 'Builds a score_summary (never NULL) of answers on the scale 0 to 10; NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score int8, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_scaled_int8, MINVFUNC = score_summary_uncount_scaled_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int8, scale_max bigint) IS 'Builds a score_summary (never NULL) of answers on the scale 1 to scale_max (2 to 1,001); NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score int8, scale_min float8, scale_max float8) (
	SFUNC = score_summary_count_stepped_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_int8, MINVFUNC = score_summary_uncount_stepped_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int8, scale_min float8, scale_max float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of 1; NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE AGGREGATE score_agg(score int8, scale_min float8, scale_max float8, score_step float8) (
	SFUNC = score_summary_count_stepped_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_int8, MINVFUNC = score_summary_uncount_stepped_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score int8, scale_min float8, scale_max float8, score_step float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of score_step (0.5 for half stars); NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE FUNCTION score_summary_count_numeric(score_summary, numeric) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_numeric(score_summary, numeric) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_numeric(score_summary, numeric) IS 'Transition function of score_summary that adds a row; arguments: (score), on the scale 0 to 10.';

COMMENT ON FUNCTION score_summary_uncount_numeric(score_summary, numeric) IS 'Inverse transition function of score_summary that removes a row; arguments: (score), on the scale 0 to 10.';

CREATE FUNCTION score_summary_count_ease_numeric(score_summary, numeric) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_ease_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_ease_numeric(score_summary, numeric) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_ease_numeric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_ease_numeric(score_summary, numeric) IS 'Transition function of score_summary that adds a row; arguments: (ease), on the scale 1 to 7.';

COMMENT ON FUNCTION score_summary_uncount_ease_numeric(score_summary, numeric) IS 'Inverse transition function of score_summary that removes a row; arguments: (ease), on the scale 1 to 7.';

CREATE FUNCTION score_summary_count_scaled_numeric(score_summary, numeric, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_scaled_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_scaled_numeric(score_summary, numeric, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_scaled_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_scaled_numeric(score_summary, numeric, bigint) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

COMMENT ON FUNCTION score_summary_uncount_scaled_numeric(score_summary, numeric, bigint) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

CREATE FUNCTION score_summary_count_stepped_numeric(score_summary, numeric, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_numeric(score_summary, numeric, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_numeric(score_summary, numeric, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

COMMENT ON FUNCTION score_summary_uncount_stepped_numeric(score_summary, numeric, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

CREATE FUNCTION score_summary_count_stepped_numeric(score_summary, numeric, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_numeric(score_summary, numeric, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_numeric(score_summary, numeric, float8, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

COMMENT ON FUNCTION score_summary_uncount_stepped_numeric(score_summary, numeric, float8, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

CREATE AGGREGATE score_agg(score numeric) (
	SFUNC = score_summary_count_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_numeric, MINVFUNC = score_summary_uncount_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score numeric) IS 'Builds a score_summary (never NULL) of answers on the scale 0 to 10; NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score numeric, scale_max bigint) (
	SFUNC = score_summary_count_scaled_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_scaled_numeric, MINVFUNC = score_summary_uncount_scaled_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score numeric, scale_max bigint) IS 'Builds a score_summary (never NULL) of answers on the scale 1 to scale_max (2 to 1,001); NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score numeric, scale_min float8, scale_max float8) (
	SFUNC = score_summary_count_stepped_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_numeric, MINVFUNC = score_summary_uncount_stepped_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score numeric, scale_min float8, scale_max float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of 1; NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE AGGREGATE score_agg(score numeric, scale_min float8, scale_max float8, score_step float8) (
	SFUNC = score_summary_count_stepped_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_numeric, MINVFUNC = score_summary_uncount_stepped_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score numeric, scale_min float8, scale_max float8, score_step float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of score_step (0.5 for half stars); NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE FUNCTION score_summary_count_float8(score_summary, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_float8(score_summary, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_float8(score_summary, float8) IS 'Transition function of score_summary that adds a row; arguments: (score), on the scale 0 to 10.';

COMMENT ON FUNCTION score_summary_uncount_float8(score_summary, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score), on the scale 0 to 10.';

CREATE FUNCTION score_summary_count_ease_float8(score_summary, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_ease_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_ease_float8(score_summary, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_ease_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_ease_float8(score_summary, float8) IS 'Transition function of score_summary that adds a row; arguments: (ease), on the scale 1 to 7.';

COMMENT ON FUNCTION score_summary_uncount_ease_float8(score_summary, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (ease), on the scale 1 to 7.';

CREATE FUNCTION score_summary_count_scaled_float8(score_summary, float8, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_scaled_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_scaled_float8(score_summary, float8, bigint) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_scaled_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_scaled_float8(score_summary, float8, bigint) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

COMMENT ON FUNCTION score_summary_uncount_scaled_float8(score_summary, float8, bigint) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_max), on the scale 1 to scale_max.';

CREATE FUNCTION score_summary_count_stepped_float8(score_summary, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_float8(score_summary, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_float8(score_summary, float8, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

COMMENT ON FUNCTION score_summary_uncount_stepped_float8(score_summary, float8, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max), on the scale scale_min to scale_max in steps of 1.';

CREATE FUNCTION score_summary_count_stepped_float8(score_summary, float8, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_count_stepped_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION score_summary_uncount_stepped_float8(score_summary, float8, float8, float8, float8) RETURNS score_summary
	AS 'MODULE_PATHNAME', 'score_summary_uncount_stepped_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_count_stepped_float8(score_summary, float8, float8, float8, float8) IS 'Transition function of score_summary that adds a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

COMMENT ON FUNCTION score_summary_uncount_stepped_float8(score_summary, float8, float8, float8, float8) IS 'Inverse transition function of score_summary that removes a row; arguments: (score, scale_min, scale_max, score_step), on the scale scale_min to scale_max in steps of score_step.';

CREATE AGGREGATE score_agg(score float8) (
	SFUNC = score_summary_count_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_float8, MINVFUNC = score_summary_uncount_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score float8) IS 'Builds a score_summary (never NULL) of answers on the scale 0 to 10; NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score float8, scale_max bigint) (
	SFUNC = score_summary_count_scaled_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_scaled_float8, MINVFUNC = score_summary_uncount_scaled_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score float8, scale_max bigint) IS 'Builds a score_summary (never NULL) of answers on the scale 1 to scale_max (2 to 1,001); NULL rows are skipped, a score off the scale is an error.';

CREATE AGGREGATE score_agg(score float8, scale_min float8, scale_max float8) (
	SFUNC = score_summary_count_stepped_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_float8, MINVFUNC = score_summary_uncount_stepped_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score float8, scale_min float8, scale_max float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of 1; NULL rows are skipped, a score off the scale or between two steps is an error.';

CREATE AGGREGATE score_agg(score float8, scale_min float8, scale_max float8, score_step float8) (
	SFUNC = score_summary_count_stepped_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_final, MFINALFUNC = score_summary_final,
	MSFUNC = score_summary_count_stepped_float8, MINVFUNC = score_summary_uncount_stepped_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE score_agg(score float8, scale_min float8, scale_max float8, score_step float8) IS 'Builds a score_summary (never NULL) of answers on the scale scale_min to scale_max in steps of score_step (0.5 for half stars); NULL rows are skipped, a score off the scale or between two steps is an error.';


CREATE FUNCTION nps(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_nps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nps(score_summary) IS 'Net Promoter Score: 100 (promoters - detractors) / answers, from -100 to 100, where promoters answer 9 or 10 and detractors 0 to 6; the scale must be 0 to 10; NULL if there are no answers.';

CREATE FUNCTION promoters(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_promoters' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION promoters(score_summary) IS 'Promoters: answers 9 and 10 on the scale 0 to 10 / answers, a fraction from 0 to 1; NULL if there are no answers.';

CREATE FUNCTION passives(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_passives' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION passives(score_summary) IS 'Passives: answers 7 and 8 on the scale 0 to 10 / answers, a fraction from 0 to 1; NULL if there are no answers.';

CREATE FUNCTION detractors(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_detractors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION detractors(score_summary) IS 'Detractors: answers 0 to 6 on the scale 0 to 10 / answers, a fraction from 0 to 1; NULL if there are no answers.';

CREATE FUNCTION nps_difference(score_summary, score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_nps_difference' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nps_difference(score_summary, score_summary) IS 'Net Promoter Score of the first summary minus that of the second, from -200 to 200; NULL if either has no answers.';

CREATE FUNCTION as_rate(summary score_summary, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'score_summary_as_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION as_rate(summary score_summary, method text, boxes bigint) IS 'Returns the share of answers by the named method (top_box, good_over_rated, share_easy, promoters, passives or detractors) as a rate_summary (its hits and trials), for functions that read a rate_summary. boxes is the number of good scores; it has no trials if there are no answers, and is NULL only if the summary is.';

CREATE FUNCTION score_count(summary score_summary, lowest float8, highest float8) RETURNS bigint
	AS 'MODULE_PATHNAME', 'score_summary_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_count(summary score_summary, lowest float8, highest float8) IS 'Number of answers from the score lowest to the score highest, both included, which must be on the scale; 0 if there are none.';

CREATE FUNCTION total(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(score_summary) IS 'Sum of the scores of all answers; 0 if there are no answers.';

CREATE FUNCTION sum_of_squares(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_sum_of_squares' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_squares(score_summary) IS 'Sum of the squares of the scores of all answers; 0 if there are no answers.';

CREATE FUNCTION n_counted(score_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'score_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(score_summary) IS 'Number of answers; 0 if there are none.';

CREATE FUNCTION standard_error(summary score_summary, adjusted boolean DEFAULT false) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_standard_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION standard_error(summary score_summary, adjusted boolean) IS 'Standard error of the Net Promoter Score, in points: 100 sqrt((p + d - (p - d)^2) / n), with p and d the shares of promoters and detractors. adjusted adds 3/4 promoter, 1 1/2 passives and 3/4 detractor first; NULL if there are no answers.';

CREATE FUNCTION ci_lower(summary score_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'by_scale', adjusted boolean DEFAULT NULL, boxes bigint DEFAULT NULL) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary score_summary, confidence float8, method text, adjusted boolean, boxes bigint) IS 'Lower end of the confidence interval of the figure by the named method (nps, top_box, good_over_rated, net, mean, normalized, mean_of_scale, share_easy, net_easy, promoters, passives, detractors; by_scale is nps on the scale 0 to 10 and top_box on others), in the unit of the figure: Wilson''s interval for shares, normal for net scores, Student''s t for means. Net scores add three answers unless adjusted is false; boxes is the number of good scores and of bad ones. NULL if there are no answers, or for means fewer than two.';

CREATE FUNCTION ci_upper(summary score_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'by_scale', adjusted boolean DEFAULT NULL, boxes bigint DEFAULT NULL) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary score_summary, confidence float8, method text, adjusted boolean, boxes bigint) IS 'Upper end of the confidence interval of the figure by the named method (nps, top_box, good_over_rated, net, mean, normalized, mean_of_scale, share_easy, net_easy, promoters, passives, detractors; by_scale is nps on the scale 0 to 10 and top_box on others), in the unit of the figure: Wilson''s interval for shares, normal for net scores, Student''s t for means. Net scores add three answers unless adjusted is false; boxes is the number of good scores and of bad ones. NULL if there are no answers, or for means fewer than two.';

CREATE FUNCTION kpi_compare(a score_summary, b score_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'by_scale', adjusted boolean DEFAULT NULL, boxes bigint DEFAULT NULL) RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'score_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a score_summary, b score_summary, confidence float8, method text, adjusted boolean, boxes bigint) IS 'Figure of a minus figure of b by the named method (nps, top_box, good_over_rated, net, mean, normalized, mean_of_scale, share_easy, net_easy, promoters, passives, detractors; by_scale is nps on the scale 0 to 10 and top_box on others), in the unit of the figure, with the interval of the difference and the two-sided p-value. Net scores add three answers each unless adjusted is false; boxes is the number of good scores and of bad ones. NULL if either has no answers; interval and p-value are NULL for means if either has fewer than two.';


CREATE FUNCTION enps(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_nps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION enps(score_summary) IS 'Employee Net Promoter Score: 100 (promoters - detractors) / answers, from -100 to 100; the scale must be 0 to 10; NULL if there are no answers.';

CREATE FUNCTION csat(summary score_summary, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_csat' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat(summary score_summary, method text, boxes bigint) IS 'Customer satisfaction by the named method. top_box and good_over_rated are fractions from 0 to 1; net is from -100 to 100; mean is on the scale; normalized and mean_of_scale are fractions. boxes is the number of scores from the top that are good, and from the bottom that are bad; NULL takes the usual ones of the scales 1 to 3, 4, 5, 7 and 10. NULL if there are no answers, or for good_over_rated none good or bad.';

CREATE FUNCTION score_summary_csat(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_csat' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_summary_csat(score_summary) IS 'Final function of csat and esat: returns the share of answers in the top box of the scale, a fraction from 0 to 1; NULL if there are no answers.';

CREATE FUNCTION ces(score_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_ces' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ces(score_summary) IS 'Customer effort score: mean of the answers, from 1 (hard) to 7 (easy); NULL if there are no answers.';

CREATE FUNCTION ces(summary score_summary, method text) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_ces' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces(summary score_summary, method text) IS 'Customer effort score by the named method: mean, from 1 (hard) to 7 (easy); share_easy, a fraction from 0 to 1; net, from -100 to 100; NULL if there are no answers.';

CREATE FUNCTION esat(summary score_summary, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL) RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_esat' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION esat(summary score_summary, method text, boxes bigint) IS 'Employee satisfaction by the named method, a fraction: top_box, or mean_of_scale, which is mean / highest score. boxes is the number of scores from the top that are good; NULL if there are no answers.';


CREATE AGGREGATE nps(score int2) (
	SFUNC = score_summary_count_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_int2, MINVFUNC = score_summary_uncount_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE nps(score int2) IS 'Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100, where promoters answer 9 or 10 and detractors 0 to 6. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE enps(score int2) (
	SFUNC = score_summary_count_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_int2, MINVFUNC = score_summary_uncount_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE enps(score int2) IS 'Employee Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE csat(score int2, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_int2, MINVFUNC = score_summary_uncount_scaled_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE csat(score int2, scale_max bigint) IS 'Customer satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE ces(ease int2) (
	SFUNC = score_summary_count_ease_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = ces, MFINALFUNC = ces,
	MSFUNC = score_summary_count_ease_int2, MINVFUNC = score_summary_uncount_ease_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ces(ease int2) IS 'Customer effort score: mean of answers on the scale 1 (hard) to 7 (easy). NULL rows are skipped; an answer off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE esat(score int2, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int2, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_int2, MINVFUNC = score_summary_uncount_scaled_int2, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE esat(score int2, scale_max bigint) IS 'Employee satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE nps(score int4) (
	SFUNC = score_summary_count_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_int4, MINVFUNC = score_summary_uncount_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE nps(score int4) IS 'Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100, where promoters answer 9 or 10 and detractors 0 to 6. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE enps(score int4) (
	SFUNC = score_summary_count_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_int4, MINVFUNC = score_summary_uncount_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE enps(score int4) IS 'Employee Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE csat(score int4, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_int4, MINVFUNC = score_summary_uncount_scaled_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE csat(score int4, scale_max bigint) IS 'Customer satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE ces(ease int4) (
	SFUNC = score_summary_count_ease_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = ces, MFINALFUNC = ces,
	MSFUNC = score_summary_count_ease_int4, MINVFUNC = score_summary_uncount_ease_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ces(ease int4) IS 'Customer effort score: mean of answers on the scale 1 (hard) to 7 (easy). NULL rows are skipped; an answer off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE esat(score int4, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int4, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_int4, MINVFUNC = score_summary_uncount_scaled_int4, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE esat(score int4, scale_max bigint) IS 'Employee satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE nps(score int8) (
	SFUNC = score_summary_count_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_int8, MINVFUNC = score_summary_uncount_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE nps(score int8) IS 'Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100, where promoters answer 9 or 10 and detractors 0 to 6. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE enps(score int8) (
	SFUNC = score_summary_count_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_int8, MINVFUNC = score_summary_uncount_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE enps(score int8) IS 'Employee Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE csat(score int8, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_int8, MINVFUNC = score_summary_uncount_scaled_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE csat(score int8, scale_max bigint) IS 'Customer satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE ces(ease int8) (
	SFUNC = score_summary_count_ease_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = ces, MFINALFUNC = ces,
	MSFUNC = score_summary_count_ease_int8, MINVFUNC = score_summary_uncount_ease_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ces(ease int8) IS 'Customer effort score: mean of answers on the scale 1 (hard) to 7 (easy). NULL rows are skipped; an answer off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE esat(score int8, scale_max bigint) (
	SFUNC = score_summary_count_scaled_int8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_int8, MINVFUNC = score_summary_uncount_scaled_int8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE esat(score int8, scale_max bigint) IS 'Employee satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE nps(score numeric) (
	SFUNC = score_summary_count_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_numeric, MINVFUNC = score_summary_uncount_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE nps(score numeric) IS 'Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100, where promoters answer 9 or 10 and detractors 0 to 6. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE enps(score numeric) (
	SFUNC = score_summary_count_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_numeric, MINVFUNC = score_summary_uncount_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE enps(score numeric) IS 'Employee Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE csat(score numeric, scale_max bigint) (
	SFUNC = score_summary_count_scaled_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_numeric, MINVFUNC = score_summary_uncount_scaled_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE csat(score numeric, scale_max bigint) IS 'Customer satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE ces(ease numeric) (
	SFUNC = score_summary_count_ease_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = ces, MFINALFUNC = ces,
	MSFUNC = score_summary_count_ease_numeric, MINVFUNC = score_summary_uncount_ease_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ces(ease numeric) IS 'Customer effort score: mean of answers on the scale 1 (hard) to 7 (easy). NULL rows are skipped; an answer off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE esat(score numeric, scale_max bigint) (
	SFUNC = score_summary_count_scaled_numeric, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_numeric, MINVFUNC = score_summary_uncount_scaled_numeric, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE esat(score numeric, scale_max bigint) IS 'Employee satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE nps(score float8) (
	SFUNC = score_summary_count_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_float8, MINVFUNC = score_summary_uncount_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE nps(score float8) IS 'Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100, where promoters answer 9 or 10 and detractors 0 to 6. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE enps(score float8) (
	SFUNC = score_summary_count_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = nps, MFINALFUNC = nps,
	MSFUNC = score_summary_count_float8, MINVFUNC = score_summary_uncount_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE enps(score float8) IS 'Employee Net Promoter Score of answers on the scale 0 to 10: 100 (promoters - detractors) / answers, from -100 to 100. NULL rows are skipped; a score off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE csat(score float8, scale_max bigint) (
	SFUNC = score_summary_count_scaled_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_float8, MINVFUNC = score_summary_uncount_scaled_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE csat(score float8, scale_max bigint) IS 'Customer satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE ces(ease float8) (
	SFUNC = score_summary_count_ease_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = ces, MFINALFUNC = ces,
	MSFUNC = score_summary_count_ease_float8, MINVFUNC = score_summary_uncount_ease_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ces(ease float8) IS 'Customer effort score: mean of answers on the scale 1 (hard) to 7 (easy). NULL rows are skipped; an answer off the scale or a fraction is an error; NULL if no row is left.';

CREATE AGGREGATE esat(score float8, scale_max bigint) (
	SFUNC = score_summary_count_scaled_float8, STYPE = score_summary, INITCOND = 'empty', COMBINEFUNC = score_summary_add,
	FINALFUNC = score_summary_csat, MFINALFUNC = score_summary_csat,
	MSFUNC = score_summary_count_scaled_float8, MINVFUNC = score_summary_uncount_scaled_float8, MSTYPE = score_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE esat(score float8, scale_max bigint) IS 'Employee satisfaction on the scale 1 to scale_max (3, 4, 5, 7 or 10): answers in its top box / answers, a fraction from 0 to 1; NULL rows are skipped; NULL if no row is left.';

-- room duration
-- How long things took, the unfinished included: quantiles, shares, survival

-- What every type has: duration_summary

CREATE TYPE duration_summary;

CREATE FUNCTION duration_summary_in(cstring) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_in(cstring) IS 'Input function of type duration_summary: reads the text form that duration_summary_out writes.';

CREATE FUNCTION duration_summary_out(duration_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'duration_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_out(duration_summary) IS 'Output function of type duration_summary: returns the text form.';

CREATE FUNCTION duration_summary_recv(internal) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_recv(internal) IS 'Receive function of type duration_summary: reads the binary form that duration_summary_send writes.';

CREATE FUNCTION duration_summary_send(duration_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'duration_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_send(duration_summary) IS 'Send function of type duration_summary: returns the binary form, which begins with a version.';


CREATE TYPE duration_summary (
	INPUT = duration_summary_in, OUTPUT = duration_summary_out, RECEIVE = duration_summary_recv, SEND = duration_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION duration_summary_eq(duration_summary, duration_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'duration_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_eq(duration_summary, duration_summary) IS 'True if two values of type duration_summary are equal.';

CREATE FUNCTION duration_summary_ne(duration_summary, duration_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'duration_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_ne(duration_summary, duration_summary) IS 'True if two values of type duration_summary differ.';

CREATE FUNCTION duration_summary_lt(duration_summary, duration_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'duration_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_lt(duration_summary, duration_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION duration_summary_le(duration_summary, duration_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'duration_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_le(duration_summary, duration_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION duration_summary_gt(duration_summary, duration_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'duration_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_gt(duration_summary, duration_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION duration_summary_ge(duration_summary, duration_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'duration_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_ge(duration_summary, duration_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION duration_summary_cmp(duration_summary, duration_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'duration_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_cmp(duration_summary, duration_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION duration_summary_hash(duration_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'duration_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_hash(duration_summary) IS 'Hash of a value of type duration_summary.';

CREATE FUNCTION duration_summary_hash_extended(duration_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'duration_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_hash_extended(duration_summary, bigint) IS 'Hash of a value of type duration_summary, with a seed.';


CREATE FUNCTION to_jsonb(duration_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'duration_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(duration_summary) IS 'The contents of a value of type duration_summary as jsonb, an object that always has the same fields.';


CREATE CAST (duration_summary AS jsonb) WITH FUNCTION to_jsonb(duration_summary);
COMMENT ON CAST (duration_summary AS jsonb) IS 'the contents of a duration_summary, with named fields';

CREATE OPERATOR = (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (duration_summary, duration_summary) IS 'equal duration_summary';
CREATE OPERATOR <> (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (duration_summary, duration_summary) IS 'different duration_summary';
CREATE OPERATOR < (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (duration_summary, duration_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (duration_summary, duration_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (duration_summary, duration_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (duration_summary, duration_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS duration_summary_btree_ops DEFAULT FOR TYPE duration_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 duration_summary_cmp(duration_summary, duration_summary);
COMMENT ON OPERATOR CLASS duration_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY duration_summary_btree_ops USING btree IS 'order of duration_summary for indexes';
CREATE OPERATOR CLASS duration_summary_hash_ops DEFAULT FOR TYPE duration_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 duration_summary_hash(duration_summary), FUNCTION 2 duration_summary_hash_extended(duration_summary, bigint);
COMMENT ON OPERATOR CLASS duration_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY duration_summary_hash_ops USING hash IS 'hash of duration_summary for indexes';
-- What every family of summaries has in addition: duration_summary

CREATE FUNCTION duration_summary_add(duration_summary, duration_summary) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_add(duration_summary, duration_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION duration_summary_subtract(duration_summary, duration_summary) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_subtract(duration_summary, duration_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (duration_summary, duration_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = duration_summary, RIGHTARG = duration_summary, FUNCTION = duration_summary_subtract);
COMMENT ON OPERATOR - (duration_summary, duration_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION duration_summary_final(duration_summary) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_final(duration_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(duration_summary) (
	SFUNC = duration_summary_add, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_final, MFINALFUNC = duration_summary_final,
	MSFUNC = duration_summary_add, MINVFUNC = duration_summary_subtract, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(duration_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(duration_summary) (
	SFUNC = duration_summary_add, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_final, MFINALFUNC = duration_summary_final,
	MSFUNC = duration_summary_add, MINVFUNC = duration_summary_subtract, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(duration_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE duration_summary IS 'histogram of durations, finished and unfinished separately, in buckets of three significant digits, and their exact sums';

CREATE FUNCTION duration_summary_count_interval(duration_summary, interval) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_interval(duration_summary, interval) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_interval(duration_summary, interval) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed), a finished duration.';

COMMENT ON FUNCTION duration_summary_uncount_interval(duration_summary, interval) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed), a finished duration.';

CREATE FUNCTION duration_summary_count_finished_interval(duration_summary, interval, boolean) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_finished_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_finished_interval(duration_summary, interval, boolean) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_finished_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_finished_interval(duration_summary, interval, boolean) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed, finished).';

COMMENT ON FUNCTION duration_summary_uncount_finished_interval(duration_summary, interval, boolean) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed, finished).';

CREATE FUNCTION duration_summary_count_quantile_interval(duration_summary, interval, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_quantile_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_quantile_interval(duration_summary, interval, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_quantile_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_quantile_interval(duration_summary, interval, float8) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed, p), where p is the quantile to read.';

COMMENT ON FUNCTION duration_summary_uncount_quantile_interval(duration_summary, interval, float8) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed, p), where p is the quantile to read.';

CREATE FUNCTION duration_summary_count_finished_quantile_interval(duration_summary, interval, boolean, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_finished_quantile_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_finished_quantile_interval(duration_summary, interval, boolean, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_finished_quantile_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_finished_quantile_interval(duration_summary, interval, boolean, float8) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed, finished, p), where p is the quantile to read.';

COMMENT ON FUNCTION duration_summary_uncount_finished_quantile_interval(duration_summary, interval, boolean, float8) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed, finished, p), where p is the quantile to read.';

CREATE AGGREGATE duration_agg(elapsed interval) (
	SFUNC = duration_summary_count_interval, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_final, MFINALFUNC = duration_summary_final,
	MSFUNC = duration_summary_count_interval, MINVFUNC = duration_summary_uncount_interval, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_agg(elapsed interval) IS 'Builds a duration_summary (never NULL) of finished durations; NULL rows are skipped, negative durations are excluded; numbers are seconds.';

CREATE AGGREGATE duration_agg(elapsed interval, finished boolean) (
	SFUNC = duration_summary_count_finished_interval, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_final, MFINALFUNC = duration_summary_final,
	MSFUNC = duration_summary_count_finished_interval, MINVFUNC = duration_summary_uncount_finished_interval, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_agg(elapsed interval, finished boolean) IS 'Builds a duration_summary (never NULL) of durations, finished or not so far; rows with a NULL are skipped, negative durations are excluded; numbers are seconds.';

CREATE FUNCTION duration_summary_count_float8(duration_summary, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_float8(duration_summary, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_float8(duration_summary, float8) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed), a finished duration.';

COMMENT ON FUNCTION duration_summary_uncount_float8(duration_summary, float8) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed), a finished duration.';

CREATE FUNCTION duration_summary_count_finished_float8(duration_summary, float8, boolean) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_finished_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_finished_float8(duration_summary, float8, boolean) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_finished_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_finished_float8(duration_summary, float8, boolean) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed, finished).';

COMMENT ON FUNCTION duration_summary_uncount_finished_float8(duration_summary, float8, boolean) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed, finished).';

CREATE FUNCTION duration_summary_count_quantile_float8(duration_summary, float8, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_quantile_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_quantile_float8(duration_summary, float8, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_quantile_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_quantile_float8(duration_summary, float8, float8) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed, p), where p is the quantile to read.';

COMMENT ON FUNCTION duration_summary_uncount_quantile_float8(duration_summary, float8, float8) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed, p), where p is the quantile to read.';

CREATE FUNCTION duration_summary_count_finished_quantile_float8(duration_summary, float8, boolean, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_count_finished_quantile_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION duration_summary_uncount_finished_quantile_float8(duration_summary, float8, boolean, float8) RETURNS duration_summary
	AS 'MODULE_PATHNAME', 'duration_summary_uncount_finished_quantile_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_count_finished_quantile_float8(duration_summary, float8, boolean, float8) IS 'Transition function of duration_summary that adds a row; arguments: (elapsed, finished, p), where p is the quantile to read.';

COMMENT ON FUNCTION duration_summary_uncount_finished_quantile_float8(duration_summary, float8, boolean, float8) IS 'Inverse transition function of duration_summary that removes a row; arguments: (elapsed, finished, p), where p is the quantile to read.';

CREATE AGGREGATE duration_agg(elapsed float8) (
	SFUNC = duration_summary_count_float8, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_final, MFINALFUNC = duration_summary_final,
	MSFUNC = duration_summary_count_float8, MINVFUNC = duration_summary_uncount_float8, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_agg(elapsed float8) IS 'Builds a duration_summary (never NULL) of finished durations; NULL rows are skipped, negative durations are excluded; numbers are seconds.';

CREATE AGGREGATE duration_agg(elapsed float8, finished boolean) (
	SFUNC = duration_summary_count_finished_float8, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_final, MFINALFUNC = duration_summary_final,
	MSFUNC = duration_summary_count_finished_float8, MINVFUNC = duration_summary_uncount_finished_float8, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_agg(elapsed float8, finished boolean) IS 'Builds a duration_summary (never NULL) of durations, finished or not so far; rows with a NULL are skipped, negative durations are excluded; numbers are seconds.';


CREATE FUNCTION duration_summary_duration_quantile(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_duration_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_duration_quantile(duration_summary) IS 'Final function of the aggregate duration_quantile: returns the quantile that the rows gave, an interval; NULL if none is finished.';

CREATE FUNCTION duration_summary_duration_quantile_float8(duration_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_duration_quantile_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_duration_quantile_float8(duration_summary) IS 'Final function of the aggregate duration_quantile over numbers: returns the quantile that the rows gave, in seconds; NULL if none is finished.';

CREATE FUNCTION duration_median(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_duration_median' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_median(duration_summary) IS 'Median of the finished durations, an interval: the quantile 0.5, to 0.5 %; too low if many are unfinished; NULL if none is finished.';

CREATE FUNCTION duration_summary_duration_median_float8(duration_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_duration_median_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_summary_duration_median_float8(duration_summary) IS 'Final function of the aggregate duration_median over numbers: returns the median, in seconds; NULL if none is finished.';

CREATE AGGREGATE duration_quantile(elapsed interval, p float8) (
	SFUNC = duration_summary_count_quantile_interval, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_duration_quantile, MFINALFUNC = duration_summary_duration_quantile,
	MSFUNC = duration_summary_count_quantile_interval, MINVFUNC = duration_summary_uncount_quantile_interval, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE duration_quantile(elapsed float8, p float8) (
	SFUNC = duration_summary_count_quantile_float8, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_duration_quantile_float8, MFINALFUNC = duration_summary_duration_quantile_float8,
	MSFUNC = duration_summary_count_quantile_float8, MINVFUNC = duration_summary_uncount_quantile_float8, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_quantile(elapsed interval, p float8) IS 'Quantile p (0 to 1) of durations: the duration that the share p does not exceed, to 0.5 %, an interval, or seconds if durations are numbers. p must be the same in all rows of a group. NULL durations are skipped, negative ones left out; NULL if no duration is left.';

COMMENT ON AGGREGATE duration_quantile(elapsed float8, p float8) IS 'Quantile p (0 to 1) of durations: the duration that the share p does not exceed, to 0.5 %, an interval, or seconds if durations are numbers. p must be the same in all rows of a group. NULL durations are skipped, negative ones left out; NULL if no duration is left.';

CREATE AGGREGATE duration_quantile(elapsed interval, finished boolean, p float8) (
	SFUNC = duration_summary_count_finished_quantile_interval, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_duration_quantile, MFINALFUNC = duration_summary_duration_quantile,
	MSFUNC = duration_summary_count_finished_quantile_interval, MINVFUNC = duration_summary_uncount_finished_quantile_interval, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE duration_quantile(elapsed float8, finished boolean, p float8) (
	SFUNC = duration_summary_count_finished_quantile_float8, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_duration_quantile_float8, MFINALFUNC = duration_summary_duration_quantile_float8,
	MSFUNC = duration_summary_count_finished_quantile_float8, MINVFUNC = duration_summary_uncount_finished_quantile_float8, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_quantile(elapsed interval, finished boolean, p float8) IS 'Quantile p (0 to 1) of the finished durations: the duration that the share p of them does not exceed, to 0.5 %, an interval, or seconds if durations are numbers. It is too low if many are unfinished; NULL if none is finished.';

COMMENT ON AGGREGATE duration_quantile(elapsed float8, finished boolean, p float8) IS 'Quantile p (0 to 1) of the finished durations: the duration that the share p of them does not exceed, to 0.5 %, an interval, or seconds if durations are numbers. It is too low if many are unfinished; NULL if none is finished.';

CREATE AGGREGATE duration_median(elapsed interval) (
	SFUNC = duration_summary_count_interval, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_median, MFINALFUNC = duration_median,
	MSFUNC = duration_summary_count_interval, MINVFUNC = duration_summary_uncount_interval, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE duration_median(elapsed float8) (
	SFUNC = duration_summary_count_float8, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_duration_median_float8, MFINALFUNC = duration_summary_duration_median_float8,
	MSFUNC = duration_summary_count_float8, MINVFUNC = duration_summary_uncount_float8, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_median(elapsed interval) IS 'Median of durations: the quantile 0.5, to 0.5 %, an interval, or seconds if durations are numbers. NULL durations are skipped, negative ones left out; NULL if no duration is left.';

COMMENT ON AGGREGATE duration_median(elapsed float8) IS 'Median of durations: the quantile 0.5, to 0.5 %, an interval, or seconds if durations are numbers. NULL durations are skipped, negative ones left out; NULL if no duration is left.';

CREATE AGGREGATE duration_median(elapsed interval, finished boolean) (
	SFUNC = duration_summary_count_finished_interval, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_median, MFINALFUNC = duration_median,
	MSFUNC = duration_summary_count_finished_interval, MINVFUNC = duration_summary_uncount_finished_interval, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE duration_median(elapsed float8, finished boolean) (
	SFUNC = duration_summary_count_finished_float8, STYPE = duration_summary, INITCOND = 'empty', COMBINEFUNC = duration_summary_add,
	FINALFUNC = duration_summary_duration_median_float8, MFINALFUNC = duration_summary_duration_median_float8,
	MSFUNC = duration_summary_count_finished_float8, MINVFUNC = duration_summary_uncount_finished_float8, MSTYPE = duration_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE duration_median(elapsed interval, finished boolean) IS 'Median of the finished durations: the quantile 0.5, to 0.5 %, an interval, or seconds if durations are numbers. It is too low if many are unfinished; NULL if none is finished.';

COMMENT ON AGGREGATE duration_median(elapsed float8, finished boolean) IS 'Median of the finished durations: the quantile 0.5, to 0.5 %, an interval, or seconds if durations are numbers. It is too low if many are unfinished; NULL if none is finished.';


CREATE FUNCTION n_counted(duration_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'duration_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(duration_summary) IS 'Number of finished durations; 0 if there are none.';

CREATE FUNCTION n_pending(duration_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'duration_summary_n_pending' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(duration_summary) IS 'Number of unfinished durations; 0 if there are none.';

CREATE FUNCTION n_excluded(duration_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'duration_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(duration_summary) IS 'Number of negative durations, which are left out; 0 if there are none.';

CREATE FUNCTION total(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(duration_summary) IS 'Sum of the finished durations, exact, an interval; 0 if none is finished.';

CREATE FUNCTION total_age(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_total_age' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_age(duration_summary) IS 'Sum of the ages of the unfinished, exact, an interval, as of the time when the rows were made; 0 if none is unfinished.';

CREATE FUNCTION mean(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean(duration_summary) IS 'Mean of the finished durations, exact, an interval; too low if many are unfinished; NULL if none is finished.';

CREATE FUNCTION kpi_mean(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_mean(duration_summary) IS 'Mean of the finished durations, exact, an interval; too low if many are unfinished; NULL if none is finished.';

CREATE FUNCTION exponential_mean(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_exponential_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION exponential_mean(duration_summary) IS 'Mean of exponentially distributed durations, the unfinished taken into account (maximum likelihood), an interval: total time of all / number finished. It is the mean patience if waits finish by abandonment; NULL if none is finished.';

CREATE FUNCTION ci_lower(summary duration_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary duration_summary, confidence float8) IS 'Lower end of the confidence interval of the mean of the finished durations (Student''s t), in seconds, with the spread taken from the middles of buckets; NULL if fewer than two are finished.';

CREATE FUNCTION ci_upper(summary duration_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary duration_summary, confidence float8) IS 'Upper end of the confidence interval of the mean of the finished durations (Student''s t), in seconds, with the spread taken from the middles of buckets; NULL if fewer than two are finished.';

CREATE FUNCTION duration_quantile(summary duration_summary, p float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_quantile' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION duration_quantile(summary duration_summary, p float8) IS 'The same as quantile: the duration that the share p (0 to 1) of the finished ones does not exceed, to 0.5 %, an interval; NULL if none is finished.';

CREATE FUNCTION quantile(summary duration_summary, p float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_quantile' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION quantile(summary duration_summary, p float8) IS 'Quantile p (0 to 1) of the finished durations: the duration that the share p of them does not exceed, to 0.5 %, an interval; too low if many are unfinished; NULL if none is finished.';

CREATE FUNCTION kpi_quantile(summary duration_summary, p float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_quantile' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_quantile(summary duration_summary, p float8) IS 'Quantile p (0 to 1) of the finished durations: the duration that the share p of them does not exceed, to 0.5 %, an interval; too low if many are unfinished; NULL if none is finished.';

CREATE FUNCTION age_quantile(summary duration_summary, p float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_age_quantile' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION age_quantile(summary duration_summary, p float8) IS 'Quantile p (0 to 1) of the ages of the unfinished: the age that the share p of them does not exceed, to 0.5 %, an interval, as of the time when the rows were made; NULL if none is unfinished.';

CREATE FUNCTION mean_age(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_mean_age' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_age(duration_summary) IS 'Mean age of the unfinished, exact, an interval, as of the time when the rows were made; NULL if none is unfinished.';

CREATE FUNCTION oldest(duration_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_oldest' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION oldest(duration_summary) IS 'Age of the oldest unfinished, to 0.5 %, exact if there is only one, an interval, as of the time when the rows were made; NULL if none is unfinished.';

CREATE FUNCTION aging(summary duration_summary, bounds interval[], OUT older_than interval, OUT up_to interval, OUT n bigint, OUT share float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'duration_summary_aging' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION aging(summary duration_summary, bounds interval[], OUT older_than interval, OUT up_to interval, OUT n bigint, OUT share float8) IS 'Returns a row for each class of ages of the unfinished, above one bound and up to the next, and a last one above all bounds: their number, and their share of all unfinished, a fraction from 0 to 1, NULL if there are none. Exact if the bounds have three significant digits.';

CREATE FUNCTION survival_quantile(summary duration_summary, p float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_survival_quantile' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION survival_quantile(summary duration_summary, p float8) IS 'Time by which the share p (between 0 and 1) has finished, the unfinished taken into account (Kaplan-Meier), to 1 %, an interval; NULL if fewer have finished.';


CREATE FUNCTION share_within(summary duration_summary, target interval) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_share_within' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_within(summary duration_summary, target interval) IS 'Share within a target: finished within it / (finished within it + those past it, finished or not), a fraction from 0 to 1. Exact if the target has three significant digits, else the figure is of the next shorter such target; NULL if the divisor is 0.';

CREATE FUNCTION as_rate(summary duration_summary, within interval) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'duration_summary_as_rate' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION as_rate(summary duration_summary, within interval) IS 'Returns the share within a time, as share_within computes it, as a rate_summary (its hits and trials), for functions that read a rate_summary. Unfinished durations not past that time are pending; it has no trials if the divisor is 0, and is NULL only if the summary is.';

CREATE FUNCTION survival_at(summary duration_summary, at interval) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_survival_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION survival_at(summary duration_summary, at interval) IS 'Share not finished by a time, the unfinished taken into account (Kaplan-Meier), a fraction from 0 to 1; NULL beyond the longest duration unless all have finished, or if there are no durations.';

CREATE FUNCTION survival_lower(summary duration_summary, at interval, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_survival_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION survival_lower(summary duration_summary, at interval, confidence float8) IS 'Lower end of the confidence interval of the share not finished by a time (Greenwood''s log-log interval), a fraction from 0 to 1; NULL if that share is 0, 1 or NULL.';

CREATE FUNCTION survival_upper(summary duration_summary, at interval, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'duration_summary_survival_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION survival_upper(summary duration_summary, at interval, confidence float8) IS 'Upper end of the confidence interval of the share not finished by a time (Greenwood''s log-log interval), a fraction from 0 to 1; NULL if that share is 0, 1 or NULL.';

CREATE FUNCTION restricted_mean(summary duration_summary, up_to interval) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_restricted_mean' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION restricted_mean(summary duration_summary, up_to interval) IS 'Restricted mean: mean of the durations, each counted up to up_to at most, the unfinished taken into account (Kaplan-Meier), an interval; NULL if up_to is beyond the longest duration and not all have finished, or there are no durations.';

CREATE FUNCTION restricted_mean_lower(summary duration_summary, up_to interval, confidence float8 DEFAULT 0.95) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_restricted_mean_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION restricted_mean_lower(summary duration_summary, up_to interval, confidence float8) IS 'Lower end of the confidence interval of the restricted mean (Student''s t with Greenwood''s variance), an interval, not below 0; NULL if the mean is NULL or fewer than two durations have finished by up_to.';

CREATE FUNCTION restricted_mean_upper(summary duration_summary, up_to interval, confidence float8 DEFAULT 0.95) RETURNS interval
	AS 'MODULE_PATHNAME', 'duration_summary_restricted_mean_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION restricted_mean_upper(summary duration_summary, up_to interval, confidence float8) IS 'Upper end of the confidence interval of the restricted mean (Student''s t with Greenwood''s variance), an interval, not above up_to; NULL if the mean is NULL or fewer than two durations have finished by up_to.';

CREATE FUNCTION kpi_compare(a duration_summary, b duration_summary, confidence float8 DEFAULT 0.95, up_to interval DEFAULT NULL, method text DEFAULT 'restricted_mean') RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'duration_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a duration_summary, b duration_summary, confidence float8, up_to interval, method text) IS 'Method restricted_mean: restricted mean of a minus that of b, in seconds, the unfinished taken into account (Kaplan-Meier), with Student''s t interval and two-sided p-value (Welch-Satterthwaite degrees of freedom), NULL if either has fewer than two finished durations. Method log_rank: logarithm of the hazard ratio of a to b, its normal interval, and the p-value of the log-rank test. Both go up to up_to, by default as far as both are known. NULL if either has no durations or is not known up to there, or by log_rank if nothing can be compared.';

-- room ratio
-- Ratios of sums: occupancy, utilization, productivity

-- What every type has: ratio_summary

CREATE TYPE ratio_summary;

CREATE FUNCTION ratio_summary_in(cstring) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_in(cstring) IS 'Input function of type ratio_summary: reads the text form that ratio_summary_out writes.';

CREATE FUNCTION ratio_summary_out(ratio_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'ratio_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_out(ratio_summary) IS 'Output function of type ratio_summary: returns the text form.';

CREATE FUNCTION ratio_summary_recv(internal) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_recv(internal) IS 'Receive function of type ratio_summary: reads the binary form that ratio_summary_send writes.';

CREATE FUNCTION ratio_summary_send(ratio_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ratio_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_send(ratio_summary) IS 'Send function of type ratio_summary: returns the binary form, which begins with a version.';


CREATE TYPE ratio_summary (
	INPUT = ratio_summary_in, OUTPUT = ratio_summary_out, RECEIVE = ratio_summary_recv, SEND = ratio_summary_send,
	INTERNALLENGTH = 192, ALIGNMENT = double);

CREATE FUNCTION ratio_summary_eq(ratio_summary, ratio_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ratio_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_eq(ratio_summary, ratio_summary) IS 'True if two values of type ratio_summary are equal.';

CREATE FUNCTION ratio_summary_ne(ratio_summary, ratio_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ratio_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_ne(ratio_summary, ratio_summary) IS 'True if two values of type ratio_summary differ.';

CREATE FUNCTION ratio_summary_lt(ratio_summary, ratio_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ratio_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_lt(ratio_summary, ratio_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION ratio_summary_le(ratio_summary, ratio_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ratio_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_le(ratio_summary, ratio_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION ratio_summary_gt(ratio_summary, ratio_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ratio_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_gt(ratio_summary, ratio_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION ratio_summary_ge(ratio_summary, ratio_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ratio_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_ge(ratio_summary, ratio_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION ratio_summary_cmp(ratio_summary, ratio_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'ratio_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_cmp(ratio_summary, ratio_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION ratio_summary_hash(ratio_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'ratio_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_hash(ratio_summary) IS 'Hash of a value of type ratio_summary.';

CREATE FUNCTION ratio_summary_hash_extended(ratio_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ratio_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_hash_extended(ratio_summary, bigint) IS 'Hash of a value of type ratio_summary, with a seed.';


CREATE FUNCTION to_jsonb(ratio_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'ratio_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(ratio_summary) IS 'The contents of a value of type ratio_summary as jsonb, an object that always has the same fields.';


CREATE CAST (ratio_summary AS jsonb) WITH FUNCTION to_jsonb(ratio_summary);
COMMENT ON CAST (ratio_summary AS jsonb) IS 'the contents of a ratio_summary, with named fields';

CREATE OPERATOR = (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (ratio_summary, ratio_summary) IS 'equal ratio_summary';
CREATE OPERATOR <> (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (ratio_summary, ratio_summary) IS 'different ratio_summary';
CREATE OPERATOR < (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (ratio_summary, ratio_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (ratio_summary, ratio_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (ratio_summary, ratio_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (ratio_summary, ratio_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS ratio_summary_btree_ops DEFAULT FOR TYPE ratio_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 ratio_summary_cmp(ratio_summary, ratio_summary);
COMMENT ON OPERATOR CLASS ratio_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY ratio_summary_btree_ops USING btree IS 'order of ratio_summary for indexes';
CREATE OPERATOR CLASS ratio_summary_hash_ops DEFAULT FOR TYPE ratio_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 ratio_summary_hash(ratio_summary), FUNCTION 2 ratio_summary_hash_extended(ratio_summary, bigint);
COMMENT ON OPERATOR CLASS ratio_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY ratio_summary_hash_ops USING hash IS 'hash of ratio_summary for indexes';
-- What every family of summaries has in addition: ratio_summary

CREATE FUNCTION ratio_summary_add(ratio_summary, ratio_summary) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_add(ratio_summary, ratio_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION ratio_summary_subtract(ratio_summary, ratio_summary) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_subtract(ratio_summary, ratio_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (ratio_summary, ratio_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = ratio_summary, RIGHTARG = ratio_summary, FUNCTION = ratio_summary_subtract);
COMMENT ON OPERATOR - (ratio_summary, ratio_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(ratio_summary) (
	SFUNC = ratio_summary_add, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_add, MINVFUNC = ratio_summary_subtract, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(ratio_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(ratio_summary) (
	SFUNC = ratio_summary_add, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_add, MINVFUNC = ratio_summary_subtract, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(ratio_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE ratio_summary IS 'number, exact sums, sums of squares and of products of pairs whose sums are divided';

CREATE FUNCTION ratio_summary_count_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_float8(ratio_summary, float8, float8) IS 'Transition function of ratio_summary that adds a row; arguments: (part, whole).';

COMMENT ON FUNCTION ratio_summary_uncount_float8(ratio_summary, float8, float8) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (part, whole).';

CREATE FUNCTION ratio_summary_count_interval(ratio_summary, interval, interval) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_interval(ratio_summary, interval, interval) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_interval(ratio_summary, interval, interval) IS 'Transition function of ratio_summary that adds a row; arguments: (part, whole), durations.';

COMMENT ON FUNCTION ratio_summary_uncount_interval(ratio_summary, interval, interval) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (part, whole), durations.';

CREATE FUNCTION ratio_summary_count_rest_interval(ratio_summary, interval, interval) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_rest_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_rest_interval(ratio_summary, interval, interval) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_rest_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_rest_interval(ratio_summary, interval, interval) IS 'Transition function of ratio_summary that adds a row; arguments: (part, rest), durations; the whole is their sum.';

COMMENT ON FUNCTION ratio_summary_uncount_rest_interval(ratio_summary, interval, interval) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (part, rest), durations; the whole is their sum.';

CREATE FUNCTION ratio_summary_count_rest_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_rest_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_rest_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_rest_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_rest_float8(ratio_summary, float8, float8) IS 'Transition function of ratio_summary that adds a row; arguments: (part, rest), in seconds; the whole is their sum.';

COMMENT ON FUNCTION ratio_summary_uncount_rest_float8(ratio_summary, float8, float8) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (part, rest), in seconds; the whole is their sum.';

CREATE FUNCTION ratio_summary_count_hourly_interval(ratio_summary, float8, interval) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_hourly_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_hourly_interval(ratio_summary, float8, interval) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_hourly_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_hourly_interval(ratio_summary, float8, interval) IS 'Transition function of ratio_summary that adds a row; arguments: (handled, logged_in), per hour.';

COMMENT ON FUNCTION ratio_summary_uncount_hourly_interval(ratio_summary, float8, interval) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (handled, logged_in), per hour.';

CREATE FUNCTION ratio_summary_count_hourly_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_hourly_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_hourly_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_hourly_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_hourly_float8(ratio_summary, float8, float8) IS 'Transition function of ratio_summary that adds a row; arguments: (handled, logged_in), per hour, with logged_in in seconds.';

COMMENT ON FUNCTION ratio_summary_uncount_hourly_float8(ratio_summary, float8, float8) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (handled, logged_in), per hour, with logged_in in seconds.';

CREATE FUNCTION ratio_summary_count_reopens(ratio_summary, bigint, bigint) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_reopens' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_reopens(ratio_summary, bigint, bigint) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_reopens' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_reopens(ratio_summary, bigint, bigint) IS 'Transition function of ratio_summary that adds a row; arguments: (resolutions, reopens).';

COMMENT ON FUNCTION ratio_summary_uncount_reopens(ratio_summary, bigint, bigint) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (resolutions, reopens).';

CREATE FUNCTION ratio_summary_count_flow_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_flow_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_flow_float8(ratio_summary, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_flow_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_flow_float8(ratio_summary, float8, float8) IS 'Transition function of ratio_summary that adds a row; arguments: (resolved, created), where NULL counts as 0.';

COMMENT ON FUNCTION ratio_summary_uncount_flow_float8(ratio_summary, float8, float8) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (resolved, created), where NULL counts as 0.';

CREATE FUNCTION ratio_summary_count_flow_bool(ratio_summary, boolean, boolean) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_flow_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_flow_bool(ratio_summary, boolean, boolean) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_flow_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_flow_bool(ratio_summary, boolean, boolean) IS 'Transition function of ratio_summary that adds a row; arguments: (resolved, created), where NULL counts as false.';

COMMENT ON FUNCTION ratio_summary_uncount_flow_bool(ratio_summary, boolean, boolean) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (resolved, created), where NULL counts as false.';

CREATE FUNCTION ratio_summary_count_balanced_float8(ratio_summary, float8, float8, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_balanced_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_balanced_float8(ratio_summary, float8, float8, float8, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_balanced_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_balanced_float8(ratio_summary, float8, float8, float8, float8) IS 'Transition function of ratio_summary that adds a row; arguments: (actual, worst, best, weight).';

COMMENT ON FUNCTION ratio_summary_uncount_balanced_float8(ratio_summary, float8, float8, float8, float8) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (actual, worst, best, weight).';

CREATE FUNCTION ratio_summary_count_balanced_interval(ratio_summary, interval, interval, interval, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_count_balanced_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION ratio_summary_uncount_balanced_interval(ratio_summary, interval, interval, interval, float8) RETURNS ratio_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_uncount_balanced_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio_summary_count_balanced_interval(ratio_summary, interval, interval, interval, float8) IS 'Transition function of ratio_summary that adds a row; arguments: (actual, worst, best, weight), where actual, worst and best are durations.';

COMMENT ON FUNCTION ratio_summary_uncount_balanced_interval(ratio_summary, interval, interval, interval, float8) IS 'Inverse transition function of ratio_summary that removes a row; arguments: (actual, worst, best, weight), where actual, worst and best are durations.';


CREATE AGGREGATE ratio_agg(part float8, whole float8) (
	SFUNC = ratio_summary_count_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_float8, MINVFUNC = ratio_summary_uncount_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ratio_agg(part interval, whole interval) (
	SFUNC = ratio_summary_count_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_interval, MINVFUNC = ratio_summary_uncount_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ratio_agg(part float8, whole float8) IS 'Builds a ratio_summary (never NULL) of pairs of numbers or durations; rows with a NULL are skipped, rows with a negative value are excluded.';

COMMENT ON AGGREGATE ratio_agg(part interval, whole interval) IS 'Builds a ratio_summary (never NULL) of pairs of numbers or durations; rows with a NULL are skipped, rows with a negative value are excluded.';

CREATE AGGREGATE occupancy_agg(busy interval, idle interval) (
	SFUNC = ratio_summary_count_rest_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_rest_interval, MINVFUNC = ratio_summary_uncount_rest_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE occupancy_agg(busy float8, idle float8) (
	SFUNC = ratio_summary_count_rest_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_rest_float8, MINVFUNC = ratio_summary_uncount_rest_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE occupancy_agg(busy interval, idle interval) IS 'Builds a ratio_summary (never NULL) of busy time / (busy + idle time); rows with a NULL are skipped, rows with a negative duration are excluded; numbers are seconds.';

COMMENT ON AGGREGATE occupancy_agg(busy float8, idle float8) IS 'Builds a ratio_summary (never NULL) of busy time / (busy + idle time); rows with a NULL are skipped, rows with a negative duration are excluded; numbers are seconds.';

CREATE AGGREGATE agent_productivity_agg(handled float8, logged_in interval) (
	SFUNC = ratio_summary_count_hourly_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_hourly_interval, MINVFUNC = ratio_summary_uncount_hourly_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE agent_productivity_agg(handled float8, logged_in float8) (
	SFUNC = ratio_summary_count_hourly_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_hourly_float8, MINVFUNC = ratio_summary_uncount_hourly_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE agent_productivity_agg(handled float8, logged_in interval) IS 'Builds a ratio_summary (never NULL) of contacts handled per hour logged in; rows with a NULL are skipped, rows with a negative value are excluded; logged_in as a number is in seconds.';

COMMENT ON AGGREGATE agent_productivity_agg(handled float8, logged_in float8) IS 'Builds a ratio_summary (never NULL) of contacts handled per hour logged in; rows with a NULL are skipped, rows with a negative value are excluded; logged_in as a number is in seconds.';

CREATE AGGREGATE clearance_agg(resolved float8, created float8) (
	SFUNC = ratio_summary_count_flow_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_flow_float8, MINVFUNC = ratio_summary_uncount_flow_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE clearance_agg(resolved float8, created float8) IS 'Builds a ratio_summary (never NULL) of counts of tickets resolved and created; NULL counts as 0; rows with both NULL are skipped, rows with a negative count are excluded.';

CREATE AGGREGATE clearance_agg(resolved boolean, created boolean) (
	SFUNC = ratio_summary_count_flow_bool, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_flow_bool, MINVFUNC = ratio_summary_uncount_flow_bool, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE clearance_agg(resolved boolean, created boolean) IS 'Builds a ratio_summary (never NULL) of tickets: resolved is true if the ticket was resolved in the period, created if it was created in it. NULL counts as false; rows with both NULL are skipped.';

CREATE AGGREGATE reopens_per_resolution_agg(resolutions bigint, reopens bigint) (
	SFUNC = ratio_summary_count_reopens, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_reopens, MINVFUNC = ratio_summary_uncount_reopens, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE reopens_per_resolution_agg(resolutions bigint, reopens bigint) IS 'Builds a ratio_summary (never NULL) of times reopened / times resolved, one row per ticket; rows with a NULL are skipped, rows with a negative count are excluded.';


CREATE AGGREGATE balanced_score_agg(actual float8, worst float8, best float8, weight float8) (
	SFUNC = ratio_summary_count_balanced_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_balanced_float8, MINVFUNC = ratio_summary_uncount_balanced_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE balanced_score_agg(actual float8, worst float8, best float8, weight float8) IS 'Builds a ratio_summary (never NULL) of a scorecard, one row per figure: its part is weight * progress from worst to best (0 to 1), its whole is weight. Rows with a NULL are skipped; worst and best must differ, and either may be the larger.';

CREATE AGGREGATE balanced_score_agg(actual interval, worst interval, best interval, weight float8) (
	SFUNC = ratio_summary_count_balanced_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	MSFUNC = ratio_summary_count_balanced_interval, MINVFUNC = ratio_summary_uncount_balanced_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE balanced_score_agg(actual interval, worst interval, best interval, weight float8) IS 'Builds a ratio_summary (never NULL) of a scorecard, one row per figure: its part is weight * progress from worst to best (0 to 1), its whole is weight. Rows with a NULL are skipped; worst and best must differ, and either may be the larger.';


CREATE FUNCTION ratio(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ratio(ratio_summary) IS 'Ratio: sum of parts / sum of wholes, per hour if built by agent_productivity_agg; NULL if the divisor is 0.';

CREATE FUNCTION occupancy(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION occupancy(ratio_summary) IS 'occupancy of a ratio_summary that was built for this KPI: sum of parts / sum of wholes; NULL if the divisor is 0.';

CREATE FUNCTION utilization(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION utilization(ratio_summary) IS 'utilization of a ratio_summary that was built for this KPI: sum of parts / sum of wholes; NULL if the divisor is 0.';

CREATE FUNCTION agent_productivity(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION agent_productivity(ratio_summary) IS 'agent_productivity of a ratio_summary that was built for this KPI: sum of parts / sum of wholes; NULL if the divisor is 0.';

CREATE FUNCTION clearance_rate(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clearance_rate(ratio_summary) IS 'clearance_rate of a ratio_summary that was built for this KPI: sum of parts / sum of wholes; NULL if the divisor is 0.';

CREATE FUNCTION reopens_per_resolution(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION reopens_per_resolution(ratio_summary) IS 'reopens_per_resolution of a ratio_summary that was built for this KPI: sum of parts / sum of wholes; NULL if the divisor is 0.';

CREATE FUNCTION balanced_score(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION balanced_score(ratio_summary) IS 'balanced_score of a ratio_summary that was built for this KPI: sum of parts / sum of wholes; NULL if the divisor is 0.';

CREATE FUNCTION as_rate(ratio_summary) RETURNS rate_summary
	AS 'MODULE_PATHNAME', 'ratio_summary_as_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION as_rate(ratio_summary) IS 'Returns a ratio of counts, in which each part is one of the wholes, as a rate_summary (hits and trials), for functions that read a rate_summary. It is an error if parts or wholes are not whole numbers, or if there are more parts than wholes; the result has no trials if the divisor is 0, and is NULL only if the summary is.';

CREATE FUNCTION numerator(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_numerator' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION numerator(ratio_summary) IS 'Sum of the parts, seconds if they are durations; 0 if there are no pairs.';

CREATE FUNCTION denominator(ratio_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_denominator' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION denominator(ratio_summary) IS 'What the numerator is divided by: sum of the wholes, seconds if they are durations, or hours logged in for agent productivity; 0 if there are no pairs.';

CREATE FUNCTION n_counted(ratio_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ratio_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(ratio_summary) IS 'Number of pairs; 0 if there are none.';

CREATE FUNCTION n_excluded(ratio_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ratio_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(ratio_summary) IS 'Number of pairs with a negative part or whole, which are left out; 0 if there are none.';

CREATE FUNCTION ci_lower(summary ratio_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'delta') RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary ratio_summary, confidence float8, method text) IS 'Lower end of the confidence interval of the ratio, in the unit of the ratio. Method delta: Student''s t with the variance by the delta method, not below 0, NULL if there are fewer than two pairs. Method poisson, for parts that are counts of events: the exact interval of a Poisson mean (Garwood). NULL if the ratio is NULL.';

CREATE FUNCTION ci_upper(summary ratio_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'delta') RETURNS float8
	AS 'MODULE_PATHNAME', 'ratio_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary ratio_summary, confidence float8, method text) IS 'Upper end of the confidence interval of the ratio, in the unit of the ratio, not limited to 1 if the ratio cannot exceed 1. Method delta: Student''s t with the variance by the delta method, NULL if there are fewer than two pairs. Method poisson, for parts that are counts of events: the exact interval of a Poisson mean (Garwood). NULL if the ratio is NULL.';

CREATE FUNCTION kpi_compare(a ratio_summary, b ratio_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'delta') RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'ratio_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a ratio_summary, b ratio_summary, confidence float8, method text) IS 'Ratio of a minus ratio of b, in the unit of the ratio. Method delta: Student''s t interval and two-sided p-value with Welch-Satterthwaite degrees of freedom and variances by the delta method, NULL if either has fewer than two pairs. Method poisson, for parts that are counts of events: an interval made of the exact ones and the p-value of the conditional binomial test. NULL if the ratio of either is NULL.';


CREATE AGGREGATE ratio(part float8, whole float8) (
	SFUNC = ratio_summary_count_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_float8, MINVFUNC = ratio_summary_uncount_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ratio(part interval, whole interval) (
	SFUNC = ratio_summary_count_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_interval, MINVFUNC = ratio_summary_uncount_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ratio(part float8, whole float8) IS 'Ratio: sum of parts / sum of wholes, of numbers or durations; rows with a NULL are skipped; NULL if the divisor is 0.';

COMMENT ON AGGREGATE ratio(part interval, whole interval) IS 'Ratio: sum of parts / sum of wholes, of numbers or durations; rows with a NULL are skipped; NULL if the divisor is 0.';

CREATE AGGREGATE occupancy(busy interval, idle interval) (
	SFUNC = ratio_summary_count_rest_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_rest_interval, MINVFUNC = ratio_summary_uncount_rest_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE occupancy(busy float8, idle float8) (
	SFUNC = ratio_summary_count_rest_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_rest_float8, MINVFUNC = ratio_summary_uncount_rest_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE occupancy(busy interval, idle interval) IS 'Occupancy: busy time / (busy + idle time), a fraction from 0 to 1; rows with a NULL are skipped; NULL if there is no time; numbers are seconds.';

COMMENT ON AGGREGATE occupancy(busy float8, idle float8) IS 'Occupancy: busy time / (busy + idle time), a fraction from 0 to 1; rows with a NULL are skipped; NULL if there is no time; numbers are seconds.';

CREATE AGGREGATE utilization(handling interval, paid interval) (
	SFUNC = ratio_summary_count_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_interval, MINVFUNC = ratio_summary_uncount_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE utilization(handling float8, paid float8) (
	SFUNC = ratio_summary_count_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_float8, MINVFUNC = ratio_summary_uncount_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE utilization(handling interval, paid interval) IS 'Utilization: time handling contacts / time paid, a fraction; rows with a NULL are skipped; NULL if no time was paid; numbers are seconds.';

COMMENT ON AGGREGATE utilization(handling float8, paid float8) IS 'Utilization: time handling contacts / time paid, a fraction; rows with a NULL are skipped; NULL if no time was paid; numbers are seconds.';

CREATE AGGREGATE agent_productivity(handled float8, logged_in interval) (
	SFUNC = ratio_summary_count_hourly_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_hourly_interval, MINVFUNC = ratio_summary_uncount_hourly_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE agent_productivity(handled float8, logged_in float8) (
	SFUNC = ratio_summary_count_hourly_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_hourly_float8, MINVFUNC = ratio_summary_uncount_hourly_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE agent_productivity(handled float8, logged_in interval) IS 'Agent productivity: contacts handled / hours logged in; rows with a NULL are skipped; NULL if no time was logged in; logged_in as a number is in seconds.';

COMMENT ON AGGREGATE agent_productivity(handled float8, logged_in float8) IS 'Agent productivity: contacts handled / hours logged in; rows with a NULL are skipped; NULL if no time was logged in; logged_in as a number is in seconds.';

CREATE AGGREGATE clearance_rate(resolved float8, created float8) (
	SFUNC = ratio_summary_count_flow_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_flow_float8, MINVFUNC = ratio_summary_uncount_flow_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE clearance_rate(resolved float8, created float8) IS 'Clearance rate: tickets resolved / tickets created, a fraction that may exceed 1; NULL counts as 0; NULL if none was created.';

CREATE AGGREGATE clearance_rate(resolved boolean, created boolean) (
	SFUNC = ratio_summary_count_flow_bool, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_flow_bool, MINVFUNC = ratio_summary_uncount_flow_bool, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE clearance_rate(resolved boolean, created boolean) IS 'Clearance rate: tickets resolved in the period / tickets created in it, a fraction that may exceed 1; NULL counts as false; NULL if none was created.';

CREATE AGGREGATE reopens_per_resolution(resolutions bigint, reopens bigint) (
	SFUNC = ratio_summary_count_reopens, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_reopens, MINVFUNC = ratio_summary_uncount_reopens, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE reopens_per_resolution(resolutions bigint, reopens bigint) IS 'Reopens per resolution: times reopened / times resolved, one row per ticket, a fraction from 0 to 1. Rows with a NULL are skipped; more reopens than resolutions is an error; NULL if nothing was resolved.';

CREATE AGGREGATE balanced_score(actual float8, worst float8, best float8, weight float8) (
	SFUNC = ratio_summary_count_balanced_float8, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_balanced_float8, MINVFUNC = ratio_summary_uncount_balanced_float8, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE balanced_score(actual float8, worst float8, best float8, weight float8) IS 'Balanced score of a scorecard, one row per figure: sum of weight * progress / sum of weights, a fraction from 0 to 1. Progress is (actual - worst) / (best - worst), at least 0 and at most 1; rows with a NULL are skipped; NULL if the weights sum to 0.';

CREATE AGGREGATE balanced_score(actual interval, worst interval, best interval, weight float8) (
	SFUNC = ratio_summary_count_balanced_interval, STYPE = ratio_summary, INITCOND = 'empty', COMBINEFUNC = ratio_summary_add,
	FINALFUNC = ratio, MFINALFUNC = ratio,
	MSFUNC = ratio_summary_count_balanced_interval, MINVFUNC = ratio_summary_uncount_balanced_interval, MSTYPE = ratio_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE balanced_score(actual interval, worst interval, best interval, weight float8) IS 'Balanced score of a scorecard, one row per figure: sum of weight * progress / sum of weights, a fraction from 0 to 1. Progress is (actual - worst) / (best - worst), at least 0 and at most 1; rows with a NULL are skipped; NULL if the weights sum to 0.';

-- room chart
-- Control charts: what deviates from the norm, and what is only noise

CREATE TYPE xmr_reading AS (
	center float8, lower float8, upper float8, moving_range float8, range_center float8, range_upper float8, signal text);
COMMENT ON TYPE xmr_reading IS 'a point of an XmR chart: limits of the values, its moving range and the limit of the moving ranges, and the rules that the point completes';
CREATE TYPE xmr_interval_reading AS (
	center interval, lower interval, upper interval, moving_range interval, range_center interval, range_upper interval, signal text);
COMMENT ON TYPE xmr_interval_reading IS 'a point of an XmR chart of durations: limits of the values, its moving range and the limit of the moving ranges, and the rules that the point completes';
CREATE TYPE rate_chart_reading AS (rate float8, center float8, lower float8, upper float8, sigma_z float8, signal text);
COMMENT ON TYPE rate_chart_reading IS 'a point of a chart of rates: its rate, the limits for its size, how much more the points scatter than by chance, and the rules that the point completes';
CREATE TYPE ewma_reading AS (ewma float8, center float8, lower float8, upper float8, signal text);
COMMENT ON TYPE ewma_reading IS 'a point of an EWMA chart: the moving average up to the point, its limits, and whether it is beyond them';
CREATE TYPE ewma_interval_reading AS (ewma interval, center interval, lower interval, upper interval, signal text);
COMMENT ON TYPE ewma_interval_reading IS 'a point of an EWMA chart of durations: the moving average up to the point, its limits, and whether it is beyond them';

CREATE FUNCTION xmr(x float8, in_baseline boolean DEFAULT true, lowest float8 DEFAULT NULL, highest float8 DEFAULT NULL) RETURNS xmr_reading
	AS 'MODULE_PATHNAME', 'chart_xmr_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION xmr(x interval, in_baseline boolean DEFAULT true, lowest interval DEFAULT NULL, highest interval DEFAULT NULL) RETURNS xmr_interval_reading
	AS 'MODULE_PATHNAME', 'chart_xmr_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION xmr(x float8, in_baseline boolean, lowest float8, highest float8) IS 'XmR chart of individual values in the order of the window, in the unit of x: center = mean of the rows in the baseline, limits = mean -/+ 3 mR / 1.128, where mR is the mean moving range of the baseline, and the Western Electric rules that the point completes. lowest and highest cut the limits if given. Limits are NULL if no two neighbours are in the baseline; of intervals all are intervals.';

COMMENT ON FUNCTION xmr(x interval, in_baseline boolean, lowest interval, highest interval) IS 'XmR chart of individual values in the order of the window, in the unit of x: center = mean of the rows in the baseline, limits = mean -/+ 3 mR / 1.128, where mR is the mean moving range of the baseline, and the Western Electric rules that the point completes. lowest and highest cut the limits if given. Limits are NULL if no two neighbours are in the baseline; of intervals all are intervals.';


CREATE FUNCTION xmr_series(series float8[], labels anyarray, in_baseline boolean[] DEFAULT NULL, lowest float8 DEFAULT NULL, highest float8 DEFAULT NULL, OUT label anyelement, OUT value float8, OUT center float8, OUT lower float8, OUT upper float8, OUT moving_range float8, OUT range_center float8, OUT range_upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_xmr_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION xmr_series(series interval[], labels anyarray, in_baseline boolean[] DEFAULT NULL, lowest interval DEFAULT NULL, highest interval DEFAULT NULL, OUT label anyelement, OUT value interval, OUT center interval, OUT lower interval, OUT upper interval, OUT moving_range interval, OUT range_center interval, OUT range_upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_xmr_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION xmr_series(series float8[], labels anyarray, in_baseline boolean[], lowest float8, highest float8, OUT label anyelement, OUT value float8, OUT center float8, OUT lower float8, OUT upper float8, OUT moving_range float8, OUT range_center float8, OUT range_upper float8, OUT signal text) IS 'XmR chart of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that xmr returns over a window, in the unit of the series. in_baseline has an element for each value; all are in the baseline if it is NULL. A NULL value has limits only; limits are NULL if no two neighbours are in the baseline; no rows if the series is NULL.';

COMMENT ON FUNCTION xmr_series(series interval[], labels anyarray, in_baseline boolean[], lowest interval, highest interval, OUT label anyelement, OUT value interval, OUT center interval, OUT lower interval, OUT upper interval, OUT moving_range interval, OUT range_center interval, OUT range_upper interval, OUT signal text) IS 'XmR chart of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that xmr returns over a window, in the unit of the series. in_baseline has an element for each value; all are in the baseline if it is NULL. A NULL value has limits only; limits are NULL if no two neighbours are in the baseline; no rows if the series is NULL.';

CREATE FUNCTION xmr_series(series float8[], in_baseline boolean[] DEFAULT NULL, lowest float8 DEFAULT NULL, highest float8 DEFAULT NULL, OUT label bigint, OUT value float8, OUT center float8, OUT lower float8, OUT upper float8, OUT moving_range float8, OUT range_center float8, OUT range_upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_xmr_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION xmr_series(series interval[], in_baseline boolean[] DEFAULT NULL, lowest interval DEFAULT NULL, highest interval DEFAULT NULL, OUT label bigint, OUT value interval, OUT center interval, OUT lower interval, OUT upper interval, OUT moving_range interval, OUT range_center interval, OUT range_upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_xmr_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION xmr_series(series float8[], in_baseline boolean[], lowest float8, highest float8, OUT label bigint, OUT value float8, OUT center float8, OUT lower float8, OUT upper float8, OUT moving_range float8, OUT range_center float8, OUT range_upper float8, OUT signal text) IS 'XmR chart of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that xmr returns over a window, in the unit of the series. in_baseline has an element for each value; all are in the baseline if it is NULL. A NULL value has limits only; limits are NULL if no two neighbours are in the baseline; no rows if the series is NULL.';

COMMENT ON FUNCTION xmr_series(series interval[], in_baseline boolean[], lowest interval, highest interval, OUT label bigint, OUT value interval, OUT center interval, OUT lower interval, OUT upper interval, OUT moving_range interval, OUT range_center interval, OUT range_upper interval, OUT signal text) IS 'XmR chart of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that xmr returns over a window, in the unit of the series. in_baseline has an element for each value; all are in the baseline if it is NULL. A NULL value has limits only; limits are NULL if no two neighbours are in the baseline; no rows if the series is NULL.';


CREATE FUNCTION p_chart(summary rate_summary, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'rate_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_chart(summary ratio_summary, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'ratio_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_chart(summary queue_summary, method text DEFAULT 'offered', in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'queue_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_chart(summary offer_summary, method text DEFAULT 'offers', in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'offer_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_chart(summary quality_summary, part text DEFAULT 'overall', in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'quality_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_chart(summary score_summary, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'score_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_chart(summary duration_summary, within interval, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'duration_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_chart(summary category_summary, label text, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'category_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION p_chart(summary rate_summary, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';

COMMENT ON FUNCTION p_chart(summary ratio_summary, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';

COMMENT ON FUNCTION p_chart(summary queue_summary, method text, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';

COMMENT ON FUNCTION p_chart(summary offer_summary, method text, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';

COMMENT ON FUNCTION p_chart(summary quality_summary, part text, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';

COMMENT ON FUNCTION p_chart(summary score_summary, method text, boxes bigint, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';

COMMENT ON FUNCTION p_chart(summary duration_summary, within interval, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';

COMMENT ON FUNCTION p_chart(summary category_summary, label text, in_baseline boolean) IS 'p chart in the order of the window, of rates, or of the share by method, part, time (within) or label of a summary, fractions from 0 to 1: center p = hits / trials of the rows in the baseline, limits p -/+ 3 sqrt(p (1 - p) / trials of the point) within 0 and 1, and the Western Electric rules that the point completes. Limits are NULL if the row has no trials or nothing is in the baseline.';


CREATE FUNCTION p_chart_series(summaries rate_summary[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'rate_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries queue_summary[], labels anyarray, method text DEFAULT 'offered', in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'queue_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries offer_summary[], labels anyarray, method text DEFAULT 'offers', in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'offer_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries quality_summary[], labels anyarray, part text DEFAULT 'overall', in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'quality_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries score_summary[], labels anyarray, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'score_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries duration_summary[], labels anyarray, within interval, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'duration_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries category_summary[], labels anyarray, label text, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION p_chart_series(summaries rate_summary[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries queue_summary[], labels anyarray, method text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries offer_summary[], labels anyarray, method text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries quality_summary[], labels anyarray, part text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries score_summary[], labels anyarray, method text, boxes bigint, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries duration_summary[], labels anyarray, within interval, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries category_summary[], labels anyarray, label text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

CREATE FUNCTION p_chart_series(summaries rate_summary[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'rate_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries ratio_summary[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries queue_summary[], method text DEFAULT 'offered', in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'queue_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries offer_summary[], method text DEFAULT 'offers', in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'offer_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries quality_summary[], part text DEFAULT 'overall', in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'quality_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries score_summary[], method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'score_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries duration_summary[], within interval, in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'duration_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_chart_series(summaries category_summary[], label text, in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_p_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION p_chart_series(summaries rate_summary[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries ratio_summary[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries queue_summary[], method text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries offer_summary[], method text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries quality_summary[], part text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries score_summary[], method text, boxes bigint, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries duration_summary[], within interval, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_chart_series(summaries category_summary[], label text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'p chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_chart returns over a window: the rate or the share by method, part, time (within) or label, center and limits, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or nothing is in the baseline; no rows if summaries is NULL.';

CREATE FUNCTION p_prime_chart(summary rate_summary, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'rate_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_prime_chart(summary ratio_summary, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'ratio_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_prime_chart(summary queue_summary, method text DEFAULT 'offered', in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'queue_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_prime_chart(summary offer_summary, method text DEFAULT 'offers', in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'offer_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_prime_chart(summary quality_summary, part text DEFAULT 'overall', in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'quality_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_prime_chart(summary score_summary, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'score_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_prime_chart(summary duration_summary, within interval, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'duration_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION p_prime_chart(summary category_summary, label text, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'category_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION p_prime_chart(summary rate_summary, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';

COMMENT ON FUNCTION p_prime_chart(summary ratio_summary, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';

COMMENT ON FUNCTION p_prime_chart(summary queue_summary, method text, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';

COMMENT ON FUNCTION p_prime_chart(summary offer_summary, method text, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';

COMMENT ON FUNCTION p_prime_chart(summary quality_summary, part text, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';

COMMENT ON FUNCTION p_prime_chart(summary score_summary, method text, boxes bigint, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';

COMMENT ON FUNCTION p_prime_chart(summary duration_summary, within interval, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';

COMMENT ON FUNCTION p_prime_chart(summary category_summary, label text, in_baseline boolean) IS 'Laney''s p'' chart of rates in the order of the window, fractions from 0 to 1, for many trials per point: as p_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no trials or no two neighbours are in the baseline.';


CREATE FUNCTION p_prime_chart_series(summaries rate_summary[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'rate_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries queue_summary[], labels anyarray, method text DEFAULT 'offered', in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'queue_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries offer_summary[], labels anyarray, method text DEFAULT 'offers', in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'offer_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries quality_summary[], labels anyarray, part text DEFAULT 'overall', in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'quality_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries score_summary[], labels anyarray, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'score_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries duration_summary[], labels anyarray, within interval, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'duration_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries category_summary[], labels anyarray, label text, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION p_prime_chart_series(summaries rate_summary[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries queue_summary[], labels anyarray, method text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries offer_summary[], labels anyarray, method text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries quality_summary[], labels anyarray, part text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries score_summary[], labels anyarray, method text, boxes bigint, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries duration_summary[], labels anyarray, within interval, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries category_summary[], labels anyarray, label text, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

CREATE FUNCTION p_prime_chart_series(summaries rate_summary[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'rate_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries ratio_summary[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries queue_summary[], method text DEFAULT 'offered', in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'queue_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries offer_summary[], method text DEFAULT 'offers', in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'offer_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries quality_summary[], part text DEFAULT 'overall', in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'quality_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries score_summary[], method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'score_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries duration_summary[], within interval, in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'duration_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION p_prime_chart_series(summaries category_summary[], label text, in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_p_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION p_prime_chart_series(summaries rate_summary[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries ratio_summary[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries queue_summary[], method text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries offer_summary[], method text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries quality_summary[], part text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries score_summary[], method text, boxes bigint, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries duration_summary[], within interval, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

COMMENT ON FUNCTION p_prime_chart_series(summaries category_summary[], label text, in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s p'' chart of an array of summaries, one row for each, in order: its label, or its number without labels, and the fields of the record that p_prime_chart returns over a window, fractions from 0 to 1. in_baseline has an element for each summary; all are in the baseline if it is NULL. Limits are NULL if a summary is NULL or has no trials, or no two neighbours are in the baseline; no rows if summaries is NULL.';

CREATE FUNCTION u_chart(count float8, exposure float8, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'chart_u_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION u_chart(summary ratio_summary, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'ratio_summary_u_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION u_chart(count float8, exposure float8, in_baseline boolean) IS 'u chart in the order of the window, of counts per unit of exposure, or of the parts of a ratio by its wholes: center u = counts / exposures of the rows in the baseline, limits u -/+ 3 sqrt(u / exposure of the point), not below 0, and the Western Electric rules that the point completes. Limits are NULL if the row has no exposure or nothing is in the baseline.';

COMMENT ON FUNCTION u_chart(summary ratio_summary, in_baseline boolean) IS 'u chart in the order of the window, of counts per unit of exposure, or of the parts of a ratio by its wholes: center u = counts / exposures of the rows in the baseline, limits u -/+ 3 sqrt(u / exposure of the point), not below 0, and the Western Electric rules that the point completes. Limits are NULL if the row has no exposure or nothing is in the baseline.';


CREATE FUNCTION u_chart_series(counts float8[], exposures float8[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_u_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION u_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_u_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION u_chart_series(counts float8[], exposures float8[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'u chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or nothing is in the baseline; no rows if the arrays are NULL.';

COMMENT ON FUNCTION u_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'u chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or nothing is in the baseline; no rows if the arrays are NULL.';

CREATE FUNCTION u_chart_series(counts float8[], exposures float8[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_u_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION u_chart_series(summaries ratio_summary[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_u_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION u_chart_series(counts float8[], exposures float8[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'u chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or nothing is in the baseline; no rows if the arrays are NULL.';

COMMENT ON FUNCTION u_chart_series(summaries ratio_summary[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'u chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or nothing is in the baseline; no rows if the arrays are NULL.';

CREATE FUNCTION u_prime_chart(count float8, exposure float8, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'chart_u_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION u_prime_chart(summary ratio_summary, in_baseline boolean DEFAULT true) RETURNS rate_chart_reading
	AS 'MODULE_PATHNAME', 'ratio_summary_u_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION u_prime_chart(count float8, exposure float8, in_baseline boolean) IS 'Laney''s u'' chart of counts per unit of exposure in the order of the window, for large counts: as u_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no exposure or no two neighbours are in the baseline.';

COMMENT ON FUNCTION u_prime_chart(summary ratio_summary, in_baseline boolean) IS 'Laney''s u'' chart of counts per unit of exposure in the order of the window, for large counts: as u_chart, with limits sigma_z times as far from the center, where sigma_z = mean moving range of z / 1.128 over the rows in the baseline. Limits are NULL if the row has no exposure or no two neighbours are in the baseline.';


CREATE FUNCTION u_prime_chart_series(counts float8[], exposures float8[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_u_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION u_prime_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[] DEFAULT NULL, OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_u_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION u_prime_chart_series(counts float8[], exposures float8[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s u'' chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_prime_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or no two neighbours are in the baseline; no rows if the arrays are NULL.';

COMMENT ON FUNCTION u_prime_chart_series(summaries ratio_summary[], labels anyarray, in_baseline boolean[], OUT label anyelement, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s u'' chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_prime_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or no two neighbours are in the baseline; no rows if the arrays are NULL.';

CREATE FUNCTION u_prime_chart_series(counts float8[], exposures float8[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_u_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION u_prime_chart_series(summaries ratio_summary[], in_baseline boolean[] DEFAULT NULL, OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_u_prime_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION u_prime_chart_series(counts float8[], exposures float8[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s u'' chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_prime_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or no two neighbours are in the baseline; no rows if the arrays are NULL.';

COMMENT ON FUNCTION u_prime_chart_series(summaries ratio_summary[], in_baseline boolean[], OUT label bigint, OUT rate float8, OUT center float8, OUT lower float8, OUT upper float8, OUT sigma_z float8, OUT signal text) IS 'Laney''s u'' chart of arrays of counts and exposures, or of the parts and wholes of ratios, one row for each, in order: its label, or its number without labels, and the fields of the record that u_prime_chart returns over a window, per unit of exposure. in_baseline has an element for each point; all are in the baseline if it is NULL. Limits are NULL if a point is NULL or has no exposure, or no two neighbours are in the baseline; no rows if the arrays are NULL.';


CREATE FUNCTION ewma(x float8, lambda float8) RETURNS ewma_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION ewma(x interval, lambda float8) RETURNS ewma_interval_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION ewma(x float8, lambda float8) IS 'Exponentially weighted moving average in the order of the window, in the unit of x: lambda x + (1 - lambda) times the previous average, starting from the mean of the partition. Limits are mean -/+ 3 sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 i))) at the i-th point, where sigma = mean moving range / 1.128. Limits are NULL if there are fewer than two points; of intervals all are intervals.';

COMMENT ON FUNCTION ewma(x interval, lambda float8) IS 'Exponentially weighted moving average in the order of the window, in the unit of x: lambda x + (1 - lambda) times the previous average, starting from the mean of the partition. Limits are mean -/+ 3 sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 i))) at the i-th point, where sigma = mean moving range / 1.128. Limits are NULL if there are fewer than two points; of intervals all are intervals.';

CREATE FUNCTION ewma(x float8, lambda float8, in_baseline boolean) RETURNS ewma_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_baseline_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION ewma(x interval, lambda float8, in_baseline boolean) RETURNS ewma_interval_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_baseline_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION ewma(x float8, lambda float8, in_baseline boolean) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, with start and sigma from the rows in the baseline. Limits are NULL if no two neighbours are in the baseline; of intervals all are intervals.';

COMMENT ON FUNCTION ewma(x interval, lambda float8, in_baseline boolean) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, with start and sigma from the rows in the baseline. Limits are NULL if no two neighbours are in the baseline; of intervals all are intervals.';

CREATE FUNCTION ewma(x float8, lambda float8, start float8) RETURNS ewma_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION ewma(x interval, lambda float8, start interval) RETURNS ewma_interval_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION ewma(x float8, lambda float8, start float8) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, from a given start, which is the center. Limits are NULL if there are fewer than two points; of intervals all are intervals.';

COMMENT ON FUNCTION ewma(x interval, lambda float8, start interval) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, from a given start, which is the center. Limits are NULL if there are fewer than two points; of intervals all are intervals.';

CREATE FUNCTION ewma(x float8, lambda float8, start float8, sigma float8) RETURNS ewma_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION ewma(x interval, lambda float8, start interval, sigma interval) RETURNS ewma_interval_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION ewma(x float8, lambda float8, start float8, sigma float8) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, with a given start and sigma. A row with x NULL has no average and no limits; of intervals all are intervals.';

COMMENT ON FUNCTION ewma(x interval, lambda float8, start interval, sigma interval) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, with a given start and sigma. A row with x NULL has no average and no limits; of intervals all are intervals.';

CREATE FUNCTION ewma(x float8, lambda float8, start float8, sigma float8, width float8) RETURNS ewma_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION ewma(x interval, lambda float8, start interval, sigma interval, width float8) RETURNS ewma_interval_reading
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION ewma(x float8, lambda float8, start float8, sigma float8, width float8) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, with a given start and sigma, and limits of the given width instead of 3 sigma. A row with x NULL has no average and no limits; of intervals all are intervals.';

COMMENT ON FUNCTION ewma(x interval, lambda float8, start interval, sigma interval, width float8) IS 'Exponentially weighted moving average in the order of the window, in the unit of x, with a given start and sigma, and limits of the given width instead of 3 sigma. A row with x NULL has no average and no limits; of intervals all are intervals.';


CREATE FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, in_baseline boolean[], OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_baseline_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, in_baseline boolean[], OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_baseline_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, start float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, start interval, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, start float8, sigma float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, start interval, sigma interval, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, start float8, sigma float8, width float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, start interval, sigma interval, width float8, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, in_baseline boolean[], OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, in_baseline boolean[], OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, start float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, start interval, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, start float8, sigma float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, start interval, sigma interval, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], labels anyarray, lambda float8, start float8, sigma float8, width float8, OUT label anyelement, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], labels anyarray, lambda float8, start interval, sigma interval, width float8, OUT label anyelement, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

CREATE FUNCTION ewma_series(series float8[], lambda float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], lambda float8, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], lambda float8, in_baseline boolean[], OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_baseline_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], lambda float8, in_baseline boolean[], OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_baseline_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], lambda float8, start float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], lambda float8, start interval, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], lambda float8, start float8, sigma float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], lambda float8, start interval, sigma interval, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series float8[], lambda float8, start float8, sigma float8, width float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ewma_series(series interval[], lambda float8, start interval, sigma interval, width float8, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'chart_ewma_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ewma_series(series float8[], lambda float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], lambda float8, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], lambda float8, in_baseline boolean[], OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], lambda float8, in_baseline boolean[], OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], lambda float8, start float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], lambda float8, start interval, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], lambda float8, start float8, sigma float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], lambda float8, start interval, sigma interval, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series float8[], lambda float8, start float8, sigma float8, width float8, OUT label bigint, OUT value float8, OUT ewma float8, OUT center float8, OUT lower float8, OUT upper float8, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

COMMENT ON FUNCTION ewma_series(series interval[], lambda float8, start interval, sigma interval, width float8, OUT label bigint, OUT value interval, OUT ewma interval, OUT center interval, OUT lower interval, OUT upper interval, OUT signal text) IS 'Exponentially weighted moving average of a series, one row for each value, in order: its label, or its number without labels, the value, and the fields of the record that ewma returns over a window, in the unit of the series. Start and sigma are those of the series, of the values in in_baseline (of all if it is NULL), or as given; limits are 3 or width sigma wide. A NULL value has only the center; limits are NULL if no two neighbours are in the baseline and sigma is not given; no rows if the series is NULL.';

-- room concurrency
-- Calls, chats or agents at once: peak, mean, time at each level

-- What every type has: concurrency_summary

CREATE TYPE concurrency_summary;

CREATE FUNCTION concurrency_summary_in(cstring) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_in(cstring) IS 'Input function of type concurrency_summary: reads the text form that concurrency_summary_out writes.';

CREATE FUNCTION concurrency_summary_out(concurrency_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'concurrency_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_out(concurrency_summary) IS 'Output function of type concurrency_summary: returns the text form.';

CREATE FUNCTION concurrency_summary_recv(internal) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_recv(internal) IS 'Receive function of type concurrency_summary: reads the binary form that concurrency_summary_send writes.';

CREATE FUNCTION concurrency_summary_send(concurrency_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'concurrency_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_send(concurrency_summary) IS 'Send function of type concurrency_summary: returns the binary form, which begins with a version.';


CREATE TYPE concurrency_summary (
	INPUT = concurrency_summary_in, OUTPUT = concurrency_summary_out, RECEIVE = concurrency_summary_recv, SEND = concurrency_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION concurrency_summary_eq(concurrency_summary, concurrency_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'concurrency_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_eq(concurrency_summary, concurrency_summary) IS 'True if two values of type concurrency_summary are equal.';

CREATE FUNCTION concurrency_summary_ne(concurrency_summary, concurrency_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'concurrency_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_ne(concurrency_summary, concurrency_summary) IS 'True if two values of type concurrency_summary differ.';

CREATE FUNCTION concurrency_summary_lt(concurrency_summary, concurrency_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'concurrency_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_lt(concurrency_summary, concurrency_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION concurrency_summary_le(concurrency_summary, concurrency_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'concurrency_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_le(concurrency_summary, concurrency_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION concurrency_summary_gt(concurrency_summary, concurrency_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'concurrency_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_gt(concurrency_summary, concurrency_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION concurrency_summary_ge(concurrency_summary, concurrency_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'concurrency_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_ge(concurrency_summary, concurrency_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION concurrency_summary_cmp(concurrency_summary, concurrency_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'concurrency_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_cmp(concurrency_summary, concurrency_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION concurrency_summary_hash(concurrency_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'concurrency_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_hash(concurrency_summary) IS 'Hash of a value of type concurrency_summary.';

CREATE FUNCTION concurrency_summary_hash_extended(concurrency_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_hash_extended(concurrency_summary, bigint) IS 'Hash of a value of type concurrency_summary, with a seed.';


CREATE FUNCTION to_jsonb(concurrency_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'concurrency_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(concurrency_summary) IS 'The contents of a value of type concurrency_summary as jsonb, an object that always has the same fields.';


CREATE CAST (concurrency_summary AS jsonb) WITH FUNCTION to_jsonb(concurrency_summary);
COMMENT ON CAST (concurrency_summary AS jsonb) IS 'the contents of a concurrency_summary, with named fields';

CREATE OPERATOR = (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (concurrency_summary, concurrency_summary) IS 'equal concurrency_summary';
CREATE OPERATOR <> (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (concurrency_summary, concurrency_summary) IS 'different concurrency_summary';
CREATE OPERATOR < (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (concurrency_summary, concurrency_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (concurrency_summary, concurrency_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (concurrency_summary, concurrency_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (concurrency_summary, concurrency_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS concurrency_summary_btree_ops DEFAULT FOR TYPE concurrency_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 concurrency_summary_cmp(concurrency_summary, concurrency_summary);
COMMENT ON OPERATOR CLASS concurrency_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY concurrency_summary_btree_ops USING btree IS 'order of concurrency_summary for indexes';
CREATE OPERATOR CLASS concurrency_summary_hash_ops DEFAULT FOR TYPE concurrency_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 concurrency_summary_hash(concurrency_summary), FUNCTION 2 concurrency_summary_hash_extended(concurrency_summary, bigint);
COMMENT ON OPERATOR CLASS concurrency_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY concurrency_summary_hash_ops USING hash IS 'hash of concurrency_summary for indexes';
-- What every family of summaries has in addition: concurrency_summary

CREATE FUNCTION concurrency_summary_add(concurrency_summary, concurrency_summary) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_add(concurrency_summary, concurrency_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION concurrency_summary_subtract(concurrency_summary, concurrency_summary) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_subtract(concurrency_summary, concurrency_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (concurrency_summary, concurrency_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = concurrency_summary, RIGHTARG = concurrency_summary, FUNCTION = concurrency_summary_subtract);
COMMENT ON OPERATOR - (concurrency_summary, concurrency_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION concurrency_summary_final(concurrency_summary) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_final(concurrency_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(concurrency_summary) (
	SFUNC = concurrency_summary_add, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_final, MFINALFUNC = concurrency_summary_final,
	MSFUNC = concurrency_summary_add, MINVFUNC = concurrency_summary_subtract, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(concurrency_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(concurrency_summary) (
	SFUNC = concurrency_summary_add, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_final, MFINALFUNC = concurrency_summary_final,
	MSFUNC = concurrency_summary_add, MINVFUNC = concurrency_summary_subtract, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(concurrency_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE concurrency_summary IS 'when intervals started and ended, by one clock; no sample: it holds all intervals';

CREATE FUNCTION concurrency_summary_count_timestamptz(concurrency_summary, timestamptz, timestamptz) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION concurrency_summary_uncount_timestamptz(concurrency_summary, timestamptz, timestamptz) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_count_timestamptz(concurrency_summary, timestamptz, timestamptz) IS 'Transition function of concurrency_summary that adds a row; arguments: (started_at, ended_at).';

COMMENT ON FUNCTION concurrency_summary_uncount_timestamptz(concurrency_summary, timestamptz, timestamptz) IS 'Inverse transition function of concurrency_summary that removes a row; arguments: (started_at, ended_at).';

CREATE FUNCTION concurrency_summary_count_timestamp(concurrency_summary, timestamp, timestamp) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION concurrency_summary_uncount_timestamp(concurrency_summary, timestamp, timestamp) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_count_timestamp(concurrency_summary, timestamp, timestamp) IS 'Transition function of concurrency_summary that adds a row; arguments: (started_at, ended_at).';

COMMENT ON FUNCTION concurrency_summary_uncount_timestamp(concurrency_summary, timestamp, timestamp) IS 'Inverse transition function of concurrency_summary that removes a row; arguments: (started_at, ended_at).';

CREATE FUNCTION concurrency_summary_count_date(concurrency_summary, date, date) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION concurrency_summary_uncount_date(concurrency_summary, date, date) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_count_date(concurrency_summary, date, date) IS 'Transition function of concurrency_summary that adds a row; arguments: (started_at, ended_at).';

COMMENT ON FUNCTION concurrency_summary_uncount_date(concurrency_summary, date, date) IS 'Inverse transition function of concurrency_summary that removes a row; arguments: (started_at, ended_at).';

CREATE FUNCTION concurrency_summary_count_float8(concurrency_summary, float8, float8) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION concurrency_summary_uncount_float8(concurrency_summary, float8, float8) RETURNS concurrency_summary
	AS 'MODULE_PATHNAME', 'concurrency_summary_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_count_float8(concurrency_summary, float8, float8) IS 'Transition function of concurrency_summary that adds a row; arguments: (started_at, ended_at), in seconds.';

COMMENT ON FUNCTION concurrency_summary_uncount_float8(concurrency_summary, float8, float8) IS 'Inverse transition function of concurrency_summary that removes a row; arguments: (started_at, ended_at), in seconds.';

CREATE AGGREGATE concurrency_agg(started_at timestamptz, ended_at timestamptz) (
	SFUNC = concurrency_summary_count_timestamptz, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_final, MFINALFUNC = concurrency_summary_final,
	MSFUNC = concurrency_summary_count_timestamptz, MINVFUNC = concurrency_summary_uncount_timestamptz, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE concurrency_agg(started_at timestamp, ended_at timestamp) (
	SFUNC = concurrency_summary_count_timestamp, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_final, MFINALFUNC = concurrency_summary_final,
	MSFUNC = concurrency_summary_count_timestamp, MINVFUNC = concurrency_summary_uncount_timestamp, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE concurrency_agg(started_at date, ended_at date) (
	SFUNC = concurrency_summary_count_date, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_final, MFINALFUNC = concurrency_summary_final,
	MSFUNC = concurrency_summary_count_date, MINVFUNC = concurrency_summary_uncount_date, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE concurrency_agg(started_at float8, ended_at float8) (
	SFUNC = concurrency_summary_count_float8, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_final, MFINALFUNC = concurrency_summary_final,
	MSFUNC = concurrency_summary_count_float8, MINVFUNC = concurrency_summary_uncount_float8, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE concurrency_agg(started_at timestamptz, ended_at timestamptz) IS 'Builds a concurrency_summary (never NULL) of intervals, which include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is excluded; numbers are seconds.';

COMMENT ON AGGREGATE concurrency_agg(started_at timestamp, ended_at timestamp) IS 'Builds a concurrency_summary (never NULL) of intervals, which include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is excluded; numbers are seconds.';

COMMENT ON AGGREGATE concurrency_agg(started_at date, ended_at date) IS 'Builds a concurrency_summary (never NULL) of intervals, which include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is excluded; numbers are seconds.';

COMMENT ON AGGREGATE concurrency_agg(started_at float8, ended_at float8) IS 'Builds a concurrency_summary (never NULL) of intervals, which include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is excluded; numbers are seconds.';


CREATE FUNCTION peak_concurrency(summary concurrency_summary, OUT peak bigint, OUT at timestamptz) RETURNS record
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak_concurrency' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION peak_concurrency(summary concurrency_summary, OUT peak bigint, OUT at timestamptz) IS 'Peak concurrency of a summary of timestamptz: the highest number of intervals at once, a count, and the first time of it; NULL if there are no intervals.';

CREATE FUNCTION peak_concurrency(summary concurrency_summary, start_at timestamptz, end_at timestamptz, OUT peak bigint, OUT at timestamptz) RETURNS record
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak_concurrency_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION peak_concurrency(summary concurrency_summary, start_at timestamp, end_at timestamp, OUT peak bigint, OUT at timestamp) RETURNS record
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak_concurrency_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION peak_concurrency(summary concurrency_summary, start_at date, end_at date, OUT peak bigint, OUT at timestamp) RETURNS record
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak_concurrency_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION peak_concurrency(summary concurrency_summary, start_at timestamptz, end_at timestamptz, OUT peak bigint, OUT at timestamptz) IS 'Peak concurrency from start_at until before end_at: the highest number of intervals at once in the period, those under way at start_at included, a count, and the first time of it in the period; NULL if the summary has no intervals.';

COMMENT ON FUNCTION peak_concurrency(summary concurrency_summary, start_at timestamp, end_at timestamp, OUT peak bigint, OUT at timestamp) IS 'Peak concurrency from start_at until before end_at: the highest number of intervals at once in the period, those under way at start_at included, a count, and the first time of it in the period; NULL if the summary has no intervals.';

COMMENT ON FUNCTION peak_concurrency(summary concurrency_summary, start_at date, end_at date, OUT peak bigint, OUT at timestamp) IS 'Peak concurrency from start_at until before end_at: the highest number of intervals at once in the period, those under way at start_at included, a count, and the first time of it in the period; NULL if the summary has no intervals.';

CREATE FUNCTION peak_concurrency_local(summary concurrency_summary, OUT peak bigint, OUT at timestamp) RETURNS record
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak_concurrency_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION peak_concurrency_local(summary concurrency_summary, OUT peak bigint, OUT at timestamp) IS 'Peak concurrency of a summary of timestamp without time zone: the highest number of intervals at once, a count, and the first time of it; NULL if there are no intervals.';

CREATE FUNCTION peak_concurrency_seconds(summary concurrency_summary, OUT peak bigint, OUT at float8) RETURNS record
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak_concurrency_seconds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION peak_concurrency_seconds(summary concurrency_summary, OUT peak bigint, OUT at float8) IS 'Peak concurrency of a summary of numbers of seconds: the highest number of intervals at once, a count, and the first time of it, in seconds; NULL if there are no intervals.';

CREATE FUNCTION peak_concurrency_seconds(summary concurrency_summary, start_at float8, end_at float8, OUT peak bigint, OUT at float8) RETURNS record
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak_concurrency_seconds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION peak_concurrency_seconds(summary concurrency_summary, start_at float8, end_at float8, OUT peak bigint, OUT at float8) IS 'Peak concurrency from start_at until before end_at, of a summary of numbers of seconds: the highest number of intervals at once, a count, and the first time of it, in seconds; NULL if the summary has no intervals.';

CREATE FUNCTION mean_concurrency(summary concurrency_summary, start_at timestamptz, end_at timestamptz) RETURNS float8
	AS 'MODULE_PATHNAME', 'concurrency_summary_mean_concurrency_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_concurrency(summary concurrency_summary, start_at timestamptz, end_at timestamptz) IS 'Mean number of intervals at once from start_at to end_at: sum of level * time at the level / length of the period; NULL if the summary has no intervals.';

CREATE FUNCTION mean_concurrency(summary concurrency_summary, start_at timestamp, end_at timestamp) RETURNS float8
	AS 'MODULE_PATHNAME', 'concurrency_summary_mean_concurrency_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_concurrency(summary concurrency_summary, start_at timestamp, end_at timestamp) IS 'Mean number of intervals at once from start_at to end_at: sum of level * time at the level / length of the period; NULL if the summary has no intervals.';

CREATE FUNCTION mean_concurrency(summary concurrency_summary, start_at date, end_at date) RETURNS float8
	AS 'MODULE_PATHNAME', 'concurrency_summary_mean_concurrency_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_concurrency(summary concurrency_summary, start_at date, end_at date) IS 'Mean number of intervals at once from start_at to end_at: sum of level * time at the level / length of the period; NULL if the summary has no intervals.';

CREATE FUNCTION mean_concurrency_seconds(summary concurrency_summary, start_at float8, end_at float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'concurrency_summary_mean_concurrency_seconds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_concurrency_seconds(summary concurrency_summary, start_at float8, end_at float8) IS 'Mean number of intervals at once from start_at to end_at, of a summary of numbers of seconds: see mean_concurrency; NULL if the summary has no intervals.';

CREATE FUNCTION time_at_concurrency(summary concurrency_summary, start_at timestamptz, end_at timestamptz, OUT level bigint, OUT "time" interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_time_at_concurrency_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_at_concurrency(summary concurrency_summary, start_at timestamptz, end_at timestamptz, OUT level bigint, OUT "time" interval) IS 'Returns a row for each number of intervals at once (level) that occurs from start_at to end_at, 0 included, with the time at it; no rows if the summary has no intervals.';

CREATE FUNCTION time_at_concurrency(summary concurrency_summary, start_at timestamp, end_at timestamp, OUT level bigint, OUT "time" interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_time_at_concurrency_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_at_concurrency(summary concurrency_summary, start_at timestamp, end_at timestamp, OUT level bigint, OUT "time" interval) IS 'Returns a row for each number of intervals at once (level) that occurs from start_at to end_at, 0 included, with the time at it; no rows if the summary has no intervals.';

CREATE FUNCTION time_at_concurrency(summary concurrency_summary, start_at date, end_at date, OUT level bigint, OUT "time" interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_time_at_concurrency_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_at_concurrency(summary concurrency_summary, start_at date, end_at date, OUT level bigint, OUT "time" interval) IS 'Returns a row for each number of intervals at once (level) that occurs from start_at to end_at, 0 included, with the time at it; no rows if the summary has no intervals.';

CREATE FUNCTION time_at_concurrency_seconds(summary concurrency_summary, start_at float8, end_at float8, OUT level bigint, OUT "time" interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_time_at_concurrency_seconds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION time_at_concurrency_seconds(summary concurrency_summary, start_at float8, end_at float8, OUT level bigint, OUT "time" interval) IS 'Returns a row for each number of intervals at once (level) that occurs from start_at to end_at, with the time at it, of a summary of numbers of seconds: see time_at_concurrency; no rows if the summary has no intervals.';

CREATE FUNCTION concurrency_at(summary concurrency_summary, at timestamptz) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_at_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_at(summary concurrency_summary, at timestamptz) IS 'Number of intervals under way at a time, a count: started at or before it and not ended by then; NULL if the summary has no intervals.';

CREATE FUNCTION concurrency_at(summary concurrency_summary, at timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_at_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_at(summary concurrency_summary, at timestamp) IS 'Number of intervals under way at a time, a count: started at or before it and not ended by then; NULL if the summary has no intervals.';

CREATE FUNCTION concurrency_at(summary concurrency_summary, at date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_at_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_at(summary concurrency_summary, at date) IS 'Number of intervals under way at a time, a count: started at or before it and not ended by then; NULL if the summary has no intervals.';

CREATE FUNCTION concurrency_at_seconds(summary concurrency_summary, at float8) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_at_seconds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_at_seconds(summary concurrency_summary, at float8) IS 'Number of intervals under way at a number of seconds, a count: see concurrency_at; NULL if the summary has no intervals.';

CREATE FUNCTION concurrency_series(summary concurrency_summary, OUT at timestamptz, OUT level bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_series' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_series(summary concurrency_summary, OUT at timestamptz, OUT level bigint) IS 'Returns a row for each change of the number of intervals at once (level), from the first start on, of a summary of timestamptz; no rows if there are no intervals.';

CREATE FUNCTION concurrency_series(summary concurrency_summary, start_at timestamptz, end_at timestamptz, OUT at timestamptz, OUT level bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_series_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION concurrency_series(summary concurrency_summary, start_at timestamp, end_at timestamp, OUT at timestamp, OUT level bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_series_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION concurrency_series(summary concurrency_summary, start_at date, end_at date, OUT at timestamp, OUT level bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_series_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_series(summary concurrency_summary, start_at timestamptz, end_at timestamptz, OUT at timestamptz, OUT level bigint) IS 'Returns a row for the number of intervals at once (level) at start_at, and for each change of it until before end_at; no rows if the summary has no intervals.';

COMMENT ON FUNCTION concurrency_series(summary concurrency_summary, start_at timestamp, end_at timestamp, OUT at timestamp, OUT level bigint) IS 'Returns a row for the number of intervals at once (level) at start_at, and for each change of it until before end_at; no rows if the summary has no intervals.';

COMMENT ON FUNCTION concurrency_series(summary concurrency_summary, start_at date, end_at date, OUT at timestamp, OUT level bigint) IS 'Returns a row for the number of intervals at once (level) at start_at, and for each change of it until before end_at; no rows if the summary has no intervals.';

CREATE FUNCTION concurrency_series_local(summary concurrency_summary, OUT at timestamp, OUT level bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_series_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_series_local(summary concurrency_summary, OUT at timestamp, OUT level bigint) IS 'Returns a row for each change of the number of intervals at once (level), from the first start on, of a summary of timestamp without time zone; no rows if there are no intervals.';

CREATE FUNCTION concurrency_series_seconds(summary concurrency_summary, OUT at float8, OUT level bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_series_seconds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_series_seconds(summary concurrency_summary, OUT at float8, OUT level bigint) IS 'Returns a row for each change of the number of intervals at once (level), from the first start on, of a summary of numbers of seconds; no rows if there are no intervals.';

CREATE FUNCTION concurrency_series_seconds(summary concurrency_summary, start_at float8, end_at float8, OUT at float8, OUT level bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'concurrency_summary_concurrency_series_seconds' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_series_seconds(summary concurrency_summary, start_at float8, end_at float8, OUT at float8, OUT level bigint) IS 'Returns a row for the number of intervals at once (level) at start_at, and for each change of it until before end_at, of a summary of numbers of seconds; no rows if the summary has no intervals.';

CREATE FUNCTION n_counted(concurrency_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(concurrency_summary) IS 'Number of intervals that started, including those that ended in the same moment; 0 if there are none.';

CREATE FUNCTION n_pending(concurrency_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_n_pending' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(concurrency_summary) IS 'Number of intervals without an end, which are still going on; 0 if there are none.';

CREATE FUNCTION n_excluded(concurrency_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(concurrency_summary) IS 'Number of intervals that ended before they started, which are left out; 0 if there are none.';

CREATE FUNCTION concurrency_summary_peak(concurrency_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'concurrency_summary_peak' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION concurrency_summary_peak(concurrency_summary) IS 'Final function of the aggregate peak_concurrency, for aggregates of your own: returns the highest number of intervals at once, a count, of times by any clock; NULL if there are no intervals.';


CREATE AGGREGATE peak_concurrency(started_at timestamptz, ended_at timestamptz) (
	SFUNC = concurrency_summary_count_timestamptz, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_peak, MFINALFUNC = concurrency_summary_peak,
	MSFUNC = concurrency_summary_count_timestamptz, MINVFUNC = concurrency_summary_uncount_timestamptz, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE peak_concurrency(started_at timestamp, ended_at timestamp) (
	SFUNC = concurrency_summary_count_timestamp, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_peak, MFINALFUNC = concurrency_summary_peak,
	MSFUNC = concurrency_summary_count_timestamp, MINVFUNC = concurrency_summary_uncount_timestamp, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE peak_concurrency(started_at date, ended_at date) (
	SFUNC = concurrency_summary_count_date, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_peak, MFINALFUNC = concurrency_summary_peak,
	MSFUNC = concurrency_summary_count_date, MINVFUNC = concurrency_summary_uncount_date, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE peak_concurrency(started_at float8, ended_at float8) (
	SFUNC = concurrency_summary_count_float8, STYPE = concurrency_summary, INITCOND = 'empty', COMBINEFUNC = concurrency_summary_add,
	FINALFUNC = concurrency_summary_peak, MFINALFUNC = concurrency_summary_peak,
	MSFUNC = concurrency_summary_count_float8, MINVFUNC = concurrency_summary_uncount_float8, MSTYPE = concurrency_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE peak_concurrency(started_at timestamptz, ended_at timestamptz) IS 'Peak concurrency: the highest number of intervals at once, a count; intervals include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is left out; NULL if there are no intervals; numbers are seconds.';

COMMENT ON AGGREGATE peak_concurrency(started_at timestamp, ended_at timestamp) IS 'Peak concurrency: the highest number of intervals at once, a count; intervals include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is left out; NULL if there are no intervals; numbers are seconds.';

COMMENT ON AGGREGATE peak_concurrency(started_at date, ended_at date) IS 'Peak concurrency: the highest number of intervals at once, a count; intervals include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is left out; NULL if there are no intervals; numbers are seconds.';

COMMENT ON AGGREGATE peak_concurrency(started_at float8, ended_at float8) IS 'Peak concurrency: the highest number of intervals at once, a count; intervals include their start and exclude their end. ended_at NULL is still going on; rows with started_at NULL are skipped; ended before started is left out; NULL if there are no intervals; numbers are seconds.';

-- room conversation
-- Messages of a chat: response time

-- What every type has: conversation_summary

CREATE TYPE conversation_summary;

CREATE FUNCTION conversation_summary_in(cstring) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_in(cstring) IS 'Input function of type conversation_summary: reads the text form that conversation_summary_out writes.';

CREATE FUNCTION conversation_summary_out(conversation_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'conversation_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_out(conversation_summary) IS 'Output function of type conversation_summary: returns the text form.';

CREATE FUNCTION conversation_summary_recv(internal) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_recv(internal) IS 'Receive function of type conversation_summary: reads the binary form that conversation_summary_send writes.';

CREATE FUNCTION conversation_summary_send(conversation_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'conversation_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_send(conversation_summary) IS 'Send function of type conversation_summary: returns the binary form, which begins with a version.';


CREATE TYPE conversation_summary (
	INPUT = conversation_summary_in, OUTPUT = conversation_summary_out, RECEIVE = conversation_summary_recv, SEND = conversation_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION conversation_summary_eq(conversation_summary, conversation_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'conversation_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_eq(conversation_summary, conversation_summary) IS 'True if two values of type conversation_summary are equal.';

CREATE FUNCTION conversation_summary_ne(conversation_summary, conversation_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'conversation_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_ne(conversation_summary, conversation_summary) IS 'True if two values of type conversation_summary differ.';

CREATE FUNCTION conversation_summary_lt(conversation_summary, conversation_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'conversation_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_lt(conversation_summary, conversation_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION conversation_summary_le(conversation_summary, conversation_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'conversation_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_le(conversation_summary, conversation_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION conversation_summary_gt(conversation_summary, conversation_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'conversation_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_gt(conversation_summary, conversation_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION conversation_summary_ge(conversation_summary, conversation_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'conversation_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_ge(conversation_summary, conversation_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION conversation_summary_cmp(conversation_summary, conversation_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'conversation_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_cmp(conversation_summary, conversation_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION conversation_summary_hash(conversation_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'conversation_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_hash(conversation_summary) IS 'Hash of a value of type conversation_summary.';

CREATE FUNCTION conversation_summary_hash_extended(conversation_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_hash_extended(conversation_summary, bigint) IS 'Hash of a value of type conversation_summary, with a seed.';


CREATE FUNCTION to_jsonb(conversation_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'conversation_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(conversation_summary) IS 'The contents of a value of type conversation_summary as jsonb, an object that always has the same fields.';


CREATE CAST (conversation_summary AS jsonb) WITH FUNCTION to_jsonb(conversation_summary);
COMMENT ON CAST (conversation_summary AS jsonb) IS 'the contents of a conversation_summary, with named fields';

CREATE OPERATOR = (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (conversation_summary, conversation_summary) IS 'equal conversation_summary';
CREATE OPERATOR <> (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (conversation_summary, conversation_summary) IS 'different conversation_summary';
CREATE OPERATOR < (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (conversation_summary, conversation_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (conversation_summary, conversation_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (conversation_summary, conversation_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (conversation_summary, conversation_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS conversation_summary_btree_ops DEFAULT FOR TYPE conversation_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 conversation_summary_cmp(conversation_summary, conversation_summary);
COMMENT ON OPERATOR CLASS conversation_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY conversation_summary_btree_ops USING btree IS 'order of conversation_summary for indexes';
CREATE OPERATOR CLASS conversation_summary_hash_ops DEFAULT FOR TYPE conversation_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 conversation_summary_hash(conversation_summary), FUNCTION 2 conversation_summary_hash_extended(conversation_summary, bigint);
COMMENT ON OPERATOR CLASS conversation_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY conversation_summary_hash_ops USING hash IS 'hash of conversation_summary for indexes';
-- What every family of summaries has in addition: conversation_summary

CREATE FUNCTION conversation_summary_add(conversation_summary, conversation_summary) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_add(conversation_summary, conversation_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION conversation_summary_subtract(conversation_summary, conversation_summary) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_subtract(conversation_summary, conversation_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (conversation_summary, conversation_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = conversation_summary, RIGHTARG = conversation_summary, FUNCTION = conversation_summary_subtract);
COMMENT ON OPERATOR - (conversation_summary, conversation_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION conversation_summary_final(conversation_summary) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_final(conversation_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(conversation_summary) (
	SFUNC = conversation_summary_add, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_add, MINVFUNC = conversation_summary_subtract, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(conversation_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(conversation_summary) (
	SFUNC = conversation_summary_add, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_add, MINVFUNC = conversation_summary_subtract, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(conversation_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE conversation_summary IS 'messages of one chat: when, by one clock, whether by the customer or an agent, and when the chat was resolved';
COMMENT ON AGGREGATE rollup(conversation_summary) IS 'Merges stored summaries of one chat into the summary of all its messages; an empty summary, not NULL, if there are none. For figures of many chats, roll up their response_times instead.';

CREATE FUNCTION conversation_summary_count_event_timestamptz(conversation_summary, timestamptz, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_event_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_event_timestamptz(conversation_summary, timestamptz, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_event_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_event_timestamptz(conversation_summary, timestamptz, text) IS 'Transition function of conversation_summary that adds a row; arguments: (at, event).';

COMMENT ON FUNCTION conversation_summary_uncount_event_timestamptz(conversation_summary, timestamptz, text) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, event).';

CREATE FUNCTION conversation_summary_count_timestamptz(conversation_summary, timestamptz, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_timestamptz(conversation_summary, timestamptz, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_timestamptz(conversation_summary, timestamptz, boolean) IS 'Transition function of conversation_summary that adds a row; arguments: (at, is_agent).';

COMMENT ON FUNCTION conversation_summary_uncount_timestamptz(conversation_summary, timestamptz, boolean) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, is_agent).';

CREATE FUNCTION conversation_summary_count_event_timestamp(conversation_summary, timestamp, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_event_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_event_timestamp(conversation_summary, timestamp, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_event_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_event_timestamp(conversation_summary, timestamp, text) IS 'Transition function of conversation_summary that adds a row; arguments: (at, event).';

COMMENT ON FUNCTION conversation_summary_uncount_event_timestamp(conversation_summary, timestamp, text) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, event).';

CREATE FUNCTION conversation_summary_count_timestamp(conversation_summary, timestamp, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_timestamp(conversation_summary, timestamp, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_timestamp(conversation_summary, timestamp, boolean) IS 'Transition function of conversation_summary that adds a row; arguments: (at, is_agent).';

COMMENT ON FUNCTION conversation_summary_uncount_timestamp(conversation_summary, timestamp, boolean) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, is_agent).';

CREATE FUNCTION conversation_summary_count_event_date(conversation_summary, date, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_event_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_event_date(conversation_summary, date, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_event_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_event_date(conversation_summary, date, text) IS 'Transition function of conversation_summary that adds a row; arguments: (at, event).';

COMMENT ON FUNCTION conversation_summary_uncount_event_date(conversation_summary, date, text) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, event).';

CREATE FUNCTION conversation_summary_count_date(conversation_summary, date, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_date(conversation_summary, date, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_date(conversation_summary, date, boolean) IS 'Transition function of conversation_summary that adds a row; arguments: (at, is_agent).';

COMMENT ON FUNCTION conversation_summary_uncount_date(conversation_summary, date, boolean) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, is_agent).';

CREATE FUNCTION conversation_summary_count_event_float8(conversation_summary, float8, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_event_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_event_float8(conversation_summary, float8, text) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_event_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_event_float8(conversation_summary, float8, text) IS 'Transition function of conversation_summary that adds a row; arguments: (at, event), in seconds.';

COMMENT ON FUNCTION conversation_summary_uncount_event_float8(conversation_summary, float8, text) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, event), in seconds.';

CREATE FUNCTION conversation_summary_count_float8(conversation_summary, float8, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_count_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION conversation_summary_uncount_float8(conversation_summary, float8, boolean) RETURNS conversation_summary
	AS 'MODULE_PATHNAME', 'conversation_summary_uncount_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_count_float8(conversation_summary, float8, boolean) IS 'Transition function of conversation_summary that adds a row; arguments: (at, is_agent), in seconds.';

COMMENT ON FUNCTION conversation_summary_uncount_float8(conversation_summary, float8, boolean) IS 'Inverse transition function of conversation_summary that removes a row; arguments: (at, is_agent), in seconds.';

CREATE AGGREGATE conversation_agg(at timestamptz, conversation_event text) (
	SFUNC = conversation_summary_count_event_timestamptz, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_event_timestamptz, MINVFUNC = conversation_summary_uncount_event_timestamptz, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE conversation_agg(at timestamp, conversation_event text) (
	SFUNC = conversation_summary_count_event_timestamp, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_event_timestamp, MINVFUNC = conversation_summary_uncount_event_timestamp, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE conversation_agg(at date, conversation_event text) (
	SFUNC = conversation_summary_count_event_date, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_event_date, MINVFUNC = conversation_summary_uncount_event_date, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE conversation_agg(at float8, conversation_event text) (
	SFUNC = conversation_summary_count_event_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_event_float8, MINVFUNC = conversation_summary_uncount_event_float8, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE conversation_agg(at timestamptz, conversation_event text) IS 'Builds a conversation_summary (never NULL) of one chat from its events in any order: customer or agent (who wrote) or resolved; rows with a NULL are skipped; numbers are seconds.';

COMMENT ON AGGREGATE conversation_agg(at timestamp, conversation_event text) IS 'Builds a conversation_summary (never NULL) of one chat from its events in any order: customer or agent (who wrote) or resolved; rows with a NULL are skipped; numbers are seconds.';

COMMENT ON AGGREGATE conversation_agg(at date, conversation_event text) IS 'Builds a conversation_summary (never NULL) of one chat from its events in any order: customer or agent (who wrote) or resolved; rows with a NULL are skipped; numbers are seconds.';

COMMENT ON AGGREGATE conversation_agg(at float8, conversation_event text) IS 'Builds a conversation_summary (never NULL) of one chat from its events in any order: customer or agent (who wrote) or resolved; rows with a NULL are skipped; numbers are seconds.';

CREATE AGGREGATE conversation_agg(at timestamptz, is_agent boolean) (
	SFUNC = conversation_summary_count_timestamptz, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_timestamptz, MINVFUNC = conversation_summary_uncount_timestamptz, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE conversation_agg(at timestamp, is_agent boolean) (
	SFUNC = conversation_summary_count_timestamp, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_timestamp, MINVFUNC = conversation_summary_uncount_timestamp, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE conversation_agg(at date, is_agent boolean) (
	SFUNC = conversation_summary_count_date, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_date, MINVFUNC = conversation_summary_uncount_date, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE conversation_agg(at float8, is_agent boolean) (
	SFUNC = conversation_summary_count_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_final, MFINALFUNC = conversation_summary_final,
	MSFUNC = conversation_summary_count_float8, MINVFUNC = conversation_summary_uncount_float8, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE conversation_agg(at timestamptz, is_agent boolean) IS 'Builds a conversation_summary (never NULL) of one chat from its messages in any order; rows with a NULL are skipped; numbers are seconds.';

COMMENT ON AGGREGATE conversation_agg(at timestamp, is_agent boolean) IS 'Builds a conversation_summary (never NULL) of one chat from its messages in any order; rows with a NULL are skipped; numbers are seconds.';

COMMENT ON AGGREGATE conversation_agg(at date, is_agent boolean) IS 'Builds a conversation_summary (never NULL) of one chat from its messages in any order; rows with a NULL are skipped; numbers are seconds.';

COMMENT ON AGGREGATE conversation_agg(at float8, is_agent boolean) IS 'Builds a conversation_summary (never NULL) of one chat from its messages in any order; rows with a NULL are skipped; numbers are seconds.';


CREATE FUNCTION average_response_time(summary conversation_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time(summary conversation_summary, as_of timestamptz, calendar business_calendar) IS 'Average response time of one chat, an interval: mean time from the first message of each customer turn to the agent''s answer, in the open hours of the calendar if one is given. A last turn without an answer up to as_of counts its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of timestamptz, calendar business_calendar) IS 'Average response time of one chat, an interval: mean time from the starting_point of each customer turn (first_message or last_message) to the agent''s answer, in the open hours of the calendar if one is given. A last turn without an answer up to as_of counts its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION response_times(summary conversation_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION response_times(summary conversation_summary, as_of timestamptz, calendar business_calendar) IS 'Returns the response times of one chat as an array of intervals: from the first message of each customer turn to the agent''s answer, in order of the answers, in the open hours of the calendar if one is given. A last turn without an answer up to as_of adds its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION response_times(summary conversation_summary, starting_point text, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION response_times(summary conversation_summary, starting_point text, as_of timestamptz, calendar business_calendar) IS 'Returns the response times of one chat as an array of intervals: from the starting_point of each customer turn (first_message or last_message) to the agent''s answer, in order of the answers, in the open hours of the calendar if one is given. A last turn without an answer up to as_of adds its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION pending_time(summary conversation_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_time(summary conversation_summary, as_of timestamptz, calendar business_calendar) IS 'Time that the last turn has waited, an interval from its first message to as_of, in the open hours of the calendar if one is given; NULL if the turn was answered or resolved by then, or as_of is NULL.';

CREATE FUNCTION pending_time(summary conversation_summary, starting_point text, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_time(summary conversation_summary, starting_point text, as_of timestamptz, calendar business_calendar) IS 'Time that the last turn has waited, an interval from its starting_point (first_message or last_message) to as_of, in the open hours of the calendar if one is given; NULL if the turn was answered or resolved by then, or as_of is NULL.';

CREATE FUNCTION first_reply_times(summary conversation_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_first_reply_times_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_times(summary conversation_summary, as_of timestamptz, calendar business_calendar) IS 'Returns an array with an interval for each time that the chat was open, which begins with a message of the customer and ends when the chat is resolved: the time from that message to the first reply of an agent, in the open hours of the calendar if one is given. If the chat is open at as_of without a reply, the time until as_of. An element is NULL if there is neither; NULL if the customer never wrote.';

CREATE FUNCTION n_counted(summary conversation_summary, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_counted_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(summary conversation_summary, as_of timestamptz) IS 'Number of turns answered, up to as_of if it is given; 0 if there are none.';

CREATE FUNCTION n_pending(summary conversation_summary, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_pending_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(summary conversation_summary, as_of timestamptz) IS '1 if the last turn is neither answered nor resolved, up to as_of if it is given, else 0.';

CREATE FUNCTION n_unanswered(summary conversation_summary, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_unanswered_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_unanswered(summary conversation_summary, as_of timestamptz) IS 'Number of turns resolved without an answer, up to as_of if it is given; 0 if there are none.';

CREATE FUNCTION average_response_time(summary conversation_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time(summary conversation_summary, as_of timestamp, calendar business_calendar) IS 'Average response time of one chat, an interval: mean time from the first message of each customer turn to the agent''s answer, in the open hours of the calendar if one is given. A last turn without an answer up to as_of counts its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of timestamp, calendar business_calendar) IS 'Average response time of one chat, an interval: mean time from the starting_point of each customer turn (first_message or last_message) to the agent''s answer, in the open hours of the calendar if one is given. A last turn without an answer up to as_of counts its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION response_times(summary conversation_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION response_times(summary conversation_summary, as_of timestamp, calendar business_calendar) IS 'Returns the response times of one chat as an array of intervals: from the first message of each customer turn to the agent''s answer, in order of the answers, in the open hours of the calendar if one is given. A last turn without an answer up to as_of adds its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION response_times(summary conversation_summary, starting_point text, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION response_times(summary conversation_summary, starting_point text, as_of timestamp, calendar business_calendar) IS 'Returns the response times of one chat as an array of intervals: from the starting_point of each customer turn (first_message or last_message) to the agent''s answer, in order of the answers, in the open hours of the calendar if one is given. A last turn without an answer up to as_of adds its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION pending_time(summary conversation_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_time(summary conversation_summary, as_of timestamp, calendar business_calendar) IS 'Time that the last turn has waited, an interval from its first message to as_of, in the open hours of the calendar if one is given; NULL if the turn was answered or resolved by then, or as_of is NULL.';

CREATE FUNCTION pending_time(summary conversation_summary, starting_point text, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_time(summary conversation_summary, starting_point text, as_of timestamp, calendar business_calendar) IS 'Time that the last turn has waited, an interval from its starting_point (first_message or last_message) to as_of, in the open hours of the calendar if one is given; NULL if the turn was answered or resolved by then, or as_of is NULL.';

CREATE FUNCTION first_reply_times(summary conversation_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_first_reply_times_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_times(summary conversation_summary, as_of timestamp, calendar business_calendar) IS 'Returns an array with an interval for each time that the chat was open, which begins with a message of the customer and ends when the chat is resolved: the time from that message to the first reply of an agent, in the open hours of the calendar if one is given. If the chat is open at as_of without a reply, the time until as_of. An element is NULL if there is neither; NULL if the customer never wrote.';

CREATE FUNCTION n_counted(summary conversation_summary, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_counted_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(summary conversation_summary, as_of timestamp) IS 'Number of turns answered, up to as_of if it is given; 0 if there are none.';

CREATE FUNCTION n_pending(summary conversation_summary, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_pending_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(summary conversation_summary, as_of timestamp) IS '1 if the last turn is neither answered nor resolved, up to as_of if it is given, else 0.';

CREATE FUNCTION n_unanswered(summary conversation_summary, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_unanswered_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_unanswered(summary conversation_summary, as_of timestamp) IS 'Number of turns resolved without an answer, up to as_of if it is given; 0 if there are none.';

CREATE FUNCTION average_response_time(summary conversation_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time(summary conversation_summary, as_of date, calendar business_calendar) IS 'Average response time of one chat, an interval: mean time from the first message of each customer turn to the agent''s answer, in the open hours of the calendar if one is given. A last turn without an answer up to as_of counts its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of date, calendar business_calendar) IS 'Average response time of one chat, an interval: mean time from the starting_point of each customer turn (first_message or last_message) to the agent''s answer, in the open hours of the calendar if one is given. A last turn without an answer up to as_of counts its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION response_times(summary conversation_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION response_times(summary conversation_summary, as_of date, calendar business_calendar) IS 'Returns the response times of one chat as an array of intervals: from the first message of each customer turn to the agent''s answer, in order of the answers, in the open hours of the calendar if one is given. A last turn without an answer up to as_of adds its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION response_times(summary conversation_summary, starting_point text, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION response_times(summary conversation_summary, starting_point text, as_of date, calendar business_calendar) IS 'Returns the response times of one chat as an array of intervals: from the starting_point of each customer turn (first_message or last_message) to the agent''s answer, in order of the answers, in the open hours of the calendar if one is given. A last turn without an answer up to as_of adds its time until as_of. NULL if no turn was answered and none waits at as_of.';

CREATE FUNCTION pending_time(summary conversation_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_time(summary conversation_summary, as_of date, calendar business_calendar) IS 'Time that the last turn has waited, an interval from its first message to as_of, in the open hours of the calendar if one is given; NULL if the turn was answered or resolved by then, or as_of is NULL.';

CREATE FUNCTION pending_time(summary conversation_summary, starting_point text, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_time(summary conversation_summary, starting_point text, as_of date, calendar business_calendar) IS 'Time that the last turn has waited, an interval from its starting_point (first_message or last_message) to as_of, in the open hours of the calendar if one is given; NULL if the turn was answered or resolved by then, or as_of is NULL.';

CREATE FUNCTION first_reply_times(summary conversation_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_first_reply_times_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_times(summary conversation_summary, as_of date, calendar business_calendar) IS 'Returns an array with an interval for each time that the chat was open, which begins with a message of the customer and ends when the chat is resolved: the time from that message to the first reply of an agent, in the open hours of the calendar if one is given. If the chat is open at as_of without a reply, the time until as_of. An element is NULL if there is neither; NULL if the customer never wrote.';

CREATE FUNCTION n_counted(summary conversation_summary, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_counted_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(summary conversation_summary, as_of date) IS 'Number of turns answered, up to as_of if it is given; 0 if there are none.';

CREATE FUNCTION n_pending(summary conversation_summary, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_pending_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_pending(summary conversation_summary, as_of date) IS '1 if the last turn is neither answered nor resolved, up to as_of if it is given, else 0.';

CREATE FUNCTION n_unanswered(summary conversation_summary, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'conversation_summary_n_unanswered_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_unanswered(summary conversation_summary, as_of date) IS 'Number of turns resolved without an answer, up to as_of if it is given; 0 if there are none.';

CREATE FUNCTION average_response_time(summary conversation_summary, as_of_seconds float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of_seconds float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time(summary conversation_summary, as_of_seconds float8) IS 'Average response time, an interval, of a summary of numbers, as of a number of seconds: see average_response_time as of a time; NULL if no turn was answered and none waits.';

COMMENT ON FUNCTION average_response_time(summary conversation_summary, starting_point text, as_of_seconds float8) IS 'Average response time, an interval, of a summary of numbers, as of a number of seconds: see average_response_time as of a time; NULL if no turn was answered and none waits.';

CREATE FUNCTION response_times(summary conversation_summary, as_of_seconds float8) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION response_times(summary conversation_summary, starting_point text, as_of_seconds float8) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'conversation_summary_response_times_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION response_times(summary conversation_summary, as_of_seconds float8) IS 'Response times, an array of intervals, of a summary of numbers, as of a number of seconds: see response_times as of a time; NULL if no turn was answered and none waits.';

COMMENT ON FUNCTION response_times(summary conversation_summary, starting_point text, as_of_seconds float8) IS 'Response times, an array of intervals, of a summary of numbers, as of a number of seconds: see response_times as of a time; NULL if no turn was answered and none waits.';

CREATE FUNCTION pending_time(summary conversation_summary, as_of_seconds float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION pending_time(summary conversation_summary, starting_point text, as_of_seconds float8) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_pending_time_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION pending_time(summary conversation_summary, as_of_seconds float8) IS 'Time that the last turn of a summary of numbers has waited, an interval, as of a number of seconds: see pending_time as of a time; NULL if the turn was answered or resolved by then.';

COMMENT ON FUNCTION pending_time(summary conversation_summary, starting_point text, as_of_seconds float8) IS 'Time that the last turn of a summary of numbers has waited, an interval, as of a number of seconds: see pending_time as of a time; NULL if the turn was answered or resolved by then.';

CREATE FUNCTION average_response_time_from_last_message(conversation_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time_from_last_message' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION average_response_time_from_last_message(conversation_summary) IS 'Average response time, an interval: mean time from the last message of each customer turn to the agent''s answer; NULL if no turn was answered.';

CREATE FUNCTION conversation_summary_average_response_time(conversation_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_summary_average_response_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_average_response_time(conversation_summary) IS 'Final function of average_response_time, for aggregates of your own: returns the average response time, an interval; NULL if no turn was answered.';

CREATE FUNCTION conversation_summary_response_time_float8(conversation_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'conversation_summary_response_time_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_response_time_float8(conversation_summary) IS 'Final function of average_response_time over numbers: returns the same as the aggregate over times, in seconds; NULL if no turn was answered.';

CREATE FUNCTION conversation_summary_response_time_from_last_message_float8(conversation_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'conversation_summary_response_time_from_last_message_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conversation_summary_response_time_from_last_message_float8(conversation_summary) IS 'Final function of average_response_time_from_last_message over numbers: returns the same as the aggregate over times, in seconds; NULL if no turn was answered.';

CREATE FUNCTION ci_lower(summary conversation_summary, confidence float8 DEFAULT 0.95, starting_point text DEFAULT 'first_message') RETURNS float8
	AS 'MODULE_PATHNAME', 'conversation_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary conversation_summary, confidence float8, starting_point text) IS 'Lower end of the confidence interval of the mean response time (Student''s t), in seconds; NULL if fewer than two turns were answered.';

CREATE FUNCTION ci_upper(summary conversation_summary, confidence float8 DEFAULT 0.95, starting_point text DEFAULT 'first_message') RETURNS float8
	AS 'MODULE_PATHNAME', 'conversation_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary conversation_summary, confidence float8, starting_point text) IS 'Upper end of the confidence interval of the mean response time (Student''s t), in seconds; NULL if fewer than two turns were answered.';

CREATE FUNCTION kpi_compare(a conversation_summary, b conversation_summary, confidence float8 DEFAULT 0.95, starting_point text DEFAULT 'first_message') RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'conversation_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a conversation_summary, b conversation_summary, confidence float8, starting_point text) IS 'Mean response time of a minus that of b, in seconds, with the interval and the two-sided p-value of Welch''s t test, which are NULL if either has fewer than two answered turns; NULL if either has none.';


CREATE AGGREGATE average_response_time(at timestamptz, conversation_event text) (
	SFUNC = conversation_summary_count_event_timestamptz, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_average_response_time, MFINALFUNC = conversation_summary_average_response_time,
	MSFUNC = conversation_summary_count_event_timestamptz, MINVFUNC = conversation_summary_uncount_event_timestamptz, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time(at timestamp, conversation_event text) (
	SFUNC = conversation_summary_count_event_timestamp, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_average_response_time, MFINALFUNC = conversation_summary_average_response_time,
	MSFUNC = conversation_summary_count_event_timestamp, MINVFUNC = conversation_summary_uncount_event_timestamp, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time(at date, conversation_event text) (
	SFUNC = conversation_summary_count_event_date, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_average_response_time, MFINALFUNC = conversation_summary_average_response_time,
	MSFUNC = conversation_summary_count_event_date, MINVFUNC = conversation_summary_uncount_event_date, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time(at float8, conversation_event text) (
	SFUNC = conversation_summary_count_event_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_response_time_float8, MFINALFUNC = conversation_summary_response_time_float8,
	MSFUNC = conversation_summary_count_event_float8, MINVFUNC = conversation_summary_uncount_event_float8, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE average_response_time(at timestamptz, conversation_event text) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time(at timestamp, conversation_event text) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time(at date, conversation_event text) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time(at float8, conversation_event text) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

CREATE AGGREGATE average_response_time(at timestamptz, is_agent boolean) (
	SFUNC = conversation_summary_count_timestamptz, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_average_response_time, MFINALFUNC = conversation_summary_average_response_time,
	MSFUNC = conversation_summary_count_timestamptz, MINVFUNC = conversation_summary_uncount_timestamptz, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time(at timestamp, is_agent boolean) (
	SFUNC = conversation_summary_count_timestamp, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_average_response_time, MFINALFUNC = conversation_summary_average_response_time,
	MSFUNC = conversation_summary_count_timestamp, MINVFUNC = conversation_summary_uncount_timestamp, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time(at date, is_agent boolean) (
	SFUNC = conversation_summary_count_date, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_average_response_time, MFINALFUNC = conversation_summary_average_response_time,
	MSFUNC = conversation_summary_count_date, MINVFUNC = conversation_summary_uncount_date, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time(at float8, is_agent boolean) (
	SFUNC = conversation_summary_count_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_response_time_float8, MFINALFUNC = conversation_summary_response_time_float8,
	MSFUNC = conversation_summary_count_float8, MINVFUNC = conversation_summary_uncount_float8, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE average_response_time(at timestamptz, is_agent boolean) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time(at timestamp, is_agent boolean) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time(at date, is_agent boolean) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time(at float8, is_agent boolean) IS 'Average response time of one chat: mean time from the first message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

CREATE AGGREGATE average_response_time_from_last_message(at timestamptz, conversation_event text) (
	SFUNC = conversation_summary_count_event_timestamptz, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = average_response_time_from_last_message, MFINALFUNC = average_response_time_from_last_message,
	MSFUNC = conversation_summary_count_event_timestamptz, MINVFUNC = conversation_summary_uncount_event_timestamptz, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time_from_last_message(at timestamp, conversation_event text) (
	SFUNC = conversation_summary_count_event_timestamp, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = average_response_time_from_last_message, MFINALFUNC = average_response_time_from_last_message,
	MSFUNC = conversation_summary_count_event_timestamp, MINVFUNC = conversation_summary_uncount_event_timestamp, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time_from_last_message(at date, conversation_event text) (
	SFUNC = conversation_summary_count_event_date, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = average_response_time_from_last_message, MFINALFUNC = average_response_time_from_last_message,
	MSFUNC = conversation_summary_count_event_date, MINVFUNC = conversation_summary_uncount_event_date, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time_from_last_message(at float8, conversation_event text) (
	SFUNC = conversation_summary_count_event_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_response_time_from_last_message_float8, MFINALFUNC = conversation_summary_response_time_from_last_message_float8,
	MSFUNC = conversation_summary_count_event_float8, MINVFUNC = conversation_summary_uncount_event_float8, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE average_response_time_from_last_message(at timestamptz, conversation_event text) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time_from_last_message(at timestamp, conversation_event text) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time_from_last_message(at date, conversation_event text) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time_from_last_message(at float8, conversation_event text) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from events in any order: customer, agent or resolved. An interval, or seconds if times are numbers; NULL if no turn was answered.';

CREATE AGGREGATE average_response_time_from_last_message(at timestamptz, is_agent boolean) (
	SFUNC = conversation_summary_count_timestamptz, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = average_response_time_from_last_message, MFINALFUNC = average_response_time_from_last_message,
	MSFUNC = conversation_summary_count_timestamptz, MINVFUNC = conversation_summary_uncount_timestamptz, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time_from_last_message(at timestamp, is_agent boolean) (
	SFUNC = conversation_summary_count_timestamp, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = average_response_time_from_last_message, MFINALFUNC = average_response_time_from_last_message,
	MSFUNC = conversation_summary_count_timestamp, MINVFUNC = conversation_summary_uncount_timestamp, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time_from_last_message(at date, is_agent boolean) (
	SFUNC = conversation_summary_count_date, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = average_response_time_from_last_message, MFINALFUNC = average_response_time_from_last_message,
	MSFUNC = conversation_summary_count_date, MINVFUNC = conversation_summary_uncount_date, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE average_response_time_from_last_message(at float8, is_agent boolean) (
	SFUNC = conversation_summary_count_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add,
	FINALFUNC = conversation_summary_response_time_from_last_message_float8, MFINALFUNC = conversation_summary_response_time_from_last_message_float8,
	MSFUNC = conversation_summary_count_float8, MINVFUNC = conversation_summary_uncount_float8, MSTYPE = conversation_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE average_response_time_from_last_message(at timestamptz, is_agent boolean) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time_from_last_message(at timestamp, is_agent boolean) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time_from_last_message(at date, is_agent boolean) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

COMMENT ON AGGREGATE average_response_time_from_last_message(at float8, is_agent boolean) IS 'Average response time of one chat: mean time from the last message of each customer turn to the agent''s answer, from messages in any order. An interval, or seconds if times are numbers; NULL if no turn was answered.';

CREATE FUNCTION response_time(at timestamptz, conversation_event text, starting_point text DEFAULT 'first_message', calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_response_time_event_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION response_time(at timestamp, conversation_event text, starting_point text DEFAULT 'first_message', calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_response_time_event_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION response_time(at date, conversation_event text, starting_point text DEFAULT 'first_message', calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_response_time_event_date' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION response_time(at timestamptz, conversation_event text, starting_point text, calendar business_calendar) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), an interval, in the open hours of the row''s calendar if it has one; NULL on all other rows. Order the window by at. An event is customer, agent, or resolved, which ends a turn without an answer.';

COMMENT ON FUNCTION response_time(at timestamp, conversation_event text, starting_point text, calendar business_calendar) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), an interval, in the open hours of the row''s calendar if it has one; NULL on all other rows. Order the window by at. An event is customer, agent, or resolved, which ends a turn without an answer.';

COMMENT ON FUNCTION response_time(at date, conversation_event text, starting_point text, calendar business_calendar) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), an interval, in the open hours of the row''s calendar if it has one; NULL on all other rows. Order the window by at. An event is customer, agent, or resolved, which ends a turn without an answer.';

CREATE FUNCTION response_time(at float8, conversation_event text, starting_point text DEFAULT 'first_message') RETURNS float8
	AS 'MODULE_PATHNAME', 'conversation_response_time_event_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION response_time(at float8, conversation_event text, starting_point text) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), in seconds; NULL on all other rows. Order the window by at. An event is customer, agent, or resolved, which ends a turn without an answer.';

CREATE FUNCTION response_time(at timestamptz, is_agent boolean, starting_point text DEFAULT 'first_message', calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_response_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION response_time(at timestamp, is_agent boolean, starting_point text DEFAULT 'first_message', calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_response_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION response_time(at date, is_agent boolean, starting_point text DEFAULT 'first_message', calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'conversation_response_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION response_time(at timestamptz, is_agent boolean, starting_point text, calendar business_calendar) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), an interval, in the open hours of the row''s calendar if it has one; NULL on all other rows. Order the window by at.';

COMMENT ON FUNCTION response_time(at timestamp, is_agent boolean, starting_point text, calendar business_calendar) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), an interval, in the open hours of the row''s calendar if it has one; NULL on all other rows. Order the window by at.';

COMMENT ON FUNCTION response_time(at date, is_agent boolean, starting_point text, calendar business_calendar) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), an interval, in the open hours of the row''s calendar if it has one; NULL on all other rows. Order the window by at.';

CREATE FUNCTION response_time(at float8, is_agent boolean, starting_point text DEFAULT 'first_message') RETURNS float8
	AS 'MODULE_PATHNAME', 'conversation_response_time_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION response_time(at float8, is_agent boolean, starting_point text) IS 'Response time on the row that answers a customer turn: the time since its starting_point (first_message or last_message), in seconds; NULL on all other rows. Order the window by at.';

-- room mean
-- Exact moments of a column of numbers: mean, standard deviation

-- What every type has: mean_summary

CREATE TYPE mean_summary;

CREATE FUNCTION mean_summary_in(cstring) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_in(cstring) IS 'Input function of type mean_summary: reads the text form that mean_summary_out writes.';

CREATE FUNCTION mean_summary_out(mean_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'mean_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_out(mean_summary) IS 'Output function of type mean_summary: returns the text form.';

CREATE FUNCTION mean_summary_recv(internal) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_recv(internal) IS 'Receive function of type mean_summary: reads the binary form that mean_summary_send writes.';

CREATE FUNCTION mean_summary_send(mean_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mean_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_send(mean_summary) IS 'Send function of type mean_summary: returns the binary form, which begins with a version.';


CREATE TYPE mean_summary (
	INPUT = mean_summary_in, OUTPUT = mean_summary_out, RECEIVE = mean_summary_recv, SEND = mean_summary_send,
	INTERNALLENGTH = 80, ALIGNMENT = double);

CREATE FUNCTION mean_summary_eq(mean_summary, mean_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mean_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_eq(mean_summary, mean_summary) IS 'True if two values of type mean_summary are equal.';

CREATE FUNCTION mean_summary_ne(mean_summary, mean_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mean_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_ne(mean_summary, mean_summary) IS 'True if two values of type mean_summary differ.';

CREATE FUNCTION mean_summary_lt(mean_summary, mean_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mean_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_lt(mean_summary, mean_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION mean_summary_le(mean_summary, mean_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mean_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_le(mean_summary, mean_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION mean_summary_gt(mean_summary, mean_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mean_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_gt(mean_summary, mean_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION mean_summary_ge(mean_summary, mean_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mean_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_ge(mean_summary, mean_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION mean_summary_cmp(mean_summary, mean_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'mean_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_cmp(mean_summary, mean_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION mean_summary_hash(mean_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'mean_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_hash(mean_summary) IS 'Hash of a value of type mean_summary.';

CREATE FUNCTION mean_summary_hash_extended(mean_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'mean_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_hash_extended(mean_summary, bigint) IS 'Hash of a value of type mean_summary, with a seed.';


CREATE FUNCTION to_jsonb(mean_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'mean_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(mean_summary) IS 'The contents of a value of type mean_summary as jsonb, an object that always has the same fields.';


CREATE CAST (mean_summary AS jsonb) WITH FUNCTION to_jsonb(mean_summary);
COMMENT ON CAST (mean_summary AS jsonb) IS 'the contents of a mean_summary, with named fields';

CREATE OPERATOR = (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (mean_summary, mean_summary) IS 'equal mean_summary';
CREATE OPERATOR <> (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (mean_summary, mean_summary) IS 'different mean_summary';
CREATE OPERATOR < (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (mean_summary, mean_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (mean_summary, mean_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (mean_summary, mean_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (mean_summary, mean_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS mean_summary_btree_ops DEFAULT FOR TYPE mean_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 mean_summary_cmp(mean_summary, mean_summary);
COMMENT ON OPERATOR CLASS mean_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY mean_summary_btree_ops USING btree IS 'order of mean_summary for indexes';
CREATE OPERATOR CLASS mean_summary_hash_ops DEFAULT FOR TYPE mean_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 mean_summary_hash(mean_summary), FUNCTION 2 mean_summary_hash_extended(mean_summary, bigint);
COMMENT ON OPERATOR CLASS mean_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY mean_summary_hash_ops USING hash IS 'hash of mean_summary for indexes';
-- What every family of summaries has in addition: mean_summary

CREATE FUNCTION mean_summary_add(mean_summary, mean_summary) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_add(mean_summary, mean_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION mean_summary_subtract(mean_summary, mean_summary) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_subtract(mean_summary, mean_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (mean_summary, mean_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = mean_summary, RIGHTARG = mean_summary, FUNCTION = mean_summary_subtract);
COMMENT ON OPERATOR - (mean_summary, mean_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(mean_summary) (
	SFUNC = mean_summary_add, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	MSFUNC = mean_summary_add, MINVFUNC = mean_summary_subtract, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(mean_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(mean_summary) (
	SFUNC = mean_summary_add, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	MSFUNC = mean_summary_add, MINVFUNC = mean_summary_subtract, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(mean_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE mean_summary IS 'number, exact sum and exact sum of squares of a column of numbers, or of durations in seconds';

CREATE FUNCTION mean_summary_count_float8(mean_summary, float8) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_count_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION mean_summary_uncount_float8(mean_summary, float8) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_uncount_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_count_float8(mean_summary, float8) IS 'Transition function of mean_summary that adds a row; arguments: (x); an interval counts as its seconds.';

COMMENT ON FUNCTION mean_summary_uncount_float8(mean_summary, float8) IS 'Inverse transition function of mean_summary that removes a row; arguments: (x); an interval counts as its seconds.';

CREATE AGGREGATE mean_agg(x float8) (
	SFUNC = mean_summary_count_float8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	MSFUNC = mean_summary_count_float8, MINVFUNC = mean_summary_uncount_float8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mean_agg(x float8) IS 'Builds a mean_summary (never NULL) of a column; NULL rows are skipped. An interval counts as its seconds, and a negative one is excluded; values beyond 2^62, NaN and infinity are errors.';

CREATE FUNCTION mean_summary_count_int8(mean_summary, int8) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_count_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION mean_summary_uncount_int8(mean_summary, int8) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_uncount_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_count_int8(mean_summary, int8) IS 'Transition function of mean_summary that adds a row; arguments: (x); an interval counts as its seconds.';

COMMENT ON FUNCTION mean_summary_uncount_int8(mean_summary, int8) IS 'Inverse transition function of mean_summary that removes a row; arguments: (x); an interval counts as its seconds.';

CREATE AGGREGATE mean_agg(x int8) (
	SFUNC = mean_summary_count_int8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	MSFUNC = mean_summary_count_int8, MINVFUNC = mean_summary_uncount_int8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mean_agg(x int8) IS 'Builds a mean_summary (never NULL) of a column; NULL rows are skipped. An interval counts as its seconds, and a negative one is excluded; values beyond 2^62, NaN and infinity are errors.';

CREATE FUNCTION mean_summary_count_interval(mean_summary, interval) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_count_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION mean_summary_uncount_interval(mean_summary, interval) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_uncount_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_count_interval(mean_summary, interval) IS 'Transition function of mean_summary that adds a row; arguments: (x); an interval counts as its seconds.';

COMMENT ON FUNCTION mean_summary_uncount_interval(mean_summary, interval) IS 'Inverse transition function of mean_summary that removes a row; arguments: (x); an interval counts as its seconds.';

CREATE AGGREGATE mean_agg(x interval) (
	SFUNC = mean_summary_count_interval, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	MSFUNC = mean_summary_count_interval, MINVFUNC = mean_summary_uncount_interval, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mean_agg(x interval) IS 'Builds a mean_summary (never NULL) of a column; NULL rows are skipped. An interval counts as its seconds, and a negative one is excluded; values beyond 2^62, NaN and infinity are errors.';

CREATE FUNCTION mean_summary_count_handle_interval(mean_summary, interval, interval, interval) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_count_handle_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION mean_summary_uncount_handle_interval(mean_summary, interval, interval, interval) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_uncount_handle_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_count_handle_interval(mean_summary, interval, interval, interval) IS 'Transition function of mean_summary that adds a row; arguments: (talk, hold, wrap).';

COMMENT ON FUNCTION mean_summary_uncount_handle_interval(mean_summary, interval, interval, interval) IS 'Inverse transition function of mean_summary that removes a row; arguments: (talk, hold, wrap).';

CREATE AGGREGATE aht_agg(talk interval, hold interval, wrap interval) (
	SFUNC = mean_summary_count_handle_interval, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	MSFUNC = mean_summary_count_handle_interval, MINVFUNC = mean_summary_uncount_handle_interval, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE aht_agg(talk interval, hold interval, wrap interval) IS 'Builds a mean_summary (never NULL) of handle times: talk + hold + wrap-up. A NULL part counts as 0; rows with all three NULL are skipped; a contact with a negative part is excluded; numbers are seconds.';

CREATE FUNCTION mean_summary_count_handle_float8(mean_summary, float8, float8, float8) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_count_handle_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION mean_summary_uncount_handle_float8(mean_summary, float8, float8, float8) RETURNS mean_summary
	AS 'MODULE_PATHNAME', 'mean_summary_uncount_handle_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mean_summary_count_handle_float8(mean_summary, float8, float8, float8) IS 'Transition function of mean_summary that adds a row; arguments: (talk, hold, wrap).';

COMMENT ON FUNCTION mean_summary_uncount_handle_float8(mean_summary, float8, float8, float8) IS 'Inverse transition function of mean_summary that removes a row; arguments: (talk, hold, wrap).';

CREATE AGGREGATE aht_agg(talk float8, hold float8, wrap float8) (
	SFUNC = mean_summary_count_handle_float8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	MSFUNC = mean_summary_count_handle_float8, MINVFUNC = mean_summary_uncount_handle_float8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE aht_agg(talk float8, hold float8, wrap float8) IS 'Builds a mean_summary (never NULL) of handle times: talk + hold + wrap-up. A NULL part counts as 0; rows with all three NULL are skipped; a contact with a negative part is excluded; numbers are seconds.';


CREATE FUNCTION mean(mean_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean(mean_summary) IS 'Mean: sum / number of values, rounded only once, to the nearest double precision number; seconds for durations; NULL if there are no values.';

CREATE FUNCTION kpi_mean(mean_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_mean(mean_summary) IS 'Mean: sum / number of values, rounded only once, to the nearest double precision number; seconds for durations; NULL if there are no values.';

CREATE FUNCTION mean_interval(mean_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'mean_summary_mean_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_interval(mean_summary) IS 'Mean of durations as an interval, to the microsecond; NULL if there are no values.';

CREATE FUNCTION aht(mean_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'mean_summary_mean_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION aht(mean_summary) IS 'Average handle time of a summary built by aht_agg: total handle time / contacts handled, an interval; NULL if there are no values.';

CREATE FUNCTION stddev(mean_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_stddev' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION stddev(mean_summary) IS 'Standard deviation of the sample (divisor n - 1), in the unit of the values, seconds for durations; NULL if there are fewer than two values.';

CREATE FUNCTION total(mean_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(mean_summary) IS 'Sum of the values, rounded only once; seconds for durations; 0 if there are no values.';

CREATE FUNCTION sum_of_squares(mean_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_sum_of_squares' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_squares(mean_summary) IS 'Sum of the squares of the values, rounded only once; of seconds for durations; 0 if there are no values.';

CREATE FUNCTION n_counted(mean_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'mean_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(mean_summary) IS 'Number of values; 0 if there are none.';

CREATE FUNCTION n_excluded(mean_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'mean_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(mean_summary) IS 'Number of negative durations, which are left out; 0 if there are none.';

CREATE FUNCTION ci_lower(summary mean_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary mean_summary, confidence float8) IS 'Lower end of the confidence interval of the mean (Student''s t), in the unit of the values, seconds for durations; NULL if there are fewer than two values.';

CREATE FUNCTION ci_upper(summary mean_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary mean_summary, confidence float8) IS 'Upper end of the confidence interval of the mean (Student''s t), in the unit of the values, seconds for durations; NULL if there are fewer than two values.';


CREATE AGGREGATE mean(x float8) (
	SFUNC = mean_summary_count_float8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean, MFINALFUNC = mean,
	MSFUNC = mean_summary_count_float8, MINVFUNC = mean_summary_uncount_float8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mean(x float8) IS 'Mean by exact sums, in the unit of x: like avg, but independent of the order of the rows and fast over sliding windows. NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE mean(x int8) (
	SFUNC = mean_summary_count_int8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean, MFINALFUNC = mean,
	MSFUNC = mean_summary_count_int8, MINVFUNC = mean_summary_uncount_int8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mean(x int8) IS 'Mean of integers by exact sums, as double precision; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE mean(x interval) (
	SFUNC = mean_summary_count_interval, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean_interval, MFINALFUNC = mean_interval,
	MSFUNC = mean_summary_count_interval, MINVFUNC = mean_summary_uncount_interval, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mean(x interval) IS 'Mean of durations by exact sums, an interval; NULL rows and negative durations are skipped; NULL if no row is left.';

CREATE AGGREGATE kpi_mean(x float8) (
	SFUNC = mean_summary_count_float8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean, MFINALFUNC = mean,
	MSFUNC = mean_summary_count_float8, MINVFUNC = mean_summary_uncount_float8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE kpi_mean(x float8) IS 'Mean by exact sums, in the unit of x: like avg, but independent of the order of the rows and fast over sliding windows. NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE kpi_mean(x int8) (
	SFUNC = mean_summary_count_int8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean, MFINALFUNC = mean,
	MSFUNC = mean_summary_count_int8, MINVFUNC = mean_summary_uncount_int8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE kpi_mean(x int8) IS 'Mean of integers by exact sums, as double precision; NULL rows are skipped; NULL if no row is left.';

CREATE AGGREGATE kpi_mean(x interval) (
	SFUNC = mean_summary_count_interval, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean_interval, MFINALFUNC = mean_interval,
	MSFUNC = mean_summary_count_interval, MINVFUNC = mean_summary_uncount_interval, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE kpi_mean(x interval) IS 'Mean of durations by exact sums, an interval; NULL rows and negative durations are skipped; NULL if no row is left.';

CREATE AGGREGATE aht(talk interval, hold interval, wrap interval) (
	SFUNC = mean_summary_count_handle_interval, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean_interval, MFINALFUNC = mean_interval,
	MSFUNC = mean_summary_count_handle_interval, MINVFUNC = mean_summary_uncount_handle_interval, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE aht(talk float8, hold float8, wrap float8) (
	SFUNC = mean_summary_count_handle_float8, STYPE = mean_summary, INITCOND = 'empty', COMBINEFUNC = mean_summary_add,
	FINALFUNC = mean, MFINALFUNC = mean,
	MSFUNC = mean_summary_count_handle_float8, MINVFUNC = mean_summary_uncount_handle_float8, MSTYPE = mean_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE aht(talk interval, hold interval, wrap interval) IS 'Average handle time: (talk + hold + wrap-up) / contacts handled, an interval, or seconds if the arguments are numbers. A NULL part counts as 0; rows with all three NULL are skipped, and contacts with a negative part are left out; NULL if no contact is left.';

COMMENT ON AGGREGATE aht(talk float8, hold float8, wrap float8) IS 'Average handle time: (talk + hold + wrap-up) / contacts handled, an interval, or seconds if the arguments are numbers. A NULL part counts as 0; rows with all three NULL are skipped, and contacts with a negative part are left out; NULL if no contact is left.';


CREATE FUNCTION kpi_compare(a mean_summary, b mean_summary, confidence float8 DEFAULT 0.95) RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'mean_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a mean_summary, b mean_summary, confidence float8) IS 'Mean of a minus mean of b, in the unit of the values, seconds for durations, with the interval and the two-sided p-value of Welch''s t test, which are NULL if either has fewer than two values; NULL if either has no values.';

-- room damped
-- Means pulled towards a prior: damped means for ranking

-- What every type has: damped_summary

CREATE TYPE damped_summary;

CREATE FUNCTION damped_summary_in(cstring) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_in(cstring) IS 'Input function of type damped_summary: reads the text form that damped_summary_out writes.';

CREATE FUNCTION damped_summary_out(damped_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'damped_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_out(damped_summary) IS 'Output function of type damped_summary: returns the text form.';

CREATE FUNCTION damped_summary_recv(internal) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_recv(internal) IS 'Receive function of type damped_summary: reads the binary form that damped_summary_send writes.';

CREATE FUNCTION damped_summary_send(damped_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'damped_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_send(damped_summary) IS 'Send function of type damped_summary: returns the binary form, which begins with a version.';


CREATE TYPE damped_summary (
	INPUT = damped_summary_in, OUTPUT = damped_summary_out, RECEIVE = damped_summary_recv, SEND = damped_summary_send,
	INTERNALLENGTH = 104, ALIGNMENT = double);

CREATE FUNCTION damped_summary_eq(damped_summary, damped_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'damped_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_eq(damped_summary, damped_summary) IS 'True if two values of type damped_summary are equal.';

CREATE FUNCTION damped_summary_ne(damped_summary, damped_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'damped_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_ne(damped_summary, damped_summary) IS 'True if two values of type damped_summary differ.';

CREATE FUNCTION damped_summary_lt(damped_summary, damped_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'damped_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_lt(damped_summary, damped_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION damped_summary_le(damped_summary, damped_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'damped_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_le(damped_summary, damped_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION damped_summary_gt(damped_summary, damped_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'damped_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_gt(damped_summary, damped_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION damped_summary_ge(damped_summary, damped_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'damped_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_ge(damped_summary, damped_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION damped_summary_cmp(damped_summary, damped_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'damped_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_cmp(damped_summary, damped_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION damped_summary_hash(damped_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'damped_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_hash(damped_summary) IS 'Hash of a value of type damped_summary.';

CREATE FUNCTION damped_summary_hash_extended(damped_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'damped_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_hash_extended(damped_summary, bigint) IS 'Hash of a value of type damped_summary, with a seed.';


CREATE FUNCTION to_jsonb(damped_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'damped_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(damped_summary) IS 'The contents of a value of type damped_summary as jsonb, an object that always has the same fields.';


CREATE CAST (damped_summary AS jsonb) WITH FUNCTION to_jsonb(damped_summary);
COMMENT ON CAST (damped_summary AS jsonb) IS 'the contents of a damped_summary, with named fields';

CREATE OPERATOR = (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (damped_summary, damped_summary) IS 'equal damped_summary';
CREATE OPERATOR <> (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (damped_summary, damped_summary) IS 'different damped_summary';
CREATE OPERATOR < (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (damped_summary, damped_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (damped_summary, damped_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (damped_summary, damped_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (damped_summary, damped_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS damped_summary_btree_ops DEFAULT FOR TYPE damped_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 damped_summary_cmp(damped_summary, damped_summary);
COMMENT ON OPERATOR CLASS damped_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY damped_summary_btree_ops USING btree IS 'order of damped_summary for indexes';
CREATE OPERATOR CLASS damped_summary_hash_ops DEFAULT FOR TYPE damped_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 damped_summary_hash(damped_summary), FUNCTION 2 damped_summary_hash_extended(damped_summary, bigint);
COMMENT ON OPERATOR CLASS damped_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY damped_summary_hash_ops USING hash IS 'hash of damped_summary for indexes';
-- What every family of summaries has in addition: damped_summary

CREATE FUNCTION damped_summary_add(damped_summary, damped_summary) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_add(damped_summary, damped_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION damped_summary_subtract(damped_summary, damped_summary) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_subtract(damped_summary, damped_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (damped_summary, damped_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = damped_summary, RIGHTARG = damped_summary, FUNCTION = damped_summary_subtract);
COMMENT ON OPERATOR - (damped_summary, damped_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(damped_summary) (
	SFUNC = damped_summary_add, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	MSFUNC = damped_summary_add, MINVFUNC = damped_summary_subtract, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(damped_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(damped_summary) (
	SFUNC = damped_summary_add, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	MSFUNC = damped_summary_add, MINVFUNC = damped_summary_subtract, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(damped_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE damped_summary IS 'number, exact sum and exact sum of squares of a column of numbers, and the prior that damps their mean';

CREATE FUNCTION damped_summary_count_float8(damped_summary, float8, float8, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION damped_summary_uncount_float8(damped_summary, float8, float8, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_count_float8(damped_summary, float8, float8, float8) IS 'Transition function of damped_summary that adds a row; arguments: (x, prior_mean, prior_weight).';

COMMENT ON FUNCTION damped_summary_uncount_float8(damped_summary, float8, float8, float8) IS 'Inverse transition function of damped_summary that removes a row; arguments: (x, prior_mean, prior_weight).';

CREATE AGGREGATE damped_agg(x float8, prior_mean float8, prior_weight float8) (
	SFUNC = damped_summary_count_float8, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	MSFUNC = damped_summary_count_float8, MINVFUNC = damped_summary_uncount_float8, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_agg(x float8, prior_mean float8, prior_weight float8) IS 'Builds a damped_summary (never NULL) of a column under a prior, which must be the same in every row of the group; true counts as 1.';

CREATE FUNCTION damped_summary_count_int8(damped_summary, int8, float8, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_count_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION damped_summary_uncount_int8(damped_summary, int8, float8, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_uncount_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_count_int8(damped_summary, int8, float8, float8) IS 'Transition function of damped_summary that adds a row; arguments: (x, prior_mean, prior_weight).';

COMMENT ON FUNCTION damped_summary_uncount_int8(damped_summary, int8, float8, float8) IS 'Inverse transition function of damped_summary that removes a row; arguments: (x, prior_mean, prior_weight).';

CREATE AGGREGATE damped_agg(x int8, prior_mean float8, prior_weight float8) (
	SFUNC = damped_summary_count_int8, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	MSFUNC = damped_summary_count_int8, MINVFUNC = damped_summary_uncount_int8, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_agg(x int8, prior_mean float8, prior_weight float8) IS 'Builds a damped_summary (never NULL) of a column under a prior, which must be the same in every row of the group; true counts as 1.';

CREATE FUNCTION damped_summary_count_bool(damped_summary, bool, float8, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_count_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION damped_summary_uncount_bool(damped_summary, bool, float8, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_uncount_bool' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_count_bool(damped_summary, bool, float8, float8) IS 'Transition function of damped_summary that adds a row; arguments: (x, prior_mean, prior_weight).';

COMMENT ON FUNCTION damped_summary_uncount_bool(damped_summary, bool, float8, float8) IS 'Inverse transition function of damped_summary that removes a row; arguments: (x, prior_mean, prior_weight).';

CREATE AGGREGATE damped_agg(x bool, prior_mean float8, prior_weight float8) (
	SFUNC = damped_summary_count_bool, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	MSFUNC = damped_summary_count_bool, MINVFUNC = damped_summary_uncount_bool, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_agg(x bool, prior_mean float8, prior_weight float8) IS 'Builds a damped_summary (never NULL) of a column under a prior, which must be the same in every row of the group; true counts as 1.';

CREATE FUNCTION damped_summary_count_interval(damped_summary, interval, interval, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_count_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION damped_summary_uncount_interval(damped_summary, interval, interval, float8) RETURNS damped_summary
	AS 'MODULE_PATHNAME', 'damped_summary_uncount_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION damped_summary_count_interval(damped_summary, interval, interval, float8) IS 'Transition function of damped_summary that adds a row; arguments: (x, prior_mean, prior_weight), where x and prior_mean are durations.';

COMMENT ON FUNCTION damped_summary_uncount_interval(damped_summary, interval, interval, float8) IS 'Inverse transition function of damped_summary that removes a row; arguments: (x, prior_mean, prior_weight), where x and prior_mean are durations.';

CREATE AGGREGATE damped_agg(x interval, prior_mean interval, prior_weight float8) (
	SFUNC = damped_summary_count_interval, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	MSFUNC = damped_summary_count_interval, MINVFUNC = damped_summary_uncount_interval, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_agg(x interval, prior_mean interval, prior_weight float8) IS 'Builds a damped_summary (never NULL) of a column of durations under a prior, which must be the same in every row of the group; negative durations are excluded.';


CREATE FUNCTION damped_mean(damped_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'damped_summary_damped_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_mean(damped_summary) IS 'Damped mean: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of the values, seconds for durations; NULL if there are no values and the prior has no weight.';

CREATE FUNCTION damped_mean_interval(damped_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'damped_summary_damped_mean_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION damped_mean_interval(damped_summary) IS 'Damped mean of durations as an interval; NULL if there are no values and the prior has no weight.';

CREATE FUNCTION total(damped_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'damped_summary_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total(damped_summary) IS 'Sum of the values, without the prior; seconds for durations; 0 if there are no values.';

CREATE FUNCTION sum_of_squares(damped_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'damped_summary_sum_of_squares' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_squares(damped_summary) IS 'Sum of the squares of the values, without the prior; of seconds for durations; 0 if there are no values.';

CREATE FUNCTION prior_mean(damped_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'damped_summary_prior_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prior_mean(damped_summary) IS 'Mean of the prior, in the unit of the values, seconds for durations; NULL if there are no rows.';

CREATE FUNCTION prior_weight(damped_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'damped_summary_prior_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION prior_weight(damped_summary) IS 'Weight of the prior, a number of pseudo-values; NULL if there are no rows.';

CREATE FUNCTION n_counted(damped_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'damped_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(damped_summary) IS 'Number of values, without the prior_weight pseudo-values of the prior; 0 if there are none.';

CREATE FUNCTION n_excluded(damped_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'damped_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(damped_summary) IS 'Number of negative durations, which are left out; 0 if there are none.';

CREATE FUNCTION ci_lower(summary damped_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'damped_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary damped_summary, confidence float8) IS 'Lower end of the confidence interval: damped mean - t s / sqrt(n + prior_weight), in the unit of the values, seconds for durations; NULL if there are fewer than two values.';

CREATE FUNCTION ci_upper(summary damped_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'damped_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary damped_summary, confidence float8) IS 'Upper end of the confidence interval: damped mean + t s / sqrt(n + prior_weight), in the unit of the values, seconds for durations; NULL if there are fewer than two values.';


CREATE AGGREGATE damped_mean(x float8, prior_mean float8, prior_weight float8) (
	SFUNC = damped_summary_count_float8, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	FINALFUNC = damped_mean, MFINALFUNC = damped_mean,
	MSFUNC = damped_summary_count_float8, MINVFUNC = damped_summary_uncount_float8, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_mean(x float8, prior_mean float8, prior_weight float8) IS 'Damped mean: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of x; true counts as 1. The prior must be the same in every row of the group; NULL if no row has a value and the prior has no weight.';

CREATE AGGREGATE damped_mean(x int8, prior_mean float8, prior_weight float8) (
	SFUNC = damped_summary_count_int8, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	FINALFUNC = damped_mean, MFINALFUNC = damped_mean,
	MSFUNC = damped_summary_count_int8, MINVFUNC = damped_summary_uncount_int8, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_mean(x int8, prior_mean float8, prior_weight float8) IS 'Damped mean: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of x; true counts as 1. The prior must be the same in every row of the group; NULL if no row has a value and the prior has no weight.';

CREATE AGGREGATE damped_mean(x bool, prior_mean float8, prior_weight float8) (
	SFUNC = damped_summary_count_bool, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	FINALFUNC = damped_mean, MFINALFUNC = damped_mean,
	MSFUNC = damped_summary_count_bool, MINVFUNC = damped_summary_uncount_bool, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_mean(x bool, prior_mean float8, prior_weight float8) IS 'Damped mean: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of x; true counts as 1. The prior must be the same in every row of the group; NULL if no row has a value and the prior has no weight.';

CREATE AGGREGATE damped_mean(x interval, prior_mean interval, prior_weight float8) (
	SFUNC = damped_summary_count_interval, STYPE = damped_summary, INITCOND = 'empty', COMBINEFUNC = damped_summary_add,
	FINALFUNC = damped_mean_interval, MFINALFUNC = damped_mean_interval,
	MSFUNC = damped_summary_count_interval, MINVFUNC = damped_summary_uncount_interval, MSTYPE = damped_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE damped_mean(x interval, prior_mean interval, prior_weight float8) IS 'Damped mean of durations, an interval: (sum of x + prior_weight * prior_mean) / (n + prior_weight); negative durations are left out. The prior must be the same in every row of the group; NULL if no row has a value and the prior has no weight.';


CREATE FUNCTION damped_mean(summary rate_summary, prior_mean float8, prior_weight float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_damped_mean' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION damped_mean(summary mean_summary, prior_mean float8, prior_weight float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_damped_mean' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION damped_mean(summary score_summary, prior_mean float8, prior_weight float8, method text DEFAULT 'mean') RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_damped_mean' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION damped_mean(summary rate_summary, prior_mean float8, prior_weight float8) IS 'Damped mean of a stored summary under a given prior: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of the values. For scores, method names the figure that is damped, as for ci_lower; NULL if there are no values and the prior has no weight.';

COMMENT ON FUNCTION damped_mean(summary mean_summary, prior_mean float8, prior_weight float8) IS 'Damped mean of a stored summary under a given prior: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of the values. For scores, method names the figure that is damped, as for ci_lower; NULL if there are no values and the prior has no weight.';

COMMENT ON FUNCTION damped_mean(summary score_summary, prior_mean float8, prior_weight float8, method text) IS 'Damped mean of a stored summary under a given prior: (sum of x + prior_weight * prior_mean) / (n + prior_weight), in the unit of the values. For scores, method names the figure that is damped, as for ci_lower; NULL if there are no values and the prior has no weight.';

CREATE FUNCTION damped_mean(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_damped_mean_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damped_mean(mean_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_damped_mean_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damped_mean(summary score_summary, method text DEFAULT 'mean') RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_damped_mean_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION damped_mean(rate_summary) IS 'Damped mean of each summary, in the unit of the values, under a prior learned from all summaries of the partition (Buehlmann-Straub credibility). For scores, method names the figure that is damped. NULL if the row has no summary, or no group has two values.';

COMMENT ON FUNCTION damped_mean(mean_summary) IS 'Damped mean of each summary, in the unit of the values, under a prior learned from all summaries of the partition (Buehlmann-Straub credibility). For scores, method names the figure that is damped. NULL if the row has no summary, or no group has two values.';

COMMENT ON FUNCTION damped_mean(summary score_summary, method text) IS 'Damped mean of each summary, in the unit of the values, under a prior learned from all summaries of the partition (Buehlmann-Straub credibility). For scores, method names the figure that is damped. NULL if the row has no summary, or no group has two values.';

CREATE FUNCTION damped_lower(summary rate_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_damped_lower_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damped_lower(summary mean_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_damped_lower_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damped_lower(summary score_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'mean') RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_damped_lower_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION damped_lower(summary rate_summary, confidence float8) IS 'Lower end of the interval of the learned damped mean, in the unit of the values, including the error of the learned prior: rank by it. NULL if the row has no summary, or no group has two values.';

COMMENT ON FUNCTION damped_lower(summary mean_summary, confidence float8) IS 'Lower end of the interval of the learned damped mean, in the unit of the values, including the error of the learned prior: rank by it. NULL if the row has no summary, or no group has two values.';

COMMENT ON FUNCTION damped_lower(summary score_summary, confidence float8, method text) IS 'Lower end of the interval of the learned damped mean, in the unit of the values, including the error of the learned prior: rank by it. NULL if the row has no summary, or no group has two values.';

CREATE FUNCTION damped_upper(summary rate_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_damped_upper_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damped_upper(summary mean_summary, confidence float8 DEFAULT 0.95) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_damped_upper_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damped_upper(summary score_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'mean') RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_damped_upper_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION damped_upper(summary rate_summary, confidence float8) IS 'Upper end of the interval of the learned damped mean, in the unit of the values, including the error of the learned prior. NULL if the row has no summary, or no group has two values.';

COMMENT ON FUNCTION damped_upper(summary mean_summary, confidence float8) IS 'Upper end of the interval of the learned damped mean, in the unit of the values, including the error of the learned prior. NULL if the row has no summary, or no group has two values.';

COMMENT ON FUNCTION damped_upper(summary score_summary, confidence float8, method text) IS 'Upper end of the interval of the learned damped mean, in the unit of the values, including the error of the learned prior. NULL if the row has no summary, or no group has two values.';

CREATE FUNCTION damping_weight(rate_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'rate_summary_damping_weight_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damping_weight(mean_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'mean_summary_damping_weight_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION damping_weight(summary score_summary, method text DEFAULT 'mean') RETURNS float8
	AS 'MODULE_PATHNAME', 'score_summary_damping_weight_over' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION damping_weight(rate_summary) IS 'Prior weight learned from all summaries of the partition, a number of pseudo-values: variance within groups / variance between groups. Infinity if the groups do not differ beyond chance; NULL if no group has two values.';

COMMENT ON FUNCTION damping_weight(mean_summary) IS 'Prior weight learned from all summaries of the partition, a number of pseudo-values: variance within groups / variance between groups. Infinity if the groups do not differ beyond chance; NULL if no group has two values.';

COMMENT ON FUNCTION damping_weight(summary score_summary, method text) IS 'Prior weight learned from all summaries of the partition, a number of pseudo-values: variance within groups / variance between groups. Infinity if the groups do not differ beyond chance; NULL if no group has two values.';


CREATE FUNCTION kpi_compare(a damped_summary, b damped_summary, confidence float8 DEFAULT 0.95) RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'damped_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a damped_summary, b damped_summary, confidence float8) IS 'Damped mean of a minus damped mean of b, in the unit of the values, with the interval and the two-sided p-value of Student''s t with Welch-Satterthwaite degrees of freedom, which are NULL if either has fewer than two values. NULL if either has no values and no prior with weight.';

-- room demand
-- How many contacts came when: peak demand, seasonal index, busy hour

-- What every type has: demand_summary

CREATE TYPE demand_summary;

CREATE FUNCTION demand_summary_in(cstring) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_in(cstring) IS 'Input function of type demand_summary: reads the text form that demand_summary_out writes.';

CREATE FUNCTION demand_summary_out(demand_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'demand_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_out(demand_summary) IS 'Output function of type demand_summary: returns the text form.';

CREATE FUNCTION demand_summary_recv(internal) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_recv(internal) IS 'Receive function of type demand_summary: reads the binary form that demand_summary_send writes.';

CREATE FUNCTION demand_summary_send(demand_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'demand_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_send(demand_summary) IS 'Send function of type demand_summary: returns the binary form, which begins with a version.';


CREATE TYPE demand_summary (
	INPUT = demand_summary_in, OUTPUT = demand_summary_out, RECEIVE = demand_summary_recv, SEND = demand_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION demand_summary_eq(demand_summary, demand_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'demand_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_eq(demand_summary, demand_summary) IS 'True if two values of type demand_summary are equal.';

CREATE FUNCTION demand_summary_ne(demand_summary, demand_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'demand_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_ne(demand_summary, demand_summary) IS 'True if two values of type demand_summary differ.';

CREATE FUNCTION demand_summary_lt(demand_summary, demand_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'demand_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_lt(demand_summary, demand_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION demand_summary_le(demand_summary, demand_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'demand_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_le(demand_summary, demand_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION demand_summary_gt(demand_summary, demand_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'demand_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_gt(demand_summary, demand_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION demand_summary_ge(demand_summary, demand_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'demand_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_ge(demand_summary, demand_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION demand_summary_cmp(demand_summary, demand_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'demand_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_cmp(demand_summary, demand_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION demand_summary_hash(demand_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'demand_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_hash(demand_summary) IS 'Hash of a value of type demand_summary.';

CREATE FUNCTION demand_summary_hash_extended(demand_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'demand_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_hash_extended(demand_summary, bigint) IS 'Hash of a value of type demand_summary, with a seed.';


CREATE FUNCTION to_jsonb(demand_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'demand_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(demand_summary) IS 'The contents of a value of type demand_summary as jsonb, an object that always has the same fields.';


CREATE CAST (demand_summary AS jsonb) WITH FUNCTION to_jsonb(demand_summary);
COMMENT ON CAST (demand_summary AS jsonb) IS 'the contents of a demand_summary, with named fields';

CREATE OPERATOR = (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (demand_summary, demand_summary) IS 'equal demand_summary';
CREATE OPERATOR <> (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (demand_summary, demand_summary) IS 'different demand_summary';
CREATE OPERATOR < (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (demand_summary, demand_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (demand_summary, demand_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (demand_summary, demand_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (demand_summary, demand_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS demand_summary_btree_ops DEFAULT FOR TYPE demand_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 demand_summary_cmp(demand_summary, demand_summary);
COMMENT ON OPERATOR CLASS demand_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY demand_summary_btree_ops USING btree IS 'order of demand_summary for indexes';
CREATE OPERATOR CLASS demand_summary_hash_ops DEFAULT FOR TYPE demand_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 demand_summary_hash(demand_summary), FUNCTION 2 demand_summary_hash_extended(demand_summary, bigint);
COMMENT ON OPERATOR CLASS demand_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY demand_summary_hash_ops USING hash IS 'hash of demand_summary for indexes';
-- What every family of summaries has in addition: demand_summary

CREATE FUNCTION demand_summary_add(demand_summary, demand_summary) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_add(demand_summary, demand_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION demand_summary_subtract(demand_summary, demand_summary) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_subtract(demand_summary, demand_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (demand_summary, demand_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = demand_summary, RIGHTARG = demand_summary, FUNCTION = demand_summary_subtract);
COMMENT ON OPERATOR - (demand_summary, demand_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION demand_summary_final(demand_summary) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_final(demand_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(demand_summary) (
	SFUNC = demand_summary_add, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_final, MFINALFUNC = demand_summary_final,
	MSFUNC = demand_summary_add, MINVFUNC = demand_summary_subtract, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(demand_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(demand_summary) (
	SFUNC = demand_summary_add, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_final, MFINALFUNC = demand_summary_final,
	MSFUNC = demand_summary_add, MINVFUNC = demand_summary_subtract, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(demand_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE demand_summary IS 'number of contacts in each step of time from the first to the last, and the zone whose local time buckets are read in; no sample: it holds all contacts';

CREATE TYPE demand_reading AS (at timestamp, contacts bigint, peak_to_mean float8);
COMMENT ON TYPE demand_reading IS 'the busiest bucket: when it began, in local time, its contacts, and these / the mean of all buckets';

CREATE FUNCTION demand_summary_count_timestamptz(demand_summary, timestamptz, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_timestamptz(demand_summary, timestamptz, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_timestamptz(demand_summary, timestamptz, text) IS 'Transition function of demand_summary that adds a row; arguments: (at, zone).';

COMMENT ON FUNCTION demand_summary_uncount_timestamptz(demand_summary, timestamptz, text) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at, zone).';

CREATE FUNCTION demand_summary_count_timestamp(demand_summary, timestamp) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_timestamp(demand_summary, timestamp) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_timestamp(demand_summary, timestamp) IS 'Transition function of demand_summary that adds a row; arguments: (at), in local time.';

COMMENT ON FUNCTION demand_summary_uncount_timestamp(demand_summary, timestamp) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at), in local time.';

CREATE FUNCTION demand_summary_count_step_timestamptz(demand_summary, timestamptz, text, interval) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_step_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_step_timestamptz(demand_summary, timestamptz, text, interval) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_step_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_step_timestamptz(demand_summary, timestamptz, text, interval) IS 'Transition function of demand_summary that adds a row; arguments: (at, zone, step).';

COMMENT ON FUNCTION demand_summary_uncount_step_timestamptz(demand_summary, timestamptz, text, interval) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at, zone, step).';

CREATE FUNCTION demand_summary_count_step_timestamp(demand_summary, timestamp, interval) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_step_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_step_timestamp(demand_summary, timestamp, interval) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_step_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_step_timestamp(demand_summary, timestamp, interval) IS 'Transition function of demand_summary that adds a row; arguments: (at, step), in local time.';

COMMENT ON FUNCTION demand_summary_uncount_step_timestamp(demand_summary, timestamp, interval) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at, step), in local time.';

CREATE FUNCTION demand_summary_count_bucket_timestamptz(demand_summary, timestamptz, interval, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_bucket_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_bucket_timestamptz(demand_summary, timestamptz, interval, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_bucket_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_bucket_timestamptz(demand_summary, timestamptz, interval, text) IS 'Transition function of demand_summary that adds a row; arguments: (at, bucket, zone).';

COMMENT ON FUNCTION demand_summary_uncount_bucket_timestamptz(demand_summary, timestamptz, interval, text) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at, bucket, zone).';

CREATE FUNCTION demand_summary_count_bucket_timestamp(demand_summary, timestamp, interval) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_bucket_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_bucket_timestamp(demand_summary, timestamp, interval) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_bucket_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_bucket_timestamp(demand_summary, timestamp, interval) IS 'Transition function of demand_summary that adds a row; arguments: (at, bucket), in local time.';

COMMENT ON FUNCTION demand_summary_uncount_bucket_timestamp(demand_summary, timestamp, interval) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at, bucket), in local time.';

CREATE FUNCTION demand_summary_count_unit_timestamptz(demand_summary, timestamptz, text, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_unit_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_unit_timestamptz(demand_summary, timestamptz, text, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_unit_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_unit_timestamptz(demand_summary, timestamptz, text, text) IS 'Transition function of demand_summary that adds a row; arguments: (at, unit, zone).';

COMMENT ON FUNCTION demand_summary_uncount_unit_timestamptz(demand_summary, timestamptz, text, text) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at, unit, zone).';

CREATE FUNCTION demand_summary_count_unit_timestamp(demand_summary, timestamp, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_count_unit_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION demand_summary_uncount_unit_timestamp(demand_summary, timestamp, text) RETURNS demand_summary
	AS 'MODULE_PATHNAME', 'demand_summary_uncount_unit_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_count_unit_timestamp(demand_summary, timestamp, text) IS 'Transition function of demand_summary that adds a row; arguments: (at, unit), in local time.';

COMMENT ON FUNCTION demand_summary_uncount_unit_timestamp(demand_summary, timestamp, text) IS 'Inverse transition function of demand_summary that removes a row; arguments: (at, unit), in local time.';


CREATE AGGREGATE demand_agg(at timestamptz, zone text) (
	SFUNC = demand_summary_count_timestamptz, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_final, MFINALFUNC = demand_summary_final,
	MSFUNC = demand_summary_count_timestamptz, MINVFUNC = demand_summary_uncount_timestamptz, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE demand_agg(at timestamptz, zone text) IS 'Builds a demand_summary (never NULL) of contacts in steps of 15 minutes, read in the local time of the zone; rows with at NULL are skipped.';

CREATE AGGREGATE demand_agg(at timestamp) (
	SFUNC = demand_summary_count_timestamp, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_final, MFINALFUNC = demand_summary_final,
	MSFUNC = demand_summary_count_timestamp, MINVFUNC = demand_summary_uncount_timestamp, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE demand_agg(at timestamp) IS 'Builds a demand_summary (never NULL) of contacts at local times in steps of 15 minutes; rows with at NULL are skipped.';

CREATE AGGREGATE demand_agg(at timestamptz, zone text, step interval) (
	SFUNC = demand_summary_count_step_timestamptz, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_final, MFINALFUNC = demand_summary_final,
	MSFUNC = demand_summary_count_step_timestamptz, MINVFUNC = demand_summary_uncount_step_timestamptz, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE demand_agg(at timestamptz, zone text, step interval) IS 'Builds a demand_summary (never NULL) of contacts in steps that divide 15 minutes, read in the local time of the zone; rows with at NULL are skipped.';

CREATE AGGREGATE demand_agg(at timestamp, step interval) (
	SFUNC = demand_summary_count_step_timestamp, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_final, MFINALFUNC = demand_summary_final,
	MSFUNC = demand_summary_count_step_timestamp, MINVFUNC = demand_summary_uncount_step_timestamp, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE demand_agg(at timestamp, step interval) IS 'Builds a demand_summary (never NULL) of contacts at local times in steps that divide 15 minutes; rows with at NULL are skipped.';


CREATE FUNCTION demand_summary_peak_demand(demand_summary) RETURNS demand_reading
	AS 'MODULE_PATHNAME', 'demand_summary_peak_demand' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_peak_demand(demand_summary) IS 'Final function of the aggregate peak_demand: returns the busiest bucket of the width that the rows gave; NULL if there are no contacts.';

CREATE FUNCTION demand_summary_seasonal_index(demand_summary) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'demand_summary_seasonal_index' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_summary_seasonal_index(demand_summary) IS 'Final function of the aggregate seasonal_index: returns the seasonal indexes of the unit that the rows gave; NULL if there are no contacts.';


CREATE FUNCTION peak_demand(summary demand_summary, bucket interval) RETURNS demand_reading
	AS 'MODULE_PATHNAME', 'demand_summary_peak_demand' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION peak_demand(summary demand_summary, bucket interval) IS 'Busiest bucket in local time, the first if there are several: when it began, its number of contacts, and the ratio of contacts to the mean of all buckets from the first contact to the last, empty ones included; NULL if there are no contacts.';

CREATE FUNCTION seasonal_index(summary demand_summary, unit text) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'demand_summary_seasonal_index' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION seasonal_index(summary demand_summary, unit text) IS 'Seasonal indexes, an array of ratios: contacts per hour of the day (unit hour, subscripts 0 to 23), day of the week (dow, 0 to 6 from Sunday) or month (1 to 12) / contacts per hour, day or month from the first contact to the last, empty ones included. An element is NULL if its hour, day or month did not occur; NULL if there are no contacts.';

CREATE FUNCTION busy_hour(demand_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'demand_summary_busy_hour' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION busy_hour(demand_summary) IS 'Busy hour: the hour of the day in local time, 0 to 23, with the most contacts per hour, the first if there are several; NULL if there are no contacts.';

CREATE FUNCTION demand_series(summary demand_summary, bucket interval, OUT at timestamp, OUT contacts bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'demand_summary_demand_series' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION demand_series(summary demand_summary, bucket interval, OUT at timestamp, OUT contacts bigint) IS 'Returns a row for each bucket of local time from the first contact to the last, empty ones included: when it begins, and its number of contacts; no rows if there are no contacts.';

CREATE FUNCTION seasonal_profile(summary demand_summary, unit text, OUT season integer, OUT contacts bigint, OUT occurrences bigint, OUT index float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'demand_summary_seasonal_profile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION seasonal_profile(summary demand_summary, unit text, OUT season integer, OUT contacts bigint, OUT occurrences bigint, OUT index float8) IS 'Returns a row for each hour of the day (unit hour), day of the week (dow, 0 to 6 from Sunday) or month: its number, its contacts, how often it occurred from the first contact to the last, and the ratio of its contacts per occurrence to those of all. The ratio is NULL if it did not occur; no rows if there are no contacts.';

CREATE FUNCTION n_counted(demand_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'demand_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(demand_summary) IS 'Number of contacts; 0 if there are none.';


CREATE AGGREGATE peak_demand(at timestamptz, bucket interval, zone text) (
	SFUNC = demand_summary_count_bucket_timestamptz, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_peak_demand, MFINALFUNC = demand_summary_peak_demand,
	MSFUNC = demand_summary_count_bucket_timestamptz, MINVFUNC = demand_summary_uncount_bucket_timestamptz, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE peak_demand(at timestamptz, bucket interval, zone text) IS 'Busiest bucket in the local time of the zone, the first if there are several: when it began, its number of contacts, and the ratio of contacts to the mean of all buckets from the first contact to the last, empty ones included. Rows with at NULL are skipped; NULL if there are no contacts.';

CREATE AGGREGATE peak_demand(at timestamp, bucket interval) (
	SFUNC = demand_summary_count_bucket_timestamp, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_peak_demand, MFINALFUNC = demand_summary_peak_demand,
	MSFUNC = demand_summary_count_bucket_timestamp, MINVFUNC = demand_summary_uncount_bucket_timestamp, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE peak_demand(at timestamp, bucket interval) IS 'Busiest bucket of local times, the first if there are several: when it began, its number of contacts, and the ratio of contacts to the mean of all buckets from the first contact to the last, empty ones included. Rows with at NULL are skipped; NULL if there are no contacts.';

CREATE AGGREGATE seasonal_index(at timestamptz, unit text, zone text) (
	SFUNC = demand_summary_count_unit_timestamptz, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_seasonal_index, MFINALFUNC = demand_summary_seasonal_index,
	MSFUNC = demand_summary_count_unit_timestamptz, MINVFUNC = demand_summary_uncount_unit_timestamptz, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE seasonal_index(at timestamptz, unit text, zone text) IS 'Seasonal indexes in the local time of the zone, an array of ratios: contacts per hour of the day (unit hour, subscripts 0 to 23), day of the week (dow, 0 to 6 from Sunday) or month (1 to 12) / contacts per hour, day or month from the first contact to the last, empty ones included. Rows with at NULL are skipped; NULL if there are no contacts.';

CREATE AGGREGATE seasonal_index(at timestamp, unit text) (
	SFUNC = demand_summary_count_unit_timestamp, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = demand_summary_seasonal_index, MFINALFUNC = demand_summary_seasonal_index,
	MSFUNC = demand_summary_count_unit_timestamp, MINVFUNC = demand_summary_uncount_unit_timestamp, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE seasonal_index(at timestamp, unit text) IS 'Seasonal indexes of local times, an array of ratios: contacts per hour of the day (unit hour, subscripts 0 to 23), day of the week (dow, 0 to 6 from Sunday) or month (1 to 12) / contacts per hour, day or month from the first contact to the last, empty ones included. Rows with at NULL are skipped; NULL if there are no contacts.';

CREATE AGGREGATE busy_hour(at timestamptz, zone text) (
	SFUNC = demand_summary_count_timestamptz, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = busy_hour, MFINALFUNC = busy_hour,
	MSFUNC = demand_summary_count_timestamptz, MINVFUNC = demand_summary_uncount_timestamptz, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE busy_hour(at timestamptz, zone text) IS 'Busy hour: the hour of the day in the local time of the zone, 0 to 23, with the most contacts per hour, the first if there are several. Rows with at NULL are skipped; NULL if there are no contacts.';

CREATE AGGREGATE busy_hour(at timestamp) (
	SFUNC = demand_summary_count_timestamp, STYPE = demand_summary, INITCOND = 'empty', COMBINEFUNC = demand_summary_add,
	FINALFUNC = busy_hour, MFINALFUNC = busy_hour,
	MSFUNC = demand_summary_count_timestamp, MINVFUNC = demand_summary_uncount_timestamp, MSTYPE = demand_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE busy_hour(at timestamp) IS 'Busy hour: the hour of the day of local times, 0 to 23, with the most contacts per hour, the first if there are several. Rows with at NULL are skipped; NULL if there are no contacts.';

-- room directory
-- What users call, without the functions that only the server calls

CREATE VIEW kpi_functions AS
SELECT p.proname::pg_catalog.text AS name,
       CASE WHEN p.prokind OPERATOR(pg_catalog.=) 'a' THEN 'aggregate'
            WHEN p.prokind OPERATOR(pg_catalog.=) 'w' THEN 'window function' ELSE 'function' END AS kind,
       pg_catalog.pg_get_function_arguments(p.oid) AS arguments, pg_catalog.pg_get_function_result(p.oid) AS result,
       c.description
  FROM pg_catalog.pg_extension AS e
       JOIN pg_catalog.pg_depend AS d ON d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
           AND d.refobjid OPERATOR(pg_catalog.=) e.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
           AND d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
       JOIN pg_catalog.pg_proc AS p ON p.oid OPERATOR(pg_catalog.=) d.objid
       -- obj_description of PostgreSQL 13 depends on the search_path
       LEFT JOIN pg_catalog.pg_description AS c ON c.classoid OPERATOR(pg_catalog.=) d.classid
           AND c.objoid OPERATOR(pg_catalog.=) d.objid AND c.objsubid OPERATOR(pg_catalog.=) 0
 WHERE e.extname OPERATOR(pg_catalog.=) 'kpi' AND p.proname OPERATOR(pg_catalog.!~) '_summary_|^business_calendar_|_(accum|final)$'
   AND p.prorettype OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_catalog.trigger', 'pg_catalog.event_trigger']::pg_catalog.regtype[]::pg_catalog.oid[]);
COMMENT ON VIEW kpi_functions IS 'The functions and aggregates of kpi that users call: name, kind, arguments, result, and the description that \\df+ shows.';
GRANT SELECT ON kpi_functions TO PUBLIC;
-- room forecast
-- Forecasts by Holt and Winters, and the projected backlog

CREATE TYPE holt_winters_reading AS (alpha float8, beta float8, gamma float8, phi float8, level float8, trend float8, seasons float8[], sse float8, sigma float8, degrees integer, chosen_seasonal text, chosen_trend text, criterion float8, omega float8, rho float8, kappa float8, long_seasons float8[]);
COMMENT ON TYPE holt_winters_reading IS 'smoothing parameters; level and trend per step at the end of the series; seasons of the steps that follow; sum of squared one-step errors; their standard deviation and its degrees of freedom; seasonal and trend of the model, given or chosen; and the criterion of the choice, whose minimum was chosen; with two seasons, gamma and seasons are those of the shorter, omega and long_seasons those of the longer, and the errors keep kappa of a new one, and rho of what they keep per step';

CREATE FUNCTION holt_winters(series float8[], season integer DEFAULT NULL, horizon integer DEFAULT NULL, alpha float8 DEFAULT NULL, beta float8 DEFAULT NULL, gamma float8 DEFAULT NULL, seasonal text DEFAULT 'auto', trend text DEFAULT 'auto', phi float8 DEFAULT NULL, gaps text DEFAULT 'error', start text DEFAULT 'backcast', seasons integer[] DEFAULT NULL, omega float8 DEFAULT NULL, rho float8 DEFAULT NULL, kappa float8 DEFAULT NULL, confidence float8 DEFAULT 0.95, OUT step integer, OUT forecast float8, OUT lower float8, OUT upper float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'forecast_holt_winters' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION holt_winters(series float8[], season integer, horizon integer, alpha float8, beta float8, gamma float8, seasonal text, trend text, phi float8, gaps text, start text, seasons integer[], omega float8, rho float8, kappa float8, confidence float8, OUT step integer, OUT forecast float8, OUT lower float8, OUT upper float8) IS 'Returns a row for each step of the horizon: the Holt-Winters forecast, in the unit of the series, with one season (a number of steps), two seasons, or none, and its prediction interval at the given confidence. The ends of the interval are NULL if no degrees of freedom are left. Parameters that are NULL are fitted; the kinds of season and trend are chosen if they are auto. No rows if there are no values, or only one for a given trend.';

CREATE FUNCTION holt_winters_fit(series float8[], season integer DEFAULT NULL, alpha float8 DEFAULT NULL, beta float8 DEFAULT NULL, gamma float8 DEFAULT NULL, seasonal text DEFAULT 'auto', trend text DEFAULT 'auto', phi float8 DEFAULT NULL, gaps text DEFAULT 'error', start text DEFAULT 'backcast', seasons integer[] DEFAULT NULL, omega float8 DEFAULT NULL, rho float8 DEFAULT NULL, kappa float8 DEFAULT NULL) RETURNS holt_winters_reading
	AS 'MODULE_PATHNAME', 'forecast_holt_winters_fit' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION holt_winters_fit(series float8[], season integer, alpha float8, beta float8, gamma float8, seasonal text, trend text, phi float8, gaps text, start text, seasons integer[], omega float8, rho float8, kappa float8) IS 'Returns the smoothing parameters, given or fitted by the least sum of squared one-step errors, with level, trend and seasons at the end of the series, that sum, the standard deviation of the errors, and the kinds of season and trend, given or chosen. NULL if there are no values, or only one for a given trend.';

CREATE FUNCTION backtest(series float8[], season integer DEFAULT NULL, horizon integer DEFAULT NULL, folds integer DEFAULT NULL, alpha float8 DEFAULT NULL, beta float8 DEFAULT NULL, gamma float8 DEFAULT NULL, seasonal text DEFAULT 'auto', trend text DEFAULT 'auto', phi float8 DEFAULT NULL, gaps text DEFAULT 'error', start text DEFAULT 'backcast', seasons integer[] DEFAULT NULL, omega float8 DEFAULT NULL, rho float8 DEFAULT NULL, kappa float8 DEFAULT NULL, stride integer DEFAULT NULL, OUT fold integer, OUT step integer, OUT forecast float8, OUT actual float8, OUT naive float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'forecast_backtest' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION backtest(series float8[], season integer, horizon integer, folds integer, alpha float8, beta float8, gamma float8, seasonal text, trend text, phi float8, gaps text, start text, seasons integer[], omega float8, rho float8, kappa float8, stride integer, OUT fold integer, OUT step integer, OUT forecast float8, OUT actual float8, OUT naive float8) IS 'Returns a row for each step of each fold: the holt_winters forecast from the values before the fold; the actual value, NULL if it is a gap; and the seasonal naive forecast, the value one season before, all in the unit of the series. The last fold ends with the series, and each begins stride steps after the one before (by default the horizon). Forecasts are NULL if there are no values before the fold; no rows if there are no values.';

CREATE FUNCTION holt_winters_accum(state float8[], value float8, season integer, alpha float8, beta float8, gamma float8, horizon integer) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'forecast_holt_winters_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION holt_winters_accum(state float8[], value float8, season integer, alpha float8, beta float8, gamma float8, horizon integer) IS 'Transition function of the aggregate holt_winters: adds a row to its state, which holds the options, the same in every row, and the values.';

CREATE FUNCTION holt_winters_final(state float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME', 'forecast_holt_winters_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION holt_winters_final(state float8[]) IS 'Final function of the aggregate holt_winters: returns the forecasts from its state; NULL if there are no values.';


CREATE AGGREGATE holt_winters(value float8, season integer, alpha float8, beta float8, gamma float8, horizon integer) (
	SFUNC = holt_winters_accum, STYPE = float8[], FINALFUNC = holt_winters_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE holt_winters(float8, integer, float8, float8, float8, integer) IS 'Holt-Winters forecasts for the steps of the horizon, of values in the order of its rows; not mergeable: an array in the unit of the values, with a season of so many steps or none (NULL), its kind and the trend chosen, and parameters given or fitted (NULL); NULL if there are no values.';

CREATE FUNCTION projected_backlog(summary backlog_summary, horizon integer, season integer DEFAULT NULL, trend text DEFAULT 'none', confidence float8 DEFAULT 0.95, seasons integer[] DEFAULT NULL, OUT at timestamptz, OUT backlog float8, OUT lower float8, OUT upper float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'forecast_projected_backlog' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION projected_backlog(summary backlog_summary, horizon integer, season integer, trend text, confidence float8, seasons integer[], OUT at timestamptz, OUT backlog float8, OUT lower float8, OUT upper float8) IS 'Returns a row for each step of the horizon after the last point of a backlog_summary of timestamptz: its time; the projected backlog, a count not below 0, which is the previous backlog + mean of (opened - closed) per step, or + its Holt-Winters forecast with a season or a trend; and the prediction interval at the given confidence. No rows if the summary has no step.';

CREATE FUNCTION projected_backlog_local(summary backlog_summary, horizon integer, season integer DEFAULT NULL, trend text DEFAULT 'none', confidence float8 DEFAULT 0.95, seasons integer[] DEFAULT NULL, OUT at timestamp, OUT backlog float8, OUT lower float8, OUT upper float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'forecast_projected_backlog_local' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION projected_backlog_local(summary backlog_summary, horizon integer, season integer, trend text, confidence float8, seasons integer[], OUT at timestamp, OUT backlog float8, OUT lower float8, OUT upper float8) IS 'Returns a row for each step of the horizon after the last point of a backlog_summary of timestamp without time zone: its time; the projected backlog, a count not below 0, which is the previous backlog + mean of (opened - closed) per step, or + its Holt-Winters forecast with a season or a trend; and the prediction interval at the given confidence. No rows if the summary has no step.';

-- room format
-- Figures as people read them

CREATE FUNCTION rounded(x float8, digits integer DEFAULT 1) RETURNS numeric
	AS 'MODULE_PATHNAME', 'format_rounded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rounded(x float8, digits integer) IS 'A number rounded to so many decimals, half away from 0; NULL if an argument is NULL.';

CREATE FUNCTION percent(share float8, digits integer DEFAULT 1) RETURNS numeric
	AS 'MODULE_PATHNAME', 'format_percent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION percent(share float8, digits integer) IS 'A share as a percentage: 100 share, rounded to so many decimals, half away from 0; NULL if an argument is NULL.';

CREATE FUNCTION minutes(duration interval, digits integer DEFAULT 1) RETURNS numeric
	AS 'MODULE_PATHNAME', 'format_minutes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION minutes(duration interval, digits integer) IS 'Minutes of an interval, rounded to so many decimals: a day is 24 hours; months are an error; NULL if an argument is NULL.';

CREATE FUNCTION kpi_minutes(duration interval, digits integer DEFAULT 1) RETURNS numeric
	AS 'MODULE_PATHNAME', 'format_minutes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_minutes(duration interval, digits integer) IS 'Minutes of an interval, rounded to so many decimals: a day is 24 hours; months are an error; NULL if an argument is NULL.';

CREATE FUNCTION hours(duration interval, digits integer DEFAULT 1) RETURNS numeric
	AS 'MODULE_PATHNAME', 'format_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hours(duration interval, digits integer) IS 'Hours of an interval, rounded to so many decimals: a day is 24 hours; months are an error; NULL if an argument is NULL.';

CREATE FUNCTION kpi_hours(duration interval, digits integer DEFAULT 1) RETURNS numeric
	AS 'MODULE_PATHNAME', 'format_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_hours(duration interval, digits integer) IS 'Hours of an interval, rounded to so many decimals: a day is 24 hours; months are an error; NULL if an argument is NULL.';

CREATE FUNCTION hms(duration interval) RETURNS text
	AS 'MODULE_PATHNAME', 'format_hms_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION hms(seconds float8) RETURNS text
	AS 'MODULE_PATHNAME', 'format_hms_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION hms(duration interval) IS 'A duration as h:mm:ss, rounded to whole seconds, half away from 0: a day is 24 hours; months are an error; NULL if the argument is NULL.';

COMMENT ON FUNCTION hms(seconds float8) IS 'A duration as h:mm:ss, rounded to whole seconds, half away from 0: a day is 24 hours; months are an error; NULL if the argument is NULL.';

-- room funnel
-- Funnels: which of many agents, teams or outsourcers really differ

CREATE TYPE funnel_reading AS (
	center float8, lower_95 float8, upper_95 float8, lower_998 float8, upper_998 float8, z float8, dispersion float8, flag text);
COMMENT ON TYPE funnel_reading IS 'a group in a funnel: the center of all groups, the limits for its size at 95 % and 99.8 %, its distance from the center (z), how much more the groups scatter than by chance, and the limit that it is beyond';

CREATE FUNCTION funnel(summary rate_summary, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'rate_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION funnel(summary ratio_summary, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'ratio_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION funnel(summary queue_summary, method text DEFAULT 'offered', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'queue_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION funnel(summary offer_summary, method text DEFAULT 'offers', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'offer_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION funnel(summary quality_summary, part text DEFAULT 'overall', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'quality_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION funnel(summary score_summary, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'score_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION funnel(summary duration_summary, within interval, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'duration_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION funnel(summary category_summary, label text, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'category_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION funnel(summary rate_summary, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';

COMMENT ON FUNCTION funnel(summary ratio_summary, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';

COMMENT ON FUNCTION funnel(summary queue_summary, method text, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';

COMMENT ON FUNCTION funnel(summary offer_summary, method text, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';

COMMENT ON FUNCTION funnel(summary quality_summary, part text, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';

COMMENT ON FUNCTION funnel(summary score_summary, method text, boxes bigint, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';

COMMENT ON FUNCTION funnel(summary duration_summary, within interval, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';

COMMENT ON FUNCTION funnel(summary category_summary, label text, target float8, overdispersion text) IS 'Funnel of rates, or of the share by method, part, time (within) or label of a summary, one row per group, fractions from 0 to 1: center p = hits / trials of the partition, or a target; exact binomial limits at 95 % and 99.8 % for the trials of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if the row has no trials.';


CREATE FUNCTION funnel_series(summaries rate_summary[], labels anyarray, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'rate_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries ratio_summary[], labels anyarray, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries queue_summary[], labels anyarray, method text DEFAULT 'offered', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'queue_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries offer_summary[], labels anyarray, method text DEFAULT 'offers', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'offer_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries quality_summary[], labels anyarray, part text DEFAULT 'overall', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'quality_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries score_summary[], labels anyarray, method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'score_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries duration_summary[], labels anyarray, within interval, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'duration_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries category_summary[], labels anyarray, label text, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION funnel_series(summaries rate_summary[], labels anyarray, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries ratio_summary[], labels anyarray, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries queue_summary[], labels anyarray, method text, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries offer_summary[], labels anyarray, method text, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries quality_summary[], labels anyarray, part text, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries score_summary[], labels anyarray, method text, boxes bigint, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries duration_summary[], labels anyarray, within interval, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries category_summary[], labels anyarray, label text, target float8, overdispersion text, OUT label anyelement, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

CREATE FUNCTION funnel_series(summaries rate_summary[], target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'rate_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries ratio_summary[], target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ratio_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries queue_summary[], method text DEFAULT 'offered', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'queue_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries offer_summary[], method text DEFAULT 'offers', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'offer_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries quality_summary[], part text DEFAULT 'overall', target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'quality_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries score_summary[], method text DEFAULT 'top_box', boxes bigint DEFAULT NULL, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'score_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries duration_summary[], within interval, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'duration_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION funnel_series(summaries category_summary[], label text, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'category_summary_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION funnel_series(summaries rate_summary[], target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries ratio_summary[], target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries queue_summary[], method text, target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries offer_summary[], method text, target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries quality_summary[], part text, target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries score_summary[], method text, boxes bigint, target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries duration_summary[], within interval, target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

COMMENT ON FUNCTION funnel_series(summaries category_summary[], label text, target float8, overdispersion text, OUT label bigint, OUT trials float8, OUT rate float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of an array of summaries, one row for each group, in order: its label, or its number without labels, its trials, its rate or the share by method, part, time (within) or label, and the fields of the record that funnel returns over a window, fractions from 0 to 1. A summary that is NULL or has no trials has only center and dispersion; no rows if summaries is NULL.';

CREATE FUNCTION funnel(observed float8, expected float8, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto') RETURNS funnel_reading
	AS 'MODULE_PATHNAME', 'funnel_observed' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION funnel(observed float8, expected float8, target float8, overdispersion text) IS 'Funnel of observed / expected counts, one row per group, ratios: center 1 or a target; exact Poisson limits at 95 % and 99.8 % for the expected count of the group, wider if the groups scatter more than by chance; and the limit that the group is beyond, NULL if none. overdispersion is auto, none, additive or multiplicative. Limits are NULL if nothing is expected.';


CREATE FUNCTION funnel_series(observed float8[], expected float8[], labels anyarray, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label anyelement, OUT expected float8, OUT ratio float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'funnel_observed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION funnel_series(observed float8[], expected float8[], labels anyarray, target float8, overdispersion text, OUT label anyelement, OUT expected float8, OUT ratio float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of arrays of observed and expected counts, one row for each group, in order: its label, or its number without labels, the expected count, the ratio observed / expected, and the fields of the record that funnel returns over a window, ratios. A group with a NULL or with nothing expected has only center and dispersion; no rows if the arrays are NULL.';

CREATE FUNCTION funnel_series(observed float8[], expected float8[], target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', OUT label bigint, OUT expected float8, OUT ratio float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'funnel_observed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION funnel_series(observed float8[], expected float8[], target float8, overdispersion text, OUT label bigint, OUT expected float8, OUT ratio float8, OUT center float8, OUT lower_95 float8, OUT upper_95 float8, OUT lower_998 float8, OUT upper_998 float8, OUT z float8, OUT dispersion float8, OUT flag text) IS 'Funnel of arrays of observed and expected counts, one row for each group, in order: its label, or its number without labels, the expected count, the ratio observed / expected, and the fields of the record that funnel returns over a window, ratios. A group with a NULL or with nothing expected has only center and dispersion; no rows if the arrays are NULL.';

-- room live
-- Roll-ups that follow their tables

CREATE FUNCTION live_write() RETURNS trigger
	AS 'MODULE_PATHNAME', 'live_write' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION live_write() IS 'Trigger function of live roll-ups: adds the rows that a statement inserted to the parts of their groups, and takes away the deleted rows.';


CREATE FUNCTION live_rollup(name text, query text, filled boolean DEFAULT true) RETURNS regclass
	AS 'MODULE_PATHNAME', 'live_rollup' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION live_rollup(name text, query text, filled boolean) IS 'Creates a live roll-up, a view that always equals the query and never scans its table, and returns the view. With filled => false it starts without the existing rows, which live_rebuild adds. NULL if an argument is NULL: then nothing is done.';

CREATE FUNCTION live_fold(name regclass) RETURNS bigint
	AS 'MODULE_PATHNAME', 'live_fold' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION live_fold(name regclass) IS 'Merges the parts of groups that nobody writes to at the moment, and returns by how much their number decreased; NULL if name is NULL.';

CREATE FUNCTION live_check(name regclass, OUT group_key jsonb, OUT added jsonb, OUT taken jsonb, OUT defined jsonb) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'live_check' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION live_check(name regclass, OUT group_key jsonb, OUT added jsonb, OUT taken jsonb, OUT defined jsonb) IS 'Returns a row for each group in which a live roll-up differs from its definition: added minus taken should equal defined. No rows if there is no difference.';

CREATE FUNCTION live_rebuild(name regclass, from_nothing boolean DEFAULT false) RETURNS bigint
	AS 'MODULE_PATHNAME', 'live_rebuild' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION live_rebuild(name regclass, from_nothing boolean) IS 'Repairs what live_check finds, without blocking anybody, and returns the number of groups repaired. With from_nothing it empties the parts and fills them again, under a lock that blocks writers; NULL if an argument is NULL.';


CREATE AGGREGATE live_sum(bigint) (SFUNC = int8pl, STYPE = int8, INITCOND = '0', COMBINEFUNC = int8pl,
	MSFUNC = int8pl, MINVFUNC = int8mi, MSTYPE = int8, MINITCOND = '0', PARALLEL = SAFE);
COMMENT ON AGGREGATE live_sum(bigint) IS 'Sum of the counts in views of live roll-ups, a count; 0 if there are no rows.';

CREATE FUNCTION live_tree() RETURNS event_trigger
	AS 'MODULE_PATHNAME', 'live_tree' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION live_tree() IS 'Event trigger function of live roll-ups: adds the rows of partitions that are attached to a table of a live roll-up, and takes away those of partitions that are detached or dropped.';


CREATE EVENT TRIGGER kpi_live_before ON ddl_command_start
	WHEN TAG IN ('ALTER TABLE', 'DROP OWNED', 'DROP SCHEMA', 'DROP TABLE') EXECUTE FUNCTION live_tree();
COMMENT ON EVENT TRIGGER kpi_live_before IS 'Takes the rows of partitions that are detached or dropped from live roll-ups.';

CREATE EVENT TRIGGER kpi_live_after ON ddl_command_end
	WHEN TAG IN ('ALTER TABLE', 'CREATE FOREIGN TABLE', 'CREATE SCHEMA', 'CREATE TABLE') EXECUTE FUNCTION live_tree();
COMMENT ON EVENT TRIGGER kpi_live_after IS 'Adds the rows of partitions that are attached to live roll-ups.';
-- room mix
-- Why a rate changed: the mix of the segments, or their rates

-- What every type has: mix_summary

CREATE TYPE mix_summary;

CREATE FUNCTION mix_summary_in(cstring) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_in(cstring) IS 'Input function of type mix_summary: reads the text form that mix_summary_out writes.';

CREATE FUNCTION mix_summary_out(mix_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'mix_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_out(mix_summary) IS 'Output function of type mix_summary: returns the text form.';

CREATE FUNCTION mix_summary_recv(internal) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_recv(internal) IS 'Receive function of type mix_summary: reads the binary form that mix_summary_send writes.';

CREATE FUNCTION mix_summary_send(mix_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mix_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_send(mix_summary) IS 'Send function of type mix_summary: returns the binary form, which begins with a version.';


CREATE TYPE mix_summary (
	INPUT = mix_summary_in, OUTPUT = mix_summary_out, RECEIVE = mix_summary_recv, SEND = mix_summary_send,
	INTERNALLENGTH = 216, ALIGNMENT = double);

CREATE FUNCTION mix_summary_eq(mix_summary, mix_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mix_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_eq(mix_summary, mix_summary) IS 'True if two values of type mix_summary are equal.';

CREATE FUNCTION mix_summary_ne(mix_summary, mix_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mix_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_ne(mix_summary, mix_summary) IS 'True if two values of type mix_summary differ.';

CREATE FUNCTION mix_summary_lt(mix_summary, mix_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mix_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_lt(mix_summary, mix_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION mix_summary_le(mix_summary, mix_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mix_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_le(mix_summary, mix_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION mix_summary_gt(mix_summary, mix_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mix_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_gt(mix_summary, mix_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION mix_summary_ge(mix_summary, mix_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'mix_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_ge(mix_summary, mix_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION mix_summary_cmp(mix_summary, mix_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'mix_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_cmp(mix_summary, mix_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION mix_summary_hash(mix_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'mix_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_hash(mix_summary) IS 'Hash of a value of type mix_summary.';

CREATE FUNCTION mix_summary_hash_extended(mix_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'mix_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_hash_extended(mix_summary, bigint) IS 'Hash of a value of type mix_summary, with a seed.';


CREATE FUNCTION to_jsonb(mix_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'mix_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(mix_summary) IS 'The contents of a value of type mix_summary as jsonb, an object that always has the same fields.';


CREATE CAST (mix_summary AS jsonb) WITH FUNCTION to_jsonb(mix_summary);
COMMENT ON CAST (mix_summary AS jsonb) IS 'the contents of a mix_summary, with named fields';

CREATE OPERATOR = (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (mix_summary, mix_summary) IS 'equal mix_summary';
CREATE OPERATOR <> (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (mix_summary, mix_summary) IS 'different mix_summary';
CREATE OPERATOR < (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (mix_summary, mix_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (mix_summary, mix_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (mix_summary, mix_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (mix_summary, mix_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS mix_summary_btree_ops DEFAULT FOR TYPE mix_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 mix_summary_cmp(mix_summary, mix_summary);
COMMENT ON OPERATOR CLASS mix_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY mix_summary_btree_ops USING btree IS 'order of mix_summary for indexes';
CREATE OPERATOR CLASS mix_summary_hash_ops DEFAULT FOR TYPE mix_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 mix_summary_hash(mix_summary), FUNCTION 2 mix_summary_hash_extended(mix_summary, bigint);
COMMENT ON OPERATOR CLASS mix_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY mix_summary_hash_ops USING hash IS 'hash of mix_summary for indexes';
-- What every family of summaries has in addition: mix_summary

CREATE FUNCTION mix_summary_add(mix_summary, mix_summary) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_add(mix_summary, mix_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION mix_summary_subtract(mix_summary, mix_summary) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_subtract(mix_summary, mix_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (mix_summary, mix_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = mix_summary, RIGHTARG = mix_summary, FUNCTION = mix_summary_subtract);
COMMENT ON OPERATOR - (mix_summary, mix_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(mix_summary) (
	SFUNC = mix_summary_add, STYPE = mix_summary, INITCOND = 'empty', COMBINEFUNC = mix_summary_add,
	MSFUNC = mix_summary_add, MINVFUNC = mix_summary_subtract, MSTYPE = mix_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(mix_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(mix_summary) (
	SFUNC = mix_summary_add, STYPE = mix_summary, INITCOND = 'empty', COMBINEFUNC = mix_summary_add,
	MSFUNC = mix_summary_add, MINVFUNC = mix_summary_subtract, MSTYPE = mix_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(mix_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE mix_summary IS 'number of segments, and exact sums of their sizes before and after, and of the products of sizes and rates; no sample: rates are given';

CREATE TYPE mix_reading AS (before float8, after float8, change float8, mix_effect float8, rate_effect float8);
COMMENT ON TYPE mix_reading IS 'overall rates before and after, their difference, and its two parts: by the mix of the segments and by their rates';
CREATE TYPE mix_effect_reading AS (mix_effect float8, rate_effect float8);
COMMENT ON TYPE mix_effect_reading IS 'contribution of a segment to the change of the overall rate: by its share and by its rate';

CREATE FUNCTION mix_summary_count(mix_summary, float8, float8, float8, float8) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION mix_summary_uncount(mix_summary, float8, float8, float8, float8) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_uncount' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_count(mix_summary, float8, float8, float8, float8) IS 'Transition function of mix_summary that adds a row; arguments: (n0, r0, n1, r1), the size and rate of a segment before and after.';

COMMENT ON FUNCTION mix_summary_uncount(mix_summary, float8, float8, float8, float8) IS 'Inverse transition function of mix_summary that removes a row; arguments: (n0, r0, n1, r1), the size and rate of a segment before and after.';


CREATE FUNCTION mix_summary_count(mix_summary, text, float8, float8, float8, float8) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION mix_summary_uncount(mix_summary, text, float8, float8, float8, float8) RETURNS mix_summary
	AS 'MODULE_PATHNAME', 'mix_summary_uncount' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mix_summary_count(mix_summary, text, float8, float8, float8, float8) IS 'Transition function of mix_summary that adds a row; arguments: (segment, n0, r0, n1, r1), the name of the segment, which is ignored, and its size and rate before and after.';

COMMENT ON FUNCTION mix_summary_uncount(mix_summary, text, float8, float8, float8, float8) IS 'Inverse transition function of mix_summary that removes a row; arguments: (segment, n0, r0, n1, r1), the name of the segment, which is ignored, and its size and rate before and after.';


CREATE AGGREGATE mix_agg(n0 float8, r0 float8, n1 float8, r1 float8) (
	SFUNC = mix_summary_count, STYPE = mix_summary, INITCOND = 'empty', COMBINEFUNC = mix_summary_add,
	MSFUNC = mix_summary_count, MINVFUNC = mix_summary_uncount, MSTYPE = mix_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mix_agg(n0 float8, r0 float8, n1 float8, r1 float8) IS 'Builds a mix_summary (never NULL) of segments, each with its size and rate before (n0, r0) and after (n1, r1). A NULL size is 0; a rate may be NULL if its size is 0, and is then the rate of the other period; a segment without size is skipped.';


CREATE FUNCTION mix_shift(mix_summary) RETURNS mix_reading
	AS 'MODULE_PATHNAME', 'mix_summary_mix_shift' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mix_shift(mix_summary) IS 'Change of an overall rate in two parts (Kitagawa), in the unit of the rates: mix effect = sum of (r0 + r1)/2 * (s1 - s0), rate effect = sum of (s0 + s1)/2 * (r1 - r0), where s is the share n / sum of n. NULL if there are no segments; figures are NULL if a period has no size.';

CREATE FUNCTION n_counted(mix_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'mix_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(mix_summary) IS 'Number of segments; 0 if there are none.';


CREATE AGGREGATE mix_shift(n0 float8, r0 float8, n1 float8, r1 float8) (
	SFUNC = mix_summary_count, STYPE = mix_summary, INITCOND = 'empty', COMBINEFUNC = mix_summary_add,
	FINALFUNC = mix_shift, MFINALFUNC = mix_shift,
	MSFUNC = mix_summary_count, MINVFUNC = mix_summary_uncount, MSTYPE = mix_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mix_shift(n0 float8, r0 float8, n1 float8, r1 float8) IS 'Change of an overall rate in two parts (Kitagawa), by the mix of the segments and by their rates, in the unit of the rates. A NULL size is 0; a rate may be NULL if its size is 0; NULL if there are no segments; figures are NULL if a period has no size.';

CREATE AGGREGATE mix_shift(segment text, n0 float8, r0 float8, n1 float8, r1 float8) (
	SFUNC = mix_summary_count, STYPE = mix_summary, INITCOND = 'empty', COMBINEFUNC = mix_summary_add,
	FINALFUNC = mix_shift, MFINALFUNC = mix_shift,
	MSFUNC = mix_summary_count, MINVFUNC = mix_summary_uncount, MSTYPE = mix_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mix_shift(segment text, n0 float8, r0 float8, n1 float8, r1 float8) IS 'The same as mix_shift without segment: the name is for readers of the query, and each row is a segment. NULL if there are no segments.';

CREATE FUNCTION mix_effect(n0 float8, r0 float8, n1 float8, r1 float8) RETURNS mix_effect_reading
	AS 'MODULE_PATHNAME', 'mix_mix_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION mix_effect(n0 float8, r0 float8, n1 float8, r1 float8) IS 'Contribution of the segment of a row to the change of the overall rate of its partition, in the unit of the rates: mix effect = ((r0 + r1)/2 - mean of the overall rates) * (s1 - s0), rate effect = (s0 + s1)/2 * (r1 - r0). NULL if the segment has no size, or if a period has none.';


CREATE FUNCTION mix_effect_series(n0 float8[], r0 float8[], n1 float8[], r1 float8[], labels anyarray, OUT label anyelement, OUT mix_effect float8, OUT rate_effect float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'mix_mix_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mix_effect_series(n0 float8[], r0 float8[], n1 float8[], r1 float8[], labels anyarray, OUT label anyelement, OUT mix_effect float8, OUT rate_effect float8) IS 'Contributions of segments to the change of the overall rate, in the unit of the rates, one row for each segment, in order: its label, or its number without labels, and the fields of the record that mix_effect returns over a window. Effects are NULL if the segment has no size, or if a period has none; no rows if the arrays are NULL.';

CREATE FUNCTION mix_effect_series(n0 float8[], r0 float8[], n1 float8[], r1 float8[], OUT label bigint, OUT mix_effect float8, OUT rate_effect float8) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'mix_mix_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION mix_effect_series(n0 float8[], r0 float8[], n1 float8[], r1 float8[], OUT label bigint, OUT mix_effect float8, OUT rate_effect float8) IS 'Contributions of segments to the change of the overall rate, in the unit of the rates, one row for each segment, in order: its label, or its number without labels, and the fields of the record that mix_effect returns over a window. Effects are NULL if the segment has no size, or if a period has none; no rows if the arrays are NULL.';

-- room outlier
-- Outliers, and measures of spread that outliers do not move

-- What every type has: spread_summary

CREATE TYPE spread_summary;

CREATE FUNCTION spread_summary_in(cstring) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_in(cstring) IS 'Input function of type spread_summary: reads the text form that spread_summary_out writes.';

CREATE FUNCTION spread_summary_out(spread_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'spread_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_out(spread_summary) IS 'Output function of type spread_summary: returns the text form.';

CREATE FUNCTION spread_summary_recv(internal) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_recv(internal) IS 'Receive function of type spread_summary: reads the binary form that spread_summary_send writes.';

CREATE FUNCTION spread_summary_send(spread_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'spread_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_send(spread_summary) IS 'Send function of type spread_summary: returns the binary form, which begins with a version.';


CREATE TYPE spread_summary (
	INPUT = spread_summary_in, OUTPUT = spread_summary_out, RECEIVE = spread_summary_recv, SEND = spread_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION spread_summary_eq(spread_summary, spread_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'spread_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_eq(spread_summary, spread_summary) IS 'True if two values of type spread_summary are equal.';

CREATE FUNCTION spread_summary_ne(spread_summary, spread_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'spread_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_ne(spread_summary, spread_summary) IS 'True if two values of type spread_summary differ.';

CREATE FUNCTION spread_summary_lt(spread_summary, spread_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'spread_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_lt(spread_summary, spread_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION spread_summary_le(spread_summary, spread_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'spread_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_le(spread_summary, spread_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION spread_summary_gt(spread_summary, spread_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'spread_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_gt(spread_summary, spread_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION spread_summary_ge(spread_summary, spread_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'spread_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_ge(spread_summary, spread_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION spread_summary_cmp(spread_summary, spread_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'spread_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_cmp(spread_summary, spread_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION spread_summary_hash(spread_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'spread_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_hash(spread_summary) IS 'Hash of a value of type spread_summary.';

CREATE FUNCTION spread_summary_hash_extended(spread_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'spread_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_hash_extended(spread_summary, bigint) IS 'Hash of a value of type spread_summary, with a seed.';


CREATE FUNCTION to_jsonb(spread_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'spread_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(spread_summary) IS 'The contents of a value of type spread_summary as jsonb, an object that always has the same fields.';


CREATE CAST (spread_summary AS jsonb) WITH FUNCTION to_jsonb(spread_summary);
COMMENT ON CAST (spread_summary AS jsonb) IS 'the contents of a spread_summary, with named fields';

CREATE OPERATOR = (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (spread_summary, spread_summary) IS 'equal spread_summary';
CREATE OPERATOR <> (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (spread_summary, spread_summary) IS 'different spread_summary';
CREATE OPERATOR < (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (spread_summary, spread_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (spread_summary, spread_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (spread_summary, spread_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (spread_summary, spread_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS spread_summary_btree_ops DEFAULT FOR TYPE spread_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 spread_summary_cmp(spread_summary, spread_summary);
COMMENT ON OPERATOR CLASS spread_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY spread_summary_btree_ops USING btree IS 'order of spread_summary for indexes';
CREATE OPERATOR CLASS spread_summary_hash_ops DEFAULT FOR TYPE spread_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 spread_summary_hash(spread_summary), FUNCTION 2 spread_summary_hash_extended(spread_summary, bigint);
COMMENT ON OPERATOR CLASS spread_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY spread_summary_hash_ops USING hash IS 'hash of spread_summary for indexes';
-- What every family of summaries has in addition: spread_summary

CREATE FUNCTION spread_summary_add(spread_summary, spread_summary) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_add(spread_summary, spread_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION spread_summary_subtract(spread_summary, spread_summary) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_subtract(spread_summary, spread_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (spread_summary, spread_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = spread_summary, RIGHTARG = spread_summary, FUNCTION = spread_summary_subtract);
COMMENT ON OPERATOR - (spread_summary, spread_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION spread_summary_final(spread_summary) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_final(spread_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(spread_summary) (
	SFUNC = spread_summary_add, STYPE = spread_summary, INITCOND = 'empty', COMBINEFUNC = spread_summary_add,
	FINALFUNC = spread_summary_final, MFINALFUNC = spread_summary_final,
	MSFUNC = spread_summary_add, MINVFUNC = spread_summary_subtract, MSTYPE = spread_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(spread_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(spread_summary) (
	SFUNC = spread_summary_add, STYPE = spread_summary, INITCOND = 'empty', COMBINEFUNC = spread_summary_add,
	FINALFUNC = spread_summary_final, MFINALFUNC = spread_summary_final,
	MSFUNC = spread_summary_add, MINVFUNC = spread_summary_subtract, MSTYPE = spread_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(spread_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE spread_summary IS 'all values of a column, or its durations in seconds; no sample: the spread describes the values themselves';

CREATE FUNCTION spread_summary_count_float8(spread_summary, float8) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_count_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION spread_summary_uncount_float8(spread_summary, float8) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_uncount_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_count_float8(spread_summary, float8) IS 'Transition function of spread_summary that adds a row; arguments: (x); an interval counts as its seconds.';

COMMENT ON FUNCTION spread_summary_uncount_float8(spread_summary, float8) IS 'Inverse transition function of spread_summary that removes a row; arguments: (x); an interval counts as its seconds.';

CREATE AGGREGATE spread_agg(x float8) (
	SFUNC = spread_summary_count_float8, STYPE = spread_summary, INITCOND = 'empty', COMBINEFUNC = spread_summary_add,
	FINALFUNC = spread_summary_final, MFINALFUNC = spread_summary_final,
	MSFUNC = spread_summary_count_float8, MINVFUNC = spread_summary_uncount_float8, MSTYPE = spread_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE spread_agg(x float8) IS 'Builds a spread_summary (never NULL) of a column, which keeps every value; NULL rows are skipped. An interval counts as its seconds; values beyond 2^62, NaN and infinity are errors.';

CREATE FUNCTION spread_summary_count_interval(spread_summary, interval) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_count_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION spread_summary_uncount_interval(spread_summary, interval) RETURNS spread_summary
	AS 'MODULE_PATHNAME', 'spread_summary_uncount_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION spread_summary_count_interval(spread_summary, interval) IS 'Transition function of spread_summary that adds a row; arguments: (x); an interval counts as its seconds.';

COMMENT ON FUNCTION spread_summary_uncount_interval(spread_summary, interval) IS 'Inverse transition function of spread_summary that removes a row; arguments: (x); an interval counts as its seconds.';

CREATE AGGREGATE spread_agg(x interval) (
	SFUNC = spread_summary_count_interval, STYPE = spread_summary, INITCOND = 'empty', COMBINEFUNC = spread_summary_add,
	FINALFUNC = spread_summary_final, MFINALFUNC = spread_summary_final,
	MSFUNC = spread_summary_count_interval, MINVFUNC = spread_summary_uncount_interval, MSTYPE = spread_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE spread_agg(x interval) IS 'Builds a spread_summary (never NULL) of a column, which keeps every value; NULL rows are skipped. An interval counts as its seconds; values beyond 2^62, NaN and infinity are errors.';


CREATE FUNCTION mad(spread_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'spread_summary_mad' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mad(spread_summary) IS 'Median absolute deviation: median of |x - median|, not scaled, in the unit of the values, seconds for durations; NULL if there are no values.';

CREATE FUNCTION mad_interval(spread_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'spread_summary_mad_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mad_interval(spread_summary) IS 'Median absolute deviation of durations as an interval; NULL if there are no values.';

CREATE FUNCTION median(spread_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'spread_summary_median' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median(spread_summary) IS 'Median, the same as percentile_cont(0.5), in the unit of the values, seconds for durations; NULL if there are no values.';

CREATE FUNCTION kpi_median(spread_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'spread_summary_median' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_median(spread_summary) IS 'Median, the same as percentile_cont(0.5), in the unit of the values, seconds for durations; NULL if there are no values.';

CREATE FUNCTION median_interval(spread_summary) RETURNS interval
	AS 'MODULE_PATHNAME', 'spread_summary_median_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median_interval(spread_summary) IS 'Median of durations as an interval; NULL if there are no values.';

CREATE FUNCTION n_counted(spread_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'spread_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(spread_summary) IS 'Number of values that the summary keeps; 0 if there are none.';


CREATE AGGREGATE mad(x float8) (
	SFUNC = spread_summary_count_float8, STYPE = spread_summary, INITCOND = 'empty', COMBINEFUNC = spread_summary_add,
	FINALFUNC = mad, MFINALFUNC = mad,
	MSFUNC = spread_summary_count_float8, MINVFUNC = spread_summary_uncount_float8, MSTYPE = spread_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE mad(x interval) (
	SFUNC = spread_summary_count_interval, STYPE = spread_summary, INITCOND = 'empty', COMBINEFUNC = spread_summary_add,
	FINALFUNC = mad_interval, MFINALFUNC = mad_interval,
	MSFUNC = spread_summary_count_interval, MINVFUNC = spread_summary_uncount_interval, MSTYPE = spread_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE mad(x float8) IS 'Median absolute deviation: median of |x - median|, not scaled, in the unit of x, an interval if x is one; NULL rows are skipped; NULL if no row is left.';

COMMENT ON AGGREGATE mad(x interval) IS 'Median absolute deviation: median of |x - median|, not scaled, in the unit of x, an interval if x is one; NULL rows are skipped; NULL if no row is left.';


CREATE FUNCTION modified_z(x float8, scale text DEFAULT 'linear') RETURNS float8
	AS 'MODULE_PATHNAME', 'outlier_modified_z_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION modified_z(x float8, scale text) IS 'Modified z-score: .6745 (x - median) / MAD, without unit, with the median and MAD of the partition; above 3.5 or below -3.5 x is an outlier. With scale log, of the logarithm of x; NULL if x is NULL or MAD is 0.';

CREATE FUNCTION tukey_outlier(x float8, k float8 DEFAULT 1.5, scale text DEFAULT 'linear') RETURNS boolean
	AS 'MODULE_PATHNAME', 'outlier_tukey_outlier_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION tukey_outlier(x float8, k float8, scale text) IS 'True if x is outside Tukey''s fences Q1 - k IQR and Q3 + k IQR, with the quartiles of the partition by percentile_cont. With scale log, of the logarithm of x; NULL if x is NULL or IQR is 0.';

CREATE FUNCTION modified_z(x interval, scale text DEFAULT 'linear') RETURNS float8
	AS 'MODULE_PATHNAME', 'outlier_modified_z_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION modified_z(x interval, scale text) IS 'Modified z-score: .6745 (x - median) / MAD, without unit, with the median and MAD of the partition; above 3.5 or below -3.5 x is an outlier. With scale log, of the logarithm of x; NULL if x is NULL or MAD is 0.';

CREATE FUNCTION tukey_outlier(x interval, k float8 DEFAULT 1.5, scale text DEFAULT 'linear') RETURNS boolean
	AS 'MODULE_PATHNAME', 'outlier_tukey_outlier_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION tukey_outlier(x interval, k float8, scale text) IS 'True if x is outside Tukey''s fences Q1 - k IQR and Q3 + k IQR, with the quartiles of the partition by percentile_cont. With scale log, of the logarithm of x; NULL if x is NULL or IQR is 0.';

-- room pair
-- Pairs of numbers, a driver and an outcome: correlation and least-squares line

-- What every type has: pair_summary

CREATE TYPE pair_summary;

CREATE FUNCTION pair_summary_in(cstring) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_in(cstring) IS 'Input function of type pair_summary: reads the text form that pair_summary_out writes.';

CREATE FUNCTION pair_summary_out(pair_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'pair_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_out(pair_summary) IS 'Output function of type pair_summary: returns the text form.';

CREATE FUNCTION pair_summary_recv(internal) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_recv(internal) IS 'Receive function of type pair_summary: reads the binary form that pair_summary_send writes.';

CREATE FUNCTION pair_summary_send(pair_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'pair_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_send(pair_summary) IS 'Send function of type pair_summary: returns the binary form, which begins with a version.';


CREATE TYPE pair_summary (
	INPUT = pair_summary_in, OUTPUT = pair_summary_out, RECEIVE = pair_summary_recv, SEND = pair_summary_send,
	INTERNALLENGTH = 184, ALIGNMENT = double);

CREATE FUNCTION pair_summary_eq(pair_summary, pair_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'pair_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_eq(pair_summary, pair_summary) IS 'True if two values of type pair_summary are equal.';

CREATE FUNCTION pair_summary_ne(pair_summary, pair_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'pair_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_ne(pair_summary, pair_summary) IS 'True if two values of type pair_summary differ.';

CREATE FUNCTION pair_summary_lt(pair_summary, pair_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'pair_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_lt(pair_summary, pair_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION pair_summary_le(pair_summary, pair_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'pair_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_le(pair_summary, pair_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION pair_summary_gt(pair_summary, pair_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'pair_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_gt(pair_summary, pair_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION pair_summary_ge(pair_summary, pair_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'pair_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_ge(pair_summary, pair_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION pair_summary_cmp(pair_summary, pair_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'pair_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_cmp(pair_summary, pair_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION pair_summary_hash(pair_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'pair_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_hash(pair_summary) IS 'Hash of a value of type pair_summary.';

CREATE FUNCTION pair_summary_hash_extended(pair_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'pair_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_hash_extended(pair_summary, bigint) IS 'Hash of a value of type pair_summary, with a seed.';


CREATE FUNCTION to_jsonb(pair_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'pair_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(pair_summary) IS 'The contents of a value of type pair_summary as jsonb, an object that always has the same fields.';


CREATE CAST (pair_summary AS jsonb) WITH FUNCTION to_jsonb(pair_summary);
COMMENT ON CAST (pair_summary AS jsonb) IS 'the contents of a pair_summary, with named fields';

CREATE OPERATOR = (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (pair_summary, pair_summary) IS 'equal pair_summary';
CREATE OPERATOR <> (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (pair_summary, pair_summary) IS 'different pair_summary';
CREATE OPERATOR < (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (pair_summary, pair_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (pair_summary, pair_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (pair_summary, pair_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (pair_summary, pair_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS pair_summary_btree_ops DEFAULT FOR TYPE pair_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 pair_summary_cmp(pair_summary, pair_summary);
COMMENT ON OPERATOR CLASS pair_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY pair_summary_btree_ops USING btree IS 'order of pair_summary for indexes';
CREATE OPERATOR CLASS pair_summary_hash_ops DEFAULT FOR TYPE pair_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 pair_summary_hash(pair_summary), FUNCTION 2 pair_summary_hash_extended(pair_summary, bigint);
COMMENT ON OPERATOR CLASS pair_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY pair_summary_hash_ops USING hash IS 'hash of pair_summary for indexes';
-- What every family of summaries has in addition: pair_summary

CREATE FUNCTION pair_summary_add(pair_summary, pair_summary) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_add(pair_summary, pair_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION pair_summary_subtract(pair_summary, pair_summary) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_subtract(pair_summary, pair_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (pair_summary, pair_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = pair_summary, RIGHTARG = pair_summary, FUNCTION = pair_summary_subtract);
COMMENT ON OPERATOR - (pair_summary, pair_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE AGGREGATE rollup(pair_summary) (
	SFUNC = pair_summary_add, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	MSFUNC = pair_summary_add, MINVFUNC = pair_summary_subtract, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(pair_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(pair_summary) (
	SFUNC = pair_summary_add, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	MSFUNC = pair_summary_add, MINVFUNC = pair_summary_subtract, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(pair_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE pair_summary IS 'number, exact sums, sums of squares and of products of pairs (x, y), where x is a possible driver of y';

CREATE FUNCTION pair_summary_count_float8_float8(pair_summary, float8, float8) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_count_float8_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION pair_summary_uncount_float8_float8(pair_summary, float8, float8) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_uncount_float8_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_count_float8_float8(pair_summary, float8, float8) IS 'Transition function of pair_summary that adds a row; arguments: (x, y).';

COMMENT ON FUNCTION pair_summary_uncount_float8_float8(pair_summary, float8, float8) IS 'Inverse transition function of pair_summary that removes a row; arguments: (x, y).';

CREATE FUNCTION pair_summary_count_interval_float8(pair_summary, interval, float8) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_count_interval_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION pair_summary_uncount_interval_float8(pair_summary, interval, float8) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_uncount_interval_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_count_interval_float8(pair_summary, interval, float8) IS 'Transition function of pair_summary that adds a row; arguments: (x, y), a duration and a number.';

COMMENT ON FUNCTION pair_summary_uncount_interval_float8(pair_summary, interval, float8) IS 'Inverse transition function of pair_summary that removes a row; arguments: (x, y), a duration and a number.';

CREATE FUNCTION pair_summary_count_float8_interval(pair_summary, float8, interval) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_count_float8_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION pair_summary_uncount_float8_interval(pair_summary, float8, interval) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_uncount_float8_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_count_float8_interval(pair_summary, float8, interval) IS 'Transition function of pair_summary that adds a row; arguments: (x, y), a number and a duration.';

COMMENT ON FUNCTION pair_summary_uncount_float8_interval(pair_summary, float8, interval) IS 'Inverse transition function of pair_summary that removes a row; arguments: (x, y), a number and a duration.';

CREATE FUNCTION pair_summary_count_interval_interval(pair_summary, interval, interval) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_count_interval_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION pair_summary_uncount_interval_interval(pair_summary, interval, interval) RETURNS pair_summary
	AS 'MODULE_PATHNAME', 'pair_summary_uncount_interval_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pair_summary_count_interval_interval(pair_summary, interval, interval) IS 'Transition function of pair_summary that adds a row; arguments: (x, y), durations.';

COMMENT ON FUNCTION pair_summary_uncount_interval_interval(pair_summary, interval, interval) IS 'Inverse transition function of pair_summary that removes a row; arguments: (x, y), durations.';


CREATE AGGREGATE pair_agg(x float8, y float8) (
	SFUNC = pair_summary_count_float8_float8, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	MSFUNC = pair_summary_count_float8_float8, MINVFUNC = pair_summary_uncount_float8_float8, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE pair_agg(x interval, y float8) (
	SFUNC = pair_summary_count_interval_float8, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	MSFUNC = pair_summary_count_interval_float8, MINVFUNC = pair_summary_uncount_interval_float8, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE pair_agg(x float8, y interval) (
	SFUNC = pair_summary_count_float8_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	MSFUNC = pair_summary_count_float8_interval, MINVFUNC = pair_summary_uncount_float8_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE pair_agg(x interval, y interval) (
	SFUNC = pair_summary_count_interval_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	MSFUNC = pair_summary_count_interval_interval, MINVFUNC = pair_summary_uncount_interval_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE pair_agg(x float8, y float8) IS 'Builds a pair_summary (never NULL) of a driver x and an outcome y; rows with a NULL are skipped. An interval counts as its seconds, and rows with a negative one are excluded; values beyond 2^62, NaN and infinity are errors.';

COMMENT ON AGGREGATE pair_agg(x interval, y float8) IS 'Builds a pair_summary (never NULL) of a driver x and an outcome y; rows with a NULL are skipped. An interval counts as its seconds, and rows with a negative one are excluded; values beyond 2^62, NaN and infinity are errors.';

COMMENT ON AGGREGATE pair_agg(x float8, y interval) IS 'Builds a pair_summary (never NULL) of a driver x and an outcome y; rows with a NULL are skipped. An interval counts as its seconds, and rows with a negative one are excluded; values beyond 2^62, NaN and infinity are errors.';

COMMENT ON AGGREGATE pair_agg(x interval, y interval) IS 'Builds a pair_summary (never NULL) of a driver x and an outcome y; rows with a NULL are skipped. An interval counts as its seconds, and rows with a negative one are excluded; values beyond 2^62, NaN and infinity are errors.';


CREATE FUNCTION corr(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_corr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION corr(pair_summary) IS 'Correlation of x and y (Pearson''s r), from -1 to 1; NULL if x or y does not vary.';

CREATE FUNCTION slope(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_slope' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION slope(pair_summary) IS 'Slope of the least-squares line: change of y per unit of x, per second if x is an interval; NULL if x does not vary.';

CREATE FUNCTION intercept(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_intercept' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION intercept(pair_summary) IS 'Intercept of the least-squares line: y at x = 0, in the unit of y, seconds for durations; NULL if x does not vary.';

CREATE FUNCTION r_squared(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_r_squared' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION r_squared(pair_summary) IS 'Share of the variance of y explained by the line, a fraction from 0 to 1: the square of the correlation; NULL if x or y does not vary.';

CREATE FUNCTION predicted(summary pair_summary, x float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_predicted_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION predicted(summary pair_summary, x interval) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_predicted_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION predicted(summary pair_summary, x float8) IS 'Value of the least-squares line at x: intercept + slope * x, in the unit of y, seconds for durations; NULL if x does not vary in the pairs.';

COMMENT ON FUNCTION predicted(summary pair_summary, x interval) IS 'Value of the least-squares line at x: intercept + slope * x, in the unit of y, seconds for durations; NULL if x does not vary in the pairs.';

CREATE FUNCTION p_value(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_p_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_value(pair_summary) IS 'Two-sided p-value of no relation, from 0 to 1: Student''s t test of a slope, and of a correlation, of 0; NULL if there are fewer than three pairs, or if x or y does not vary.';

CREATE FUNCTION mean_x(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_mean_x' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_x(pair_summary) IS 'Mean of x, in its unit, seconds for durations; NULL if there are no pairs.';

CREATE FUNCTION mean_y(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_mean_y' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_y(pair_summary) IS 'Mean of y, in its unit, seconds for durations; NULL if there are no pairs.';

CREATE FUNCTION sum_of_x(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_sum_of_x' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_x(pair_summary) IS 'Sum of x, in its unit, seconds for durations; 0 if there are no pairs.';

CREATE FUNCTION sum_of_y(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_sum_of_y' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_y(pair_summary) IS 'Sum of y, in its unit, seconds for durations; 0 if there are no pairs.';

CREATE FUNCTION sum_of_x_squares(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_sum_of_x_squares' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_x_squares(pair_summary) IS 'Sum of the squares of x, of seconds for durations; 0 if there are no pairs.';

CREATE FUNCTION sum_of_y_squares(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_sum_of_y_squares' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_y_squares(pair_summary) IS 'Sum of the squares of y, of seconds for durations; 0 if there are no pairs.';

CREATE FUNCTION sum_of_products(pair_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_sum_of_products' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sum_of_products(pair_summary) IS 'Sum of the products of x and y, of seconds for durations; 0 if there are no pairs.';

CREATE FUNCTION n_counted(pair_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'pair_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(pair_summary) IS 'Number of pairs; 0 if there are none.';

CREATE FUNCTION n_excluded(pair_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'pair_summary_n_excluded' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_excluded(pair_summary) IS 'Number of pairs with a negative duration, which are left out; 0 if there are none.';

CREATE FUNCTION ci_lower(summary pair_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'corr') RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_ci_lower' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_lower(summary pair_summary, confidence float8, method text) IS 'Lower end of the confidence interval by the named method: corr, by Fisher''s z, NULL if there are fewer than four pairs; slope or intercept, by Student''s t, NULL if there are fewer than three. NULL if x, or for corr y, does not vary.';

CREATE FUNCTION ci_upper(summary pair_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'corr') RETURNS float8
	AS 'MODULE_PATHNAME', 'pair_summary_ci_upper' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ci_upper(summary pair_summary, confidence float8, method text) IS 'Upper end of the confidence interval by the named method: corr, by Fisher''s z, NULL if there are fewer than four pairs; slope or intercept, by Student''s t, NULL if there are fewer than three. NULL if x, or for corr y, does not vary.';

CREATE FUNCTION kpi_compare(a pair_summary, b pair_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'corr') RETURNS comparison_reading
	AS 'MODULE_PATHNAME', 'pair_summary_kpi_compare' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION kpi_compare(a pair_summary, b pair_summary, confidence float8, method text) IS 'Figure of a minus figure of b by the named method. corr: Zou''s interval and the two-sided p-value of Fisher''s z, NULL if either has fewer than four pairs. slope or intercept: Student''s t interval and p-value with Welch-Satterthwaite degrees of freedom, NULL if either has fewer than three pairs. NULL if either has no such figure.';


CREATE AGGREGATE corr(x interval, y float8) (
	SFUNC = pair_summary_count_interval_float8, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = corr, MFINALFUNC = corr,
	MSFUNC = pair_summary_count_interval_float8, MINVFUNC = pair_summary_uncount_interval_float8, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE corr(x float8, y interval) (
	SFUNC = pair_summary_count_float8_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = corr, MFINALFUNC = corr,
	MSFUNC = pair_summary_count_float8_interval, MINVFUNC = pair_summary_uncount_float8_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE corr(x interval, y interval) (
	SFUNC = pair_summary_count_interval_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = corr, MFINALFUNC = corr,
	MSFUNC = pair_summary_count_interval_interval, MINVFUNC = pair_summary_uncount_interval_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE corr(x interval, y float8) IS 'Correlation of x and y (Pearson''s r), from -1 to 1, if one or both are durations; of two numbers use the server''s own corr. Rows with a NULL or a negative duration are skipped; NULL if x or y does not vary.';

COMMENT ON AGGREGATE corr(x float8, y interval) IS 'Correlation of x and y (Pearson''s r), from -1 to 1, if one or both are durations; of two numbers use the server''s own corr. Rows with a NULL or a negative duration are skipped; NULL if x or y does not vary.';

COMMENT ON AGGREGATE corr(x interval, y interval) IS 'Correlation of x and y (Pearson''s r), from -1 to 1, if one or both are durations; of two numbers use the server''s own corr. Rows with a NULL or a negative duration are skipped; NULL if x or y does not vary.';

CREATE AGGREGATE slope(x float8, y float8) (
	SFUNC = pair_summary_count_float8_float8, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = slope, MFINALFUNC = slope,
	MSFUNC = pair_summary_count_float8_float8, MINVFUNC = pair_summary_uncount_float8_float8, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE slope(x interval, y float8) (
	SFUNC = pair_summary_count_interval_float8, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = slope, MFINALFUNC = slope,
	MSFUNC = pair_summary_count_interval_float8, MINVFUNC = pair_summary_uncount_interval_float8, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE slope(x float8, y interval) (
	SFUNC = pair_summary_count_float8_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = slope, MFINALFUNC = slope,
	MSFUNC = pair_summary_count_float8_interval, MINVFUNC = pair_summary_uncount_float8_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE slope(x interval, y interval) (
	SFUNC = pair_summary_count_interval_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = slope, MFINALFUNC = slope,
	MSFUNC = pair_summary_count_interval_interval, MINVFUNC = pair_summary_uncount_interval_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE slope(x float8, y float8) IS 'Slope of the least-squares line: change of y per unit of x, per second if x is an interval. The driver x is the first argument, unlike in regr_slope. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

COMMENT ON AGGREGATE slope(x interval, y float8) IS 'Slope of the least-squares line: change of y per unit of x, per second if x is an interval. The driver x is the first argument, unlike in regr_slope. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

COMMENT ON AGGREGATE slope(x float8, y interval) IS 'Slope of the least-squares line: change of y per unit of x, per second if x is an interval. The driver x is the first argument, unlike in regr_slope. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

COMMENT ON AGGREGATE slope(x interval, y interval) IS 'Slope of the least-squares line: change of y per unit of x, per second if x is an interval. The driver x is the first argument, unlike in regr_slope. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

CREATE AGGREGATE intercept(x float8, y float8) (
	SFUNC = pair_summary_count_float8_float8, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = intercept, MFINALFUNC = intercept,
	MSFUNC = pair_summary_count_float8_float8, MINVFUNC = pair_summary_uncount_float8_float8, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE intercept(x interval, y float8) (
	SFUNC = pair_summary_count_interval_float8, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = intercept, MFINALFUNC = intercept,
	MSFUNC = pair_summary_count_interval_float8, MINVFUNC = pair_summary_uncount_interval_float8, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE intercept(x float8, y interval) (
	SFUNC = pair_summary_count_float8_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = intercept, MFINALFUNC = intercept,
	MSFUNC = pair_summary_count_float8_interval, MINVFUNC = pair_summary_uncount_float8_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE intercept(x interval, y interval) (
	SFUNC = pair_summary_count_interval_interval, STYPE = pair_summary, INITCOND = 'empty', COMBINEFUNC = pair_summary_add,
	FINALFUNC = intercept, MFINALFUNC = intercept,
	MSFUNC = pair_summary_count_interval_interval, MINVFUNC = pair_summary_uncount_interval_interval, MSTYPE = pair_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE intercept(x float8, y float8) IS 'Intercept of the least-squares line: y at x = 0, in the unit of y, seconds for durations. The driver x is the first argument, unlike in regr_intercept. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

COMMENT ON AGGREGATE intercept(x interval, y float8) IS 'Intercept of the least-squares line: y at x = 0, in the unit of y, seconds for durations. The driver x is the first argument, unlike in regr_intercept. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

COMMENT ON AGGREGATE intercept(x float8, y interval) IS 'Intercept of the least-squares line: y at x = 0, in the unit of y, seconds for durations. The driver x is the first argument, unlike in regr_intercept. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

COMMENT ON AGGREGATE intercept(x interval, y interval) IS 'Intercept of the least-squares line: y at x = 0, in the unit of y, seconds for durations. The driver x is the first argument, unlike in regr_intercept. Rows with a NULL or a negative duration are skipped; NULL if x does not vary.';

-- room picture
-- Series and funnels as pictures, in text: sparkline, charts in SVG

CREATE FUNCTION sparkline(series float8[]) RETURNS text
	AS 'MODULE_PATHNAME', 'picture_sparkline' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sparkline(series float8[]) IS 'A line of block characters, one for each value, in eight heights from the smallest value to the largest, and a space for a NULL; NULL if there are no values.';

CREATE FUNCTION sparkline(series float8[], minimum float8, maximum float8) RETURNS text
	AS 'MODULE_PATHNAME', 'picture_sparkline' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sparkline(series float8[], minimum float8, maximum float8) IS 'A line of block characters, one for each value, in eight heights from minimum to maximum, and a space for a NULL. A NULL minimum or maximum is the smallest or largest value; NULL if there are no values.';

CREATE FUNCTION svg_chart(series float8[], center float8[] DEFAULT NULL, lower float8[] DEFAULT NULL, upper float8[] DEFAULT NULL, signals text[] DEFAULT NULL, labels text[] DEFAULT NULL, title text DEFAULT NULL, width integer DEFAULT 640, height integer DEFAULT 240, target float8[] DEFAULT NULL, better text DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'picture_svg_chart' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION svg_chart(series float8[], center float8[], lower float8[], upper float8[], signals text[], labels text[], title text, width integer, height integer, target float8[], better text) IS 'A chart of a series as an SVG document: a line, its center, limits and target (one value for all points or one for each), marks on points with a signal, and labels of the first and the last point; width and height are in pixels. If better is higher or lower, marks of improvement are blue and those of concern vermilion, and the chart says whether the limits pass the target. A gap for a NULL; NULL if there are no values.';


CREATE AGGREGATE sparkline(x float8) (SFUNC = pg_catalog.array_append, STYPE = float8[], INITCOND = '{}', FINALFUNC = sparkline, PARALLEL = SAFE);
COMMENT ON AGGREGATE sparkline(x float8) IS 'A line of block characters for values in the order of its rows; not mergeable: one for each value, in eight heights from the smallest to the largest, and a space for a NULL; NULL if there are no values.';

CREATE FUNCTION svg_funnel(summaries rate_summary[], labels text[] DEFAULT NULL, title text DEFAULT NULL, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', width integer DEFAULT 640, height integer DEFAULT 400) RETURNS text
	AS 'MODULE_PATHNAME', 'rate_summary_svg_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION svg_funnel(summaries rate_summary[], labels text[], title text, target float8, overdispersion text, width integer, height integer) IS 'A funnel of rates as an SVG document: a point for each group, its trials on the horizontal axis and its rate on the vertical one; the center and the limits at 95 % and 99.8 % that funnel returns for them; names at groups beyond a limit. A NULL summary and one without trials have no point; NULL if there are no points.';

CREATE FUNCTION svg_funnel(observed float8[], expected float8[], labels text[] DEFAULT NULL, title text DEFAULT NULL, target float8 DEFAULT NULL, overdispersion text DEFAULT 'auto', width integer DEFAULT 640, height integer DEFAULT 400) RETURNS text
	AS 'MODULE_PATHNAME', 'funnel_svg_funnel' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION svg_funnel(observed float8[], expected float8[], labels text[], title text, target float8, overdispersion text, width integer, height integer) IS 'A funnel of observed / expected counts as an SVG document: a point for each group, its expected count on the horizontal axis and the ratio on the vertical one; the center and the limits at 95 % and 99.8 % that funnel returns for them; names at groups beyond a limit. NULL counts and groups with nothing expected have no point; NULL if there are no points.';

-- room repeat
-- Repeat contacts, from a log of contacts

CREATE FUNCTION is_repeat_contact(at timestamptz, gap interval) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_repeat_contact_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION is_repeat_contact(at timestamp, gap interval) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_repeat_contact_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION is_repeat_contact(at date, gap interval) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_repeat_contact_date' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION is_repeat_contact(at float8, gap float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_repeat_contact_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION is_repeat_contact(at timestamptz, gap interval) IS 'True if the previous contact in the partition of a customer was less than gap before; false if there is none; NULL if at is NULL. Order the window by at; numbers are seconds.';

COMMENT ON FUNCTION is_repeat_contact(at timestamp, gap interval) IS 'True if the previous contact in the partition of a customer was less than gap before; false if there is none; NULL if at is NULL. Order the window by at; numbers are seconds.';

COMMENT ON FUNCTION is_repeat_contact(at date, gap interval) IS 'True if the previous contact in the partition of a customer was less than gap before; false if there is none; NULL if at is NULL. Order the window by at; numbers are seconds.';

COMMENT ON FUNCTION is_repeat_contact(at float8, gap float8) IS 'True if the previous contact in the partition of a customer was less than gap before; false if there is none; NULL if at is NULL. Order the window by at; numbers are seconds.';

CREATE FUNCTION is_first_contact_resolution(at timestamptz, gap interval, as_of timestamptz) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_first_contact_resolution_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION is_first_contact_resolution(at timestamp, gap interval, as_of timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_first_contact_resolution_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION is_first_contact_resolution(at date, gap interval, as_of date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_first_contact_resolution_date' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
CREATE FUNCTION is_first_contact_resolution(at float8, gap float8, as_of float8) RETURNS boolean
	AS 'MODULE_PATHNAME', 'repeat_is_first_contact_resolution_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE WINDOW;
COMMENT ON FUNCTION is_first_contact_resolution(at timestamptz, gap interval, as_of timestamptz) IS 'True if no contact follows in the partition of a customer in less than gap, false if one does, up to as_of; NULL if the gap was not over at as_of, or at is NULL. Order the window by at; numbers are seconds.';

COMMENT ON FUNCTION is_first_contact_resolution(at timestamp, gap interval, as_of timestamp) IS 'True if no contact follows in the partition of a customer in less than gap, false if one does, up to as_of; NULL if the gap was not over at as_of, or at is NULL. Order the window by at; numbers are seconds.';

COMMENT ON FUNCTION is_first_contact_resolution(at date, gap interval, as_of date) IS 'True if no contact follows in the partition of a customer in less than gap, false if one does, up to as_of; NULL if the gap was not over at as_of, or at is NULL. Order the window by at; numbers are seconds.';

COMMENT ON FUNCTION is_first_contact_resolution(at float8, gap float8, as_of float8) IS 'True if no contact follows in the partition of a customer in less than gap, false if one does, up to as_of; NULL if the gap was not over at as_of, or at is NULL. Order the window by at; numbers are seconds.';

-- room ticket
-- The life of a ticket, from its log: first reply, touch and resolution, full resolution, time in status, reopens

-- What every type has: ticket_summary

CREATE TYPE ticket_summary;

CREATE FUNCTION ticket_summary_in(cstring) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_in(cstring) IS 'Input function of type ticket_summary: reads the text form that ticket_summary_out writes.';

CREATE FUNCTION ticket_summary_out(ticket_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'ticket_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_out(ticket_summary) IS 'Output function of type ticket_summary: returns the text form.';

CREATE FUNCTION ticket_summary_recv(internal) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_recv(internal) IS 'Receive function of type ticket_summary: reads the binary form that ticket_summary_send writes.';

CREATE FUNCTION ticket_summary_send(ticket_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ticket_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_send(ticket_summary) IS 'Send function of type ticket_summary: returns the binary form, which begins with a version.';


CREATE TYPE ticket_summary (
	INPUT = ticket_summary_in, OUTPUT = ticket_summary_out, RECEIVE = ticket_summary_recv, SEND = ticket_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION ticket_summary_eq(ticket_summary, ticket_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_eq(ticket_summary, ticket_summary) IS 'True if two values of type ticket_summary are equal.';

CREATE FUNCTION ticket_summary_ne(ticket_summary, ticket_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_ne(ticket_summary, ticket_summary) IS 'True if two values of type ticket_summary differ.';

CREATE FUNCTION ticket_summary_lt(ticket_summary, ticket_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_lt(ticket_summary, ticket_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION ticket_summary_le(ticket_summary, ticket_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_le(ticket_summary, ticket_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION ticket_summary_gt(ticket_summary, ticket_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_gt(ticket_summary, ticket_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION ticket_summary_ge(ticket_summary, ticket_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_ge(ticket_summary, ticket_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION ticket_summary_cmp(ticket_summary, ticket_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'ticket_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_cmp(ticket_summary, ticket_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION ticket_summary_hash(ticket_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'ticket_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_hash(ticket_summary) IS 'Hash of a value of type ticket_summary.';

CREATE FUNCTION ticket_summary_hash_extended(ticket_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_hash_extended(ticket_summary, bigint) IS 'Hash of a value of type ticket_summary, with a seed.';


CREATE FUNCTION to_jsonb(ticket_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'ticket_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(ticket_summary) IS 'The contents of a value of type ticket_summary as jsonb, an object that always has the same fields.';


CREATE CAST (ticket_summary AS jsonb) WITH FUNCTION to_jsonb(ticket_summary);
COMMENT ON CAST (ticket_summary AS jsonb) IS 'the contents of a ticket_summary, with named fields';

CREATE OPERATOR = (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (ticket_summary, ticket_summary) IS 'equal ticket_summary';
CREATE OPERATOR <> (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (ticket_summary, ticket_summary) IS 'different ticket_summary';
CREATE OPERATOR < (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (ticket_summary, ticket_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (ticket_summary, ticket_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (ticket_summary, ticket_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (ticket_summary, ticket_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS ticket_summary_btree_ops DEFAULT FOR TYPE ticket_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 ticket_summary_cmp(ticket_summary, ticket_summary);
COMMENT ON OPERATOR CLASS ticket_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY ticket_summary_btree_ops USING btree IS 'order of ticket_summary for indexes';
CREATE OPERATOR CLASS ticket_summary_hash_ops DEFAULT FOR TYPE ticket_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 ticket_summary_hash(ticket_summary), FUNCTION 2 ticket_summary_hash_extended(ticket_summary, bigint);
COMMENT ON OPERATOR CLASS ticket_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY ticket_summary_hash_ops USING hash IS 'hash of ticket_summary for indexes';
-- What every family of summaries has in addition: ticket_summary

CREATE FUNCTION ticket_summary_add(ticket_summary, ticket_summary) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_add(ticket_summary, ticket_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION ticket_summary_subtract(ticket_summary, ticket_summary) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_subtract(ticket_summary, ticket_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (ticket_summary, ticket_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = ticket_summary, RIGHTARG = ticket_summary, FUNCTION = ticket_summary_subtract);
COMMENT ON OPERATOR - (ticket_summary, ticket_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION ticket_summary_final(ticket_summary) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_final(ticket_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(ticket_summary) (
	SFUNC = ticket_summary_add, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_add, MINVFUNC = ticket_summary_subtract, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(ticket_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(ticket_summary) (
	SFUNC = ticket_summary_add, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_add, MINVFUNC = ticket_summary_subtract, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(ticket_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE ticket_summary IS 'events of one ticket: when, by one clock, and which status it came to or what was done; no sample: it is one ticket';

CREATE FUNCTION ticket_summary_count_timestamptz(ticket_summary, timestamptz, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_timestamptz(ticket_summary, timestamptz, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_timestamptz(ticket_summary, timestamptz, text) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event).';

COMMENT ON FUNCTION ticket_summary_uncount_timestamptz(ticket_summary, timestamptz, text) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event).';

CREATE FUNCTION ticket_summary_count_sequence_timestamptz(ticket_summary, timestamptz, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_sequence_timestamptz(ticket_summary, timestamptz, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_sequence_timestamptz(ticket_summary, timestamptz, text, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_sequence_timestamptz(ticket_summary, timestamptz, text, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, sequence).';

CREATE FUNCTION ticket_summary_count_states_timestamptz(ticket_summary, timestamptz, text, jsonb) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_timestamptz(ticket_summary, timestamptz, text, jsonb) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_timestamptz(ticket_summary, timestamptz, text, jsonb) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_timestamptz(ticket_summary, timestamptz, text, jsonb) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_text_timestamptz(ticket_summary, timestamptz, text, json) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_timestamptz(ticket_summary, timestamptz, text, json) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_timestamptz(ticket_summary, timestamptz, text, json) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_timestamptz(ticket_summary, timestamptz, text, json) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_text_timestamptz(ticket_summary, timestamptz, text, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_timestamptz(ticket_summary, timestamptz, text, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_timestamptz(ticket_summary, timestamptz, text, text) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_timestamptz(ticket_summary, timestamptz, text, text) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_sequence_timestamptz(ticket_summary, timestamptz, text, jsonb, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_sequence_timestamptz(ticket_summary, timestamptz, text, jsonb, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_sequence_timestamptz(ticket_summary, timestamptz, text, jsonb, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_sequence_timestamptz(ticket_summary, timestamptz, text, jsonb, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE FUNCTION ticket_summary_count_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, json, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, json, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, json, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, json, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE FUNCTION ticket_summary_count_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_sequence_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, text, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_sequence_timestamptz(ticket_summary, timestamptz, text, text, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE AGGREGATE ticket_agg(at timestamptz, event text) (
	SFUNC = ticket_summary_count_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_timestamptz, MINVFUNC = ticket_summary_uncount_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order: created, contacted, assigned, touched, replied, escalated, or a status: new, open, pending, hold, solved, closed, withdrawn. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at timestamptz, event text, sequence bigint) (
	SFUNC = ticket_summary_count_sequence_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_sequence_timestamptz, MINVFUNC = ticket_summary_uncount_sequence_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order. sequence, such as the number of the row in the log, orders events at one time. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at timestamptz, event text, states jsonb) (
	SFUNC = ticket_summary_count_states_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_timestamptz, MINVFUNC = ticket_summary_uncount_states_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamptz, event text, states json) (
	SFUNC = ticket_summary_count_states_text_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_timestamptz, MINVFUNC = ticket_summary_uncount_states_text_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamptz, event text, states text) (
	SFUNC = ticket_summary_count_states_text_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_timestamptz, MINVFUNC = ticket_summary_uncount_states_text_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text, states jsonb) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text, states json) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text, states text) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at timestamptz, event text, states jsonb, sequence bigint) (
	SFUNC = ticket_summary_count_states_sequence_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_sequence_timestamptz, MINVFUNC = ticket_summary_uncount_states_sequence_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamptz, event text, states json, sequence bigint) (
	SFUNC = ticket_summary_count_states_text_sequence_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_sequence_timestamptz, MINVFUNC = ticket_summary_uncount_states_text_sequence_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamptz, event text, states text, sequence bigint) (
	SFUNC = ticket_summary_count_states_text_sequence_timestamptz, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_sequence_timestamptz, MINVFUNC = ticket_summary_uncount_states_text_sequence_timestamptz, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text, states jsonb, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text, states json, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

COMMENT ON AGGREGATE ticket_agg(at timestamptz, event text, states text, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

CREATE FUNCTION ticket_summary_count_timestamp(ticket_summary, timestamp, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_timestamp(ticket_summary, timestamp, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_timestamp(ticket_summary, timestamp, text) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event).';

COMMENT ON FUNCTION ticket_summary_uncount_timestamp(ticket_summary, timestamp, text) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event).';

CREATE FUNCTION ticket_summary_count_sequence_timestamp(ticket_summary, timestamp, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_sequence_timestamp(ticket_summary, timestamp, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_sequence_timestamp(ticket_summary, timestamp, text, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_sequence_timestamp(ticket_summary, timestamp, text, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, sequence).';

CREATE FUNCTION ticket_summary_count_states_timestamp(ticket_summary, timestamp, text, jsonb) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_timestamp(ticket_summary, timestamp, text, jsonb) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_timestamp(ticket_summary, timestamp, text, jsonb) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_timestamp(ticket_summary, timestamp, text, jsonb) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_text_timestamp(ticket_summary, timestamp, text, json) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_timestamp(ticket_summary, timestamp, text, json) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_timestamp(ticket_summary, timestamp, text, json) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_timestamp(ticket_summary, timestamp, text, json) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_text_timestamp(ticket_summary, timestamp, text, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_timestamp(ticket_summary, timestamp, text, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_timestamp(ticket_summary, timestamp, text, text) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_timestamp(ticket_summary, timestamp, text, text) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_sequence_timestamp(ticket_summary, timestamp, text, jsonb, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_sequence_timestamp(ticket_summary, timestamp, text, jsonb, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_sequence_timestamp(ticket_summary, timestamp, text, jsonb, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_sequence_timestamp(ticket_summary, timestamp, text, jsonb, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE FUNCTION ticket_summary_count_states_text_sequence_timestamp(ticket_summary, timestamp, text, json, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_sequence_timestamp(ticket_summary, timestamp, text, json, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_sequence_timestamp(ticket_summary, timestamp, text, json, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_sequence_timestamp(ticket_summary, timestamp, text, json, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE FUNCTION ticket_summary_count_states_text_sequence_timestamp(ticket_summary, timestamp, text, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_sequence_timestamp(ticket_summary, timestamp, text, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_sequence_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_sequence_timestamp(ticket_summary, timestamp, text, text, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_sequence_timestamp(ticket_summary, timestamp, text, text, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE AGGREGATE ticket_agg(at timestamp, event text) (
	SFUNC = ticket_summary_count_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_timestamp, MINVFUNC = ticket_summary_uncount_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamp, event text) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order: created, contacted, assigned, touched, replied, escalated, or a status: new, open, pending, hold, solved, closed, withdrawn. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at timestamp, event text, sequence bigint) (
	SFUNC = ticket_summary_count_sequence_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_sequence_timestamp, MINVFUNC = ticket_summary_uncount_sequence_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamp, event text, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order. sequence, such as the number of the row in the log, orders events at one time. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at timestamp, event text, states jsonb) (
	SFUNC = ticket_summary_count_states_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_timestamp, MINVFUNC = ticket_summary_uncount_states_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamp, event text, states json) (
	SFUNC = ticket_summary_count_states_text_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_timestamp, MINVFUNC = ticket_summary_uncount_states_text_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamp, event text, states text) (
	SFUNC = ticket_summary_count_states_text_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_timestamp, MINVFUNC = ticket_summary_uncount_states_text_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamp, event text, states jsonb) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

COMMENT ON AGGREGATE ticket_agg(at timestamp, event text, states json) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

COMMENT ON AGGREGATE ticket_agg(at timestamp, event text, states text) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at timestamp, event text, states jsonb, sequence bigint) (
	SFUNC = ticket_summary_count_states_sequence_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_sequence_timestamp, MINVFUNC = ticket_summary_uncount_states_sequence_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamp, event text, states json, sequence bigint) (
	SFUNC = ticket_summary_count_states_text_sequence_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_sequence_timestamp, MINVFUNC = ticket_summary_uncount_states_text_sequence_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at timestamp, event text, states text, sequence bigint) (
	SFUNC = ticket_summary_count_states_text_sequence_timestamp, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_sequence_timestamp, MINVFUNC = ticket_summary_uncount_states_text_sequence_timestamp, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at timestamp, event text, states jsonb, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

COMMENT ON AGGREGATE ticket_agg(at timestamp, event text, states json, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

COMMENT ON AGGREGATE ticket_agg(at timestamp, event text, states text, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

CREATE FUNCTION ticket_summary_count_date(ticket_summary, date, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_date(ticket_summary, date, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_date(ticket_summary, date, text) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event).';

COMMENT ON FUNCTION ticket_summary_uncount_date(ticket_summary, date, text) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event).';

CREATE FUNCTION ticket_summary_count_sequence_date(ticket_summary, date, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_sequence_date(ticket_summary, date, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_sequence_date(ticket_summary, date, text, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_sequence_date(ticket_summary, date, text, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, sequence).';

CREATE FUNCTION ticket_summary_count_states_date(ticket_summary, date, text, jsonb) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_date(ticket_summary, date, text, jsonb) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_date(ticket_summary, date, text, jsonb) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_date(ticket_summary, date, text, jsonb) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_text_date(ticket_summary, date, text, json) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_date(ticket_summary, date, text, json) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_date(ticket_summary, date, text, json) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_date(ticket_summary, date, text, json) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_text_date(ticket_summary, date, text, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_date(ticket_summary, date, text, text) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_date(ticket_summary, date, text, text) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_date(ticket_summary, date, text, text) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states).';

CREATE FUNCTION ticket_summary_count_states_sequence_date(ticket_summary, date, text, jsonb, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_sequence_date(ticket_summary, date, text, jsonb, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_sequence_date(ticket_summary, date, text, jsonb, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_sequence_date(ticket_summary, date, text, jsonb, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE FUNCTION ticket_summary_count_states_text_sequence_date(ticket_summary, date, text, json, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_sequence_date(ticket_summary, date, text, json, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_sequence_date(ticket_summary, date, text, json, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_sequence_date(ticket_summary, date, text, json, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE FUNCTION ticket_summary_count_states_text_sequence_date(ticket_summary, date, text, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_count_states_text_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION ticket_summary_uncount_states_text_sequence_date(ticket_summary, date, text, text, bigint) RETURNS ticket_summary
	AS 'MODULE_PATHNAME', 'ticket_summary_uncount_states_text_sequence_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_summary_count_states_text_sequence_date(ticket_summary, date, text, text, bigint) IS 'Transition function of ticket_summary that adds a row; arguments: (at, event, states, sequence).';

COMMENT ON FUNCTION ticket_summary_uncount_states_text_sequence_date(ticket_summary, date, text, text, bigint) IS 'Inverse transition function of ticket_summary that removes a row; arguments: (at, event, states, sequence).';

CREATE AGGREGATE ticket_agg(at date, event text) (
	SFUNC = ticket_summary_count_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_date, MINVFUNC = ticket_summary_uncount_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at date, event text) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order: created, contacted, assigned, touched, replied, escalated, or a status: new, open, pending, hold, solved, closed, withdrawn. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at date, event text, sequence bigint) (
	SFUNC = ticket_summary_count_sequence_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_sequence_date, MINVFUNC = ticket_summary_uncount_sequence_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at date, event text, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order. sequence, such as the number of the row in the log, orders events at one time. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at date, event text, states jsonb) (
	SFUNC = ticket_summary_count_states_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_date, MINVFUNC = ticket_summary_uncount_states_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at date, event text, states json) (
	SFUNC = ticket_summary_count_states_text_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_date, MINVFUNC = ticket_summary_uncount_states_text_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at date, event text, states text) (
	SFUNC = ticket_summary_count_states_text_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_date, MINVFUNC = ticket_summary_uncount_states_text_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at date, event text, states jsonb) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

COMMENT ON AGGREGATE ticket_agg(at date, event text, states json) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

COMMENT ON AGGREGATE ticket_agg(at date, event text, states text) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out. Rows with at or event NULL are skipped.';

CREATE AGGREGATE ticket_agg(at date, event text, states jsonb, sequence bigint) (
	SFUNC = ticket_summary_count_states_sequence_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_sequence_date, MINVFUNC = ticket_summary_uncount_states_sequence_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at date, event text, states json, sequence bigint) (
	SFUNC = ticket_summary_count_states_text_sequence_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_sequence_date, MINVFUNC = ticket_summary_uncount_states_text_sequence_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
CREATE AGGREGATE ticket_agg(at date, event text, states text, sequence bigint) (
	SFUNC = ticket_summary_count_states_text_sequence_date, STYPE = ticket_summary, INITCOND = 'empty', COMBINEFUNC = ticket_summary_add,
	FINALFUNC = ticket_summary_final, MFINALFUNC = ticket_summary_final,
	MSFUNC = ticket_summary_count_states_text_sequence_date, MINVFUNC = ticket_summary_uncount_states_text_sequence_date, MSTYPE = ticket_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE ticket_agg(at date, event text, states jsonb, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

COMMENT ON AGGREGATE ticket_agg(at date, event text, states json, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';

COMMENT ON AGGREGATE ticket_agg(at date, event text, states text, sequence bigint) IS 'Builds a ticket_summary (never NULL) of one ticket from its events in any order, in words of your own. states, a JSON object, maps each word to an event, or to null to leave it out; sequence orders events at one time.';


CREATE FUNCTION first_reply_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_reply_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'First reply time: from creation to the first reply of an agent, an interval, in the open hours of the calendar if one is given. Without a reply up to as_of, the time until as_of. NULL if creation is not known, or there is no reply and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION first_touch_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_touch_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_touch_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'First touch time: from creation to the first action of an agent, an interval, in the open hours of the calendar if one is given. Without an action up to as_of, the time until as_of. NULL if creation is not known, or there is no action and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION first_resolution_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_resolution_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_resolution_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'First resolution time: from creation to the first time that the ticket was solved or closed, an interval, in the open hours of the calendar if one is given. Without a resolution up to as_of, the time until as_of. NULL if creation is not known, or there is no resolution and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION full_resolution_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_full_resolution_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION full_resolution_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'Full resolution time: from creation to the last time that the ticket was solved or closed, an interval, in the open hours of the calendar if one is given. If it is open at as_of, the time until as_of. NULL if creation is not known, or the ticket is open and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION cycle_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_cycle_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cycle_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'Cycle time: from creation until the ticket was closed for the last time, an interval, in the open hours of the calendar if one is given. If it is not closed at as_of, the time until as_of. NULL if creation is not known, or the ticket is not closed and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION resolution_gap(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_resolution_gap_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resolution_gap(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'Resolution gap: from the first resolution to the last, an interval, in the open hours of the calendar if one is given. If the ticket is open again at as_of, the time until as_of. NULL if it was never resolved, or it is open again and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION time_in_status(summary ticket_summary, status text[], as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_time_in_status_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(summary ticket_summary, status text[], as_of timestamptz, calendar business_calendar) IS 'Time in any of the statuses, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is open or now in one of the statuses.';

CREATE FUNCTION requester_wait_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_requester_wait_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION requester_wait_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'Requester wait time: time in status new, open or hold, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION agent_wait_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_agent_wait_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION agent_wait_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'Agent wait time: time in status pending, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION on_hold_time(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_on_hold_time_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION on_hold_time(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'On-hold time: time in status hold, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION is_replied(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_replied_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_replied(summary ticket_summary, as_of timestamptz) IS 'True if an agent has replied, up to as_of if it is given; NULL if there are no events up to then.';

CREATE FUNCTION is_touched(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_touched_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_touched(summary ticket_summary, as_of timestamptz) IS 'True if an agent has acted on the ticket, up to as_of if it is given; NULL if there are no events up to then.';

CREATE FUNCTION was_resolved(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_was_resolved_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION was_resolved(summary ticket_summary, as_of timestamptz) IS 'True if the ticket was solved or closed at least once, up to as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_resolved(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_resolved_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_resolved(summary ticket_summary, as_of timestamptz) IS 'True if the ticket is solved or closed, as of as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_closed(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_closed_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_closed(summary ticket_summary, as_of timestamptz) IS 'True if the ticket is closed, as of as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_withdrawn(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_withdrawn_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_withdrawn(summary ticket_summary, as_of timestamptz) IS 'True if the ticket is withdrawn, as of as_of if it is given: it ended without a resolution because it was merged, spam or a duplicate; NULL if the log has no status.';

CREATE FUNCTION ticket_status(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'ticket_summary_ticket_status_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_status(summary ticket_summary, as_of timestamptz) IS 'Status of the ticket, as of as_of if it is given, a text; NULL if the log has neither a status nor the creation.';

CREATE FUNCTION reopens(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_reopens_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reopens(summary ticket_summary, as_of timestamptz) IS 'Number of times that the ticket was open again after it was solved or closed, up to as_of if it is given; 0 if it never was, NULL if there are no events up to then.';

CREATE FUNCTION resolutions(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_resolutions_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resolutions(summary ticket_summary, as_of timestamptz) IS 'Number of times that the ticket became solved or closed, up to as_of if it is given; 0 if it never was, NULL if there are no events up to then.';

CREATE FUNCTION handoffs(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_handoffs_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION handoffs(summary ticket_summary, as_of timestamptz) IS 'Number of assignments after the first, up to as_of if it is given; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION n_ambiguous(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_n_ambiguous_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_ambiguous(summary ticket_summary, as_of timestamptz) IS 'Number of times, up to as_of if it is given, at which several statuses came in an order that nothing determines, so that the usual order of a ticket''s life was used; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION event_count(summary ticket_summary, event text, as_of timestamptz DEFAULT NULL) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_event_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION event_count(summary ticket_summary, event text, as_of timestamptz) IS 'Number of events of the given kind, up to as_of if it is given; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION first_reply_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_reply_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'First reply time: from creation to the first reply of an agent, an interval, in the open hours of the calendar if one is given. Without a reply up to as_of, the time until as_of. NULL if creation is not known, or there is no reply and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION first_touch_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_touch_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_touch_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'First touch time: from creation to the first action of an agent, an interval, in the open hours of the calendar if one is given. Without an action up to as_of, the time until as_of. NULL if creation is not known, or there is no action and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION first_resolution_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_resolution_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_resolution_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'First resolution time: from creation to the first time that the ticket was solved or closed, an interval, in the open hours of the calendar if one is given. Without a resolution up to as_of, the time until as_of. NULL if creation is not known, or there is no resolution and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION full_resolution_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_full_resolution_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION full_resolution_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'Full resolution time: from creation to the last time that the ticket was solved or closed, an interval, in the open hours of the calendar if one is given. If it is open at as_of, the time until as_of. NULL if creation is not known, or the ticket is open and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION cycle_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_cycle_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cycle_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'Cycle time: from creation until the ticket was closed for the last time, an interval, in the open hours of the calendar if one is given. If it is not closed at as_of, the time until as_of. NULL if creation is not known, or the ticket is not closed and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION resolution_gap(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_resolution_gap_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resolution_gap(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'Resolution gap: from the first resolution to the last, an interval, in the open hours of the calendar if one is given. If the ticket is open again at as_of, the time until as_of. NULL if it was never resolved, or it is open again and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION time_in_status(summary ticket_summary, status text[], as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_time_in_status_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(summary ticket_summary, status text[], as_of timestamp, calendar business_calendar) IS 'Time in any of the statuses, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is open or now in one of the statuses.';

CREATE FUNCTION requester_wait_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_requester_wait_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION requester_wait_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'Requester wait time: time in status new, open or hold, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION agent_wait_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_agent_wait_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION agent_wait_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'Agent wait time: time in status pending, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION on_hold_time(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_on_hold_time_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION on_hold_time(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'On-hold time: time in status hold, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION is_replied(summary ticket_summary, as_of timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_replied_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_replied(summary ticket_summary, as_of timestamp) IS 'True if an agent has replied, up to as_of if it is given; NULL if there are no events up to then.';

CREATE FUNCTION is_touched(summary ticket_summary, as_of timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_touched_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_touched(summary ticket_summary, as_of timestamp) IS 'True if an agent has acted on the ticket, up to as_of if it is given; NULL if there are no events up to then.';

CREATE FUNCTION was_resolved(summary ticket_summary, as_of timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_was_resolved_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION was_resolved(summary ticket_summary, as_of timestamp) IS 'True if the ticket was solved or closed at least once, up to as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_resolved(summary ticket_summary, as_of timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_resolved_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_resolved(summary ticket_summary, as_of timestamp) IS 'True if the ticket is solved or closed, as of as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_closed(summary ticket_summary, as_of timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_closed_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_closed(summary ticket_summary, as_of timestamp) IS 'True if the ticket is closed, as of as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_withdrawn(summary ticket_summary, as_of timestamp) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_withdrawn_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_withdrawn(summary ticket_summary, as_of timestamp) IS 'True if the ticket is withdrawn, as of as_of if it is given: it ended without a resolution because it was merged, spam or a duplicate; NULL if the log has no status.';

CREATE FUNCTION ticket_status(summary ticket_summary, as_of timestamp) RETURNS text
	AS 'MODULE_PATHNAME', 'ticket_summary_ticket_status_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_status(summary ticket_summary, as_of timestamp) IS 'Status of the ticket, as of as_of if it is given, a text; NULL if the log has neither a status nor the creation.';

CREATE FUNCTION reopens(summary ticket_summary, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_reopens_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reopens(summary ticket_summary, as_of timestamp) IS 'Number of times that the ticket was open again after it was solved or closed, up to as_of if it is given; 0 if it never was, NULL if there are no events up to then.';

CREATE FUNCTION resolutions(summary ticket_summary, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_resolutions_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resolutions(summary ticket_summary, as_of timestamp) IS 'Number of times that the ticket became solved or closed, up to as_of if it is given; 0 if it never was, NULL if there are no events up to then.';

CREATE FUNCTION handoffs(summary ticket_summary, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_handoffs_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION handoffs(summary ticket_summary, as_of timestamp) IS 'Number of assignments after the first, up to as_of if it is given; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION n_ambiguous(summary ticket_summary, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_n_ambiguous_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_ambiguous(summary ticket_summary, as_of timestamp) IS 'Number of times, up to as_of if it is given, at which several statuses came in an order that nothing determines, so that the usual order of a ticket''s life was used; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION event_count(summary ticket_summary, event text, as_of timestamp) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_event_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION event_count(summary ticket_summary, event text, as_of timestamp) IS 'Number of events of the given kind, up to as_of if it is given; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION first_reply_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_reply_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'First reply time: from creation to the first reply of an agent, an interval, in the open hours of the calendar if one is given. Without a reply up to as_of, the time until as_of. NULL if creation is not known, or there is no reply and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION first_touch_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_touch_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_touch_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'First touch time: from creation to the first action of an agent, an interval, in the open hours of the calendar if one is given. Without an action up to as_of, the time until as_of. NULL if creation is not known, or there is no action and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION first_resolution_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_first_resolution_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_resolution_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'First resolution time: from creation to the first time that the ticket was solved or closed, an interval, in the open hours of the calendar if one is given. Without a resolution up to as_of, the time until as_of. NULL if creation is not known, or there is no resolution and as_of is NULL or the ticket is withdrawn.';

CREATE FUNCTION full_resolution_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_full_resolution_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION full_resolution_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'Full resolution time: from creation to the last time that the ticket was solved or closed, an interval, in the open hours of the calendar if one is given. If it is open at as_of, the time until as_of. NULL if creation is not known, or the ticket is open and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION cycle_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_cycle_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cycle_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'Cycle time: from creation until the ticket was closed for the last time, an interval, in the open hours of the calendar if one is given. If it is not closed at as_of, the time until as_of. NULL if creation is not known, or the ticket is not closed and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION resolution_gap(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_resolution_gap_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resolution_gap(summary ticket_summary, as_of date, calendar business_calendar) IS 'Resolution gap: from the first resolution to the last, an interval, in the open hours of the calendar if one is given. If the ticket is open again at as_of, the time until as_of. NULL if it was never resolved, or it is open again and as_of is NULL, or it is withdrawn.';

CREATE FUNCTION time_in_status(summary ticket_summary, status text[], as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_time_in_status_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(summary ticket_summary, status text[], as_of date, calendar business_calendar) IS 'Time in any of the statuses, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is open or now in one of the statuses.';

CREATE FUNCTION requester_wait_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_requester_wait_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION requester_wait_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'Requester wait time: time in status new, open or hold, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION agent_wait_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_agent_wait_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION agent_wait_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'Agent wait time: time in status pending, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION on_hold_time(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'ticket_summary_on_hold_time_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION on_hold_time(summary ticket_summary, as_of date, calendar business_calendar) IS 'On-hold time: time in status hold, up to as_of, an interval, in the open hours of the calendar if one is given. NULL if the log has no status, or if as_of is NULL and the ticket is neither resolved nor withdrawn.';

CREATE FUNCTION is_replied(summary ticket_summary, as_of date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_replied_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_replied(summary ticket_summary, as_of date) IS 'True if an agent has replied, up to as_of if it is given; NULL if there are no events up to then.';

CREATE FUNCTION is_touched(summary ticket_summary, as_of date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_touched_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_touched(summary ticket_summary, as_of date) IS 'True if an agent has acted on the ticket, up to as_of if it is given; NULL if there are no events up to then.';

CREATE FUNCTION was_resolved(summary ticket_summary, as_of date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_was_resolved_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION was_resolved(summary ticket_summary, as_of date) IS 'True if the ticket was solved or closed at least once, up to as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_resolved(summary ticket_summary, as_of date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_resolved_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_resolved(summary ticket_summary, as_of date) IS 'True if the ticket is solved or closed, as of as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_closed(summary ticket_summary, as_of date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_closed_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_closed(summary ticket_summary, as_of date) IS 'True if the ticket is closed, as of as_of if it is given; NULL if the log has no status or the ticket is withdrawn.';

CREATE FUNCTION is_withdrawn(summary ticket_summary, as_of date) RETURNS boolean
	AS 'MODULE_PATHNAME', 'ticket_summary_is_withdrawn_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION is_withdrawn(summary ticket_summary, as_of date) IS 'True if the ticket is withdrawn, as of as_of if it is given: it ended without a resolution because it was merged, spam or a duplicate; NULL if the log has no status.';

CREATE FUNCTION ticket_status(summary ticket_summary, as_of date) RETURNS text
	AS 'MODULE_PATHNAME', 'ticket_summary_ticket_status_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ticket_status(summary ticket_summary, as_of date) IS 'Status of the ticket, as of as_of if it is given, a text; NULL if the log has neither a status nor the creation.';

CREATE FUNCTION reopens(summary ticket_summary, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_reopens_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reopens(summary ticket_summary, as_of date) IS 'Number of times that the ticket was open again after it was solved or closed, up to as_of if it is given; 0 if it never was, NULL if there are no events up to then.';

CREATE FUNCTION resolutions(summary ticket_summary, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_resolutions_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION resolutions(summary ticket_summary, as_of date) IS 'Number of times that the ticket became solved or closed, up to as_of if it is given; 0 if it never was, NULL if there are no events up to then.';

CREATE FUNCTION handoffs(summary ticket_summary, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_handoffs_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION handoffs(summary ticket_summary, as_of date) IS 'Number of assignments after the first, up to as_of if it is given; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION n_ambiguous(summary ticket_summary, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_n_ambiguous_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION n_ambiguous(summary ticket_summary, as_of date) IS 'Number of times, up to as_of if it is given, at which several statuses came in an order that nothing determines, so that the usual order of a ticket''s life was used; 0 if there are none, NULL if there are no events up to then.';

CREATE FUNCTION event_count(summary ticket_summary, event text, as_of date) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_event_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION event_count(summary ticket_summary, event text, as_of date) IS 'Number of events of the given kind, up to as_of if it is given; 0 if there are none, NULL if there are no events up to then.';


CREATE FUNCTION n_counted(ticket_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'ticket_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(ticket_summary) IS 'Number of events; 0 if there are none.';

CREATE FUNCTION created_at(ticket_summary) RETURNS timestamptz
	AS 'MODULE_PATHNAME', 'ticket_summary_created_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION created_at(ticket_summary) IS 'Time of creation of a ticket with times in timestamptz; NULL if the log does not hold it.';

CREATE FUNCTION created_at_local(ticket_summary) RETURNS timestamp
	AS 'MODULE_PATHNAME', 'ticket_summary_created_at_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION created_at_local(ticket_summary) IS 'Time of creation of a ticket with times in timestamp without time zone; NULL if the log does not hold it.';

CREATE FUNCTION status_history(summary ticket_summary, OUT status text, OUT started timestamptz, OUT ended timestamptz) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_status_history' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION status_history(summary ticket_summary, OUT status text, OUT started timestamptz, OUT ended timestamptz) IS 'Returns a row for each status that a ticket with times in timestamptz came to, in order, with its start and end; the last has no end (NULL). No rows if the log has no status.';

CREATE FUNCTION status_history_local(summary ticket_summary, OUT status text, OUT started timestamp, OUT ended timestamp) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_status_history_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION status_history_local(summary ticket_summary, OUT status text, OUT started timestamp, OUT ended timestamp) IS 'Returns a row for each status that a ticket with times in timestamp without time zone came to, in order, with its start and end; the last has no end (NULL). No rows if the log has no status.';

CREATE FUNCTION open_spells(summary ticket_summary, OUT opened timestamptz, OUT resolved timestamptz) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_open_spells' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION open_spells(summary ticket_summary, OUT opened timestamptz, OUT resolved timestamptz) IS 'Returns a row for each time that a ticket with times in timestamptz was open, until it was resolved or withdrawn: once, even if only for a moment, and once more for each reopening; resolved is NULL if it is still open. No rows if the log has no status.';

CREATE FUNCTION open_spells_local(summary ticket_summary, OUT opened timestamp, OUT resolved timestamp) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_open_spells_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION open_spells_local(summary ticket_summary, OUT opened timestamp, OUT resolved timestamp) IS 'Returns a row for each time that a ticket with times in timestamp without time zone was open, until it was resolved or withdrawn: once, even if only for a moment, and once more for each reopening; resolved is NULL if it is still open. No rows if the log has no status.';


-- Few rows for each ticket, where the planner would expect a thousand
ALTER FUNCTION status_history(ticket_summary) ROWS 5;
ALTER FUNCTION status_history_local(ticket_summary) ROWS 5;
ALTER FUNCTION open_spells(ticket_summary) ROWS 2;
ALTER FUNCTION open_spells_local(ticket_summary) ROWS 2;
-- room reply
-- Replies to the requester of a ticket: to each message, in each time open, and the gaps between them

CREATE FUNCTION first_reply_times(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'ticket_summary_first_reply_times_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_times(summary ticket_summary, as_of timestamptz, calendar business_calendar) IS 'Returns an array with an interval for each time that the ticket was open, as in open_spells: the time from its opening to the first reply of an agent in it, in the open hours of the calendar if one is given. If the ticket is open at as_of without a reply, the time until as_of. An element is NULL if there is neither, or the opening is not known; NULL if the log has no status.';

CREATE FUNCTION first_reply_times(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'ticket_summary_first_reply_times_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_times(summary ticket_summary, as_of timestamp, calendar business_calendar) IS 'Returns an array with an interval for each time that the ticket was open, as in open_spells: the time from its opening to the first reply of an agent in it, in the open hours of the calendar if one is given. If the ticket is open at as_of without a reply, the time until as_of. An element is NULL if there is neither, or the opening is not known; NULL if the log has no status.';

CREATE FUNCTION first_reply_times(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL) RETURNS interval[]
	AS 'MODULE_PATHNAME', 'ticket_summary_first_reply_times_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION first_reply_times(summary ticket_summary, as_of date, calendar business_calendar) IS 'Returns an array with an interval for each time that the ticket was open, as in open_spells: the time from its opening to the first reply of an agent in it, in the open hours of the calendar if one is given. If the ticket is open at as_of without a reply, the time until as_of. An element is NULL if there is neither, or the opening is not known; NULL if the log has no status.';


CREATE FUNCTION reply_times(summary ticket_summary, as_of timestamptz DEFAULT NULL, calendar business_calendar DEFAULT NULL, OUT asked_at timestamptz, OUT replied_at timestamptz, OUT reply_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_reply_times_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION reply_times(summary ticket_summary, as_of timestamp, calendar business_calendar DEFAULT NULL, OUT asked_at timestamp, OUT replied_at timestamp, OUT reply_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_reply_times_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION reply_times(summary ticket_summary, as_of date, calendar business_calendar DEFAULT NULL, OUT asked_at timestamp, OUT replied_at timestamp, OUT reply_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_reply_times_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reply_times(summary ticket_summary, as_of timestamptz, calendar business_calendar, OUT asked_at timestamptz, OUT replied_at timestamptz, OUT reply_time interval) IS 'Returns a row for each turn of the requester, from the first unanswered message (creation included) to the next reply of an agent: asked_at, replied_at, and reply_time, an interval, in the open hours of the calendar if one is given. replied_at and reply_time are NULL if the ticket was resolved or withdrawn without a reply; a turn that still waits has waited until as_of. No rows if the requester never wrote.';

COMMENT ON FUNCTION reply_times(summary ticket_summary, as_of timestamp, calendar business_calendar, OUT asked_at timestamp, OUT replied_at timestamp, OUT reply_time interval) IS 'Returns a row for each turn of the requester, from the first unanswered message (creation included) to the next reply of an agent: asked_at, replied_at, and reply_time, an interval, in the open hours of the calendar if one is given. replied_at and reply_time are NULL if the ticket was resolved or withdrawn without a reply; a turn that still waits has waited until as_of. No rows if the requester never wrote.';

COMMENT ON FUNCTION reply_times(summary ticket_summary, as_of date, calendar business_calendar, OUT asked_at timestamp, OUT replied_at timestamp, OUT reply_time interval) IS 'Returns a row for each turn of the requester, from the first unanswered message (creation included) to the next reply of an agent: asked_at, replied_at, and reply_time, an interval, in the open hours of the calendar if one is given. replied_at and reply_time are NULL if the ticket was resolved or withdrawn without a reply; a turn that still waits has waited until as_of. No rows if the requester never wrote.';

CREATE FUNCTION reply_times_local(summary ticket_summary, calendar business_calendar DEFAULT NULL, OUT asked_at timestamp, OUT replied_at timestamp, OUT reply_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_reply_times_local' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION reply_times_local(summary ticket_summary, calendar business_calendar, OUT asked_at timestamp, OUT replied_at timestamp, OUT reply_time interval) IS 'Returns a row for each turn of the requester, as reply_times does, for a ticket with times in timestamp without time zone. replied_at and reply_time are NULL if there is no reply. No rows if the requester never wrote.';

CREATE FUNCTION waiting_since(summary ticket_summary, as_of timestamptz DEFAULT NULL) RETURNS timestamptz
	AS 'MODULE_PATHNAME', 'ticket_summary_waiting_since_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION waiting_since(summary ticket_summary, as_of timestamp) RETURNS timestamp
	AS 'MODULE_PATHNAME', 'ticket_summary_waiting_since_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION waiting_since(summary ticket_summary, as_of date) RETURNS timestamp
	AS 'MODULE_PATHNAME', 'ticket_summary_waiting_since_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION waiting_since(summary ticket_summary, as_of timestamptz) IS 'Time of the first message of the requester that has no answer, as of as_of if it is given; NULL if the requester does not wait, because an agent has replied, or the ticket was resolved or is withdrawn.';

COMMENT ON FUNCTION waiting_since(summary ticket_summary, as_of timestamp) IS 'Time of the first message of the requester that has no answer, as of as_of if it is given; NULL if the requester does not wait, because an agent has replied, or the ticket was resolved or is withdrawn.';

COMMENT ON FUNCTION waiting_since(summary ticket_summary, as_of date) IS 'Time of the first message of the requester that has no answer, as of as_of if it is given; NULL if the requester does not wait, because an agent has replied, or the ticket was resolved or is withdrawn.';

CREATE FUNCTION waiting_since_local(ticket_summary) RETURNS timestamp
	AS 'MODULE_PATHNAME', 'ticket_summary_waiting_since_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION waiting_since_local(ticket_summary) IS 'Time of the first message of the requester that has no answer, for a ticket with times in timestamp without time zone; NULL if the requester does not wait: see waiting_since.';

CREATE FUNCTION update_times(summary ticket_summary, as_of timestamptz DEFAULT NULL, runs_in text[] DEFAULT '{new,open,hold}', calendar business_calendar DEFAULT NULL, OUT replied_at timestamptz, OUT next_reply_at timestamptz, OUT update_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_update_times_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION update_times(summary ticket_summary, as_of timestamp, runs_in text[] DEFAULT '{new,open,hold}', calendar business_calendar DEFAULT NULL, OUT replied_at timestamp, OUT next_reply_at timestamp, OUT update_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_update_times_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION update_times(summary ticket_summary, as_of date, runs_in text[] DEFAULT '{new,open,hold}', calendar business_calendar DEFAULT NULL, OUT replied_at timestamp, OUT next_reply_at timestamp, OUT update_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_update_times_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION update_times(summary ticket_summary, as_of timestamptz, runs_in text[], calendar business_calendar, OUT replied_at timestamptz, OUT next_reply_at timestamptz, OUT update_time interval) IS 'Returns a row for each reply of an agent: replied_at, next_reply_at, and update_time, an interval: the time between them in which the ticket was in the statuses runs_in, in the open hours of the calendar if one is given. After the last reply, the time until as_of; NULL if as_of is NULL or the ticket is resolved or withdrawn. No rows if there are no replies.';

COMMENT ON FUNCTION update_times(summary ticket_summary, as_of timestamp, runs_in text[], calendar business_calendar, OUT replied_at timestamp, OUT next_reply_at timestamp, OUT update_time interval) IS 'Returns a row for each reply of an agent: replied_at, next_reply_at, and update_time, an interval: the time between them in which the ticket was in the statuses runs_in, in the open hours of the calendar if one is given. After the last reply, the time until as_of; NULL if as_of is NULL or the ticket is resolved or withdrawn. No rows if there are no replies.';

COMMENT ON FUNCTION update_times(summary ticket_summary, as_of date, runs_in text[], calendar business_calendar, OUT replied_at timestamp, OUT next_reply_at timestamp, OUT update_time interval) IS 'Returns a row for each reply of an agent: replied_at, next_reply_at, and update_time, an interval: the time between them in which the ticket was in the statuses runs_in, in the open hours of the calendar if one is given. After the last reply, the time until as_of; NULL if as_of is NULL or the ticket is resolved or withdrawn. No rows if there are no replies.';

CREATE FUNCTION update_times_local(summary ticket_summary, runs_in text[] DEFAULT '{new,open,hold}', calendar business_calendar DEFAULT NULL, OUT replied_at timestamp, OUT next_reply_at timestamp, OUT update_time interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'ticket_summary_update_times_local' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION update_times_local(summary ticket_summary, runs_in text[], calendar business_calendar, OUT replied_at timestamp, OUT next_reply_at timestamp, OUT update_time interval) IS 'Returns a row for each reply of an agent, as update_times does, for a ticket with times in timestamp without time zone. next_reply_at and update_time are NULL after the last reply. No rows if there are no replies.';

-- room state
-- In which state an agent, a ticket or a line was when, in any words: time in state, visits, changes

-- What every type has: state_summary

CREATE TYPE state_summary;

CREATE FUNCTION state_summary_in(cstring) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_in(cstring) IS 'Input function of type state_summary: reads the text form that state_summary_out writes.';

CREATE FUNCTION state_summary_out(state_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'state_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_out(state_summary) IS 'Output function of type state_summary: returns the text form.';

CREATE FUNCTION state_summary_recv(internal) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_recv(internal) IS 'Receive function of type state_summary: reads the binary form that state_summary_send writes.';

CREATE FUNCTION state_summary_send(state_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'state_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_send(state_summary) IS 'Send function of type state_summary: returns the binary form, which begins with a version.';


CREATE TYPE state_summary (
	INPUT = state_summary_in, OUTPUT = state_summary_out, RECEIVE = state_summary_recv, SEND = state_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION state_summary_eq(state_summary, state_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'state_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_eq(state_summary, state_summary) IS 'True if two values of type state_summary are equal.';

CREATE FUNCTION state_summary_ne(state_summary, state_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'state_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_ne(state_summary, state_summary) IS 'True if two values of type state_summary differ.';

CREATE FUNCTION state_summary_lt(state_summary, state_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'state_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_lt(state_summary, state_summary) IS 'True if the first value sorts before the second; the order is for indexes and does not rank figures.';

CREATE FUNCTION state_summary_le(state_summary, state_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'state_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_le(state_summary, state_summary) IS 'True if the first value sorts before or with the second.';

CREATE FUNCTION state_summary_gt(state_summary, state_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'state_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_gt(state_summary, state_summary) IS 'True if the first value sorts after the second.';

CREATE FUNCTION state_summary_ge(state_summary, state_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'state_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_ge(state_summary, state_summary) IS 'True if the first value sorts after or with the second.';

CREATE FUNCTION state_summary_cmp(state_summary, state_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'state_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_cmp(state_summary, state_summary) IS '-1, 0 or 1 if the first value sorts before, with or after the second.';

CREATE FUNCTION state_summary_hash(state_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'state_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_hash(state_summary) IS 'Hash of a value of type state_summary.';

CREATE FUNCTION state_summary_hash_extended(state_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'state_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_hash_extended(state_summary, bigint) IS 'Hash of a value of type state_summary, with a seed.';


CREATE FUNCTION to_jsonb(state_summary) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'state_summary_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION to_jsonb(state_summary) IS 'The contents of a value of type state_summary as jsonb, an object that always has the same fields.';


CREATE CAST (state_summary AS jsonb) WITH FUNCTION to_jsonb(state_summary);
COMMENT ON CAST (state_summary AS jsonb) IS 'the contents of a state_summary, with named fields';

CREATE OPERATOR = (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (state_summary, state_summary) IS 'equal state_summary';
CREATE OPERATOR <> (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (state_summary, state_summary) IS 'different state_summary';
CREATE OPERATOR < (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (state_summary, state_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (state_summary, state_summary) IS 'sorts before or with';
CREATE OPERATOR > (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (state_summary, state_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (state_summary, state_summary) IS 'sorts after or with';

CREATE OPERATOR CLASS state_summary_btree_ops DEFAULT FOR TYPE state_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 state_summary_cmp(state_summary, state_summary);
COMMENT ON OPERATOR CLASS state_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY state_summary_btree_ops USING btree IS 'order of state_summary for indexes';
CREATE OPERATOR CLASS state_summary_hash_ops DEFAULT FOR TYPE state_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 state_summary_hash(state_summary), FUNCTION 2 state_summary_hash_extended(state_summary, bigint);
COMMENT ON OPERATOR CLASS state_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY state_summary_hash_ops USING hash IS 'hash of state_summary for indexes';
-- What every family of summaries has in addition: state_summary

CREATE FUNCTION state_summary_add(state_summary, state_summary) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_add(state_summary, state_summary) IS 'Merges two summaries: returns the summary of the rows of both.';

CREATE FUNCTION state_summary_subtract(state_summary, state_summary) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_subtract(state_summary, state_summary) IS 'Subtracts the second summary from the first: returns the summary of the rows that are left. It is an error if the first summary does not contain the rows of the second.';


CREATE OPERATOR + (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (state_summary, state_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = state_summary, RIGHTARG = state_summary, FUNCTION = state_summary_subtract);
COMMENT ON OPERATOR - (state_summary, state_summary) IS 'subtract: the first summary without the rows of the second, which it must contain';

CREATE FUNCTION state_summary_final(state_summary) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_final(state_summary) IS 'Final function of aggregates that build or merge summaries: returns the form that is stored.';

CREATE AGGREGATE rollup(state_summary) (
	SFUNC = state_summary_add, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_add, MINVFUNC = state_summary_subtract, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(state_summary) IS 'Merges stored summaries into one summary of all their rows; an empty summary, not NULL, if there are none.';

CREATE AGGREGATE sum(state_summary) (
	SFUNC = state_summary_add, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_add, MINVFUNC = state_summary_subtract, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE sum(state_summary) IS 'The same as rollup, by the name that BI tools write for measures that add up; an empty summary, not NULL, if there are none.';


COMMENT ON TYPE state_summary IS 'log of one agent, ticket or line: when, by one clock, it came to which state, in any words; no sample: it is one log';
COMMENT ON AGGREGATE rollup(state_summary) IS 'Merges stored summaries of one log into the summary of all its rows; an empty summary, not NULL, if there are none. For figures of many logs, add up their times in state instead.';

CREATE FUNCTION state_summary_count_timestamptz(state_summary, timestamptz, text) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_count_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_summary_uncount_timestamptz(state_summary, timestamptz, text) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_uncount_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_count_timestamptz(state_summary, timestamptz, text) IS 'Transition function of state_summary that adds a row; arguments: (at, state).';

COMMENT ON FUNCTION state_summary_uncount_timestamptz(state_summary, timestamptz, text) IS 'Inverse transition function of state_summary that removes a row; arguments: (at, state).';

CREATE FUNCTION state_summary_count_sequence_timestamptz(state_summary, timestamptz, text, bigint) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_count_sequence_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_summary_uncount_sequence_timestamptz(state_summary, timestamptz, text, bigint) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_uncount_sequence_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_count_sequence_timestamptz(state_summary, timestamptz, text, bigint) IS 'Transition function of state_summary that adds a row; arguments: (at, state, sequence).';

COMMENT ON FUNCTION state_summary_uncount_sequence_timestamptz(state_summary, timestamptz, text, bigint) IS 'Inverse transition function of state_summary that removes a row; arguments: (at, state, sequence).';

CREATE AGGREGATE state_agg(at timestamptz, state text) (
	SFUNC = state_summary_count_timestamptz, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_count_timestamptz, MINVFUNC = state_summary_uncount_timestamptz, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE state_agg(at timestamptz, state text) IS 'Builds a state_summary (never NULL) of one agent, ticket or line from its log in any order: at each time, the state it came to, in any words. Rows with a NULL are skipped.';

CREATE AGGREGATE state_agg(at timestamptz, state text, sequence bigint) (
	SFUNC = state_summary_count_sequence_timestamptz, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_count_sequence_timestamptz, MINVFUNC = state_summary_uncount_sequence_timestamptz, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE state_agg(at timestamptz, state text, sequence bigint) IS 'Builds a state_summary (never NULL) of one agent, ticket or line from its log in any order: at each time, the state it came to, in any words. sequence orders rows at one time; rows with a NULL are skipped.';

CREATE FUNCTION state_summary_count_timestamp(state_summary, timestamp, text) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_count_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_summary_uncount_timestamp(state_summary, timestamp, text) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_uncount_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_count_timestamp(state_summary, timestamp, text) IS 'Transition function of state_summary that adds a row; arguments: (at, state).';

COMMENT ON FUNCTION state_summary_uncount_timestamp(state_summary, timestamp, text) IS 'Inverse transition function of state_summary that removes a row; arguments: (at, state).';

CREATE FUNCTION state_summary_count_sequence_timestamp(state_summary, timestamp, text, bigint) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_count_sequence_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_summary_uncount_sequence_timestamp(state_summary, timestamp, text, bigint) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_uncount_sequence_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_count_sequence_timestamp(state_summary, timestamp, text, bigint) IS 'Transition function of state_summary that adds a row; arguments: (at, state, sequence).';

COMMENT ON FUNCTION state_summary_uncount_sequence_timestamp(state_summary, timestamp, text, bigint) IS 'Inverse transition function of state_summary that removes a row; arguments: (at, state, sequence).';

CREATE AGGREGATE state_agg(at timestamp, state text) (
	SFUNC = state_summary_count_timestamp, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_count_timestamp, MINVFUNC = state_summary_uncount_timestamp, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE state_agg(at timestamp, state text) IS 'Builds a state_summary (never NULL) of one agent, ticket or line from its log in any order: at each time, the state it came to, in any words. Rows with a NULL are skipped.';

CREATE AGGREGATE state_agg(at timestamp, state text, sequence bigint) (
	SFUNC = state_summary_count_sequence_timestamp, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_count_sequence_timestamp, MINVFUNC = state_summary_uncount_sequence_timestamp, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE state_agg(at timestamp, state text, sequence bigint) IS 'Builds a state_summary (never NULL) of one agent, ticket or line from its log in any order: at each time, the state it came to, in any words. sequence orders rows at one time; rows with a NULL are skipped.';

CREATE FUNCTION state_summary_count_date(state_summary, date, text) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_count_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_summary_uncount_date(state_summary, date, text) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_uncount_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_count_date(state_summary, date, text) IS 'Transition function of state_summary that adds a row; arguments: (at, state).';

COMMENT ON FUNCTION state_summary_uncount_date(state_summary, date, text) IS 'Inverse transition function of state_summary that removes a row; arguments: (at, state).';

CREATE FUNCTION state_summary_count_sequence_date(state_summary, date, text, bigint) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_count_sequence_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_summary_uncount_sequence_date(state_summary, date, text, bigint) RETURNS state_summary
	AS 'MODULE_PATHNAME', 'state_summary_uncount_sequence_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_summary_count_sequence_date(state_summary, date, text, bigint) IS 'Transition function of state_summary that adds a row; arguments: (at, state, sequence).';

COMMENT ON FUNCTION state_summary_uncount_sequence_date(state_summary, date, text, bigint) IS 'Inverse transition function of state_summary that removes a row; arguments: (at, state, sequence).';

CREATE AGGREGATE state_agg(at date, state text) (
	SFUNC = state_summary_count_date, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_count_date, MINVFUNC = state_summary_uncount_date, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE state_agg(at date, state text) IS 'Builds a state_summary (never NULL) of one agent, ticket or line from its log in any order: at each time, the state it came to, in any words. Rows with a NULL are skipped.';

CREATE AGGREGATE state_agg(at date, state text, sequence bigint) (
	SFUNC = state_summary_count_sequence_date, STYPE = state_summary, INITCOND = 'empty', COMBINEFUNC = state_summary_add,
	FINALFUNC = state_summary_final, MFINALFUNC = state_summary_final,
	MSFUNC = state_summary_count_sequence_date, MINVFUNC = state_summary_uncount_sequence_date, MSTYPE = state_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE state_agg(at date, state text, sequence bigint) IS 'Builds a state_summary (never NULL) of one agent, ticket or line from its log in any order: at each time, the state it came to, in any words. sequence orders rows at one time; rows with a NULL are skipped.';


CREATE FUNCTION n_counted(state_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'state_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(state_summary) IS 'Number of rows of the log; 0 if there are none.';

CREATE FUNCTION n_ambiguous(state_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'state_summary_n_ambiguous' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_ambiguous(state_summary) IS 'Number of times at which the log came to several states that no sequence orders, so that they are in the order of their bytes; 0 if there are none.';


CREATE FUNCTION time_in_state(summary state_summary, states text[], start_at timestamptz, end_at timestamptz, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'state_summary_time_in_state_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_state(summary state_summary, states text[], start_at timestamptz, end_at timestamptz, calendar business_calendar) IS 'Time in any of the states from start_at to end_at, an interval, in the open hours of the calendar if one is given. The state in force at start_at counts from there, the last one up to end_at; 0 if none of the states occurs; NULL if no state is known before end_at, or start_at or end_at is NULL.';

CREATE FUNCTION state_at(summary state_summary, at timestamptz) RETURNS text
	AS 'MODULE_PATHNAME', 'state_summary_state_at_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_at(summary state_summary, at timestamptz) IS 'State in force at a time, a text; NULL before the first row of the log.';

CREATE FUNCTION time_by_state(summary state_summary, start_at timestamptz, end_at timestamptz, calendar business_calendar DEFAULT NULL, OUT state text, OUT total interval, OUT visits bigint, OUT longest interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_time_by_state_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_by_state(summary state_summary, start_at timestamptz, end_at timestamptz, calendar business_calendar, OUT state text, OUT total interval, OUT visits bigint, OUT longest interval) IS 'Returns a row for each state in force at some time from start_at to end_at, with times in the open hours of the calendar if one is given and within the period: the total time in it, the number of visits to it, and the longest visit. No rows if no state is known before end_at.';

CREATE FUNCTION state_changes(summary state_summary, start_at timestamptz, end_at timestamptz, OUT from_state text, OUT to_state text, OUT n bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_state_changes_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION state_changes(summary state_summary, start_at timestamptz, end_at timestamptz, OUT from_state text, OUT to_state text, OUT n bigint) IS 'Returns a row for each pair of states of which one directly followed the other from start_at to end_at, and the number of times; no rows if there is no such change.';

CREATE FUNCTION time_in_state(summary state_summary, states text[], start_at timestamp, end_at timestamp, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'state_summary_time_in_state_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_state(summary state_summary, states text[], start_at timestamp, end_at timestamp, calendar business_calendar) IS 'Time in any of the states from start_at to end_at, an interval, in the open hours of the calendar if one is given. The state in force at start_at counts from there, the last one up to end_at; 0 if none of the states occurs; NULL if no state is known before end_at, or start_at or end_at is NULL.';

CREATE FUNCTION state_at(summary state_summary, at timestamp) RETURNS text
	AS 'MODULE_PATHNAME', 'state_summary_state_at_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_at(summary state_summary, at timestamp) IS 'State in force at a time, a text; NULL before the first row of the log.';

CREATE FUNCTION time_by_state(summary state_summary, start_at timestamp, end_at timestamp, calendar business_calendar DEFAULT NULL, OUT state text, OUT total interval, OUT visits bigint, OUT longest interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_time_by_state_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_by_state(summary state_summary, start_at timestamp, end_at timestamp, calendar business_calendar, OUT state text, OUT total interval, OUT visits bigint, OUT longest interval) IS 'Returns a row for each state in force at some time from start_at to end_at, with times in the open hours of the calendar if one is given and within the period: the total time in it, the number of visits to it, and the longest visit. No rows if no state is known before end_at.';

CREATE FUNCTION state_changes(summary state_summary, start_at timestamp, end_at timestamp, OUT from_state text, OUT to_state text, OUT n bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_state_changes_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION state_changes(summary state_summary, start_at timestamp, end_at timestamp, OUT from_state text, OUT to_state text, OUT n bigint) IS 'Returns a row for each pair of states of which one directly followed the other from start_at to end_at, and the number of times; no rows if there is no such change.';

CREATE FUNCTION time_in_state(summary state_summary, states text[], start_at date, end_at date, calendar business_calendar DEFAULT NULL) RETURNS interval
	AS 'MODULE_PATHNAME', 'state_summary_time_in_state_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_state(summary state_summary, states text[], start_at date, end_at date, calendar business_calendar) IS 'Time in any of the states from start_at to end_at, an interval, in the open hours of the calendar if one is given. The state in force at start_at counts from there, the last one up to end_at; 0 if none of the states occurs; NULL if no state is known before end_at, or start_at or end_at is NULL.';

CREATE FUNCTION state_at(summary state_summary, at date) RETURNS text
	AS 'MODULE_PATHNAME', 'state_summary_state_at_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_at(summary state_summary, at date) IS 'State in force at a time, a text; NULL before the first row of the log.';

CREATE FUNCTION time_by_state(summary state_summary, start_at date, end_at date, calendar business_calendar DEFAULT NULL, OUT state text, OUT total interval, OUT visits bigint, OUT longest interval) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_time_by_state_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_by_state(summary state_summary, start_at date, end_at date, calendar business_calendar, OUT state text, OUT total interval, OUT visits bigint, OUT longest interval) IS 'Returns a row for each state in force at some time from start_at to end_at, with times in the open hours of the calendar if one is given and within the period: the total time in it, the number of visits to it, and the longest visit. No rows if no state is known before end_at.';

CREATE FUNCTION state_changes(summary state_summary, start_at date, end_at date, OUT from_state text, OUT to_state text, OUT n bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_state_changes_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION state_changes(summary state_summary, start_at date, end_at date, OUT from_state text, OUT to_state text, OUT n bigint) IS 'Returns a row for each pair of states of which one directly followed the other from start_at to end_at, and the number of times; no rows if there is no such change.';

CREATE FUNCTION state_changes(summary state_summary, OUT from_state text, OUT to_state text, OUT n bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_state_changes' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION state_changes(summary state_summary, OUT from_state text, OUT to_state text, OUT n bigint) IS 'Returns a row for each pair of states of which one directly followed the other, and the number of times; no rows if there is no such change.';

CREATE FUNCTION state_history(summary state_summary, OUT state text, OUT started timestamptz, OUT ended timestamptz) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_state_history' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_history(summary state_summary, OUT state text, OUT started timestamptz, OUT ended timestamptz) IS 'Returns a row for each state that a log with times in timestamptz came to, in order, with its start and end; the last has no end (NULL). No rows if the log is empty.';

CREATE FUNCTION state_history_local(summary state_summary, OUT state text, OUT started timestamp, OUT ended timestamp) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'state_summary_state_history_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_history_local(summary state_summary, OUT state text, OUT started timestamp, OUT ended timestamp) IS 'Returns a row for each state that a log with times in timestamp without time zone came to, in order, with its start and end; the last has no end (NULL). No rows if the log is empty.';

-- room schedule
-- Multiranges of time, from PostgreSQL 14 on: occupancy, adherence, conformance, open periods, periods in states

CREATE FUNCTION total_duration(tstzmultirange) RETURNS interval
	AS 'MODULE_PATHNAME', 'schedule_total_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_duration(tstzmultirange) IS 'Sum of the lengths of the ranges, an interval; an infinite end is an error; NULL if the argument is NULL.';

CREATE FUNCTION occupancy(busy tstzmultirange, staffed tstzmultirange) RETURNS float8
	AS 'MODULE_PATHNAME', 'schedule_occupancy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION occupancy(busy tstzmultirange, staffed tstzmultirange) IS 'Occupancy: time busy / time staffed, a fraction from 0 to 1; busy time outside staffed time is an error; NULL if no time is staffed or an argument is NULL.';

CREATE FUNCTION adherence(scheduled tstzmultirange, actual tstzmultirange) RETURNS float8
	AS 'MODULE_PATHNAME', 'schedule_adherence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION adherence(scheduled tstzmultirange, actual tstzmultirange) IS 'Adherence: time worked as scheduled / time scheduled, a fraction from 0 to 1; NULL if no time is scheduled or an argument is NULL.';

CREATE FUNCTION conformance(scheduled tstzmultirange, actual tstzmultirange) RETURNS float8
	AS 'MODULE_PATHNAME', 'schedule_conformance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conformance(scheduled tstzmultirange, actual tstzmultirange) IS 'Conformance: time worked, at any time / time scheduled, a fraction that may exceed 1; NULL if no time is scheduled or an argument is NULL.';

CREATE FUNCTION total_duration(tsmultirange) RETURNS interval
	AS 'MODULE_PATHNAME', 'schedule_total_duration' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_duration(tsmultirange) IS 'Sum of the lengths of the ranges, an interval; an infinite end is an error; NULL if the argument is NULL.';

CREATE FUNCTION occupancy(busy tsmultirange, staffed tsmultirange) RETURNS float8
	AS 'MODULE_PATHNAME', 'schedule_occupancy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION occupancy(busy tsmultirange, staffed tsmultirange) IS 'Occupancy: time busy / time staffed, a fraction from 0 to 1; busy time outside staffed time is an error; NULL if no time is staffed or an argument is NULL.';

CREATE FUNCTION adherence(scheduled tsmultirange, actual tsmultirange) RETURNS float8
	AS 'MODULE_PATHNAME', 'schedule_adherence' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION adherence(scheduled tsmultirange, actual tsmultirange) IS 'Adherence: time worked as scheduled / time scheduled, a fraction from 0 to 1; NULL if no time is scheduled or an argument is NULL.';

CREATE FUNCTION conformance(scheduled tsmultirange, actual tsmultirange) RETURNS float8
	AS 'MODULE_PATHNAME', 'schedule_conformance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION conformance(scheduled tsmultirange, actual tsmultirange) IS 'Conformance: time worked, at any time / time scheduled, a fraction that may exceed 1; NULL if no time is scheduled or an argument is NULL.';


CREATE FUNCTION open_periods(calendar business_calendar, start_at timestamptz, end_at timestamptz) RETURNS tstzmultirange
	AS 'MODULE_PATHNAME', 'schedule_open_periods_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION open_periods(calendar business_calendar, start_at timestamp, end_at timestamp) RETURNS tsmultirange
	AS 'MODULE_PATHNAME', 'schedule_open_periods_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION open_periods(calendar business_calendar, start_at date, end_at date) RETURNS tsmultirange
	AS 'MODULE_PATHNAME', 'schedule_open_periods_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION open_periods(calendar business_calendar, start_at timestamptz, end_at timestamptz) IS 'Periods in which a calendar is open between two times, or two local times of its zone, a multirange; empty if the end is not after the start; NULL if an argument is NULL.';

COMMENT ON FUNCTION open_periods(calendar business_calendar, start_at timestamp, end_at timestamp) IS 'Periods in which a calendar is open between two times, or two local times of its zone, a multirange; empty if the end is not after the start; NULL if an argument is NULL.';

COMMENT ON FUNCTION open_periods(calendar business_calendar, start_at date, end_at date) IS 'Periods in which a calendar is open between two times, or two local times of its zone, a multirange; empty if the end is not after the start; NULL if an argument is NULL.';


CREATE FUNCTION state_periods(summary state_summary, states text[], start_at timestamptz, end_at timestamptz) RETURNS tstzmultirange
	AS 'MODULE_PATHNAME', 'schedule_state_periods_timestamptz' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_periods(summary state_summary, states text[], start_at timestamp, end_at timestamp) RETURNS tsmultirange
	AS 'MODULE_PATHNAME', 'schedule_state_periods_timestamp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION state_periods(summary state_summary, states text[], start_at date, end_at date) RETURNS tsmultirange
	AS 'MODULE_PATHNAME', 'schedule_state_periods_date' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION state_periods(summary state_summary, states text[], start_at timestamptz, end_at timestamptz) IS 'Periods from start_at to end_at in which any of the states was in force, a multirange; empty if none of them occurs; NULL if no state is known before end_at.';

COMMENT ON FUNCTION state_periods(summary state_summary, states text[], start_at timestamp, end_at timestamp) IS 'Periods from start_at to end_at in which any of the states was in force, a multirange; empty if none of them occurs; NULL if no state is known before end_at.';

COMMENT ON FUNCTION state_periods(summary state_summary, states text[], start_at date, end_at date) IS 'Periods from start_at to end_at in which any of the states was in force, a multirange; empty if none of them occurs; NULL if no state is known before end_at.';

-- room seconds
-- An interval as a number

CREATE FUNCTION seconds(duration interval) RETURNS float8
	AS 'MODULE_PATHNAME', 'seconds_of_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION seconds(duration interval) IS 'Seconds of an interval, for charts and other clients that need a number: a day is 24 hours; months are an error; NULL if the interval is NULL.';

CREATE FUNCTION kpi_seconds(duration interval) RETURNS float8
	AS 'MODULE_PATHNAME', 'seconds_of_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION kpi_seconds(duration interval) IS 'Seconds of an interval, for charts and other clients that need a number: a day is 24 hours; months are an error; NULL if the interval is NULL.';

-- room sla
-- Clocks that run towards a target, by the status of a ticket and a calendar

CREATE FUNCTION sla_clock(summary ticket_summary, target interval, as_of timestamptz, until text DEFAULT 'full_resolution', runs_in text[] DEFAULT '{new,open}', calendar business_calendar DEFAULT NULL, OUT elapsed interval, OUT remaining interval, OUT due_at timestamptz, OUT breached_at timestamptz, OUT state text) RETURNS record
	AS 'MODULE_PATHNAME', 'ticket_summary_sla_clock_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION sla_clock(summary ticket_summary, target interval, as_of timestamp, until text DEFAULT 'full_resolution', runs_in text[] DEFAULT '{new,open}', calendar business_calendar DEFAULT NULL, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) RETURNS record
	AS 'MODULE_PATHNAME', 'ticket_summary_sla_clock_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION sla_clock(summary ticket_summary, target interval, as_of date, until text DEFAULT 'full_resolution', runs_in text[] DEFAULT '{new,open}', calendar business_calendar DEFAULT NULL, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) RETURNS record
	AS 'MODULE_PATHNAME', 'ticket_summary_sla_clock_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sla_clock(summary ticket_summary, target interval, as_of timestamptz, until text, runs_in text[], calendar business_calendar, OUT elapsed interval, OUT remaining interval, OUT due_at timestamptz, OUT breached_at timestamptz, OUT state text) IS 'SLA clock of a ticket from its creation until first_reply, first_resolution or full_resolution, which runs in the statuses runs_in, in the open hours of the calendar if one is given: elapsed time up to as_of and remaining time (negative once breached), intervals; due_at, when it is or was due if the status stays (NULL if met, paused or never due); breached_at, when it was breached; and the state running, paused, met or breached. NULL if the clock has not stopped and as_of is NULL or the ticket is withdrawn, or if the creation is not known.';

COMMENT ON FUNCTION sla_clock(summary ticket_summary, target interval, as_of timestamp, until text, runs_in text[], calendar business_calendar, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) IS 'SLA clock of a ticket from its creation until first_reply, first_resolution or full_resolution, which runs in the statuses runs_in, in the open hours of the calendar if one is given: elapsed time up to as_of and remaining time (negative once breached), intervals; due_at, when it is or was due if the status stays (NULL if met, paused or never due); breached_at, when it was breached; and the state running, paused, met or breached. NULL if the clock has not stopped and as_of is NULL or the ticket is withdrawn, or if the creation is not known.';

COMMENT ON FUNCTION sla_clock(summary ticket_summary, target interval, as_of date, until text, runs_in text[], calendar business_calendar, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) IS 'SLA clock of a ticket from its creation until first_reply, first_resolution or full_resolution, which runs in the statuses runs_in, in the open hours of the calendar if one is given: elapsed time up to as_of and remaining time (negative once breached), intervals; due_at, when it is or was due if the status stays (NULL if met, paused or never due); breached_at, when it was breached; and the state running, paused, met or breached. NULL if the clock has not stopped and as_of is NULL or the ticket is withdrawn, or if the creation is not known.';


CREATE FUNCTION sla_clock(summary state_summary, target interval, as_of timestamptz, until text[], runs_in text[], calendar business_calendar DEFAULT NULL, OUT elapsed interval, OUT remaining interval, OUT due_at timestamptz, OUT breached_at timestamptz, OUT state text) RETURNS record
	AS 'MODULE_PATHNAME', 'state_summary_sla_clock_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION sla_clock(summary state_summary, target interval, as_of timestamp, until text[], runs_in text[], calendar business_calendar DEFAULT NULL, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) RETURNS record
	AS 'MODULE_PATHNAME', 'state_summary_sla_clock_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION sla_clock(summary state_summary, target interval, as_of date, until text[], runs_in text[], calendar business_calendar DEFAULT NULL, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) RETURNS record
	AS 'MODULE_PATHNAME', 'state_summary_sla_clock_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sla_clock(summary state_summary, target interval, as_of timestamptz, until text[], runs_in text[], calendar business_calendar, OUT elapsed interval, OUT remaining interval, OUT due_at timestamptz, OUT breached_at timestamptz, OUT state text) IS 'SLA clock of a log from its first row until it first comes to one of the states until (never if until is NULL), which runs in the states runs_in, in the open hours of the calendar if one is given: elapsed time up to as_of and remaining time (negative once breached), intervals; due_at, when it is or was due if the state stays (NULL if met, paused or never due); breached_at, when it was breached; and the state running, paused, met or breached. NULL if the clock has not stopped and as_of is NULL, or there is no row up to as_of.';

COMMENT ON FUNCTION sla_clock(summary state_summary, target interval, as_of timestamp, until text[], runs_in text[], calendar business_calendar, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) IS 'SLA clock of a log from its first row until it first comes to one of the states until (never if until is NULL), which runs in the states runs_in, in the open hours of the calendar if one is given: elapsed time up to as_of and remaining time (negative once breached), intervals; due_at, when it is or was due if the state stays (NULL if met, paused or never due); breached_at, when it was breached; and the state running, paused, met or breached. NULL if the clock has not stopped and as_of is NULL, or there is no row up to as_of.';

COMMENT ON FUNCTION sla_clock(summary state_summary, target interval, as_of date, until text[], runs_in text[], calendar business_calendar, OUT elapsed interval, OUT remaining interval, OUT due_at timestamp, OUT breached_at timestamp, OUT state text) IS 'SLA clock of a log from its first row until it first comes to one of the states until (never if until is NULL), which runs in the states runs_in, in the open hours of the calendar if one is given: elapsed time up to as_of and remaining time (negative once breached), intervals; due_at, when it is or was due if the state stays (NULL if met, paused or never due); breached_at, when it was breached; and the state running, paused, met or breached. NULL if the clock has not stopped and as_of is NULL, or there is no row up to as_of.';

-- room staffing
-- Staffing: Erlang B, C and A, agents required, work that can wait

CREATE FUNCTION erlang_b(load float8, agents float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_b' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_b(load float8, agents float8) IS 'Probability that a call finds all agents busy and is lost, for a load in erlangs and no queue (Erlang B), a fraction from 0 to 1; NULL if an argument is NULL.';

CREATE FUNCTION erlang_c(load float8, agents float8) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_c' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_c(load float8, agents float8) IS 'Probability that a call has to wait, for a load in erlangs and a queue in which nobody abandons (Erlang C), a fraction from 0 to 1; 1 if the agents do not exceed the load; NULL if an argument is NULL.';

CREATE FUNCTION traffic_load(calls float8, period interval, aht interval, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_traffic_load' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION traffic_load(calls float8, period interval, aht interval, concurrency float8) IS 'Load in erlangs: calls * average handle time / concurrency / period, where concurrency is the number of chats that an agent handles at once; NULL if an argument is NULL.';


CREATE FUNCTION erlang_c_service_level(calls float8, period interval, aht interval, agents float8, target interval, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_c_service_level' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_c_service_level(calls float8, period interval, aht interval, agents float8, target interval, concurrency float8) IS 'Service level by Erlang C: share of the calls answered within the target if nobody abandons, a fraction from 0 to 1; 0 if the agents do not exceed the load; NULL if there are no calls. For chats, aht / concurrency is the handle time.';

CREATE FUNCTION erlang_c_asa(calls float8, period interval, aht interval, agents float8, concurrency float8 DEFAULT 1) RETURNS interval
	AS 'MODULE_PATHNAME', 'staffing_erlang_c_asa' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_c_asa(calls float8, period interval, aht interval, agents float8, concurrency float8) IS 'Average speed of answer by Erlang C, if nobody abandons, an interval; NULL if there are no calls, or if the agents do not exceed the load, because then no wait is finite. For chats, aht / concurrency is the handle time.';

CREATE FUNCTION erlang_c_occupancy(calls float8, period interval, aht interval, agents float8, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_c_occupancy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_c_occupancy(calls float8, period interval, aht interval, agents float8, concurrency float8) IS 'Occupancy by Erlang C, if nobody abandons: load / agents, a fraction from 0 to 1, 1 if the agents do not exceed the load; NULL if there are no agents. For chats, aht / concurrency is the handle time.';


CREATE FUNCTION erlang_a_wait_probability(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_a_wait_probability' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_a_wait_probability(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8) IS 'Probability that a call has to wait by Erlang A, if callers abandon after a mean patience, a fraction from 0 to 1; NULL if there are no calls. For chats, aht / concurrency is the handle time.';

CREATE FUNCTION erlang_a_abandon_rate(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_a_abandon_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_a_abandon_rate(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8) IS 'Abandon rate by Erlang A: share of the calls that are abandoned, a fraction from 0 to 1; NULL if there are no calls. For chats, aht / concurrency is the handle time.';

CREATE FUNCTION erlang_a_average_wait(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8 DEFAULT 1) RETURNS interval
	AS 'MODULE_PATHNAME', 'staffing_erlang_a_average_wait' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_a_average_wait(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8) IS 'Average wait by Erlang A: mean wait of all calls until they are answered or abandoned, abandon rate * patience, an interval; NULL if there are no calls. For chats, aht / concurrency is the handle time.';

CREATE FUNCTION erlang_a_asa(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8 DEFAULT 1) RETURNS interval
	AS 'MODULE_PATHNAME', 'staffing_erlang_a_asa' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_a_asa(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8) IS 'Average speed of answer by Erlang A: mean wait of the calls that are answered, an interval; NULL if there are no agents or no calls. For chats, aht / concurrency is the handle time.';

CREATE FUNCTION erlang_a_service_level(calls float8, period interval, aht interval, patience interval, agents float8, target interval, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_a_service_level' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_a_service_level(calls float8, period interval, aht interval, patience interval, agents float8, target interval, concurrency float8) IS 'Service level by Erlang A: share of all calls answered within the target, with the abandoned ones counted as missed, a fraction from 0 to 1; NULL if there are no calls. For chats, aht / concurrency is the handle time.';

CREATE FUNCTION erlang_a_occupancy(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_erlang_a_occupancy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION erlang_a_occupancy(calls float8, period interval, aht interval, patience interval, agents float8, concurrency float8) IS 'Occupancy by Erlang A: load * share answered / agents, a fraction from 0 to 1; NULL if there are no agents. For chats, aht / concurrency is the handle time.';


CREATE FUNCTION agents_required(calls float8, period interval, aht interval, service_level float8 DEFAULT NULL, target interval DEFAULT NULL, asa interval DEFAULT NULL, occupancy float8 DEFAULT NULL, patience interval DEFAULT NULL, abandon_rate float8 DEFAULT NULL, shrinkage float8 DEFAULT 0, fractional boolean DEFAULT false, concurrency float8 DEFAULT 1) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_agents_required' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION agents_required(calls float8, period interval, aht interval, service_level float8, target interval, asa interval, occupancy float8, patience interval, abandon_rate float8, shrinkage float8, fractional boolean, concurrency float8) IS 'Agents required: the smallest number that reaches at least the service level within its target, and at most the average speed of answer, occupancy and abandon rate, / (1 - shrinkage); whole agents, rounded up, or fractional ones if fractional is true. Erlang C, or Erlang A if a mean patience is given; an argument that is NULL is not required; for chats, aht / concurrency is the handle time. 0 if there are no calls, whatever their handle time; NULL if calls or period is NULL, or aht is NULL and there are calls.';


CREATE FUNCTION workload_agents(volume float8, handle_time interval, period interval, occupancy float8 DEFAULT 1, shrinkage float8 DEFAULT 0, backlog float8 DEFAULT 0, fractional boolean DEFAULT false) RETURNS float8
	AS 'MODULE_PATHNAME', 'staffing_workload_agents' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION workload_agents(volume float8, handle_time interval, period interval, occupancy float8, shrinkage float8, backlog float8, fractional boolean) IS 'Agents for tickets, mail and other work that can wait within the period: (volume + backlog at its start) * handle time / period / occupancy, and that / (1 - shrinkage); whole agents, rounded up at both steps, or fractional ones if fractional is true. 0 if there is no work, whatever its handle time; NULL if volume, period or backlog is NULL, or handle_time is NULL and there is work.';

-- room target
-- Targets: whether a process meets them, and whether it improves

CREATE FUNCTION assurance(target float8, lower float8, upper float8, better text) RETURNS text
	AS 'MODULE_PATHNAME', 'target_assurance_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION assurance(target interval, lower interval, upper interval, better text) RETURNS text
	AS 'MODULE_PATHNAME', 'target_assurance_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION assurance(target float8, lower float8, upper float8, better text) IS 'Assurance: pass if a process with these control limits always meets the target, fail if it never does, hit_or_miss if chance decides. better is higher or lower; NULL if target, lower or upper is NULL.';

COMMENT ON FUNCTION assurance(target interval, lower interval, upper interval, better text) IS 'Assurance: pass if a process with these control limits always meets the target, fail if it never does, hit_or_miss if chance decides. better is higher or lower; NULL if target, lower or upper is NULL.';

CREATE FUNCTION variation(signal text, value float8, center float8, better text) RETURNS text
	AS 'MODULE_PATHNAME', 'target_variation_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION variation(signal text, value interval, center interval, better text) RETURNS text
	AS 'MODULE_PATHNAME', 'target_variation_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION variation(signal text, value float8, center float8, better text) IS 'Variation: the meaning of a point''s signal on a control chart: improvement or concern by its side of the center, common_cause if signal is NULL. better is higher or lower; NULL if value or center is NULL.';

COMMENT ON FUNCTION variation(signal text, value interval, center interval, better text) IS 'Variation: the meaning of a point''s signal on a control chart: improvement or concern by its side of the center, common_cause if signal is NULL. better is higher or lower; NULL if value or center is NULL.';

-- room trend
-- Trends of a series: the Theil-Sen line and the Mann-Kendall test

CREATE TYPE theil_sen_reading AS (slope float8, intercept float8, lower float8, upper float8);
COMMENT ON TYPE theil_sen_reading IS 'slope and intercept of a Theil-Sen line, and the ends of the confidence interval of the slope';
CREATE TYPE mann_kendall_reading AS (s bigint, variance float8, z float8, p_value float8, tau float8);
COMMENT ON TYPE mann_kendall_reading IS 'Kendall''s S, its variance, normal deviate, two-sided p-value, and tau';

CREATE FUNCTION theil_sen(series float8[]) RETURNS theil_sen_reading
	AS 'MODULE_PATHNAME', 'trend_theil_sen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION theil_sen(series float8[]) IS 'Theil-Sen line of a series at x = 1, 2, ...: slope = median of the slopes between all pairs of values, per element; intercept = median of y - slope * x, in the unit of the values; and Sen''s 95 % interval of the slope, whose ends are NULL if there are too few values. NULL elements are left out; NULL if there are fewer than two values.';

CREATE FUNCTION theil_sen(series float8[], x float8[], confidence float8 DEFAULT 0.95) RETURNS theil_sen_reading
	AS 'MODULE_PATHNAME', 'trend_theil_sen_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION theil_sen(series float8[], x float8[], confidence float8) IS 'Theil-Sen line of a series at given x, or at 1, 2, ... if x is NULL, with Sen''s interval of the slope at the given confidence; the slope is per unit of x. Pairs with a NULL are left out; NULL if there are fewer than two different x.';

CREATE FUNCTION mann_kendall(series float8[]) RETURNS mann_kendall_reading
	AS 'MODULE_PATHNAME', 'trend_mann_kendall' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mann_kendall(series float8[]) IS 'Mann-Kendall test for a trend: S = pairs that rise - pairs that fall, its variance corrected for ties, z = (S - sign of S) / standard deviation, two-sided p-value, and Kendall''s tau (from -1 to 1). NULL elements are left out; z, p-value and tau are NULL if all values are equal; NULL if there are no values.';


CREATE AGGREGATE theil_sen(y float8) (SFUNC = pg_catalog.array_append, STYPE = float8[], FINALFUNC = theil_sen, PARALLEL = SAFE);
COMMENT ON AGGREGATE theil_sen(float8) IS 'Theil-Sen line of values in the order of its rows; not mergeable: slope per row, intercept, and Sen''s 95 % interval of the slope; a NULL is left out but keeps its place; NULL if there are fewer than two values.';
CREATE AGGREGATE mann_kendall(y float8) (SFUNC = pg_catalog.array_append, STYPE = float8[], FINALFUNC = mann_kendall, PARALLEL = SAFE);
COMMENT ON AGGREGATE mann_kendall(float8) IS 'Mann-Kendall test for a trend of values in the order of its rows; not mergeable: S, its variance, z, two-sided p-value and Kendall''s tau; a NULL is left out; NULL if there are no values.';
