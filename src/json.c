/*
 * json.c
 *		Writing jsonb, field by field.
 *
 * Numbers are exact: they become numeric, never double precision.
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "argument.h"
#include "exact.h"
#include "json.h"
#include "server.h"

static void
push(Json *json, JsonbIteratorToken token, JsonbValue *value)
{
#if PG_VERSION_NUM >= 190000
	pushJsonbValue(&json->state, token, value);
#else
	json->value = pushJsonbValue(&json->state, token, value);
#endif
}

/*
 * Counts bytes of the result.  The server finds out that a list is too long
 * when it has built all of it, in many times the memory.
 */
static void
count_bytes(Json *json, size_t bytes)
{
	json->bytes += bytes + sizeof(JEntry);
	if (unlikely(json->bytes > JENTRY_OFFLENMASK))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("total size of jsonb array elements exceeds the maximum of %d bytes",
						JENTRY_OFFLENMASK)));
}

static void
push_key(Json *json, const char *key)
{
	JsonbValue	value;

	if (key == NULL)
		return;
	value.type = jbvString;
	value.val.string.val = (char *) key;
	value.val.string.len = strlen(key);
	count_bytes(json, value.val.string.len);
	push(json, WJB_KEY, &value);
}

static void
push_value(Json *json, const char *key, JsonbValue *value, size_t bytes)
{
	push_key(json, key);
	count_bytes(json, bytes);
	push(json, key == NULL ? WJB_ELEM : WJB_VALUE, value);
}

/* Containers */

void
json_object_begin(Json *json, const char *key)
{
	push_key(json, key);
	count_bytes(json, sizeof(JsonbContainer));
	push(json, WJB_BEGIN_OBJECT, NULL);
}

void
json_object_end(Json *json)
{
	push(json, WJB_END_OBJECT, NULL);
}

void
json_list_begin(Json *json, const char *key)
{
	push_key(json, key);
	count_bytes(json, sizeof(JsonbContainer));
	push(json, WJB_BEGIN_ARRAY, NULL);
}

void
json_list_end(Json *json)
{
	push(json, WJB_END_ARRAY, NULL);
}

/* Values */

void
json_null(Json *json, const char *key)
{
	JsonbValue	value;

	value.type = jbvNull;
	push_value(json, key, &value, 0);
}

void
json_string(Json *json, const char *key, const char *bytes, size_t length)
{
	JsonbValue	value;

	value.type = jbvString;
	value.val.string.val = (char *) bytes;
	value.val.string.len = (int) length;
	push_value(json, key, &value, length);
}

/* NULL stands for null */
void
json_word(Json *json, const char *key, const char *word)
{
	if (word != NULL)
		json_string(json, key, word, strlen(word));
	else
		json_null(json, key);
}

static void
push_numeric(Json *json, const char *key, Datum number)
{
	JsonbValue	value;

	value.type = jbvNumeric;
	value.val.numeric = DatumGetNumeric(number);
	push_value(json, key, &value, VARSIZE_ANY(value.val.numeric));
}

void
json_count(Json *json, const char *key, int64 count)
{
	push_numeric(json, key, DirectFunctionCall1(int8_numeric, Int64GetDatum(count)));
}

/* A label that is 0 is unknown, which is null here */
void
json_label(Json *json, const char *key, int64 label)
{
	if (label != 0)
		json_count(json, key, label);
	else
		json_null(json, key);
}

static void
push_digits(Json *json, const char *key, const char *digits)
{
	push_numeric(json, key, DirectFunctionCall3(numeric_in, CStringGetDatum(digits),
												ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

void
json_wide(Json *json, const char *key, const uint64 *value, int words, int fraction_bits)
{
	StringInfoData digits;

	if (words == 1 && fraction_bits == 0)
	{
		json_count(json, key, (int64) *value);
		return;
	}
	initStringInfo(&digits);
	wide_print(&digits, value, words, fraction_bits);
	push_digits(json, key, digits.data);
	pfree(digits.data);
}

/* The number must be finite: JSON has no other */
void
json_number(Json *json, const char *key, double number)
{
	char	   *digits = (char *) number_text(number);

	push_digits(json, key, digits);
	pfree(digits);
}

/* A time is a string in the text form of summaries, and a number of seconds is a number */
void
json_time(Json *json, const char *key, int64 at, Clock clock)
{
	StringInfoData text;

	initStringInfo(&text);
	time_print(&text, at, clock);
	if (clock == CLOCK_SECONDS)
	{
		push_digits(json, key, text.data);
		pfree(text.data);
	}
	else
		json_string(json, key, text.data, text.len);
}

/* The outermost object must have ended */
Datum
json_result(Json *json)
{
#if PG_VERSION_NUM >= 190000
	PG_RETURN_JSONB_P(JsonbValueToJsonb(json->state.result));
#else
	PG_RETURN_JSONB_P(JsonbValueToJsonb(json->value));
#endif
}
