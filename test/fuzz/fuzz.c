/*
 * fuzz.c
 *		Bytes from a fuzzer, or from a file that once caused trouble, as parameters
 *		of queries: each query must return a result or a clean error.
 *
 * A target is a set of queries over the same parameters, which are rows of values
 * of some types: $1, $2, ... row by row.  An input begins with one byte for each
 * parameter: 1 for NULL, 2 for the value of the previous row, anything else
 * for a separate value.  These values follow:
 *
 *		a type of the server of fixed length	as many bytes, its binary form
 *		another type of the server				a length in two bytes, its text form
 *		a type of an extension					a length in two bytes, its binary form
 *
 * The last parameter takes the remaining bytes and needs no length.  So every
 * sequence of bytes is an input, and small changes to it are small changes to
 * the values.
 */
#include "postgres.h"

#include <ctype.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "access/transam.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

PG_MODULE_MAGIC;

#define FLAG_NULL		1
#define FLAG_REPEATED	2

#define MOST_ROWS		50

typedef struct Source
{
	Oid			type;
	int			length;			/* of its form, or -1 */
	bool		is_text;
	int16		typlen;
	bool		typbyval;
	FmgrInfo	read;
	Oid			ioparam;
} Source;

typedef struct Target
{
	int			nqueries;
	char	  **queries;
	SPIPlanPtr *plans;
	int			width;			/* values in a row */
	int			nparameters;
	Oid		   *types;
	Source	   *sources;
	char	   *slots;			/* of the parameters' values */
	MemoryContext context;		/* of one input */
} Target;

/* The outcome of an input */
typedef struct Outcome
{
	Target	   *target;
	StringInfoData input;
	Datum	   *values;
	char	   *nulls;			/* in SPI's format */
	int			query;
	bool		checking;		/* whether a result is read, which must not fail */
	bool		failed;
	char	   *said;			/* SQLSTATE and message, or the reason of the failure */
} Outcome;

/*
 * Strings of an array of SQL, and types
 */
static char **
strings_of(ArrayType *array, int *n)
{
	Datum	   *elements;
	char	  **strings;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, n);
	strings = palloc((*n + 1) * sizeof(char *));
	for (int i = 0; i < *n; i++)
		strings[i] = TextDatumGetCString(elements[i]);
	strings[*n] = NULL;
	return strings;
}

static Source
source_of(Oid type)
{
	Source		source = {.type = type};
	Oid			function;

	get_typlenbyval(type, &source.typlen, &source.typbyval);
	source.length = type < FirstNormalObjectId ? source.typlen : -1;

	/*
	 * binary forms of the server's own types are opaque to a fuzzer if they
	 * have parts
	 */
	source.is_text = source.length < 0 && type < FirstNormalObjectId;
	if (source.is_text)
		getTypeInputInfo(type, &function, &source.ioparam);
	else
		getTypeBinaryInputInfo(type, &function, &source.ioparam);
	fmgr_info(function, &source.read);
	return source;
}

/*
 * Every value that is passed by reference is put at the end of a read-only slot,
 * before a page that cannot be read: code that reads beyond the end of the value,
 * or changes it in place, ends in a signal.
 */
#define SLOT_SIZE		(1 << 16)
#define GUARD_SIZE		(1 << 14)

static char *
make_slots(int n)
{
	static char *slots = NULL;
	static int	made = 0;

	if (n <= made)
		return slots;
	slots = mmap(NULL, (size_t) n * (SLOT_SIZE + GUARD_SIZE), PROT_NONE,
				 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (slots == MAP_FAILED)
		elog(ERROR, "out of memory for the values of a target");
	made = n;
	return slots;
}

static void
protect(char *slot, int protection)
{
	if (mprotect(slot, SLOT_SIZE, protection) != 0)
		elog(ERROR, "could not protect a value: %m");
}

static Datum
guarded(Target *target, int n, Datum value)
{
	const Source *source = &target->sources[n % target->width];
	char	   *slot = target->slots + (size_t) n * (SLOT_SIZE + GUARD_SIZE);
	Size		size;
	char	   *copy;

	if (source->typbyval || (size = datumGetSize(value, false, source->typlen)) > SLOT_SIZE)
		return value;
	copy = slot + SLOT_SIZE - MAXALIGN(size);
	protect(slot, PROT_READ | PROT_WRITE);
	memcpy(copy, DatumGetPointer(value), size);
	protect(slot, PROT_READ);
	return PointerGetDatum(copy);
}

/* (queries text[], types regtype[], rows integer, ...) */
static Target *
target_of(FunctionCallInfo fcinfo)
{
	Target	   *target = palloc0(sizeof(Target));
	ArrayType  *types = PG_GETARG_ARRAYTYPE_P(1);
	int			rows = PG_GETARG_INT32(2);
	Datum	   *elements;

	target->queries = strings_of(PG_GETARG_ARRAYTYPE_P(0), &target->nqueries);
	target->plans = palloc0((target->nqueries + 1) * sizeof(SPIPlanPtr));
	deconstruct_array(types, REGTYPEOID, sizeof(Oid), true, TYPALIGN_INT, &elements, NULL,
					  &target->width);
	target->nparameters = target->width * rows;
	target->types = palloc((target->nparameters + 1) * sizeof(Oid));
	target->sources = palloc((target->width + 1) * sizeof(Source));
	for (int i = 0; i < target->width; i++)
		target->sources[i] = source_of(DatumGetObjectId(elements[i]));
	for (int i = 0; i < target->nparameters; i++)
		target->types[i] = target->sources[i % target->width].type;
	target->slots = make_slots(target->nparameters);
	target->context =
		AllocSetContextCreate(CurrentMemoryContext, "input of a fuzzer", ALLOCSET_DEFAULT_SIZES);
	return target;
}

/*
 * Reading an input
 */

static StringInfoData
take_piece(StringInfo input, int length)
{
	StringInfoData piece;
	int			there = Min(length, input->len - input->cursor);

	initStringInfo(&piece);
	appendBinaryStringInfo(&piece, input->data + input->cursor, there);
	input->cursor += there;
	return piece;
}

static int
take_byte(StringInfo input)
{
	return input->cursor < input->len ? (unsigned char) input->data[input->cursor++] : 0;
}

static StringInfoData
take_value(StringInfo input, const Source *source, bool is_last)
{
	StringInfoData piece;
	int			length = source->length;

	if (length < 0 && !is_last)
	{
		length = take_byte(input) << 8;
		length |= take_byte(input);
	}
	piece = take_piece(input, length < 0 ? input->len : length);
	while (piece.len < source->length)
		appendStringInfoChar(&piece, '\0');
	return piece;
}

/* Makes valid text of any bytes */
static void
make_text(StringInfo piece)
{
	bool		is_text = memchr(piece->data, '\0', piece->len) == NULL &&
		pg_verifymbstr(piece->data, piece->len, true);

	for (int i = 0; i < piece->len && !is_text; i++)
		if ((piece->data[i] &= 0x7f) == '\0')
			piece->data[i] = ' ';
}

static Datum
read_value(Source *source, StringInfo piece)
{
	if (source->is_text)
	{
		make_text(piece);
		return InputFunctionCall(&source->read, piece->data, source->ioparam, -1);
	}
	return ReceiveFunctionCall(&source->read, piece, source->ioparam, -1);
}

static void
read_parameters(Outcome *outcome)
{
	Target	   *target = outcome->target;
	StringInfo	input = &outcome->input;
	StringInfoData flags = take_piece(input, target->nparameters);

	for (int i = 0; i < target->nparameters; i++)
	{
		int			flag = i < flags.len ? flags.data[i] : 0;
		int			before = i - target->width;

		if (flag == FLAG_REPEATED && before >= 0)
		{
			outcome->values[i] = outcome->values[before];
			outcome->nulls[i] = outcome->nulls[before];
		}
		else if (flag != FLAG_NULL)
		{
			Source	   *source = &target->sources[i % target->width];
			StringInfoData piece = take_value(input, source, i == target->nparameters - 1);

			outcome->values[i] = guarded(target, i, read_value(source, &piece));
			outcome->nulls[i] = ' ';
		}
	}
}

/*
 * Judging results
 */

static void
fail(Outcome *outcome, const char *why)
{
	outcome->failed = true;
	outcome->said = pstrdup(why);
}

/* NaN or Infinity, as a word */
static bool
has_no_number(const char *string)
{
	static const char *const words[] = {"NaN", "Infinity"};

	for (int i = 0; i < (int) lengthof(words); i++)
		for (const char *at = string; (at = strstr(at, words[i])) != NULL; at++)
			if ((at == string || !isalnum((unsigned char) at[-1])) &&
				!isalnum((unsigned char) at[strlen(words[i])]))
				return true;
	return false;
}

static bool
same_bytes(Datum a, Datum b, Oid send)
{
	bytea	   *form = OidSendFunctionCall(send, a);
	bytea	   *other = OidSendFunctionCall(send, b);

	return VARSIZE(form) == VARSIZE(other) && memcmp(form, other, VARSIZE(form)) == 0;
}

/* Whether a value of a type of the extension survives its own forms byte for byte */
static void
check_forms(Outcome *outcome, Datum value, Oid type, const char *string)
{
	Oid			function;
	Oid			ioparam;
	Oid			send;
	bool		is_varlena;
	Datum		again;
	StringInfoData message;
	bytea	   *form;

	outcome->checking = true;
	getTypeBinaryOutputInfo(type, &send, &is_varlena);
	getTypeInputInfo(type, &function, &ioparam);
	again = OidInputFunctionCall(function, pstrdup(string), ioparam, -1);
	if (!same_bytes(value, again, send))
		fail(outcome, psprintf("its text form gives another value: %s", string));

	getTypeBinaryInputInfo(type, &function, &ioparam);
	form = OidSendFunctionCall(send, value);
	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(form), VARSIZE_ANY_EXHDR(form));
	again = OidReceiveFunctionCall(function, &message, ioparam, -1);
	if (!same_bytes(value, again, send))
		fail(outcome, psprintf("its binary form gives another value: %s", string));
	outcome->checking = false;
}

static void
check_value(Outcome *outcome, HeapTuple row, TupleDesc description, int column)
{
	Oid			type = SPI_gettypeid(description, column);
	bool		isnull;
	Datum		value = SPI_getbinval(row, description, column, &isnull);
	char	   *string = isnull ? NULL : SPI_getvalue(row, description, column);
	char		category;
	bool		is_preferred;

	if (isnull)
		return;
	get_type_category_preferred(type, &category, &is_preferred);
	if (type >= FirstNormalObjectId && get_typtype(type) == TYPTYPE_BASE)
		check_forms(outcome, value, type, string);
	else if (category != TYPCATEGORY_STRING && has_no_number(string))
		fail(outcome, psprintf("what is no number: %s", string));
}

static void
run_query(Outcome *outcome)
{
	Target	   *target = outcome->target;
	int			code;

	if (target->plans[outcome->query] == NULL)
		target->plans[outcome->query] =
			SPI_prepare(target->queries[outcome->query], target->nparameters, target->types);
	code = SPI_execute_plan(target->plans[outcome->query], outcome->values, outcome->nulls, true,
							MOST_ROWS);

	/* SPI leaves its caller in the memory context of the connection */
	MemoryContextSwitchTo(target->context);
	if (code != SPI_OK_SELECT)
		elog(ERROR, "query gives no rows: %s", SPI_result_code_string(code));
	for (uint64 i = 0; i < SPI_processed; i++)
		for (int column = 1; column <= SPI_tuptable->tupdesc->natts; column++)
			check_value(outcome, SPI_tuptable->vals[i], SPI_tuptable->tupdesc, column);
	SPI_freetuptable(SPI_tuptable);
}

/*
 * The expected errors for hostile data; they exclude signals of the processor,
 * which the server also reports as errors
 */
static bool
is_clean(int sqlstate)
{
	switch (ERRCODE_TO_CATEGORY(sqlstate))
	{
		case ERRCODE_DATA_EXCEPTION:
			return sqlstate != ERRCODE_FLOATING_POINT_EXCEPTION;
		case ERRCODE_PROGRAM_LIMIT_EXCEEDED:
		case ERRCODE_FEATURE_NOT_SUPPORTED:
			return true;
	}
	return sqlstate == ERRCODE_PROTOCOL_VIOLATION;
}

/* Runs a step in a subtransaction; returns false if it ended in an error */
static bool
attempt(void (*step) (Outcome *outcome), Outcome *outcome)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	volatile bool succeeded = true;

	outcome->checking = outcome->failed = false;
	outcome->said = "00000";
	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		step(outcome);
		ReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
	}
	PG_CATCH();
	{
		ErrorData  *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		succeeded = false;
		outcome->failed = outcome->checking || !is_clean(error->sqlerrcode);
		outcome->said = psprintf("%s %s", unpack_sql_state(error->sqlerrcode), error->message);
	}
	PG_END_TRY();
	CurrentResourceOwner = owner;
	return succeeded;
}

/*
 * Runs the queries of a target with an input and reports the outcome of each, in
 * the target's context, which the caller resets
 */
static void
run_input(Target *target, const char *data, size_t size,
		  void (*tell) (Outcome *outcome, void *argument), void *argument)
{
	MemoryContext before = MemoryContextSwitchTo(target->context);
	Outcome		outcome = {.target = target};

	initStringInfo(&outcome.input);
	appendBinaryStringInfo(&outcome.input, data, size);
	outcome.values = palloc0((target->nparameters + 1) * sizeof(Datum));
	outcome.nulls = palloc0(target->nparameters + 1);
	memset(outcome.nulls, 'n', target->nparameters);
	if (attempt(read_parameters, &outcome))
	{
		for (outcome.query = 0; outcome.query < target->nqueries; outcome.query++)
		{
			(void) attempt(run_query, &outcome);
			tell(&outcome, argument);
		}
	}
	else
		tell(&outcome, argument);
	MemoryContextSwitchTo(before);
}

/*
 * fuzz_once(queries text[], types regtype[], rows integer, input bytea) returns text[]
 *		Returns the outcome of each query, with FAILED before a wrong one.
 */
static void
list_outcome(Outcome *outcome, void *list)
{
	char	   *said = outcome->failed ?
		psprintf("FAILED %s: %s", outcome->target->queries[outcome->query], outcome->said) :
		outcome->said;

	*(ArrayBuildState **) list =
		accumArrayResult(*(ArrayBuildState **) list, CStringGetTextDatum(said), false, TEXTOID,
						 CurrentMemoryContext);
}

PG_FUNCTION_INFO_V1(fuzz_once);
Datum		fuzz_once(PG_FUNCTION_ARGS);
Datum
fuzz_once(PG_FUNCTION_ARGS)
{
	Target	   *target = target_of(fcinfo);
	bytea	   *input = PG_GETARG_BYTEA_PP(3);
	ArrayBuildState *list = initArrayResult(TEXTOID, CurrentMemoryContext, false);

	SPI_connect();
	run_input(target, VARDATA_ANY(input), VARSIZE_ANY_EXHDR(input), list_outcome, &list);
	SPI_finish();
	PG_RETURN_DATUM(makeArrayResult(list, CurrentMemoryContext));
}

#ifdef LIBFUZZER

/*
 * fuzz_for_long(queries text[], types regtype[], rows integer, log text,
 *				 failures text, arguments text[])
 *		Runs libFuzzer in this backend with its own arguments, and logs to log.
 *		The first input with which a query breaks the rule goes to a file whose
 *		name begins with failures, and the search goes on.  An input that crashes or
 *		does not end goes where libFuzzer's arguments say.  Does not return: libFuzzer
 *		ends the process.
 */
static Target *fuzzed;
static bool *has_failed;		/* each query */
static const char *failures;

extern int	LLVMFuzzerRunDriver(int *argc, char ***argv,
								int (*callback) (const uint8_t *data, size_t size));

static void
keep_failure(Outcome *outcome, void *argument)
{
	char	   *path;
	FILE	   *file;

	if (!outcome->failed || has_failed[outcome->query])
		return;
	has_failed[outcome->query] = true;
	path = psprintf("%s%d", failures, outcome->query);
	file = fopen(path, "w");
	if (file == NULL ||
		fwrite(outcome->input.data, 1, outcome->input.len, file) != (size_t) outcome->input.len)
		fprintf(stderr, "cannot write %s: %m\n", path);
	if (file != NULL)
		fclose(file);
	fprintf(stderr, "FAILED %s: %s: %s\n", path, outcome->target->queries[outcome->query],
			outcome->said);
}

static int
fuzz_input(const uint8_t *data, size_t size)
{
	run_input(fuzzed, (const char *) data, size, keep_failure, NULL);
	MemoryContextReset(fuzzed->context);
	return 0;
}

PG_FUNCTION_INFO_V1(fuzz_for_long);
Datum		fuzz_for_long(PG_FUNCTION_ARGS);
Datum
fuzz_for_long(PG_FUNCTION_ARGS)
{
	int			narguments;
	char	  **arguments = strings_of(PG_GETARG_ARRAYTYPE_P(5), &narguments);
	char	   *log = text_to_cstring(PG_GETARG_TEXT_PP(3));

	fuzzed = target_of(fcinfo);
	has_failed = palloc0(fuzzed->nqueries * sizeof(bool));
	failures = text_to_cstring(PG_GETARG_TEXT_PP(4));
	if (freopen(log, "w", stderr) == NULL || dup2(fileno(stderr), STDERR_FILENO) < 0)
		elog(ERROR, "could not write \"%s\": %m", log);

	/*
	 * libFuzzer does not replace existing signal handlers, and needs the default
	 * ones for inputs that do not end and divisions by 0
	 */
	signal(SIGALRM, SIG_DFL);
	signal(SIGFPE, SIG_DFL);

	SPI_connect();
	LLVMFuzzerRunDriver(&narguments, &arguments, fuzz_input);
	SPI_finish();
	PG_RETURN_VOID();
}

#endif
