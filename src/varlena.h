/*
 * varlena.h
 *		The contract that every family of summaries of variable length keeps.
 *
 * A stored summary is a varlena: its length, a form, which is FORM_STORED, and
 * 64-bit words; one value has one sequence of words.  The state of an
 * aggregate may have another form, which the family knows, such as one with
 * room to grow; the aggregate returns the stored form again.  A state that
 * must grow is created anew, and the executor takes it over.
 *
 * A family is a struct that begins as VarlenaSummary does, and a table of what
 * differs between families.  From the table come text form, binary form and
 * jsonb, merge, un-merge, comparison and hash, written once in varlena.c:
 *
 *		static const VarlenaFamily backlog_summary_family = {...};
 *		VARLENA_FAMILY(backlog_summary);
 *
 * with a VARLENA_TRANSITION for each shape of row, and accessors that read the
 * result of varlena_stored().  A family that is only a list of 64-bit values
 * is a MULTISET_FAMILY (multiset.h).
 *
 * Text form: "(n=3 label=value ... entry entry entry)", or "empty".  The
 * number of entries and the parenthesis reveal a form that was cut short.
 * Binary form: a version byte, then what the family sends, which also begins
 * with a number of entries.
 *
 * A user's aggregate over TYPE_count... without the final function TYPE_final
 * returns a state.  It is read like any summary, but its bytes are not those
 * of another summary of the same rows.
 */
#ifndef VARLENA_H
#define VARLENA_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "json.h"
#include "server.h"
#include "summary.h"

typedef struct VarlenaSummary
{
	int32		vl_len_;
	int32		form;
	int64		words[FLEXIBLE_ARRAY_MEMBER];
} VarlenaSummary;

/* Forms of states have other numbers */
#define FORM_STORED	0

/*
 * Most summaries of less than 127 bytes are stored with a short header, and
 * not aligned.  To read one it is copied into this room, so no memory is
 * allocated.
 */
typedef union ShortRoom
{
	VarlenaSummary summary;
	char		bytes[VARHDRSZ + VARATT_SHORT_MAX];
} ShortRoom;

typedef struct VarlenaFamily VarlenaFamily;

/* Functions get their family, because a module may serve several */
struct VarlenaFamily
{
	const char *type_name;
	size_t		empty_size;		/* bytes of the summary of no rows, whose
								 * words are 0 */

	/*
	 * Make the state of a stored summary, and the stored summary of a state,
	 * which may be sorted if that is allowed.  NULL if the two are the same.
	 */
	void	   *(*make_state) (const VarlenaFamily *family, const void *stored, bool in_window);
	void	   *(*make_stored) (const VarlenaFamily *family, void *state, bool is_ours);

	/*
	 * Says what no rows could have produced, as "its ... is ...", or returns
	 * NULL.  The pointer is NULL if parse and receive reject all that.
	 */
	const char *(*invalid) (const void *stored);

	/*
	 * Text form: counts the entries; prints labels and entries with a blank
	 * before each; reads one of them, or says what is wrong with it
	 */
	int64		(*count_entries) (const void *stored);
	void		(*print) (const VarlenaFamily *family, StringInfo out, const void *stored);
	const char *(*parse) (const VarlenaFamily *family, void **state, char *token);

	/*
	 * Binary form after the version; receive returns a state, or says what is
	 * wrong
	 */
	void		(*send) (StringInfo out, const void *stored);
	const char *(*receive) (const VarlenaFamily *family, StringInfo message, void **state);

	/*
	 * Writes the fields of the object that jsonb has: always the same ones,
	 * with lists that may be empty, and null for the labels of no rows
	 */
	void		(*write) (const VarlenaFamily *family, Json *json, const void *stored);

	/*
	 * Return the state, or a larger one, with another summary merged into it
	 * or subtracted; NULL if the state does not contain that
	 */
	void	   *(*add) (const VarlenaFamily *family, void *state, const void *stored);
	void	   *(*subtract) (const VarlenaFamily *family, void *state, const void *stored);

	/*
	 * Returns the union of two stored summaries, stored; NULL if a state is
	 * as good
	 */
	void	   *(*merge) (const void *stored, const void *other);

	/* Returns the bytes by which values are compared; NULL: all words */
	const void *(*key) (const void *stored, size_t *length);
};

extern Datum varlena_in(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_out(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_recv(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_send(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_add(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_subtract(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_final(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_to_jsonb(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern int	varlena_cmp(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_hash(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_hash_extended(const VarlenaFamily *family, FunctionCallInfo fcinfo);

extern void *varlena_make(size_t size, int32 form);
extern const void *varlena_stored(const VarlenaFamily *family, FunctionCallInfo fcinfo, int n);
extern const void *varlena_look(const VarlenaFamily *family, FunctionCallInfo fcinfo, int n,
								ShortRoom *room);
extern void *varlena_state_or_copy(const VarlenaFamily *family, FunctionCallInfo fcinfo);
extern Datum varlena_stored_result(const VarlenaFamily *family, void *state);

#define VARLENA_METHODS(type, family) \
SUMMARY_METHODS(type, varlena, family); \
SUMMARY_METHOD(type, varlena, family, final)

/* The table of the family is TYPE_family */
#define VARLENA_FAMILY(type) \
VARLENA_METHODS(type, &type##_family)

/* Returns whether an argument is the executor's own state, which may be changed in place */
static inline bool
varlena_is_state(const VarlenaFamily *family, FunctionCallInfo fcinfo, const void *argument)
{
	return summary_in_aggregate(fcinfo) && VARATT_IS_4B_U(argument) &&
		(family->make_state == NULL || ((const VarlenaSummary *) argument)->form != FORM_STORED);
}

/* Returns the state in the first argument, to be changed: the executor's own, or a copy */
static inline void *
varlena_state(const VarlenaFamily *family, FunctionCallInfo fcinfo)
{
	if (likely(!PG_ARGISNULL(0) && varlena_is_state(family, fcinfo, PG_GETARG_POINTER(0))))
		return PG_GETARG_POINTER(0);
	return varlena_state_or_copy(family, fcinfo);
}

/*
 * Returns a state to the executor, or a summary to SQL; NULL means that
 * something was subtracted that was not contained
 */
static inline Datum
varlena_result(const VarlenaFamily *family, FunctionCallInfo fcinfo, void *state)
{
	if (unlikely(state == NULL))
		summary_not_contained(family->type_name);
	return likely(summary_in_aggregate(fcinfo)) ? PointerGetDatum(state) :
		varlena_stored_result(family, state);
}

/*
 * As SUMMARY_TRANSITION: take(state, fcinfo, step) counts the row and returns
 * the state, or a larger one; or NULL if it subtracts what is not contained
 */
#define VARLENA_TRANSITION_STEP(function, family, take, step) \
PG_FUNCTION_INFO_V1(function); \
Datum \
function(PG_FUNCTION_ARGS) \
{ \
	return varlena_result(family, fcinfo, take(varlena_state(family, fcinfo), fcinfo, step)); \
} \
extern int	no_such_variable

#define VARLENA_TRANSITION(count, uncount, family, take) \
VARLENA_TRANSITION_STEP(count, family, take, 1); \
VARLENA_TRANSITION_STEP(uncount, family, take, -1)

#endif
