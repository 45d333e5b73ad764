/*
 * vocabulary.h
 *		The different names that occur in a summary, each kept once.
 *
 * A vocabulary is a flat list of 64-bit words, which a state can hold and
 * grow: for each name its length, then its bytes, with zeros up to the next
 * word.  The number of a name is the place where it begins, counted from 1; no
 * name has 0.  A stored vocabulary has its names in the order of their bytes,
 * so their numbers have that order too.
 */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#define NO_NAME		0

/* More names are a mistake in the column or in the grouping */
#define MOST_NAMES	1000
#define LONGEST_NAME	255

typedef struct ItemName
{
	const char *bytes;
	int			length;
} ItemName;

typedef struct Vocabulary
{
	int64	   *words;
	int64		used;
} Vocabulary;

/* Returns the words that a name takes */
static inline int64
name_words(int length)
{
	return 1 + (length + sizeof(int64) - 1) / sizeof(int64);
}

static inline ItemName
vocabulary_name(const Vocabulary *vocabulary, int64 number)
{
	const int64 *words = vocabulary->words + number - 1;
	ItemName	name = {(const char *) (words + 1), (int) words[0]};

	return name;
}

/* The first name and the one after another; NO_NAME at the end */

static inline int64
vocabulary_first(const Vocabulary *vocabulary)
{
	return vocabulary->used > 0 ? 1 : NO_NAME;
}

static inline int64
vocabulary_next(const Vocabulary *vocabulary, int64 number)
{
	int64		next = number + name_words(vocabulary_name(vocabulary, number).length);

	return next <= vocabulary->used ? next : NO_NAME;
}

static inline ItemName
item_name(text *string)
{
	ItemName	name = {VARDATA_ANY(string), (int) VARSIZE_ANY_EXHDR(string)};

	return name;
}

static inline bool
is_same_name(ItemName a, ItemName b)
{
	return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

extern int64 vocabulary_find(const Vocabulary *vocabulary, ItemName name);
extern int64 vocabulary_append(Vocabulary *vocabulary, ItemName name);
extern int	vocabulary_count(const Vocabulary *vocabulary);
extern int64 vocabulary_in_order(const Vocabulary *from, int64 *numbers, Vocabulary *to);

extern int	item_name_cmp(const void *a, const void *b);
extern bool is_item_name(ItemName name, const char *string);
extern ItemName item_name_of(text *string, const char *what);
extern ItemName *argument_names(FunctionCallInfo fcinfo, int n, const char *option, int *nnames);
extern bool *vocabulary_has(const Vocabulary *vocabulary, const ItemName *names, int nnames);
extern text *vocabulary_text(const Vocabulary *vocabulary, int64 number);
extern text *item_name_text(ItemName name);
extern void require_name_length(ItemName name, const char *what, int longest);
extern void item_name_print(StringInfo out, ItemName name);
extern const char *item_name_parse(char *string, int longest, ItemName *name);
extern void item_name_send(StringInfo out, ItemName name);
extern bool item_name_receive(StringInfo message, int longest, ItemName *name);

#endif
