/*
 * sample.c
 *		Summaries as groups that are damped, by a given prior or by a learnt
 *		one.
 *
 * A window function learns from its whole partition.  The first row reads
 * every summary of the partition and keeps what was learnt in the partition's
 * own memory.  Each row then reads its own summary.  The frame plays no part,
 * as with rank().
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "argument.h"
#include "confidence.h"
#include "sample.h"
#include "window.h"

double
argument_prior_mean(FunctionCallInfo fcinfo, int n)
{
	double		mean = argument_number(fcinfo, n, "prior mean");

	if (unlikely(fabs(mean) > PRIOR_MEAN_LARGEST))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("prior mean must lie between -2^62 and 2^62: %s", number_text(mean))));
	return mean;
}

double
argument_prior_weight(FunctionCallInfo fcinfo, int n)
{
	double		weight = argument_number(fcinfo, n, "prior weight");

	if (unlikely(weight < 0.0 || weight > PRIOR_WEIGHT_LARGEST))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("prior weight must lie between 0 and 2^63: %s", number_text(weight))));
	return weight;
}

/* damped_mean(summary, prior_mean, prior_weight, options) */
Datum
sample_damped_mean(FunctionCallInfo fcinfo, SampleReader reader)
{
	int64		memory[GROUP_MEMORY / sizeof(int64)] = {0};
	double		prior_mean;
	double		prior_weight;
	Sample		sample;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	prior_mean = argument_prior_mean(fcinfo, 1);
	prior_weight = argument_prior_weight(fcinfo, 2);
	sample = reader(fcinfo, 3, memory);
	if (sample.n + prior_weight == 0.0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(damping_mean(&sample, prior_mean, prior_weight));
}

/* Window functions of (summary, other arguments, options) */

typedef struct Group
{
	Rows		rows;
	SampleReader reader;
	int			option;			/* the first of them */
} Group;

typedef struct PartitionDamping
{
	bool		learnt;
	Damping		damping;
	int64		memory[GROUP_MEMORY / sizeof(int64)];
} PartitionDamping;

/* Reads the sample in a row; false if there is no summary */
static bool
read_sample(const Group *group, int64 row, void *memory, Sample *sample)
{
	FunctionCallInfo fcinfo = group->rows.fcinfo;

	rows_pass_argument(&group->rows, 0, row);
	for (int n = group->option; n < PG_NARGS(); n++)
		rows_pass_argument(&group->rows, n, row);
	if (PG_ARGISNULL(0))
		return false;
	*sample = group->reader(fcinfo, group->option, memory);
	return true;
}

typedef struct Gathered
{
	const Group *group;
	void	   *memory;
} Gathered;

static bool
gather_sample(const Rows *rows, int64 row, const void *source, void *sample)
{
	const Gathered *gathered = source;

	return read_sample(gathered->group, row, gathered->memory, sample);
}

static Damping
learn(const Group *group, void *memory)
{
	Gathered	gathered = {group, memory};
	int64		nsamples;
	Sample	   *samples =
		rows_gather(&group->rows, sizeof(Sample), gather_sample, &gathered, &nsamples);
	Damping		damping = damping_learn(samples, nsamples);

	pfree(samples);
	return damping;
}

static PartitionDamping *
partition_damping(const Group *group)
{
	PartitionDamping *partition = rows_memory(&group->rows, sizeof(PartitionDamping));

	if (!partition->learnt)
	{
		partition->damping = learn(group, partition->memory);
		partition->learnt = true;
	}
	return partition;
}

/*
 * Returns the sample of the current row and its damping; NULL if it has none
 * or nothing is known
 */
static const Damping *
current_sample(const Group *group, Sample *sample)
{
	PartitionDamping *partition = partition_damping(group);

	if (!partition->damping.known ||
		!read_sample(group, CURRENT_ROW, partition->memory, sample))
		return NULL;
	return &partition->damping;
}

Datum
sample_damped_mean_over(FunctionCallInfo fcinfo, SampleReader reader)
{
	Group		group = {window_rows(fcinfo), reader, 1};
	Sample		sample;
	const Damping *damping = current_sample(&group, &sample);

	if (damping == NULL)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(damping_mean(&sample, damping->prior_mean, damping->prior_weight));
}

/* Returns an end of the interval: the lower one for side -1, the upper one for side 1 */
static Datum
damped_bound_over(FunctionCallInfo fcinfo, SampleReader reader, double side)
{
	Group		group = {window_rows(fcinfo), reader, 2};
	Datum		confidence = rows_option(&group.rows, 1, "confidence");
	double		z = normal_quantile(upper_tail(require_confidence(DatumGetFloat8(confidence))));
	Sample		sample;
	const Damping *damping = current_sample(&group, &sample);

	if (damping == NULL)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(damping_mean(&sample, damping->prior_mean, damping->prior_weight) +
					 side * z * damping_learnt_error(&sample, damping));
}

Datum
sample_damped_lower_over(FunctionCallInfo fcinfo, SampleReader reader)
{
	return damped_bound_over(fcinfo, reader, -1.0);
}

Datum
sample_damped_upper_over(FunctionCallInfo fcinfo, SampleReader reader)
{
	return damped_bound_over(fcinfo, reader, 1.0);
}

Datum
sample_damping_weight_over(FunctionCallInfo fcinfo, SampleReader reader)
{
	Group		group = {window_rows(fcinfo), reader, 1};
	const PartitionDamping *partition = partition_damping(&group);

	if (!partition->damping.known)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(partition->damping.prior_weight);
}
