/*
 * json.h
 *		Writing jsonb, field by field.
 *
 * A field has a key in an object, and NULL as its key in a list.  Nothing is
 * copied: keys and strings must last until the result is made.
 */
#ifndef JSON_H
#define JSON_H

#include "postgres.h"

#include "utils/jsonb.h"

#include "clock.h"

typedef struct Json
{
#if PG_VERSION_NUM >= 190000
	JsonbInState state;
#else
	JsonbParseState *state;
	JsonbValue *value;			/* of the container that ended last */
#endif
	size_t		bytes;			/* at least; of the result */
} Json;

extern void json_object_begin(Json *json, const char *key);
extern void json_object_end(Json *json);
extern void json_list_begin(Json *json, const char *key);
extern void json_list_end(Json *json);
extern void json_null(Json *json, const char *key);
extern void json_string(Json *json, const char *key, const char *bytes, size_t length);
extern void json_word(Json *json, const char *key, const char *word);
extern void json_count(Json *json, const char *key, int64 count);
extern void json_label(Json *json, const char *key, int64 label);
extern void json_wide(Json *json, const char *key, const uint64 *value, int words,
					  int fraction_bits);
extern void json_number(Json *json, const char *key, double number);
extern void json_time(Json *json, const char *key, int64 at, Clock clock);
extern Datum json_result(Json *json);

#endif
