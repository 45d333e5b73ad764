/*
 * argument.h
 *		Reading what analysts pass: durations, options, names of methods.
 */
#ifndef ARGUMENT_H
#define ARGUMENT_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/timestamp.h"

/* A name that an option accepts, and what it stands for */
typedef struct MethodName
{
	const char *name;
	int			method;
} MethodName;

extern int64 microseconds_from_interval(const Interval *interval);
extern int64 microseconds_from_seconds(double seconds);
extern Interval *interval_from_microseconds(int64 microseconds);
extern Interval *interval_from_seconds(double seconds);
extern double seconds_from_microseconds(int64 microseconds);

extern double require_finite(double number, const char *option);
extern double require_confidence(double confidence);
extern int64 require_not_negative(int64 microseconds, const char *option);
extern double argument_number(FunctionCallInfo fcinfo, int n, const char *option);
extern double argument_confidence(FunctionCallInfo fcinfo, int n);
extern int64 argument_interval(FunctionCallInfo fcinfo, int n, const char *option);
extern int64 argument_seconds(FunctionCallInfo fcinfo, int n, const char *option);
extern int	argument_method(FunctionCallInfo fcinfo, int n, const char *option, const MethodName *names, int nnames);
extern void argument_must_not_be_null(const char *option) pg_attribute_noreturn();

#endif
