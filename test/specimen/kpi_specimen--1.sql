\echo Use "CREATE EXTENSION kpi" to load this file. \quit

-- room specimen
-- A family of fixed length: calls by what they were about

-- What every type has: topic_summary

CREATE TYPE topic_summary;

CREATE FUNCTION topic_summary_in(cstring) RETURNS topic_summary
	AS 'MODULE_PATHNAME', 'topic_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_in(cstring) IS 'Reads the text form of a topic_summary, as topic_summary_out writes it.';

CREATE FUNCTION topic_summary_out(topic_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'topic_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_out(topic_summary) IS 'Writes the text form of a topic_summary.';

CREATE FUNCTION topic_summary_recv(internal) RETURNS topic_summary
	AS 'MODULE_PATHNAME', 'topic_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_recv(internal) IS 'Reads the binary form of a topic_summary, as topic_summary_send writes it.';

CREATE FUNCTION topic_summary_send(topic_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'topic_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_send(topic_summary) IS 'Writes the binary form of a topic_summary, which begins with a version.';


CREATE TYPE topic_summary (
	INPUT = topic_summary_in, OUTPUT = topic_summary_out, RECEIVE = topic_summary_recv, SEND = topic_summary_send,
	INTERNALLENGTH = 16, ALIGNMENT = double);

CREATE FUNCTION topic_summary_eq(topic_summary, topic_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'topic_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_eq(topic_summary, topic_summary) IS 'Whether two of type topic_summary are the same.';

CREATE FUNCTION topic_summary_ne(topic_summary, topic_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'topic_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_ne(topic_summary, topic_summary) IS 'Whether two of type topic_summary differ.';

CREATE FUNCTION topic_summary_lt(topic_summary, topic_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'topic_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_lt(topic_summary, topic_summary) IS 'Whether the first sorts before the second; an order for indexes, not of merit.';

CREATE FUNCTION topic_summary_le(topic_summary, topic_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'topic_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_le(topic_summary, topic_summary) IS 'Whether the first does not sort after the second.';

CREATE FUNCTION topic_summary_gt(topic_summary, topic_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'topic_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_gt(topic_summary, topic_summary) IS 'Whether the first sorts after the second.';

CREATE FUNCTION topic_summary_ge(topic_summary, topic_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'topic_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_ge(topic_summary, topic_summary) IS 'Whether the first does not sort before the second.';

CREATE FUNCTION topic_summary_cmp(topic_summary, topic_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'topic_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_cmp(topic_summary, topic_summary) IS '-1, 0 or 1 as the first sorts before, with or after the second.';

CREATE FUNCTION topic_summary_hash(topic_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'topic_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_hash(topic_summary) IS 'Hash of a topic_summary.';

CREATE FUNCTION topic_summary_hash_extended(topic_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'topic_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_hash_extended(topic_summary, bigint) IS 'Hash of a topic_summary with a seed.';


CREATE OPERATOR = (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (topic_summary, topic_summary) IS 'same topic_summary';
CREATE OPERATOR <> (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (topic_summary, topic_summary) IS 'different topic_summary';
CREATE OPERATOR < (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (topic_summary, topic_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (topic_summary, topic_summary) IS 'does not sort after';
CREATE OPERATOR > (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (topic_summary, topic_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (topic_summary, topic_summary) IS 'does not sort before';

CREATE OPERATOR CLASS topic_summary_btree_ops DEFAULT FOR TYPE topic_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 topic_summary_cmp(topic_summary, topic_summary);
COMMENT ON OPERATOR CLASS topic_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY topic_summary_btree_ops USING btree IS 'order of topic_summary for indexes';
CREATE OPERATOR CLASS topic_summary_hash_ops DEFAULT FOR TYPE topic_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 topic_summary_hash(topic_summary), FUNCTION 2 topic_summary_hash_extended(topic_summary, bigint);
COMMENT ON OPERATOR CLASS topic_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY topic_summary_hash_ops USING hash IS 'hash of topic_summary for indexes';
-- What every family of summaries has besides: topic_summary

CREATE FUNCTION topic_summary_add(topic_summary, topic_summary) RETURNS topic_summary
	AS 'MODULE_PATHNAME', 'topic_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_add(topic_summary, topic_summary) IS 'Merges two summaries: the summary of the rows of both.';

CREATE FUNCTION topic_summary_subtract(topic_summary, topic_summary) RETURNS topic_summary
	AS 'MODULE_PATHNAME', 'topic_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_subtract(topic_summary, topic_summary) IS 'Takes the rows of the second summary away from the first, where they must be contained.';


CREATE OPERATOR + (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (topic_summary, topic_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = topic_summary, RIGHTARG = topic_summary, FUNCTION = topic_summary_subtract);
COMMENT ON OPERATOR - (topic_summary, topic_summary) IS 'un-merge: the rows of the second, which must be contained, taken away';

CREATE AGGREGATE rollup(topic_summary) (
	SFUNC = topic_summary_add, STYPE = topic_summary, INITCOND = 'empty', COMBINEFUNC = topic_summary_add,
	MSFUNC = topic_summary_add, MINVFUNC = topic_summary_subtract, MSTYPE = topic_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(topic_summary) IS 'Merges stored summaries into the summary of all their rows; "empty" where there is none.';


COMMENT ON TYPE topic_summary IS 'calls about an order and about anything else; no sample: all calls';

CREATE FUNCTION topic_summary_count(topic_summary, boolean) RETURNS topic_summary
	AS 'MODULE_PATHNAME', 'topic_summary_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION topic_summary_uncount(topic_summary, boolean) RETURNS topic_summary
	AS 'MODULE_PATHNAME', 'topic_summary_uncount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION topic_summary_count(topic_summary, boolean) IS 'Counts a row into a topic_summary: (about_order).';

COMMENT ON FUNCTION topic_summary_uncount(topic_summary, boolean) IS 'Takes a row back out of a topic_summary: (about_order).';


CREATE AGGREGATE topic_agg(about_order boolean) (
	SFUNC = topic_summary_count, STYPE = topic_summary, INITCOND = 'empty', COMBINEFUNC = topic_summary_add,
	MSFUNC = topic_summary_count, MINVFUNC = topic_summary_uncount, MSTYPE = topic_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE topic_agg(about_order boolean) IS 'Builds the topic_summary of calls; NULL rows are skipped.';


CREATE FUNCTION n_counted(topic_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'topic_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(topic_summary) IS 'Number of calls.';

CREATE FUNCTION order_share(topic_summary) RETURNS float8
	AS 'MODULE_PATHNAME', 'topic_summary_order_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION order_share(topic_summary) IS 'Share of calls about an order: order / (order + other), a fraction from 0 to 1; NULL where there are none.';


-- A family of variable length: a list of 64-bit values

-- What every type has: caller_summary

CREATE TYPE caller_summary;

CREATE FUNCTION caller_summary_in(cstring) RETURNS caller_summary
	AS 'MODULE_PATHNAME', 'caller_summary_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_in(cstring) IS 'Reads the text form of a caller_summary, as caller_summary_out writes it.';

CREATE FUNCTION caller_summary_out(caller_summary) RETURNS cstring
	AS 'MODULE_PATHNAME', 'caller_summary_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_out(caller_summary) IS 'Writes the text form of a caller_summary.';

CREATE FUNCTION caller_summary_recv(internal) RETURNS caller_summary
	AS 'MODULE_PATHNAME', 'caller_summary_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_recv(internal) IS 'Reads the binary form of a caller_summary, as caller_summary_send writes it.';

CREATE FUNCTION caller_summary_send(caller_summary) RETURNS bytea
	AS 'MODULE_PATHNAME', 'caller_summary_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_send(caller_summary) IS 'Writes the binary form of a caller_summary, which begins with a version.';


CREATE TYPE caller_summary (
	INPUT = caller_summary_in, OUTPUT = caller_summary_out, RECEIVE = caller_summary_recv, SEND = caller_summary_send,
	INTERNALLENGTH = VARIABLE, STORAGE = extended, ALIGNMENT = double);

CREATE FUNCTION caller_summary_eq(caller_summary, caller_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caller_summary_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_eq(caller_summary, caller_summary) IS 'Whether two of type caller_summary are the same.';

CREATE FUNCTION caller_summary_ne(caller_summary, caller_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caller_summary_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_ne(caller_summary, caller_summary) IS 'Whether two of type caller_summary differ.';

CREATE FUNCTION caller_summary_lt(caller_summary, caller_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caller_summary_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_lt(caller_summary, caller_summary) IS 'Whether the first sorts before the second; an order for indexes, not of merit.';

CREATE FUNCTION caller_summary_le(caller_summary, caller_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caller_summary_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_le(caller_summary, caller_summary) IS 'Whether the first does not sort after the second.';

CREATE FUNCTION caller_summary_gt(caller_summary, caller_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caller_summary_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_gt(caller_summary, caller_summary) IS 'Whether the first sorts after the second.';

CREATE FUNCTION caller_summary_ge(caller_summary, caller_summary) RETURNS boolean
	AS 'MODULE_PATHNAME', 'caller_summary_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_ge(caller_summary, caller_summary) IS 'Whether the first does not sort before the second.';

CREATE FUNCTION caller_summary_cmp(caller_summary, caller_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'caller_summary_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_cmp(caller_summary, caller_summary) IS '-1, 0 or 1 as the first sorts before, with or after the second.';

CREATE FUNCTION caller_summary_hash(caller_summary) RETURNS integer
	AS 'MODULE_PATHNAME', 'caller_summary_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_hash(caller_summary) IS 'Hash of a caller_summary.';

CREATE FUNCTION caller_summary_hash_extended(caller_summary, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caller_summary_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_hash_extended(caller_summary, bigint) IS 'Hash of a caller_summary with a seed.';


CREATE OPERATOR = (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (caller_summary, caller_summary) IS 'same caller_summary';
CREATE OPERATOR <> (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (caller_summary, caller_summary) IS 'different caller_summary';
CREATE OPERATOR < (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (caller_summary, caller_summary) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (caller_summary, caller_summary) IS 'does not sort after';
CREATE OPERATOR > (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (caller_summary, caller_summary) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (caller_summary, caller_summary) IS 'does not sort before';

CREATE OPERATOR CLASS caller_summary_btree_ops DEFAULT FOR TYPE caller_summary USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 caller_summary_cmp(caller_summary, caller_summary);
COMMENT ON OPERATOR CLASS caller_summary_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
COMMENT ON OPERATOR FAMILY caller_summary_btree_ops USING btree IS 'order of caller_summary for indexes';
CREATE OPERATOR CLASS caller_summary_hash_ops DEFAULT FOR TYPE caller_summary USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 caller_summary_hash(caller_summary), FUNCTION 2 caller_summary_hash_extended(caller_summary, bigint);
COMMENT ON OPERATOR CLASS caller_summary_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';
COMMENT ON OPERATOR FAMILY caller_summary_hash_ops USING hash IS 'hash of caller_summary for indexes';
-- What every family of summaries has besides: caller_summary

CREATE FUNCTION caller_summary_add(caller_summary, caller_summary) RETURNS caller_summary
	AS 'MODULE_PATHNAME', 'caller_summary_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_add(caller_summary, caller_summary) IS 'Merges two summaries: the summary of the rows of both.';

CREATE FUNCTION caller_summary_subtract(caller_summary, caller_summary) RETURNS caller_summary
	AS 'MODULE_PATHNAME', 'caller_summary_subtract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_subtract(caller_summary, caller_summary) IS 'Takes the rows of the second summary away from the first, where they must be contained.';


CREATE OPERATOR + (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (caller_summary, caller_summary) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = caller_summary, RIGHTARG = caller_summary, FUNCTION = caller_summary_subtract);
COMMENT ON OPERATOR - (caller_summary, caller_summary) IS 'un-merge: the rows of the second, which must be contained, taken away';

CREATE FUNCTION caller_summary_final(caller_summary) RETURNS caller_summary
	AS 'MODULE_PATHNAME', 'caller_summary_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_final(caller_summary) IS 'The final function of aggregates that build or merge summaries: gives the form that is stored.';

CREATE AGGREGATE rollup(caller_summary) (
	SFUNC = caller_summary_add, STYPE = caller_summary, INITCOND = 'empty', COMBINEFUNC = caller_summary_add,
	FINALFUNC = caller_summary_final, MFINALFUNC = caller_summary_final,
	MSFUNC = caller_summary_add, MINVFUNC = caller_summary_subtract, MSTYPE = caller_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE rollup(caller_summary) IS 'Merges stored summaries into the summary of all their rows; "empty" where there is none.';


COMMENT ON TYPE caller_summary IS 'the number of the caller of each call; no sample: all calls';

CREATE FUNCTION caller_summary_count(caller_summary, bigint) RETURNS caller_summary
	AS 'MODULE_PATHNAME', 'caller_summary_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION caller_summary_uncount(caller_summary, bigint) RETURNS caller_summary
	AS 'MODULE_PATHNAME', 'caller_summary_uncount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION caller_summary_count(caller_summary, bigint) IS 'Counts a row into a caller_summary: (caller), not negative.';

COMMENT ON FUNCTION caller_summary_uncount(caller_summary, bigint) IS 'Takes a row back out of a caller_summary: (caller), not negative.';


CREATE AGGREGATE caller_agg(caller bigint) (
	SFUNC = caller_summary_count, STYPE = caller_summary, INITCOND = 'empty', COMBINEFUNC = caller_summary_add,
	FINALFUNC = caller_summary_final, MFINALFUNC = caller_summary_final,
	MSFUNC = caller_summary_count, MINVFUNC = caller_summary_uncount, MSTYPE = caller_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE caller_agg(caller bigint) IS 'Builds the caller_summary of calls from the number of each caller; NULL rows are skipped, a negative number is an error.';


CREATE FUNCTION n_counted(caller_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caller_summary_n_counted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION n_counted(caller_summary) IS 'Number of calls.';

CREATE FUNCTION callers(caller_summary) RETURNS bigint
	AS 'MODULE_PATHNAME', 'caller_summary_callers' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION callers(caller_summary) IS 'Number of callers, who may have called more than once; NULL where there are no calls.';


CREATE AGGREGATE callers(caller bigint) (
	SFUNC = caller_summary_count, STYPE = caller_summary, INITCOND = 'empty', COMBINEFUNC = caller_summary_add,
	FINALFUNC = callers, MFINALFUNC = callers,
	MSFUNC = caller_summary_count, MINVFUNC = caller_summary_uncount, MSTYPE = caller_summary, MINITCOND = 'empty', PARALLEL = SAFE);
COMMENT ON AGGREGATE callers(caller bigint) IS 'Number of callers, who may have called more than once; NULL rows are skipped; NULL where there are no calls.';

