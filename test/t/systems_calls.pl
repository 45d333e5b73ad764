# The views of calls over the tables of test/systems give the figures that plain SQL gives
# over the tables of each system, and all systems give those of the same calls.
#
# The extension is in the schema kpi, which the plain side does not see.
use strict;
use warnings;

use Kpi qw(content command query with_database);
use Systems qw(create_views set_settings of_views);
use Test::More;

my $as_of_text = '2026-03-13 11:00Z';
my $as_of = "timestamptz '$as_of_text'";
my $zone = 'Europe/Madrid';

# What each system writes differently than others, as plain SQL over its tables: one row for each stay in a queue, with
# the wait in seconds.  The legs of the stories say what the rows of their calls must be.
my %plain = (
	asterisk => {
		# Each entry with the first answer or exit and the last completion before the next entry of the call into the same queue
		calls => qq{
			WITH log AS (SELECT id, "time" AT TIME ZONE '$zone' AS at, callid, queuename, agent, event, data1, data2, data3, data4, data5 FROM queue_log)
			SELECT e.at, e.queuename::text AS queue, coalesce(c.agent, d.agent)::text AS agent,
				CASE WHEN c.id IS NOT NULL THEN c.data1::int
					WHEN x.event = 'EXITWITHKEY' THEN x.data4::int
					WHEN x.id IS NOT NULL THEN x.data3::int
					WHEN e.at > $as_of - interval '4 h' AND r.id IS NULL THEN extract(epoch FROM $as_of - e.at) END::numeric AS wait,
				CASE WHEN c.id IS NOT NULL THEN 'answered' WHEN x.event = 'ABANDON' THEN 'abandoned' WHEN x.id IS NOT NULL THEN 'flowed_out'
					WHEN e.at <= $as_of - interval '4 h' OR r.id IS NOT NULL THEN 'abandoned' END AS outcome,
				CASE WHEN d.event LIKE 'COMPLETE%' THEN d.data2::int WHEN d.data1 = 'LINK' THEN replace(d.data5, '|1', '')::int ELSE d.data4::int END::numeric AS handle,
				CASE WHEN c.id IS NOT NULL THEN d.event IN ('BLINDTRANSFER', 'ATTENDEDTRANSFER') END AS transferred, nullif(e.data2, '')::text AS caller, NULL::text AS reason
			  FROM log AS e
			  LEFT JOIN LATERAL (SELECT min(id) AS next FROM log AS n WHERE n.callid = e.callid AND n.queuename = e.queuename AND n.event = 'ENTERQUEUE' AND n.id > e.id) AS n ON true
			  LEFT JOIN LATERAL (SELECT * FROM log AS c WHERE c.callid = e.callid AND c.queuename = e.queuename AND c.id > e.id AND (next IS NULL OR c.id < next)
				AND c.event = 'CONNECT' ORDER BY id LIMIT 1) AS c ON true
			  LEFT JOIN LATERAL (SELECT * FROM log AS x WHERE x.callid = e.callid AND x.queuename = e.queuename AND x.id > e.id AND (next IS NULL OR x.id < next)
				AND x.event IN ('ABANDON', 'EXITEMPTY', 'EXITWITHTIMEOUT', 'EXITWITHKEY', 'WITHDRAW') ORDER BY id LIMIT 1) AS x ON true
			  LEFT JOIN LATERAL (SELECT * FROM log AS d WHERE d.callid = e.callid AND d.queuename = e.queuename AND d.id > e.id AND (next IS NULL OR d.id < next)
				AND d.event IN ('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER') ORDER BY id LIMIT 1) AS d ON true
			  LEFT JOIN LATERAL (SELECT id FROM log AS r WHERE r.event = 'QUEUESTART' AND r.at > e.at LIMIT 1) AS r ON c.id IS NULL AND x.id IS NULL
			 WHERE e.event = 'ENTERQUEUE'},
		legs => q{SELECT entered AS at, queue, initcap(agent) AS agent, wait, CASE WHEN outcome IN ('timeout', 'callback') THEN 'flowed_out' ELSE outcome END, talk + hold, transferred, caller, NULL FROM stories.legs},
		awkward => 11,
	},
	amazon_connect => {
		calls => qq{
			WITH newest AS (
				SELECT record AS r FROM contact_records AS c
				 WHERE NOT EXISTS (SELECT FROM contact_records AS newer WHERE newer.record->>'ContactId' = c.record->>'ContactId' AND newer.record->>'LastUpdateTimestamp' > c.record->>'LastUpdateTimestamp'))
			SELECT (r#>>'{Queue,EnqueueTimestamp}')::timestamptz AS at, r#>>'{Queue,Name}' AS queue, r#>>'{Agent,Username}' AS agent,
				CASE WHEN r->>'InitiationMethod' <> 'CALLBACK' THEN extract(epoch FROM (r#>>'{Queue,DequeueTimestamp}')::timestamptz - (r#>>'{Queue,EnqueueTimestamp}')::timestamptz) END::numeric AS wait,
				CASE WHEN r->>'InitiationMethod' = 'CALLBACK' THEN NULL WHEN r->'Agent' <> 'null' THEN 'answered'
					WHEN next->>'InitiationMethod' = 'QUEUE_TRANSFER' OR r#>>'{TransferredToEndpoint,Address}' <> '' THEN 'flowed_out'
					WHEN r->>'NextContactId' <> '' THEN 'callback'
					WHEN r->>'DisconnectReason' = 'CUSTOMER_DISCONNECT' THEN 'abandoned' ELSE 'flowed_out' END AS outcome,
				((r#>>'{Agent,AgentInteractionDuration}')::int + (r#>>'{Agent,CustomerHoldDuration}')::int + (r#>>'{Agent,AfterContactWorkDuration}')::int)::numeric AS handle,
				CASE WHEN r->'Agent' <> 'null' THEN r->>'ContactId' NOT LIKE '%90070001' AND (r->>'NextContactId' IS NOT NULL OR r#>>'{TransferredToEndpoint,Address}' IS NOT NULL) END AS transferred,
				r#>>'{CustomerEndpoint,Address}' AS caller, r#>>'{Attributes,reason}' AS reason
			  FROM newest LEFT JOIN LATERAL (SELECT n.r FROM newest AS n WHERE n.r->>'ContactId' = newest.r->>'NextContactId') AS n(next) ON true
			 WHERE r->>'Channel' = 'VOICE' AND r->>'InitiationMethod' <> 'OUTBOUND' AND r->'Queue' <> 'null'},
		legs => q{SELECT entered AS at, queue, agent, wait, CASE outcome WHEN 'timeout' THEN 'flowed_out' ELSE outcome END, talk + hold + wrap, transferred, caller, reason FROM stories.legs},
		awkward => 18,
	},
	genesys => {
		# The agent who answers is the participant with the metric tAnswered between a queue and the next queue of the conversation
		calls => qq{
			WITH participant AS (
				SELECT details->>'conversationId' AS id, n, p->>'purpose' AS purpose, p->>'participantName' AS name, p->'sessions'->0 AS s
				  FROM conversations AS c, jsonb_array_elements(details->'participants') WITH ORDINALITY AS p(p, n)
				 WHERE NOT EXISTS (SELECT FROM conversations AS newer WHERE newer.details->>'conversationId' = c.details->>'conversationId' AND newer.details ? 'conversationEnd' AND NOT c.details ? 'conversationEnd')),
			queue AS (SELECT *, lead(n) OVER (PARTITION BY id ORDER BY n) AS next FROM participant WHERE purpose = 'acd' AND s->>'mediaType' = 'voice')
			SELECT v.at, q.name AS queue, a.name AS agent,
				coalesce(waited / 1000, extract(epoch FROM $as_of - v.at))::numeric AS wait,
				CASE WHEN a.s IS NOT NULL THEN 'answered' WHEN q.s->'metrics' @> '[{"name": "tAbandon"}]' THEN 'abandoned'
					WHEN EXISTS (SELECT FROM participant AS b WHERE b.id = q.id AND b.s->>'mediaType' = 'callback') THEN 'callback'
					WHEN q.s->'metrics' @> '[{"name": "tFlowOut"}]' THEN 'flowed_out' END AS outcome,
				(SELECT sum((m->>'value')::numeric) / 1000 FROM jsonb_array_elements(a.s->'metrics') AS m WHERE m->>'name' IN ('tTalk', 'tHeld', 'tAcw')) AS handle,
				CASE WHEN a.s->'segments'->-1 ? 'segmentEnd' THEN a.s->'metrics' @> '[{"name": "nTransferred"}]' OR a.s->'metrics' @> '[{"name": "nConsultTransferred"}]' END AS transferred,
				nullif(replace(q.s->>'ani', 'tel:', ''), '') AS caller, a.s->'segments'->-1->>'wrapUpCode' AS reason
			  FROM queue AS q
			  LEFT JOIN participant AS a ON a.id = q.id AND a.n > q.n AND (q.next IS NULL OR a.n < q.next) AND a.s->'metrics' @> '[{"name": "tAnswered"}]',
			  LATERAL (SELECT min(m->>'emitDate') FILTER (WHERE m->>'name' = 'nOffered') AS offered, min((m->>'value')::numeric) FILTER (WHERE m->>'name' = 'tAcd') AS waited
				FROM jsonb_array_elements(q.s->'metrics') AS m) AS m,
			  LATERAL (SELECT offered::timestamptz AS at) AS v},
		legs => q{SELECT entered AS at, initcap(queue), initcap(agent) AS agent, wait, CASE outcome WHEN 'timeout' THEN 'flowed_out' ELSE outcome END, talk + hold + wrap, transferred, caller, reason FROM stories.legs},
		awkward => 6,
	},
);

sub set_up
{
	my ($system, $options, $before) = @_;
	query('CREATE SCHEMA kpi; CREATE EXTENSION kpi SCHEMA kpi');
	command("psql -X -q -v ON_ERROR_STOP=1 -f test/systems/$system.sql");
	query($before) if $before;
	create_views($system, $system, $options);
	set_settings(as_of => $as_of_text, zone => $zone, since => '2026-03-01Z');
	return;
}

# Text with nine decimals, whatever the type
sub digits { return join ', ', map { "round(($_)::numeric, 9)" } @_ }

my @counts = qw(offered answered answered_in_target abandoned abandoned_short flowed_out callbacks pending excluded);
my @shares = qw(service_level service_level_lower service_level_upper abandon_rate asa_seconds aht_seconds);

# The figures of a period in plain SQL over plain.calls; a negative wait is excluded, and a waiting caller past the target is offered
my $z2 = 1.959963984540054**2;
my $figures = do {
	my $n = sub { return "count(*) FILTER (WHERE $_[0])" };
	my $offered = "outcome IN ('answered', 'abandoned') AND coalesce(wait, 0) >= 0 OR outcome IS NULL AND wait > 20";
	my ($hits, $all) = ($n->(q{outcome = 'answered' AND wait BETWEEN 0 AND 20}), $n->($offered));
	my ($answered, $abandoned) = ($n->(q{outcome = 'answered' AND wait >= 0}), $n->(q{outcome = 'abandoned'}));
	my $wilson = sub { return "($hits + $z2 / 2 $_[0] sqrt($z2 * ($hits * ($all - $hits)::numeric / nullif($all, 0) + $z2 / 4))) / nullif($all + $z2, $z2)" };
	join ', ', $all, $answered, $hits, $abandoned, $n->(q{outcome = 'abandoned' AND wait <= 5}), $n->(q{outcome = 'flowed_out'}), $n->(q{outcome = 'callback'}), $n->(q{outcome IS NULL AND wait BETWEEN 0 AND 20}), $n->(q{wait < 0}),
		digits("$hits / nullif($all, 0)::numeric", $wilson->('-'), $wilson->('+'), "$abandoned / nullif($answered + $abandoned, 0)::numeric"),
		map { "round($_, 6)" } q{avg(wait) FILTER (WHERE outcome = 'answered' AND wait >= 0)}, 'avg(handle)';
};

sub check_calls
{
	my ($system) = @_;
	my $same = sub { my ($name, $ours, $plain) = @_; return is(of_views($ours), query($plain), "$system: $name") };
	my $day = "(at AT TIME ZONE '$zone')::date";
	my $half_hour = 'to_timestamp(floor(extract(epoch FROM at) / 1800) * 1800)';

	{
		local $ENV{PGOPTIONS} = "-c search_path=$system -c jit=off";
		query("CREATE SCHEMA plain; CREATE TABLE plain.calls AS $plain{$system}{calls}");
	}
	is(query("SELECT count(*) FROM (SELECT at, queue, agent, wait, outcome, handle, transferred, caller, reason FROM plain.calls EXCEPT ALL $plain{$system}{legs}) AS rows"),
		$plain{$system}{awkward}, "$system: rows of no story");
	is(query("SELECT count(*) FROM ($plain{$system}{legs} EXCEPT ALL SELECT at, queue, agent, wait, outcome, handle, transferred, caller, reason FROM plain.calls) AS rows"), 0, "$system: all stories are in the rows");

	my $order = 'ORDER BY at, queue, caller, outcome, wait';
	$same->('calls', "SELECT at, queue, agent, extract(epoch FROM wait)::float8, outcome, extract(epoch FROM coalesce(talk + coalesce(hold, '0') + coalesce(wrap, '0')))::float8, transferred, caller, reason FROM calls $order",
		"SELECT at, queue, agent, wait::float8, outcome, handle::float8, transferred, caller, reason FROM plain.calls $order");

	my $columns = join ', ', @counts, digits(@shares[ 0 .. 3 ]), map { "round($_\::numeric, 6)" } @shares[ 4, 5 ];
	for (
		[ call_half_hours => 'at, queue', "$half_hour, queue" ], [ call_half_hours_total => 'at', $half_hour ],
		[ call_days => 'day, queue', "$day, queue" ], [ call_days_total => 'day', $day ])
	{
		my ($view, $keys, $groups) = @$_;
		$same->($view, "SELECT $keys, $columns FROM $view ORDER BY $keys", "SELECT $groups, $figures FROM plain.calls GROUP BY $groups ORDER BY $groups");
	}

	$same->('agents', 'SELECT queue, agent, answered, round(aht_seconds::numeric, 6), round(transfer_rate::numeric, 9) FROM call_agents ORDER BY 1, 2',
		'SELECT queue, agent, count(*), round(avg(handle), 6), round(avg(transferred::int), 9) FROM plain.calls WHERE agent IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2');
	is(of_views(q{SELECT string_agg(DISTINCT agent, ' ') FROM (SELECT agent, rank() OVER (PARTITION BY queue ORDER BY damped_aht_lower_seconds DESC) AS nth FROM call_agents WHERE queue ~* 'sales|support') AS a WHERE nth = 1}),
		$system eq 'amazon_connect' ? 'carla' : 'Carla', "$system: the agent with the longest handle times");
	$same->('reasons', 'SELECT reason, n, round(share::numeric, 9), round(cumulative::numeric, 9) FROM call_reasons ORDER BY n DESC, reason',
		'SELECT reason, count(*), round(count(*) / sum(count(*)) OVER (), 9), round(sum(count(*)) OVER (ORDER BY count(*) DESC, reason) / sum(count(*)) OVER (), 9) FROM plain.calls WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1');

	# The limits of a chart of shares
	for ([ call_day_chart => service_level => q{outcome = 'answered' AND wait BETWEEN 0 AND 20}, q{outcome IN ('answered', 'abandoned') AND coalesce(wait, 0) >= 0 OR outcome IS NULL AND wait > 20} ],
		[ call_abandon_chart => abandon_rate => q{outcome = 'abandoned'}, q{outcome IN ('answered', 'abandoned') AND coalesce(wait, 0) >= 0} ])
	{
		my ($view, $figure, $hit, $trial) = @$_;
		for my $is_total (0, 1)
		{
			my ($name, $keys, $groups, $by) = $is_total ? ("${view}_total", 'day', $day, '') : ($view, 'day, queue', "$day, queue", 'PARTITION BY queue');
			$same->($name, "SELECT $keys, " . digits($figure, 'center', 'lower', 'upper') . " FROM $name WHERE $figure IS NOT NULL ORDER BY $keys",
				"SELECT $keys, " . digits('hits / n', 'p', 'greatest(p - 3 * sqrt(p * (1 - p) / n), 0)', 'least(p + 3 * sqrt(p * (1 - p) / n), 1)')
				. " FROM (SELECT *, sum(hits) OVER w / sum(n) OVER w AS p FROM (SELECT $groups, count(*) FILTER (WHERE $hit)::numeric AS hits, count(*) FILTER (WHERE $trial)::numeric AS n FROM plain.calls GROUP BY $groups) AS days("
				. "$keys, hits, n) WHERE n > 0 WINDOW w AS ($by)) AS chart ORDER BY $keys");
		}
	}
	is(of_views(q{SELECT string_agg(day::text, ' ') FROM call_day_chart_total WHERE signal ~ 'beyond'}), '2026-03-11', "$system: the day on which two of three agents were missing");

	# Each contact with the next of the same caller to the same queue
	$same->('first contact resolution', 'SELECT day, queue, contacts, round(fcr_rate::numeric, 9), round(repeat_rate::numeric, 9), pending FROM call_fcr_days ORDER BY 1, 2',
		qq{SELECT $day, queue, count(*), CASE WHEN max(at) + interval '7 days' <= $as_of THEN round(avg(CASE WHEN next - at < '7 days' THEN 0 ELSE 1 END), 9) END,
				round(avg(CASE WHEN at - before < '7 days' THEN 1 ELSE 0 END), 9), count(*) FILTER (WHERE (next - at >= '7 days' OR next IS NULL) AND at + interval '7 days' > $as_of)
			  FROM (SELECT *, lead(at) OVER w AS next, lag(at) OVER w AS before FROM plain.calls WHERE agent IS NOT NULL AND caller IS NOT NULL WINDOW w AS (PARTITION BY caller, queue ORDER BY at)) AS c GROUP BY 1, 2 ORDER BY 1, 2});

	# Erlang C by its recursion: the smallest number of agents that answers 80 % within 20 seconds
	$same->('staffing', 'SELECT at, queue, calls, round(aht_seconds::numeric, 6), agents_required, agents_answering FROM call_staffing ORDER BY 1, 2',
		qq{WITH RECURSIVE half_hour AS (
				SELECT $half_hour AS at, queue, count(*) FILTER (WHERE outcome IN ('answered', 'abandoned', 'flowed_out'))::float8 AS calls, count(DISTINCT agent) AS agents
				  FROM plain.calls WHERE $day = '2026-03-12' GROUP BY 1, 2),
			load AS (SELECT *, calls * aht / 1800 AS a FROM half_hour JOIN (SELECT queue, round(avg(handle), 6)::float8 AS aht FROM plain.calls GROUP BY 1) AS q USING (queue)),
			erlang(at, queue, n, b) AS (SELECT at, queue, 0, 1::float8 FROM load
				UNION ALL SELECT at, queue, n + 1, a * b / (n + 1 + a * b) FROM erlang JOIN load USING (at, queue) WHERE n < 12)
			SELECT at, queue, calls, round(max(aht)::numeric, 6), CASE WHEN calls = 0 THEN 0 ELSE min(n) FILTER (WHERE n > a AND 1 - n * b / (n - a * (1 - b)) * exp(-(n - a) * 20 / aht) >= 0.8) END, max(agents)
			  FROM erlang JOIN load USING (at, queue) GROUP BY at, queue, calls ORDER BY 1, 2});
	return;
}

local $ENV{PGTZ} = 'UTC';

for my $system (sort keys %plain)
{
	with_database(sub {
		set_up($system, '');
		check_calls($system);

		# Other targets for one queue
		of_views("CREATE OR REPLACE VIEW call_targets AS SELECT min(queue) FILTER (WHERE queue ~* 'support') AS queue, interval '60 s' AS call_target, 0.9::float8 AS call_goal FROM calls");
		create_views($system, $system, '');
		is(of_views("SELECT queue, call_target_seconds, call_goal FROM call_queues WHERE queue ~* 'support|sales' ORDER BY lower(queue)") =~ s/^(\w)/\l$1/mgr, "sales|20|0.8\nsupport|60|0.9", "$system: targets of queues, which the script keeps");
		is(of_views("SELECT sum(answered_in_target) FROM call_days"),
			query("SELECT count(*) FROM plain.calls WHERE outcome = 'answered' AND wait BETWEEN 0 AND CASE WHEN queue ~* 'support' THEN 60 ELSE 20 END"), "$system: each queue is judged by its own target");

		# Presence, of which queue_log alone knows: from joining to leaving, without the pause
		is(of_views('SELECT DISTINCT agent, round(occupancy::numeric, 9) FROM call_agents ORDER BY 1'),
			query(qq{SELECT agent, round(sum(handle) / extract(epoch FROM present)::numeric, 9)
				  FROM plain.calls JOIN (
					SELECT agent, sum(CASE event WHEN 'REMOVEMEMBER' THEN 1 WHEN 'PAUSE' THEN 1 ELSE -1 END * ("time" - timestamp '2026-03-13 12:00')) + CASE WHEN count(*) % 2 = 1 THEN interval '0' END AS present
					  FROM asterisk.queue_log WHERE queuename = 'sales' AND event IN ('ADDMEMBER', 'REMOVEMEMBER', 'PAUSE', 'UNPAUSE') GROUP BY agent) AS p USING (agent)
				 GROUP BY agent, present ORDER BY 1}), "$system: occupancy") if $system eq 'asterisk';
		is(of_views('SELECT count(occupancy), count(agents_present) FROM call_agents, call_staffing'), '0|0', "$system: no presence is known") if $system ne 'asterisk';
	}, $system);
}

# Options of the scripts, and other types of the column time
sub calls_of
{
	my ($system, $options, $before, $what) = @_;
	my $rows;
	with_database(sub { set_up($system, $options, $before); $rows = of_views($what) }, $system);
	return $rows;
}

my $digest = q{SELECT count(*), md5(string_agg(c::text, ',' ORDER BY call)) FROM calls AS c};
my $usual = calls_of('asterisk', '', undef, $digest);
my $seconds = q{extract(epoch FROM "time" AT TIME ZONE 'Europe/Madrid')};
is(calls_of('asterisk', '', "ALTER TABLE asterisk.queue_log ALTER \"time\" TYPE $_->[1]", $digest), $usual, "asterisk: time as $_->[0]")
  for [ 'an instant', q{timestamptz USING "time" AT TIME ZONE 'Europe/Madrid'} ], [ text => 'text' ], [ 'text of seconds', "text USING $seconds\::numeric::text" ], [ numeric => "numeric USING $seconds" ];
is(calls_of('asterisk', '-v log_zone=UTC', q{UPDATE asterisk.queue_log SET "time" = "time" - interval '1 h'}, $digest), $usual, 'asterisk: a clock in UTC');
is(calls_of('asterisk', '-v on_timeout=abandoned -v on_key=callback', undef, q{SELECT count(*) FILTER (WHERE outcome = 'flowed_out'), count(*) FILTER (WHERE outcome = 'callback') FROM calls}),
	'0|13', 'asterisk: exits as the user counts them');

# The records that doc/systems/amazon_connect.md makes of the table of the data lake
my ($lake) = content('doc/systems/amazon_connect.md') =~ /^```sql\n(CREATE TABLE contact_record \(.*?)^```/ms;
my $lake_sql = qq{ALTER TABLE amazon_connect.contact_records RENAME TO streamed;
	SET search_path = amazon_connect;
	$lake
	INSERT INTO contact_record
	SELECT r->>'ContactId', r->>'PreviousContactId', r->>'NextContactId', r->>'Channel', r->>'InitiationMethod', (r->>'InitiationTimestamp')::timestamptz, (r->>'DisconnectTimestamp')::timestamptz,
		r->>'DisconnectReason', (r->>'LastUpdateTimestamp')::timestamptz, r#>>'{CustomerEndpoint,Address}', r#>>'{TransferredToEndpoint,Address}', r->'Attributes',
		r#>>'{Queue,Name}', (r#>>'{Queue,EnqueueTimestamp}')::timestamptz, (r#>>'{Queue,DequeueTimestamp}')::timestamptz, 1000 * (r#>>'{Queue,Duration}')::bigint,
		r#>>'{Agent,Username}', (r#>>'{Agent,ConnectedToAgentTimestamp}')::timestamptz, 1000 * (r#>>'{Agent,AgentInteractionDuration}')::bigint, 1000 * (r#>>'{Agent,CustomerHoldDuration}')::bigint,
		(r#>>'{Agent,AfterContactWorkStartTimestamp}')::timestamptz, 1000 * (r#>>'{Agent,AfterContactWorkDuration}')::bigint
	  FROM streamed AS s(r);
	ALTER VIEW records_of_the_lake RENAME TO contact_records};
is(calls_of('amazon_connect', '', $lake_sql, $digest), calls_of('amazon_connect', '', undef, $digest), 'amazon_connect: records of the data lake');

is(calls_of('amazon_connect', '-v channel=CHAT', undef, 'SELECT queue, wait, agent FROM calls'), 'sales|00:05:00|ana', 'amazon_connect: chats');
is(calls_of('amazon_connect', '-v reason=topic', undef, 'SELECT count(reason) FROM calls'), '0', 'amazon_connect: another attribute');
is(calls_of('genesys', '-v media=message', undef, 'SELECT queue, wait FROM calls'), 'Sales|00:00:30', 'genesys: messages');

done_testing;
