/*
 * elements.c
 *		Functions that return a record for each row of a window, or the same
 *		as plain columns for each element of arrays.
 *
 * A window function name(x, option) has a sibling name_series(series, labels,
 * option), or without labels.  Both are the same C function, which reads rows
 * and does not know where they come from.  The sibling gets an argument that
 * is data as an array, and so in_baseline, which is NULL if all rows are in
 * it.  An option is the same in both.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "elements.h"
#include "record.h"
#include "series.h"
#include "server.h"
#include "window.h"

/* An array; without values if there is none, or for an option */
typedef struct Elements
{
	Datum	   *values;
	bool	   *nulls;
} Elements;

typedef struct ElementRows
{
	Rows		rows;
	int64		n;
	int64		current;
	bool		has_labels;
	Elements	labels;
	Elements   *arguments;		/* of the window function */
	MemoryContext context;
	void	   *memory;
	RecordReader read;
	const void *form;			/* lasts only until a row is returned */
	const char *first_name;		/* of the array that has n elements */
} ElementRows;

/* The rows */

static Datum
element_argument(void *source, int n, int64 row, bool *isnull)
{
	const ElementRows *elements = source;
	const Elements *argument = &elements->arguments[n];
	const NullableDatum *option = &elements->rows.fcinfo->args[n];
	int64		i = row == CURRENT_ROW ? elements->current : row;

	if (argument->values == NULL)
	{
		*isnull = option->isnull;
		return option->value;
	}
	*isnull = argument->nulls[i];
	return argument->values[i];
}

static int64
element_count(void *source)
{
	const ElementRows *elements = source;

	return elements->n;
}

static void *
element_memory(void *source, size_t size)
{
	ElementRows *elements = source;

	if (elements->memory == NULL)
		elements->memory = MemoryContextAllocZero(elements->context, size);
	return elements->memory;
}

static const RowMethods element_methods = {element_argument, element_count, element_memory};

/* Reading arguments */

/* The declared arguments of the function */
typedef struct Declared
{
	Oid		   *types;
	char	  **names;
} Declared;

static Declared
declared_arguments(FunctionCallInfo fcinfo)
{
	HeapTuple	function =
		SearchSysCache1(PROCOID, ObjectIdGetDatum(fcinfo->flinfo->fn_oid));
	Declared	declared;
	char	   *modes;

	if (!HeapTupleIsValid(function))
		elog(ERROR, "cache lookup failed for function %u", fcinfo->flinfo->fn_oid);
	(void) get_func_arg_info(function, &declared.types, &declared.names, &modes);
	ReleaseSysCache(function);
	return declared;
}

/* Reads the array in the n-th argument; no array has no elements */
static Elements
read_elements(ElementRows *elements, FunctionCallInfo fcinfo, int n, const char *name)
{
	Elements	read = {NULL, NULL};
	int			nelements = 0;
	int16		length;
	bool		by_value;
	char		alignment;

	if (!PG_ARGISNULL(n))
	{
		ArrayType  *array = argument_vector(fcinfo, n, name);

		get_typlenbyvalalign(ARR_ELEMTYPE(array), &length, &by_value, &alignment);
		deconstruct_array(array, ARR_ELEMTYPE(array), length, by_value, alignment, &read.values,
						  &read.nulls, &nelements);
	}
	if (elements->first_name == NULL)
	{
		elements->first_name = name;
		elements->n = nelements;
	}
	else if (nelements != elements->n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must have as many elements as %s, %d: %d", name,
						elements->first_name, (int) elements->n, nelements)));
	return read;
}

/* Copies the call of the function as one that is free for the arguments of a row */
static FunctionCallInfo
call_of_row(FunctionCallInfo fcinfo)
{
	FmgrInfo   *function = palloc(sizeof(FmgrInfo));
	FunctionCallInfo call = palloc0(SizeForFunctionCallInfo(PG_NARGS()));

	fmgr_info_copy(function, fcinfo->flinfo, CurrentMemoryContext);
	InitFunctionCallInfoData(*call, function, 0, PG_GET_COLLATION(), NULL, NULL);
	return call;
}

/*
 * Reads arguments into those of the window function: labels are none of them,
 * arrays are arguments that differ between rows, all others are options
 */
static void
read_arguments(ElementRows *elements, FunctionCallInfo fcinfo)
{
	FunctionCallInfo call = elements->rows.fcinfo;
	Declared	declared = declared_arguments(fcinfo);

	for (int n = 0; n < PG_NARGS(); n++)
	{
		Elements   *argument = &elements->arguments[call->nargs];
		const char *name = declared.names[n];

		if (declared.types[n] == ANYARRAYOID)
		{
			elements->labels = read_elements(elements, fcinfo, n, name);
			elements->has_labels = true;
			continue;
		}
		call->args[call->nargs] = fcinfo->args[n];
		if (declared.types[n] == BOOLARRAYOID && PG_ARGISNULL(n))
		{
			call->args[call->nargs].value = BoolGetDatum(true);
			call->args[call->nargs].isnull = false;
		}
		else if (OidIsValid(get_element_type(declared.types[n])))
			*argument = read_elements(elements, fcinfo, n, name);
		call->nargs++;
	}
}

static ElementRows *
begin_elements(FunctionCallInfo fcinfo, RecordReader read)
{
	ElementRows *elements = palloc0(sizeof(ElementRows));

	elements->rows.methods = &element_methods;
	elements->rows.source = elements;
	elements->rows.fcinfo = call_of_row(fcinfo);
	elements->arguments = palloc0(PG_NARGS() * sizeof(Elements));
	elements->context = CurrentMemoryContext;
	elements->read = read;
	read_arguments(elements, fcinfo);
	return elements;
}

/* Results */

static void
read_element(void *state, int64 n, Datum *values, bool *nulls)
{
	ElementRows *elements = state;

	values[0] = elements->has_labels ? elements->labels.values[n] : Int64GetDatum(n + 1);
	nulls[0] = elements->has_labels && elements->labels.nulls[n];
	elements->current = n;
	(void) elements->read(&elements->rows, elements->form, values + 1, nulls + 1);
}

static Datum
return_elements(FunctionCallInfo fcinfo, RecordReader read, const void *form)
{
	ElementRows *elements;

	if (SRF_IS_FIRSTCALL())
	{
		FuncCallContext *rows = SRF_FIRSTCALL_INIT();
		MemoryContext old_context = MemoryContextSwitchTo(rows->multi_call_memory_ctx);

		elements = begin_elements(fcinfo, read);
		begin_rows(fcinfo, rows, elements, elements->n);
		MemoryContextSwitchTo(old_context);
	}
	elements = SRF_PERCALL_SETUP()->user_fctx;
	elements->form = form;
	return return_next_row(fcinfo, read_element);
}

Datum
return_reading(FunctionCallInfo fcinfo, RecordReader read, const void *form, int nbefore)
{
	Datum		values[MOST_COLUMNS];
	bool		nulls[MOST_COLUMNS];
	Rows		rows;

	if (!WindowObjectIsValid(PG_WINDOW_OBJECT()))
		return return_elements(fcinfo, read, form);
	rows = window_rows(fcinfo);
	if (!read(&rows, form, values, nulls))
		PG_RETURN_NULL();
	return return_record(fcinfo, values + nbefore, nulls + nbefore);
}
