/*
 * varlena.c
 *		Functions shared by every family of summaries of variable length: text
 *		and binary form, jsonb, merge and un-merge, comparison and hash.
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"

#include "argument.h"
#include "varlena.h"

/* Zeroed */
void *
varlena_make(size_t size, int32 form)
{
	VarlenaSummary *summary = palloc0(size);

	SET_VARSIZE(summary, size);
	summary->form = form;
	return summary;
}

/* Returns the words after the form, which are the value of a stored summary */

static inline int64
stored_words(const VarlenaSummary *stored)
{
	return (VARSIZE(stored) - offsetof(VarlenaSummary, words)) / sizeof(int64);
}

static bool
is_empty(const VarlenaFamily *family, const VarlenaSummary *stored)
{
	if (VARSIZE(stored) != family->empty_size)
		return false;
	for (int64 i = 0; i < stored_words(stored); i++)
		if (stored->words[i] != 0)
			return false;
	return true;
}

/* Raises an error if a row was subtracted that was never counted */
static void *
require_possible(const VarlenaFamily *family, void *stored)
{
	if (family->invalid != NULL && family->invalid(stored) != NULL)
		summary_not_contained(family->type_name);
	return stored;
}

/* Arguments */

/* Returns the summary in the n-th argument as it is stored, only to be read */
const void *
varlena_stored(const VarlenaFamily *family, FunctionCallInfo fcinfo, int n)
{
	void	   *argument = PG_GETARG_POINTER(n);
	VarlenaSummary *summary = (VarlenaSummary *) PG_GETARG_VARLENA_P(n);
	void	   *stored;

	if (likely(summary->form == FORM_STORED || family->make_stored == NULL))
		return summary;

	/* of several states, only the first argument may be the executor's own */
	stored = family->make_stored(family, summary,
								 n == 0 && varlena_is_state(family, fcinfo, argument));
	if (summary != argument)
		pfree(summary);

	/*
	 * a window only subtracts rows that it counted, and reads the state for
	 * every row
	 */
	return summary_in_window(fcinfo) ? stored : require_possible(family, stored);
}

/* Does the same, and uses the caller's room for a short summary: a call may be one of millions */
const void *
varlena_look(const VarlenaFamily *family, FunctionCallInfo fcinfo, int n, ShortRoom *room)
{
	const void *argument = PG_GETARG_POINTER(n);
	const char *from;
	char	   *to;
	size_t		size;

	if (VARATT_IS_EXTERNAL(argument) || !VARATT_IS_SHORT(argument))
		return varlena_stored(family, fcinfo, n);
	size = VARSIZE_SHORT(argument) - VARHDRSZ_SHORT;
	SET_VARSIZE(&room->summary, VARHDRSZ + size);
	from = VARDATA_SHORT(argument);
	to = room->bytes + VARHDRSZ;

	/* most of it are words, and a loop copies them faster than a call */
	for (; size >= sizeof(int64); size -= sizeof(int64))
	{
		memcpy(to, from, sizeof(int64));
		to += sizeof(int64);
		from += sizeof(int64);
	}
	memcpy(to, from, size);

	/* somebody has stored the state of an aggregate */
	if (unlikely(room->summary.form != FORM_STORED))
		return varlena_stored(family, fcinfo, n);
	return &room->summary;
}

static void
varlena_free(FunctionCallInfo fcinfo, int n, const void *stored, const ShortRoom *room)
{
	if (stored != PG_GETARG_POINTER(n) && stored != room)
		pfree((void *) stored);
}

/* Returns the state in the first argument, to be changed: the executor's own, or a copy */
void *
varlena_state_or_copy(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	const void *stored;
	void	   *state;

	if (PG_ARGISNULL(0))
		summary_no_state();
	if (varlena_is_state(family, fcinfo, PG_GETARG_POINTER(0)))
		return PG_GETARG_POINTER(0);
	if (family->make_state == NULL)
		return PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	stored = varlena_stored(family, fcinfo, 0);
	state = family->make_state(family, stored, summary_in_window(fcinfo));
	varlena_free(fcinfo, 0, stored, NULL);
	return state;
}

/* Returns the result of a function called from SQL */
Datum
varlena_stored_result(const VarlenaFamily *family, void *state)
{
	void	   *stored = family->make_stored == NULL ? state :
		family->make_stored(family, state, true);

	return PointerGetDatum(require_possible(family, stored));
}

/* The final function of an aggregate that returns a summary */
Datum
varlena_final(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	const void *stored = varlena_stored(family, fcinfo, 0);

	if (family->make_stored == NULL && !summary_in_window(fcinfo))
		require_possible(family, (void *) stored);
	return PointerGetDatum(stored);
}

/* Text form */

Datum
varlena_out(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	const void *stored = varlena_stored(family, fcinfo, 0);
	StringInfoData out;

	if (is_empty(family, stored))
		PG_RETURN_CSTRING(pstrdup("empty"));
	initStringInfo(&out);
	appendStringInfoString(&out, "(n=");
	counter_print(&out, family->count_entries(stored));
	family->print(family, &out, stored);
	appendStringInfoChar(&out, ')');
	PG_RETURN_CSTRING(out.data);
}

typedef struct VarlenaText
{
	const VarlenaFamily *family;
	void	   *state;
	bool		has_number;
	int64		number;			/* number of entries, according to the text */
} VarlenaText;

static const char *
number_of_entries_parse(VarlenaText *string, char *token)
{
	const char *number = token + strlen("n=");

	if (strncmp(token, "n=", strlen("n=")) != 0 ||
		!counter_parse(&number, INT64_DIGITS, &string->number) || *number != '\0')
		return psprintf("It must begin with n=, the number of its entries, not with \"%s\".",
						token);
	string->has_number = true;
	return NULL;
}

static const char *
varlena_token_parse(void *state, char *token)
{
	VarlenaText *string = state;

	if (!string->has_number)
		return number_of_entries_parse(string, token);
	return string->family->parse(string->family, &string->state, token);
}

/* Stores a state that was read; returns what is wrong with it, or NULL */
static const char *
store_what_was_read(const VarlenaFamily *family, void *state, VarlenaSummary **stored)
{
	*stored = family->make_stored == NULL ? state : family->make_stored(family, state, true);
	return family->invalid == NULL ? NULL : family->invalid(*stored);
}

static const char *
text_wrong(const VarlenaText *string, const VarlenaSummary *stored)
{
	int64		entries = string->family->count_entries(stored);

	if (string->has_number && is_empty(string->family, stored))
		return "A summary of no rows is written as \"empty\".";
	if (entries != string->number)
		return psprintf("It has " INT64_FORMAT " entries, not n=" INT64_FORMAT ".",
						entries, string->number);
	return NULL;
}

static void *
make_empty_state(const VarlenaFamily *family)
{
	void	   *empty = varlena_make(family->empty_size, FORM_STORED);

	return family->make_state == NULL ? empty : family->make_state(family, empty, false);
}

Datum
varlena_in(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	const char *input = PG_GETARG_CSTRING(0);
	VarlenaText string = {family, make_empty_state(family), false, 0};
	VarlenaSummary *stored = NULL;
	const char *wrong = summary_parse_tokens(input, varlena_token_parse, &string);

	if (wrong == NULL)
		wrong = summary_impossible(store_what_was_read(family, string.state, &stored));
	if (wrong == NULL)
		wrong = text_wrong(&string, stored);
	if (wrong != NULL)
		RETURN_INPUT_ERROR(fcinfo, family->type_name, input, wrong);
	PG_RETURN_POINTER(stored);
}

/* Binary form */

Datum
varlena_send(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	family->send(&out, varlena_stored(family, fcinfo, 0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

Datum
varlena_recv(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	void	   *state = make_empty_state(family);
	VarlenaSummary *stored = NULL;
	const char *wrong;

	summary_binary_version(family->type_name, pq_getmsgbyte(message));
	wrong = family->receive(family, message, &state);
	if (wrong == NULL)
		wrong = store_what_was_read(family, state, &stored);
	if (wrong != NULL)
		summary_binary_invalid(family->type_name, wrong);
	PG_RETURN_POINTER(stored);
}

Datum
varlena_to_jsonb(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	Json		json = {0};

	json_object_begin(&json, NULL);
	family->write(family, &json, varlena_stored(family, fcinfo, 0));
	json_object_end(&json);
	return json_result(&json);
}

/* Merge and un-merge */

static Datum
varlena_combine(const VarlenaFamily *family, FunctionCallInfo fcinfo,
				void *(*combine) (const VarlenaFamily *, void *, const void *))
{
	void	   *state = varlena_state(family, fcinfo);
	ShortRoom	room;
	const void *other = varlena_look(family, fcinfo, 1, &room);

	state = combine(family, state, other);
	varlena_free(fcinfo, 1, other, &room);
	return varlena_result(family, fcinfo, state);
}

/* Merges two stored summaries without making a state */
static Datum
varlena_merge(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	ShortRoom	room;
	ShortRoom	other_room;
	const void *stored = varlena_look(family, fcinfo, 0, &room);
	const void *other = varlena_look(family, fcinfo, 1, &other_room);
	void	   *merged = require_possible(family, family->merge(stored, other));

	varlena_free(fcinfo, 0, stored, &room);
	varlena_free(fcinfo, 1, other, &other_room);
	return PointerGetDatum(merged);
}

Datum
varlena_add(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	if (family->merge != NULL && !summary_in_aggregate(fcinfo))
		return varlena_merge(family, fcinfo);
	return varlena_combine(family, fcinfo, family->add);
}

Datum
varlena_subtract(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	return varlena_combine(family, fcinfo, family->subtract);
}

/* Comparison and hash of the words, or of what the family compares instead */

static const void *
key_of(const VarlenaFamily *family, const VarlenaSummary *stored, size_t *length)
{
	if (family->key != NULL)
		return family->key(stored, length);
	*length = stored_words(stored) * sizeof(int64);
	return stored->words;
}

static int
keys_cmp(const VarlenaFamily *family, const VarlenaSummary *a, const VarlenaSummary *b)
{
	size_t		a_length;
	size_t		b_length;
	const void *a_key = key_of(family, a, &a_length);
	const void *b_key = key_of(family, b, &b_length);
	int			order;

	if (family->key == NULL)
		return words_cmp(a_key, a_length / sizeof(int64), b_key, b_length / sizeof(int64));
	order = memcmp(a_key, b_key, Min(a_length, b_length));
	if (order == 0)
		return (a_length > b_length) - (a_length < b_length);
	return order < 0 ? -1 : 1;
}

int
varlena_cmp(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	ShortRoom	a_room;
	ShortRoom	b_room;
	const VarlenaSummary *a = varlena_look(family, fcinfo, 0, &a_room);
	const VarlenaSummary *b = varlena_look(family, fcinfo, 1, &b_room);
	int			order = keys_cmp(family, a, b);

	/* a comparison may be one of millions in the same memory */
	varlena_free(fcinfo, 0, a, &a_room);
	varlena_free(fcinfo, 1, b, &b_room);
	return order;
}

Datum
varlena_hash(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	ShortRoom	room;
	const VarlenaSummary *summary = varlena_look(family, fcinfo, 0, &room);
	size_t		length;
	const void *key = key_of(family, summary, &length);
	Datum		hash = hash_any(key, length);

	varlena_free(fcinfo, 0, summary, &room);
	return hash;
}

Datum
varlena_hash_extended(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	ShortRoom	room;
	const VarlenaSummary *summary = varlena_look(family, fcinfo, 0, &room);
	size_t		length;
	const void *key = key_of(family, summary, &length);
	Datum		hash = hash_any_extended(key, length, PG_GETARG_INT64(1));

	varlena_free(fcinfo, 0, summary, &room);
	return hash;
}
