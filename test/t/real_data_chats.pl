# Response times of chats in third-party data, compared with plain SQL.
#
# Needs the folder KPI_DATA and a running server, for example from test/with-server:
#
#	sh test/with-server perl test/t/real_data_chats.pl

use strict;
use warnings;

use lib 'test/t';
use RealData;
use Test::More;

# Turns of the customer by their place among the messages of a chat, each with
# its first and last message and its answer, if there is one.  A turn lasts
# until the next begins, so messages of agents before any turn are turn 0, which
# has no message of a customer.
sub turns
{
	my ($messages) = @_;
	my $chat = 'PARTITION BY chat ORDER BY at, is_agent, id';

	return "SELECT chat, turn, min(at) FILTER (WHERE NOT is_agent) AS first,
			max(at) FILTER (WHERE NOT is_agent) AS last, min(at) FILTER (WHERE is_agent) AS answer
		FROM (SELECT *, count(*) FILTER (WHERE begins) OVER ($chat ROWS UNBOUNDED PRECEDING) AS turn
			FROM (SELECT *, NOT is_agent AND lag(is_agent, 1, true) OVER ($chat) AS begins FROM $messages) AS m) AS m
		GROUP BY chat, turn";
}

# Whole seconds, unchanged
sub from { my ($start) = @_; return "(extract(epoch FROM answer - $start)::int * interval '1 s')"; }
sub seconds_from { my ($start) = @_; return "extract(epoch FROM answer - $start)::float8"; }

my $conversation = 'conversation_agg(at, is_agent)';
my @plain_kpis = (
	'avg(' . from('first') . ')',
	'avg(' . from('last') . ')',
	count_of('first IS NOT NULL AND answer IS NOT NULL'),
	count_of('first IS NOT NULL AND answer IS NULL'));

# The figures of a conversation_summary, in the order of plain_kpis
sub kpis_of
{
	my ($summary) = @_;
	return "average_response_time($summary)", "average_response_time($summary, 'last_message')",
	  "n_counted($summary)", "n_pending($summary)";
}

create_database();

# Customers and support accounts on Twitter, 2017.  A conversation is a tree of
# replies, whose root answers no message of the sample.  It is a chat.  The stream
# of an account, all conversations that it takes part in at once, is also a chat.
subtest 'messages of Twitter: rows' => sub {
	load('twcs', 'chats/twcs_sample.csv.gz');
	execute("CREATE TABLE tweet AS
		SELECT tweet_id::int AS id, in_response_to_tweet_id::float8::int AS reply_to, author_id AS author,
			inbound = 'False' AS is_agent,
			to_timestamp(replace(created_at, '+0000', ''), 'Dy Mon DD HH24:MI:SS YYYY')::timestamp AS at
		FROM twcs");
	execute("CREATE TABLE conversation AS
		WITH RECURSIVE thread AS (
			SELECT id AS root, id FROM tweet
			WHERE reply_to IS NULL OR NOT EXISTS (SELECT FROM tweet AS t WHERE t.id = tweet.reply_to)
			UNION ALL
			SELECT root, tweet.id FROM thread JOIN tweet ON reply_to = thread.id)
		SELECT root, tweet.* FROM thread JOIN tweet USING (id)");
	execute("CREATE TABLE message AS
		SELECT chat, root, id, is_agent, at, at AT TIME ZONE 'UTC' AS at_zone, extract(epoch FROM at)::float8 AS seconds,
			row_number() OVER (PARTITION BY chat ORDER BY at, is_agent, id) AS in_time,
			row_number() OVER (PARTITION BY chat ORDER BY md5(id::text)) AS shuffled
		FROM (
			SELECT root::text AS chat, * FROM conversation
			UNION ALL
			SELECT account, conversation.*
			FROM (SELECT DISTINCT author AS account, root FROM conversation WHERE is_agent) AS a
				JOIN conversation USING (root)) AS m");
	execute('CREATE TABLE turn AS ' . turns('message'));

	my ($row) = @{ plain("SELECT count(*), count(DISTINCT id), count(DISTINCT root), count(*) FILTER (WHERE is_agent)
		FROM conversation") };
	is_deeply($row, [ 4_999, 4_999, 1_312, 2_222 ], 'messages, all of them once, conversations, messages of agents');
	($row) = @{ plain("SELECT count(*) FILTER (WHERE first < last) > 0, count(*) FILTER (WHERE answer IS NULL) > 0,
			count(*) FILTER (WHERE first IS NULL) > 0,
			(SELECT count(*) > 0 FROM message AS a JOIN message AS b USING (chat, at) WHERE a.is_agent AND NOT b.is_agent)
		FROM turn") };
	is_deeply($row, [qw(t t t t)],
		'turns of several messages, turns not answered, agents who write first, or at the same second as a customer');
};

compare('messages of Twitter: response times of each chat, from messages in no order',
	from => '(SELECT * FROM message ORDER BY shuffled) AS m', plain_from => 'turn',
	keys => 'chat',
	kpis => [
		[ 'average_response_time(at, is_agent)', $plain_kpis[0] ],
		[ 'average_response_time(at_zone, is_agent)', $plain_kpis[0] ],
		[ 'average_response_time(seconds, is_agent)', 'avg(' . seconds_from('first') . ')' ],
		map({ my $n = $_; [ (kpis_of($conversation))[$n], $plain_kpis[$n] ] } 0 .. $#plain_kpis),
		map {
			my $start = from($_);
			[ "response_times($conversation, '${_}_message')",
				"array_agg($start ORDER BY answer) FILTER (WHERE $start IS NOT NULL)" ]
		} qw(first last)
	]);

# The answering row has the response time, all others have NULL
agree('messages of Twitter: response times in the rows',
	[qw(chat at is_agent at_zone seconds last_message last_message_seconds)],
	ours("SELECT chat, at, is_agent, first, seconds, last, last_seconds
		FROM (SELECT chat, at, is_agent,
				response_time(at_zone, is_agent) OVER chat AS first, response_time(seconds, is_agent) OVER chat AS seconds,
				response_time(at, is_agent, 'last_message') OVER chat AS last,
				response_time(seconds, is_agent, 'last_message') OVER chat AS last_seconds
			FROM message WINDOW chat AS (PARTITION BY chat ORDER BY at, is_agent)) AS m
		WHERE num_nonnulls(first, seconds, last, last_seconds) > 0 ORDER BY chat, at"),
	plain('SELECT chat, answer, true, '
		  . join(', ', map { from($_), seconds_from($_) } qw(first last)) . ' FROM turn WHERE first IS NOT NULL AND answer IS NOT NULL ORDER BY chat, answer'));

# The same messages as events of tickets
agree('messages of Twitter: replies to tickets', [qw(chat asked_at replied_at reply_time)],
	ours("SELECT chat, r.* FROM (SELECT chat, ticket_agg(at, CASE WHEN is_agent THEN 'replied' ELSE 'contacted' END) AS life
			FROM (SELECT * FROM message ORDER BY shuffled) AS m GROUP BY chat) AS t, reply_times_local(life) AS r ORDER BY chat, asked_at"),
	plain('SELECT chat, first, answer, ' . from('first') . ' FROM turn WHERE first IS NOT NULL ORDER BY chat, first'));

compare_rollup("messages of Twitter: summaries per $_ of them merged",
	type => 'conversation_summary', summary => $conversation, from => 'message', fine => $_, coarse => 'chat')
  for 'shuffled % 2', 'is_agent', 'root', 'at::date';

subtest 'messages of Twitter: halves added and subtracted' => sub {
	my ($row) = @{ ours("SELECT count(*), count(*) FILTER (WHERE a + b = whole), count(*) FILTER (WHERE whole - a = b)
		FROM (SELECT chat, $conversation AS whole,
				$conversation FILTER (WHERE shuffled % 2 = 0) AS a, $conversation FILTER (WHERE shuffled % 2 = 1) AS b
			FROM message GROUP BY chat) AS c") };
	cmp_ok($row->[0], '>', 1_312, 'chats');
	is($row->[1], $row->[0], 'the sum of the halves is the whole');
	is($row->[2], $row->[0], 'the whole minus one half is the other');
};

# Turns that a frame cuts, and messages that leave the frame in the middle of a turn
for my $order (qw(in_time shuffled))
{
	my $expected = plain('SELECT chat, ' . join(', ', $plain_kpis[0], @plain_kpis) . ' FROM ('
		  . turns("(SELECT n.chat || ' ' || n.$order AS chat, m.id, m.at, m.is_agent
			FROM message AS n JOIN message AS m ON m.chat = n.chat AND m.$order BETWEEN n.$order - 19 AND n.$order) AS m")
		  . ') AS t GROUP BY chat ORDER BY chat');

	agree("messages of Twitter: the last 20, $order",
		[qw(chat one_step first_message last_message n_counted n_pending)],
		ours("SELECT chat || ' ' || $order, one_step, " . join(', ', kpis_of('summary'))
			  . " FROM (SELECT chat, $order, average_response_time(at, is_agent) OVER last_20 AS one_step,
					$conversation OVER last_20 AS summary
				FROM message WINDOW last_20 AS (PARTITION BY chat ORDER BY $order ROWS 19 PRECEDING)) AS m ORDER BY 1"),
		$expected);
}

done_testing();
