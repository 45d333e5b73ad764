/*
 * vocabulary.c
 *		The different names that occur in a summary, each kept once.
 *
 * A name is found by comparing it with all names, because a summary has few.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "argument.h"
#include "server.h"
#include "vocabulary.h"

int64
vocabulary_find(const Vocabulary *vocabulary, ItemName name)
{
	int64		number = vocabulary_first(vocabulary);

	while (number != NO_NAME && !is_same_name(vocabulary_name(vocabulary, number), name))
		number = vocabulary_next(vocabulary, number);
	return number;
}

/* Appends a name; there must be room */
int64
vocabulary_append(Vocabulary *vocabulary, ItemName name)
{
	int64	   *words = vocabulary->words + vocabulary->used;
	int64		nwords = name_words(name.length);
	int64		number = vocabulary->used + 1;

	words[0] = name.length;
	words[nwords - 1] = nwords > 1 ? 0 : words[0];
	memcpy(words + 1, name.bytes, name.length);
	vocabulary->used += nwords;
	return number;
}

int
vocabulary_count(const Vocabulary *vocabulary)
{
	int			n = 0;

	for (int64 number = vocabulary_first(vocabulary); number != NO_NAME;
		 number = vocabulary_next(vocabulary, number))
		n++;
	return n;
}

int
item_name_cmp(const void *a, const void *b)
{
	const ItemName *left = a;
	const ItemName *right = b;
	int			order = memcmp(left->bytes, right->bytes, Min(left->length, right->length));

	return order != 0 ? order : left->length - right->length;
}

/*
 * Copies the names whose numbers are not NO_NAME, in order of their bytes, to
 * a vocabulary that has room; the numbers become those in the new vocabulary.
 * Returns how many words that takes.
 */
int64
vocabulary_in_order(const Vocabulary *from, int64 *numbers, Vocabulary *to)
{
	ItemName   *names = palloc(vocabulary_count(from) * sizeof(ItemName));
	int			n = 0;

	for (int64 number = vocabulary_first(from); number != NO_NAME;
		 number = vocabulary_next(from, number))
		if (numbers[number] != NO_NAME)
			names[n++] = vocabulary_name(from, number);
	qsort(names, n, sizeof(ItemName), item_name_cmp);
	for (int i = 0; i < n; i++)
	{
		int64		number = names[i].bytes - (const char *) from->words;

		numbers[number / sizeof(int64)] = vocabulary_append(to, names[i]);
	}
	pfree(names);
	return to->used;
}

/* Checks the length of a name; errors describe the name by the parameter what */
void
require_name_length(ItemName name, const char *what, int longest)
{
	if (unlikely(name.length > longest))
		ereport(ERROR,
				(errcode(ERRCODE_STRING_DATA_RIGHT_TRUNCATION),
				 errmsg("%s is too long: %d bytes, beginning with \"%.*s\"", what, name.length,
						pg_mbcliplen(name.bytes, name.length, 40), name.bytes),
				 errdetail("It may have at most %d bytes.", longest),
				 errhint("Use a shorter text, such as its beginning with left().")));
}

/* Reads a name that an analyst passes */
ItemName
item_name_of(text *string, const char *what)
{
	ItemName	name = item_name(string);

	require_name_length(name, what, LONGEST_NAME);
	return name;
}

bool
is_item_name(ItemName name, const char *string)
{
	ItemName	other = {string, (int) strlen(string)};

	return is_same_name(name, other);
}

/* Reads the names of an array of texts in the n-th argument */
ItemName *
argument_names(FunctionCallInfo fcinfo, int n, const char *option, int *nnames)
{
	Datum	   *texts;
	bool	   *nulls;
	ItemName   *names;

	argument_not_null(fcinfo, n, option);
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), TEXTOID, -1, false, TYPALIGN_INT,
					  &texts, &nulls, nnames);
	names = MemoryContextAllocHuge(CurrentMemoryContext, *nnames * sizeof(ItemName));
	for (int i = 0; i < *nnames; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			argument_must_not_be_null(option);
		names[i] = item_name_of(DatumGetTextPP(texts[i]), option);
	}
	return names;
}

/*
 * Returns, for the number of each name of a vocabulary, whether the name is
 * one of some; false for no name
 */
bool *
vocabulary_has(const Vocabulary *vocabulary, const ItemName *names, int nnames)
{
	bool	   *is_one = palloc0((vocabulary->used + 1) * sizeof(bool));

	for (int i = 0; i < nnames; i++)
	{
		CHECK_FOR_INTERRUPTS();
		is_one[vocabulary_find(vocabulary, names[i])] = true;
	}
	is_one[NO_NAME] = false;
	return is_one;
}

text *
vocabulary_text(const Vocabulary *vocabulary, int64 number)
{
	return item_name_text(vocabulary_name(vocabulary, number));
}

text *
item_name_text(ItemName name)
{
	return cstring_to_text_with_len(name.bytes, name.length);
}

/*
 * Text form: unchanged, except for bytes that separate names in a summary,
 * which are written as %20 and so on
 */

static bool
is_plain(unsigned char byte)
{
	return byte > ' ' && byte != 0x7F && byte != '%' && byte != '(' && byte != ')';
}

void
item_name_print(StringInfo out, ItemName name)
{
	int			printed = 0;

	for (int i = 0; i < name.length; i++)
	{
		unsigned char byte = name.bytes[i];

		if (is_plain(byte))
			continue;
		appendBinaryStringInfo(out, name.bytes + printed, i - printed);
		appendStringInfo(out, "%%%02X", byte);
		printed = i + 1;
	}
	appendBinaryStringInfo(out, name.bytes + printed, name.length - printed);
}

static int
hexadecimal_digit(char digit)
{
	const char *digits = "0123456789ABCDEF";
	const char *found = digit == '\0' ? NULL : strchr(digits, digit);

	return found == NULL ? -1 : (int) (found - digits);
}

/* Says in a sentence why a text cannot be a name, or returns NULL */
static const char *
item_name_wrong(ItemName name, int longest)
{
	if (name.length > longest)
		return psprintf("A name has at most %d bytes, not %d.", longest, name.length);
	if (memchr(name.bytes, '\0', name.length) != NULL ||
		!pg_verifymbstr(name.bytes, name.length, true))
		return "A name has bytes that are not valid text in the encoding of the database.";
	return NULL;
}

/* Decodes in place */
const char *
item_name_parse(char *string, int longest, ItemName *name)
{
	char	   *to = string;

	for (const char *from = string; *from != '\0'; from++)
	{
		int			high;
		int			low;

		if (*from != '%')
		{
			*to++ = *from;
			continue;
		}
		high = hexadecimal_digit(from[1]);
		low = high < 0 ? -1 : hexadecimal_digit(from[2]);
		if (low < 0)
			return psprintf("\"%s\" is no name, in which a percent sign is written as %%25.",
							from);
		*to++ = (char) (high * 16 + low);
		from += 2;
	}
	name->bytes = string;
	name->length = (int) (to - string);
	return item_name_wrong(*name, longest);
}

/* Binary form: the length, then the bytes in the client's encoding */

void
item_name_send(StringInfo out, ItemName name)
{
	char	   *bytes = pg_server_to_client(name.bytes, name.length);
	int			length = bytes == name.bytes ? name.length : (int) strlen(bytes);

	pq_sendint32(out, length);
	pq_sendbytes(out, bytes, length);
}

/* Returns false if it is not a name */
bool
item_name_receive(StringInfo message, int longest, ItemName *name)
{
	int			length = pq_getmsgint(message, sizeof(int32));

	name->bytes = pq_getmsgtext(message, length, &name->length);
	return item_name_wrong(*name, longest) == NULL;
}
