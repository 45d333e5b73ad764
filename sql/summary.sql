-- What every family of fixed-length summaries has: @TYPE@

CREATE TYPE @TYPE@;

@function @TYPE@_in(cstring) -> @TYPE@ = @TYPE@_in
	Reads the text form of a @TYPE@: name=value pairs, or "empty".
@function @TYPE@_out(@TYPE@) -> cstring = @TYPE@_out
	Writes the text form of a @TYPE@.
@function @TYPE@_recv(internal) -> @TYPE@ = @TYPE@_recv
	Reads the binary form of a @TYPE@: a version byte and its words.
@function @TYPE@_send(@TYPE@) -> bytea = @TYPE@_send
	Writes the binary form of a @TYPE@.

CREATE TYPE @TYPE@ (
	INPUT = @TYPE@_in, OUTPUT = @TYPE@_out, RECEIVE = @TYPE@_recv, SEND = @TYPE@_send,
	INTERNALLENGTH = @BYTES@, ALIGNMENT = double);

@function @TYPE@_add(@TYPE@, @TYPE@) -> @TYPE@ = @TYPE@_add
	Merges two summaries: the summary of the rows of both.
@function @TYPE@_subtract(@TYPE@, @TYPE@) -> @TYPE@ = @TYPE@_subtract
	Takes the rows of the second summary away from the first, where they must be contained.
@function @TYPE@_eq(@TYPE@, @TYPE@) -> boolean = @TYPE@_eq
	Whether two summaries are the same.
@function @TYPE@_ne(@TYPE@, @TYPE@) -> boolean = @TYPE@_ne
	Whether two summaries differ.
@function @TYPE@_lt(@TYPE@, @TYPE@) -> boolean = @TYPE@_lt
	Whether the first summary sorts before the second; an order for indexes, not of merit.
@function @TYPE@_le(@TYPE@, @TYPE@) -> boolean = @TYPE@_le
	Whether the first summary does not sort after the second.
@function @TYPE@_gt(@TYPE@, @TYPE@) -> boolean = @TYPE@_gt
	Whether the first summary sorts after the second.
@function @TYPE@_ge(@TYPE@, @TYPE@) -> boolean = @TYPE@_ge
	Whether the first summary does not sort before the second.
@function @TYPE@_cmp(@TYPE@, @TYPE@) -> integer = @TYPE@_cmp
	-1, 0 or 1 as the first summary sorts before, with or after the second.
@function @TYPE@_hash(@TYPE@) -> integer = @TYPE@_hash
	Hash of a summary.
@function @TYPE@_hash_extended(@TYPE@, bigint) -> bigint = @TYPE@_hash_extended
	Hash of a summary with a seed.

CREATE OPERATOR + (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (@TYPE@, @TYPE@) IS 'merge: the summary of the rows of both';
CREATE OPERATOR - (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_subtract);
COMMENT ON OPERATOR - (@TYPE@, @TYPE@) IS 'un-merge: the rows of the second, which must be contained, taken away';
CREATE OPERATOR = (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
COMMENT ON OPERATOR = (@TYPE@, @TYPE@) IS 'same summary';
CREATE OPERATOR <> (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR <> (@TYPE@, @TYPE@) IS 'different summary';
CREATE OPERATOR < (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
COMMENT ON OPERATOR < (@TYPE@, @TYPE@) IS 'sorts before';
CREATE OPERATOR <= (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
COMMENT ON OPERATOR <= (@TYPE@, @TYPE@) IS 'does not sort after';
CREATE OPERATOR > (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
COMMENT ON OPERATOR > (@TYPE@, @TYPE@) IS 'sorts after';
CREATE OPERATOR >= (LEFTARG = @TYPE@, RIGHTARG = @TYPE@, FUNCTION = @TYPE@_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);
COMMENT ON OPERATOR >= (@TYPE@, @TYPE@) IS 'does not sort before';

CREATE OPERATOR CLASS @TYPE@_btree_ops DEFAULT FOR TYPE @TYPE@ USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 @TYPE@_cmp(@TYPE@, @TYPE@);
COMMENT ON OPERATOR CLASS @TYPE@_btree_ops USING btree IS 'for DISTINCT, UNION, GROUP BY and unique indexes by sorting';
CREATE OPERATOR CLASS @TYPE@_hash_ops DEFAULT FOR TYPE @TYPE@ USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 @TYPE@_hash(@TYPE@), FUNCTION 2 @TYPE@_hash_extended(@TYPE@, bigint);
COMMENT ON OPERATOR CLASS @TYPE@_hash_ops USING hash IS 'for DISTINCT, UNION and GROUP BY by hashing';

@aggregate rollup(@TYPE@) = add
	Merges stored summaries into the summary of all their rows; "empty" where there is none.
