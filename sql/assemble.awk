# Assembles the install script from the scripts of the rooms, ROOM.sql.in.
#
# Plain SQL passes through.  A line that begins with @ declares an object in
# one line, its comment on the indented lines that follow:
#
#	@family TYPE BYTES                a summary type, with all that summary.sql.in gives it, of so
#	                                  many bytes, of "variable" length, or "growing": of variable
#	                                  length, and as the state of an aggregate not what is stored;
#	                                  the lines below belong to it until the next @family
#	@type TYPE BYTES                  another type, with what type.sql.in gives it
#	@function NAME(ARGS) -> TYPE = SYMBOL       a strict C function
#	@nullable NAME(ARGS) -> TYPE = SYMBOL       one that is called on NULL
#	@window   NAME(ARGS) -> TYPE = SYMBOL       a window function
#	@transition [nullable] SHAPE(ARGS)          TYPE_countSHAPE and TYPE_uncountSHAPE,
#	                                            without the state among the ARGS
#	@aggregate NAME(ARGS) [-> READING] = SHAPE  an aggregate over such rows; READING is
#	                                            a function of the summary, if it is not the result
#	@each NAME VALUE ... / @end                 the lines between, for @NAME@ = each VALUE; what is
#	                                            in @first ...@ only for the first
#
# SHAPE "()" may be empty.  Everything is IMMUTABLE and PARALLEL SAFE.

# With what stands in "@first ...@" only if it is for the first value
function only_first(line, i,    kept) {
	while (match(line, /@first [^@]*@/)) {
		kept = i == 1 ? substr(line, RSTART + 7, RLENGTH - 8) : ""
		line = substr(line, 1, RSTART - 1) kept substr(line, RSTART + RLENGTH)
	}
	return line
}

function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }

function quote(s) { gsub(/'/, "''", s); return "'" s "'" }

# A signature without DEFAULT clauses, as COMMENT ON wants it
function plain(signature) { gsub(/ DEFAULT [^,)]*/, "", signature); return signature }

function create_function(signature, result, symbol, kind) {
	printf "CREATE FUNCTION %s RETURNS %s\n\tAS 'MODULE_PATHNAME', '%s' LANGUAGE C IMMUTABLE %sPARALLEL SAFE%s;\n",
		signature, result, symbol, (kind == "nullable" || kind == "window") ? "" : "STRICT ", kind == "window" ? " WINDOW" : ""
}

function comment_on(object, name, text) { printf "COMMENT ON %s %s IS %s;\n\n", object, plain(name), quote(text) }

function create_aggregate(signature, reading, shape,    final) {
	if (reading == "") reading = stored
	final = reading == "" ? "" : "\tFINALFUNC = " reading ", MFINALFUNC = " reading ",\n"
	printf "CREATE AGGREGATE %s (\n\tSFUNC = %s, STYPE = %s, INITCOND = 'empty', COMBINEFUNC = %s_add,\n%s\tMSFUNC = %s, MINVFUNC = %s, MSTYPE = %s, MINITCOND = 'empty', PARALLEL = SAFE);\n",
		signature, forth(shape), type, type, final, forth(shape), back(shape), type
}

function forth(shape) { return shape == "add" ? type "_add" : type "_count" shape }
function back(shape) { return shape == "add" ? type "_subtract" : type "_uncount" shape }

# What is declared so far, once its comment is complete
function finish(    name, arguments) {
	if (kind == "") return
	if (text == "") { print FILENAME ": no comment for " head > "/dev/stderr"; failed = 1 }
	if (kind == "aggregate") {
		create_aggregate(head, reading, tail)
		comment_on("AGGREGATE", head, text)
	} else if (kind == "transition") {
		name = substr(head, 1, index(head, "(") - 1)
		arguments = "(" type ", " substr(head, index(head, "(") + 1)
		create_function(type "_count" name arguments, type, type "_count" name, nullable)
		comment_on("FUNCTION", type "_count" name arguments, "Counts a row into a " type ": " text)
		create_function(type "_uncount" name arguments, type, type "_uncount" name, nullable)
		comment_on("FUNCTION", type "_uncount" name arguments, "Takes a row back out of a " type ": " text)
	} else {
		create_function(head, reading, tail, kind)
		comment_on("FUNCTION", head, text)
	}
	kind = ""
}

# @kind HEAD [-> READING] [= TAIL]
function declare(line,    i) {
	kind = substr($1, 2)
	text = nullable = reading = tail = ""
	head = trim(substr(line, length($1) + 1))
	if (kind == "transition" && head ~ /^nullable /) {
		nullable = "nullable"
		head = trim(substr(head, 9))
	}
	if (i = index(head, " = ")) { tail = trim(substr(head, i + 3)); head = trim(substr(head, 1, i)) }
	else if (head ~ / =$/) head = trim(substr(head, 1, length(head) - 1))
	if (i = index(head, " -> ")) { reading = trim(substr(head, i + 4)); head = trim(substr(head, 1, i)) }
}

function family(new_type, bytes) {
	stored = bytes == "growing" ? new_type "_stored" : ""
	fill("type", new_type, bytes)
	fill("summary", new_type, bytes)
}

# Processes a template for a type
function fill(name, new_type, bytes,    line, template) {
	type = new_type
	if (bytes == "growing" || bytes == "variable") bytes = "VARIABLE, STORAGE = extended"
	template = directory "/" name ".sql.in"
	while ((getline line < template) > 0) {
		if (stored != "" && line ~ /^@aggregate/) {
			process("@function " stored "(" type ") -> " type " = " stored)
			process("\tThe state of an aggregate as a summary, in the form that is stored.")
		}
		gsub(/@TYPE@/, type, line)
		gsub(/@BYTES@/, bytes, line)
		process(line)
	}
	close(template)
	finish()
}

function process(line,    saved) {
	saved = $0
	$0 = line
	if (line ~ /^@(function|nullable|window|transition|aggregate) /) { finish(); declare(line) }
	else if (line ~ /^@family /) { finish(); family($2, $3) }
	else if (line ~ /^@type /) { finish(); fill("type", $2, $3) }
	else if (line ~ /^@/) { print FILENAME ": unknown " $1 > "/dev/stderr"; failed = 1 }
	else if (kind != "" && line ~ /^[ \t]+[^ \t]/) text = text (text == "" ? "" : " ") trim(line)
	else { finish(); print line }
	$0 = saved
}

BEGIN { print "\\echo Use \"CREATE EXTENSION kpi\" to load this file. \\quit\n" }

# A line tells where a room begins, for whoever wants the script without one
FNR == 1 { finish(); type = stored = ""; room = FILENAME; gsub(/^.*\/|\.sql\.in$/, "", room); print "-- room " room }

/^@each / { each = "@" $2 "@"; nvalues = NF - 2; for (i = 3; i <= NF; i++) value[i - 2] = $i; nlines = 0; next }
/^@end/ {
	for (i = 1; i <= nvalues; i++)
		for (j = 1; j <= nlines; j++) { line = body[j]; gsub(each, value[i], line); process(only_first(line, i)) }
	each = ""
	next
}
each != "" { body[++nlines] = $0; next }
{ process($0) }

END { finish(); exit failed }
