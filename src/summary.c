/*
 * summary.c
 *		Functions shared by every family of fixed-length summaries: text and
 *		binary form, jsonb, merge and un-merge, comparison and hash.
 *
 * Text form: "(name=value name=value ...)", labels first, without counters and
 * sums that are zero; "empty" for a summary of no rows.  A summary with
 * something that an earlier release cannot read begins with "kpi=VERSION", the
 * first version that can, as in "(kpi=2.0.0 name=value ...)"; none does so
 * far.  Binary form: a version byte, then the words from the most significant
 * on.  Both forms are checked to be a possible result of some rows, because
 * any user can type them in.  A form that was cut short is never the form of
 * another summary: the text ends with its parenthesis, and the binary form has
 * as many words as the type.
 */
#include "postgres.h"

#include <math.h>

#include "common/hashfn.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "argument.h"
#include "exact.h"
#include "json.h"
#include "server.h"
#include "summary.h"

static inline bool
is_label(const SummaryField *field)
{
	return field->kind == FIELD_LABEL_INTEGER || field->kind == FIELD_LABEL_REAL;
}

static bool
is_zero(const int64 *words, int nwords)
{
	for (int i = 0; i < nwords; i++)
		if (words[i] != 0)
			return false;
	return true;
}

static int
label_words(const SummaryFamily *family)
{
	int			words = 0;

	while (is_label(&family->fields[words]))
		words++;
	return words;
}

/* Returns whether the summary has no rows */
static bool
is_empty(const SummaryFamily *family, const int64 *summary)
{
	int			labels = label_words(family);

	return is_zero(summary + labels, family->words - labels);
}

/* Says why no rows can produce these words, or returns NULL */
static const char *
summary_invalid(const SummaryFamily *family, const int64 *summary)
{
	const int64 *word = summary;

	for (int i = 0; i < family->nfields; i++)
	{
		const SummaryField *field = &family->fields[i];

		if (field->kind == FIELD_COUNTER && *word < 0)
			return psprintf("its counter %s is " INT64_FORMAT, field->name, *word);
		word += field->words;
	}
	if (is_empty(family, summary))
		return is_zero(summary, family->words) ? NULL : "it has labels but no rows";
	return family->invalid == NULL ? NULL : family->invalid(summary);
}

/* Text form */

static void
field_print(StringInfo out, const SummaryField *field, const int64 *word)
{
	appendStringInfo(out, "%s=", field->name);
	if (field->kind == FIELD_LABEL_REAL)
	{
		double		real;

		memcpy(&real, word, sizeof(real));
		appendStringInfoString(out, number_text(real));
	}
	else
		wide_print(out, (const uint64 *) word, field->words, field->fraction_bits);
}

Datum
summary_out(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	const int64 *word = (const int64 *) PG_GETARG_POINTER(0);
	StringInfoData out;

	if (is_empty(family, word))
		PG_RETURN_CSTRING(pstrdup("empty"));

	initStringInfo(&out);
	for (int i = 0; i < family->nfields; i++)
	{
		const SummaryField *field = &family->fields[i];

		if (is_label(field) || !is_zero(word, field->words))
		{
			appendStringInfoChar(&out, out.len == 0 ? '(' : ' ');
			field_print(&out, field, word);
		}
		word += field->words;
	}
	appendStringInfoChar(&out, ')');
	PG_RETURN_CSTRING(out.data);
}

static const char *
real_parse(const char *string, int64 *word)
{
	double		real;

	if (!number_parse(string, &real))
		return "is not a finite number";
	memcpy(word, &real, sizeof(real));
	return NULL;
}

static const char *
value_parse(const SummaryField *field, const char *string, int64 *word)
{
	if (field->kind == FIELD_LABEL_REAL)
		return real_parse(string, word);
	return wide_parse(string, (uint64 *) word, field->words, field->fraction_bits);
}

/* The place up to which a text form is read */
typedef struct FieldsState
{
	const SummaryFamily *family;
	int64	   *summary;
	int			field;			/* index of the field, after the previous one,
								 * in the order of printing */
	int64	   *word;			/* word of that field */
	uint64		seen;			/* fields read so far, by bit */
} FieldsState;

/* Moves to the field with a name; false if there is none */
static bool
find_field(FieldsState *fields, const char *name)
{
	const SummaryFamily *family = fields->family;

	for (int i = 0; i < family->nfields; i++)
	{
		if (fields->field == family->nfields)
		{
			fields->field = 0;
			fields->word = fields->summary;
		}
		if (strcmp(family->fields[fields->field].name, name) == 0)
			return true;
		fields->word += family->fields[fields->field++].words;
	}
	return false;
}

/* Reads one "name=value"; returns what is wrong with it, or NULL */
static const char *
field_token_parse(void *state, char *token)
{
	FieldsState *fields = state;
	char	   *value = strchr(token, '=');
	const SummaryField *field;
	const char *wrong;

	if (value == NULL)
		return psprintf("\"%s\" is not of the form name=value.", token);
	*value++ = '\0';
	if (!find_field(fields, token))
		return psprintf("A %s has no field \"%s\".", fields->family->type_name, token);
	field = &fields->family->fields[fields->field];
	wrong = value_parse(field, value, fields->word);
	if (wrong != NULL)
		return psprintf("The value \"%s\" of %s %s.", value, field->name, wrong);
	if (fields->seen & (UINT64CONST(1) << fields->field))
		return psprintf("%s is given twice.", field->name);
	fields->seen |= UINT64CONST(1) << fields->field;
	return NULL;
}

/* Returns the string without blanks around it */
static char *
trimmed(const char *string)
{
	size_t		length;

	string += strspn(string, " ");
	length = strlen(string);
	while (length > 0 && string[length - 1] == ' ')
		length--;
	return pnstrdup(string, length);
}

/* Returns the token at a position, or after blanks there, as a string; NULL if there is none */
static char *
next_token(char **position)
{
	char	   *token = *position;
	char	   *end;

	while (*token == ' ')
		token++;
	if (*token == '\0')
		return NULL;
	end = strchr(token, ' ');
	*position = end == NULL ? token + strlen(token) : end + 1;
	if (end != NULL)
		*end = '\0';
	return token;
}

/* Says what is wrong with a form that begins with the mark of a later release, or returns NULL */
static const char *
later_release(const char *token)
{
	const char *mark = "kpi=";

	return strncmp(token, mark, strlen(mark)) != 0 ? NULL :
		psprintf("It needs kpi %s or later, and this is kpi %s.", token + strlen(mark),
				 KPI_VERSION);
}

/*
 * Passes each token of a text form to parse, which says what is wrong with it
 * or returns NULL; this function does the same.  "empty" has no tokens.
 */
const char *
summary_parse_tokens(const char *string, TokenParser parse, void *state)
{
	char	   *inside = trimmed(string);
	size_t		length = strlen(inside);
	char	   *position = inside + 1;
	char	   *token;
	const char *wrong = NULL;

	if (strcmp(inside, "empty") == 0)
		return NULL;
	if (length < 2 || inside[0] != '(' || inside[length - 1] != ')')
		return "A summary is written in parentheses, and one of no rows as \"empty\".";
	inside[length - 1] = '\0';
	token = next_token(&position);
	if (token == NULL)
		return "A summary of no rows is written as \"empty\".";
	wrong = later_release(token);
	for (; token != NULL && wrong == NULL; token = next_token(&position))
	{
		CHECK_FOR_INTERRUPTS();
		wrong = parse(state, token);
	}
	return wrong;
}

const char *
summary_impossible(const char *wrong)
{
	return wrong == NULL ? NULL : psprintf("No rows can produce such a summary: %s.", wrong);
}

/* Every aggregate begins with "empty", so a family whose fields miss a word is found at once */
static void
require_whole_struct(const SummaryFamily *family)
{
	int			words = 0;

	for (int i = 0; i < family->nfields; i++)
		words += family->fields[i].words;
	if (words != family->words || family->nfields > 64)
		elog(ERROR, "the fields of %s are not its struct", family->type_name);
}

Datum
summary_in(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	const char *string = PG_GETARG_CSTRING(0);
	FieldsState fields = {family, palloc0(family->words * sizeof(int64)), 0, NULL, 0};
	const char *wrong;

	require_whole_struct(family);
	fields.word = fields.summary;
	wrong = summary_parse_tokens(string, field_token_parse, &fields);
	if (wrong == NULL)
		wrong = summary_impossible(summary_invalid(family, fields.summary));
	if (wrong != NULL)
		RETURN_INPUT_ERROR(fcinfo, family->type_name, string, wrong);
	PG_RETURN_POINTER(fields.summary);
}

/* Binary form */

Datum
summary_send(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	const int64 *word = (const int64 *) PG_GETARG_POINTER(0);
	StringInfoData out;

	pq_begintypsend(&out);
	pq_sendint8(&out, BINARY_VERSION);
	for (int i = 0; i < family->nfields; i++)
	{
		for (int j = family->fields[i].words - 1; j >= 0; j--)
			pq_sendint64(&out, word[j]);
		word += family->fields[i].words;
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

void
summary_binary_version(const char *type_name, int version)
{
	if (version != BINARY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unsupported version %d of the binary form of %s", version, type_name),
				 errdetail("This release reads version %d.", BINARY_VERSION)));
}

/* wrong is a sentence, as for a text form */
void
binary_invalid(const char *type_name, const char *wrong)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of %s", type_name),
			 errdetail("%s", wrong)));
}

void
summary_binary_invalid(const char *type_name, const char *wrong)
{
	binary_invalid(type_name, summary_impossible(wrong));
}

/* Checks labels as parse_real does: a label must be a finite number */
static bool
labels_finite(const SummaryFamily *family, const int64 *summary)
{
	for (int i = 0; i < label_words(family); i++)
		if (family->fields[i].kind == FIELD_LABEL_REAL)
		{
			double		real;

			memcpy(&real, summary + i, sizeof(real));
			if (!isfinite(real) || (real == 0.0 && signbit(real)))
				return false;
		}
	return true;
}

Datum
summary_recv(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int64	   *summary = palloc0(family->words * sizeof(int64));
	int64	   *word = summary;
	const char *wrong;

	summary_binary_version(family->type_name, pq_getmsgbyte(message));
	for (int i = 0; i < family->nfields; i++)
	{
		for (int j = family->fields[i].words - 1; j >= 0; j--)
			word[j] = pq_getmsgint64(message);
		word += family->fields[i].words;
	}

	wrong = labels_finite(family, summary) ? summary_invalid(family, summary) :
		"a label is not a finite number";
	if (wrong != NULL)
		summary_binary_invalid(family->type_name, wrong);
	PG_RETURN_POINTER(summary);
}

/* As jsonb: all fields, so that all summaries of a type have the same */

static void
field_to_json(Json *json, const SummaryField *field, const int64 *word)
{
	if (field->kind == FIELD_LABEL_REAL)
	{
		double		real;

		memcpy(&real, word, sizeof(real));
		json_number(json, field->name, real);
	}
	else
		json_wide(json, field->name, (const uint64 *) word, field->words, field->fraction_bits);
}

Datum
summary_to_jsonb(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	const int64 *word = (const int64 *) PG_GETARG_POINTER(0);
	bool		has_labels = !is_empty(family, word);
	Json		json = {0};

	json_object_begin(&json, NULL);
	for (int i = 0; i < family->nfields; i++)
	{
		const SummaryField *field = &family->fields[i];

		if (is_label(field) && !has_labels)
			json_null(&json, field->name);
		else
			field_to_json(&json, field, word);
		word += field->words;
	}
	json_object_end(&json);
	return json_result(&json);
}

/* Merge and un-merge */

void
summary_full(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("a summary counts at most " INT64_FORMAT " rows", PG_INT64_MAX)));
}

void
summary_no_state(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("the summary to count a row into must not be null")));
}

static char *
label_text(const SummaryField *field, const int64 *word)
{
	StringInfoData out;

	initStringInfo(&out);
	field_print(&out, field, word);
	return out.data;
}

/* Summaries of different scales or priors are different things */
static void
require_same_labels(const SummaryFamily *family, const int64 *a, const int64 *b)
{
	for (int i = 0; i < label_words(family); i++)
		if (a[i] != b[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("cannot combine a %s of %s with one of %s", family->type_name,
							label_text(&family->fields[i], a + i),
							label_text(&family->fields[i], b + i))));
}

Datum
summary_add(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	int64	   *summary = summary_state(family, fcinfo);
	const int64 *other = (const int64 *) PG_GETARG_POINTER(1);
	int			labels = label_words(family);
	int64	   *word = summary + labels;

	if (labels > 0)
	{
		if (is_empty(family, other))
			PG_RETURN_POINTER(summary);
		if (is_empty(family, summary))
			memcpy(summary, other, labels * sizeof(int64));
		require_same_labels(family, summary, other);
	}

	other += labels;
	for (int i = labels; i < family->nfields; i++)
	{
		const SummaryField *field = &family->fields[i];
		bool		overflow;

		if (field->words == 1)
			overflow = pg_add_s64_overflow(*word, *other, word);
		else
			overflow = wide_add((uint64 *) word, (const uint64 *) other, field->words);
		if (unlikely(overflow))
			summary_full();
		word += field->words;
		other += field->words;
	}
	PG_RETURN_POINTER(summary);
}

/* Raises the error for a kind of summary that adds no detail */
void
summary_not_contained(const char *type_name)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("cannot subtract from a %s what it does not contain", type_name)));
}

/* The result must be a possible summary of some rows, and without rows it has no labels */
void
summary_taken_away(const SummaryFamily *family, void *difference)
{
	const char *wrong;

	if (is_empty(family, difference))
		memset(difference, 0, label_words(family) * sizeof(int64));
	wrong = summary_invalid(family, difference);
	if (unlikely(wrong != NULL))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("cannot subtract from a %s what it does not contain",
						family->type_name),
				 errdetail("No rows can produce the difference: %s.", wrong)));
}

Datum
summary_subtract(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	int64	   *summary = summary_state(family, fcinfo);
	const int64 *other = (const int64 *) PG_GETARG_POINTER(1);
	int			labels = label_words(family);
	int64	   *word = summary + labels;

	if (is_empty(family, other))
		PG_RETURN_POINTER(summary);
	if (!is_empty(family, summary))
		require_same_labels(family, summary, other);

	other += labels;
	for (int i = labels; i < family->nfields; i++)
	{
		/* cannot overflow: counters are positive and bound the sums */
		wide_subtract((uint64 *) word, (const uint64 *) other, family->fields[i].words);
		word += family->fields[i].words;
		other += family->fields[i].words;
	}
	summary_taken_away(family, summary);
	PG_RETURN_POINTER(summary);
}

/* Comparison: any total order on the words is enough, if it is always the same */

int
words_cmp(const int64 *a, int64 a_words, const int64 *b, int64 b_words)
{
	for (int64 i = 0; i < a_words && i < b_words; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return (a_words > b_words) - (a_words < b_words);
}

int
summary_cmp(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	return words_cmp((const int64 *) PG_GETARG_POINTER(0), family->words,
					 (const int64 *) PG_GETARG_POINTER(1), family->words);
}

Datum
summary_hash(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	return hash_any((const unsigned char *) PG_GETARG_POINTER(0), family->words * sizeof(int64));
}

Datum
summary_hash_extended(const SummaryFamily *family, FunctionCallInfo fcinfo)
{
	return hash_any_extended((const unsigned char *) PG_GETARG_POINTER(0),
							 family->words * sizeof(int64), PG_GETARG_INT64(1));
}

/* Confidence: (summary, confidence, options of the family) */

bool
summary_bounds(FunctionCallInfo fcinfo, BoundsReader reader, Bounds *bounds)
{
	if (PG_ARGISNULL(0))
		return false;
	return reader(PG_GETARG_POINTER(0), fcinfo, argument_confidence(fcinfo, 1), bounds);
}
