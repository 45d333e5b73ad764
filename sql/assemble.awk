# Assembles the install script from the scripts of the rooms, in the language
# that README.md in this directory describes:
#
#	awk -v directory=sql -f sql/assemble.awk sql/ROOM.sql.in ... >sql/kpi--VERSION.sql
#
# Fails at the first mistake, with its file and line.

function fail(message) {
	printf "%s:%d: %s\n", place_file, place_line, message > "/dev/stderr"
	exit failed = 1
}

function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }

function quote(s) { gsub(/'/, "''", s); return "'" s "'" }

# A signature without DEFAULT clauses, as COMMENT ON needs it
function plain(signature) { gsub(/ DEFAULT ('[^']*'|[^,)'])*/, "", signature); return signature }

function room_of(path) { gsub(/^.*\/|\.sql\.in$/, "", path); return path }

# Reads all rooms, so that each can come after those that it needs

function read_room(path,    room, n, line, word, status) {
	room = room_of(path)
	place_file = path
	file[room] = path
	while ((status = (getline line < path)) > 0) {
		lines[room, ++n] = line
		place_line = n
		if (line ~ /^@needs /) {
			needs[room] = needs[room] substr(line, 7)
			needs_line[room] = n
		}
		split(line, word, " ")
		if (line ~ /^@(family|type) /) room_of_type[word[2]] = room
		else if (line ~ /^CREATE TYPE /) room_of_type[word[3]] = room
	}
	if (status < 0) fail("cannot be read")
	close(path)
	nlines[room] = n
}

function write_room(room,    needed, n, i) {
	if (state[room] == "written") return
	place_file = file[room]
	place_line = 1
	if (state[room] == "begun") fail("needs itself, by way of others")
	state[room] = "begun"
	n = split(needs[room], needed, " ")
	for (i = 1; i <= n; i++) {
		if (!(needed[i] in file)) { place_file = file[room]; place_line = needs_line[room]; fail("needs " needed[i] ", which is no room") }
		write_room(needed[i])
	}
	assemble(room)
	state[room] = "written"
}

function comes_after(room, other,    needed, n, i) {
	if (room == other) return 1
	n = split(needs[room], needed, " ")
	for (i = 1; i <= n; i++) if (comes_after(needed[i], other)) return 1
	return 0
}

# The server takes an unknown type for a shell type to be defined later, so it would not complain
function check_types(line,    word, n, i) {
	n = split(line, word, /[^a-z_0-9]+/)
	for (i = 1; i <= n; i++)
		if ((word[i] in room_of_type) && !comes_after(room_of(place_file), room_of_type[word[i]]))
			fail("uses " word[i] ": add \"@needs " room_of_type[word[i]] "\"")
}

# Writing

# A line marks where a room begins, for scripts that leave a room out
function assemble(room,    n, i, line) {
	place_file = file[room]
	type = final = each = ""
	print "-- room " room
	for (n = 1; n <= nlines[room]; n++) {
		place_line = n
		line = lines[room, n]
		if (line ~ /^@needs /) continue
		if (line ~ /^@each /) begin_each(line)
		else if (line ~ /^@end/) end_each()
		else if (each != "") { body[++nbody] = line; body_line[nbody] = n }
		else process(line)
	}
	if (each != "") { place_line = each_line; fail("@each has no @end") }
	finish()
}

function begin_each(line,    word, n, i) {
	if (each != "") fail("@each inside @each")
	n = split(line, word, " ")
	if (n < 3) fail("@each wants a name and values")
	each = "@" word[2] "@"
	each_line = place_line
	nvalues = n - 2
	for (i = 1; i <= nvalues; i++) value[i] = word[i + 2]
	nbody = 0
}

function end_each(    i, j, line) {
	if (each == "") fail("@end without @each")
	for (i = 1; i <= nvalues; i++)
		for (j = 1; j <= nbody; j++) {
			line = body[j]
			place_line = body_line[j]
			gsub(each, value[i], line)
			process(only_first(line, i))
		}
	each = ""
}

# Keeps the text of "@first ...@" for the first value only
function only_first(line, i,    kept) {
	while (match(line, /@first [^@]*@/)) {
		kept = i == 1 ? substr(line, RSTART + 7, RLENGTH - 8) : ""
		line = substr(line, 1, RSTART - 1) kept substr(line, RSTART + RLENGTH)
	}
	return line
}

function process(line,    word, n) {
	if (line ~ /@first /) fail("@first outside @each, or without its end")
	if (match(line, /@[A-Z]+@/)) fail("nothing gives " substr(line, RSTART, RLENGTH) " a value")
	n = split(line, word, " ")
	if (line ~ /^@(function|nullable|window|volatile|transition|aggregate) /) {
		if (kind != "" && text == "" && index(word[2], name_of(head) "(") == 1) create()
		else finish()
		declare(line, word[1])
	}
	else if (line ~ /^@family /) { finish(); begin_family(n, word[2], word[3]) }
	else if (line ~ /^@type /) { finish(); if (n != 3) fail("@type wants a name and its bytes"); fill("type", word[2], word[3]) }
	else if (line ~ /^@/) fail("there is no " word[1])
	else if (kind != "" && line ~ /^[ \t]+[^ \t]/) text = text (text == "" ? "" : " ") trim(line)
	else { finish(); print line }
}

# @KIND HEAD [-> READING] [= TAIL]
function declare(line, word,    i) {
	kind = substr(word, 2)
	kind_line = place_line
	check_types(line)
	text = nullable = reading = tail = ""
	has_tail = 0
	head = trim(substr(line, length(word) + 1))
	if (kind == "transition" && head ~ /^nullable /) {
		nullable = "nullable"
		head = trim(substr(head, 9))
	}
	if (head ~ / =$/) { has_tail = 1; head = trim(substr(head, 1, length(head) - 1)) }
	else if (i = index(head, " = ")) { has_tail = 1; tail = trim(substr(head, i + 3)); head = trim(substr(head, 1, i)) }
	if (i = index(head, " -> ")) { reading = trim(substr(head, i + 4)); head = trim(substr(head, 1, i)) }

	if (head !~ /\(.*\)$/) fail("@" kind " wants a name and arguments in parentheses: " head)
	if ((kind == "transition" || kind == "aggregate") && type == "") fail("@" kind " stands outside a @family")
	if (kind == "aggregate" && !has_tail) fail("@aggregate lacks \"= SHAPE\": " head)
	if (kind ~ /^(function|nullable|window|volatile)$/) {
		if (reading == "") fail("@" kind " lacks \"-> TYPE\": " head)
		if (tail == "") fail("@" kind " lacks \"= SYMBOL\": " head)
	}
}

function name_of(signature) { return substr(signature, 1, index(signature, "(") - 1) }

# Creates what is declared so far, once its comment is complete; adjacent overloads may share one
function finish(    i) {
	if (kind == "") return
	if (text == "") { place_line = kind_line; fail("no comment for " head) }
	create()
	for (i = 1; i <= ncreated; i++) comment_on(created[i], comment[i] text)
	kind = ""
	ncreated = 0
}

function create(    name, arguments) {
	if (kind == "aggregate") {
		create_aggregate()
		remember("AGGREGATE " head)
	} else if (kind == "transition") {
		name = name_of(head)
		arguments = "(" type ", " substr(head, index(head, "(") + 1)
		create_function(type "_count" name arguments, type, type "_count" name, nullable)
		remember("FUNCTION " type "_count" name arguments, "Transition function of " type " that adds a row; arguments: ")
		create_function(type "_uncount" name arguments, type, type "_uncount" name, nullable)
		remember("FUNCTION " type "_uncount" name arguments, "Inverse transition function of " type " that removes a row; arguments: ")
	} else {
		create_function(head, reading, tail, kind)
		remember("FUNCTION " head)
	}
}

# Remembers an object that gets its comment later, and how the comment begins
function remember(object, begins) { created[++ncreated] = object; comment[ncreated] = begins }

# The server cuts a longer name
function check_name(signature) {
	if (length(name_of(signature)) > 63) { place_line = kind_line; fail("name of more than 63 bytes: " name_of(signature)) }
}

function create_function(signature, result, symbol, kind) {
	check_name(signature)
	printf "CREATE FUNCTION %s RETURNS %s\n\tAS 'MODULE_PATHNAME', '%s' LANGUAGE C %s %s%s%s;\n",
		signature, result, symbol, (kind == "volatile") ? "VOLATILE" : "IMMUTABLE", (kind == "nullable" || kind == "window") ? "" : "STRICT ",
		(kind == "volatile") ? "PARALLEL UNSAFE" : "PARALLEL SAFE", (kind == "window") ? " WINDOW" : ""
}

function comment_on(object, text) { printf "COMMENT ON %s IS %s;\n\n", plain(object), quote(text) }

function create_aggregate(    forth, back, result) {
	check_name(head)
	forth = tail == "add" ? type "_add" : type "_count" tail
	back = tail == "add" ? type "_subtract" : type "_uncount" tail
	if (reading == "") reading = final
	result = reading == "" ? "" : "\tFINALFUNC = " reading ", MFINALFUNC = " reading ",\n"
	printf "CREATE AGGREGATE %s (\n\tSFUNC = %s, STYPE = %s, INITCOND = 'empty', COMBINEFUNC = %s_add,\n%s\tMSFUNC = %s, MINVFUNC = %s, MSTYPE = %s, MINITCOND = 'empty', PARALLEL = SAFE);\n",
		head, forth, type, type, result, forth, back, type
}

function begin_family(n, new_type, bytes) {
	if (n != 3 || bytes !~ /^([0-9]+|variable)$/) fail("@family wants a name and its bytes, or \"variable\"")
	final = bytes == "variable" ? new_type "_final" : ""
	fill("type", new_type, bytes)
	fill("summary", new_type, bytes)
}

# Processes a template for a type
function fill(name, new_type, bytes,    line, template, status) {
	type = new_type
	if (bytes == "variable") bytes = "VARIABLE, STORAGE = extended"
	template = directory "/" name ".sql.in"
	while ((status = (getline line < template)) > 0) {
		if (final != "" && line ~ /^@aggregate rollup/) {
			process("@function " final "(" type ") -> " type " = " final)
			process("\tFinal function of aggregates that build or merge summaries: returns the form that is stored.")
		}
		gsub(/@TYPE@/, type, line)
		gsub(/@BYTES@/, bytes, line)
		process(line)
	}
	if (status < 0) fail("no template " template)
	close(template)
	finish()
}

BEGIN {
	for (i = 1; i < ARGC; i++) read_room(ARGV[i])
	print "\\echo Use \"CREATE EXTENSION kpi\" to load this file. \\quit\n"
	for (i = 1; i < ARGC; i++) write_room(room_of(ARGV[i]))
	exit
}

END { exit failed }
