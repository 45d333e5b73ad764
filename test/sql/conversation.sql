-- Messages of chats: how fast agents answer
SET timezone = 'UTC';

-- C0 C20 A50 A55 C100 A130: 50 and 30 s from the first message of each turn, 30 and 30 s from the last
CREATE TABLE messages AS SELECT at, who = 'A' AS is_agent FROM (VALUES (0, 'C'), (20, 'C'), (50, 'A'), (55, 'A'), (100, 'C'), (130, 'A')) AS v(at, who);
SELECT average_response_time(at, is_agent), average_response_time_from_last_message(at, is_agent) AS from_last, seconds(average_response_time(conversation_agg(at, is_agent), 'last_message')) AS two_steps,
       average_response_time(timestamptz '2026-03-29 00:59:30' + at * interval '1 s', is_agent) AS timestamptz,
       average_response_time_from_last_message(timestamp '2026-03-29 00:59:30' + at * interval '1 s', is_agent) AS "timestamp"
  FROM messages;
SELECT s, average_response_time(s), average_response_time(s, 'last_message') AS from_last, average_response_time_from_last_message(s) = average_response_time(s, 'last_message') AND seconds(average_response_time_from_last_message(s)) = 30 AS same, n_counted(s), n_pending(s), response_times(s), response_times(s, 'last_message') AS from_last
  FROM (SELECT conversation_agg(at, is_agent) AS s FROM messages) AS chat;
SELECT at, is_agent, response_time(at, is_agent) OVER chat, response_time(at, is_agent, 'last_message') OVER chat AS from_last,
       response_time(timestamptz 'epoch' + at * interval '1 s', is_agent) OVER chat AS timestamptz,
       response_time(timestamp 'epoch' + at * interval '1 s', is_agent, 'last_message') OVER chat AS "timestamp"
  FROM messages WINDOW chat AS (ORDER BY at);

-- unanswered, unasked, at the same time
SELECT name, average_response_time(s), response_times(s), n_counted(s), n_pending(s), s
  FROM (VALUES (1, 'nobody answered', '(n=2 customer=0 customer=20)'::conversation_summary), (2, 'nobody asked', '(n=2 agent=0 agent=20)'), (3, 'asked again', '(n=3 customer=0 agent=30 customer=40)'),
               (4, 'greeted first', '(n=3 agent=0 customer=10 agent=30)'), (5, 'at once', '(n=2 customer=10 agent=10)'), (6, 'one after the other', '(n=4 agent=10 customer=10 customer=11 agent=13)'),
               (7, 'before the origin', '(n=2 customer=-10.5 agent=-0.000001)'), (8, 'twice the same', '(n=4 customer=5 customer=5 agent=6 agent=6)'), (9, 'none', 'empty')) AS v(n, name, s) ORDER BY n;
SELECT average_response_time(NULL::float8, NULL), conversation_agg(NULL::timestamptz, true), conversation_agg(now(), NULL), average_response_time(NULL::conversation_summary, 'last_message');
SELECT at, is_agent, response_time(at, is_agent) OVER (ORDER BY n)
  FROM (VALUES (1, 0, false), (2, NULL, true), (3, 5, NULL), (4, 10, true)) AS v(n, at, is_agent);

-- many chats: window, aggregate and plain SQL agree, whatever the order of the rows
CREATE TABLE many AS
SELECT n * 7919 % 50 AS chat, (n * 104729 % 86399) * interval '1 s' + timestamptz '2026-03-02' AS at, n * 31 % 7 < 3 AS is_agent, n FROM generate_series(1, 4000) AS n;
CREATE TABLE answers AS
WITH runs AS (SELECT *, lag(is_agent) OVER chats AS before FROM many WINDOW chats AS (PARTITION BY chat ORDER BY at, is_agent, n)),
     starts AS (SELECT *, count(*) FILTER (WHERE NOT is_agent AND before IS DISTINCT FROM false) OVER (PARTITION BY chat ORDER BY at, is_agent, n) AS turn FROM runs),
     turns AS (SELECT chat, turn, min(at) FILTER (WHERE NOT is_agent) AS first, max(at) FILTER (WHERE NOT is_agent) AS last, min(at) FILTER (WHERE is_agent) AS answer
                 FROM starts WHERE turn > 0 GROUP BY chat, turn)
SELECT chat, avg(extract(epoch FROM answer - first)) AS from_first, avg(extract(epoch FROM answer - last)) AS from_last, count(answer) AS answered, count(*) - count(answer) AS pending
  FROM turns GROUP BY chat;
CREATE VIEW ours AS SELECT chat, conversation_agg(at, is_agent) AS s FROM (SELECT * FROM many ORDER BY n * 31 % 4001) AS shuffled GROUP BY chat;
SELECT count(*) AS chats, bool_and(abs(seconds(average_response_time(s)) - from_first) < 1e-9) AS from_first, bool_and(abs(seconds(average_response_time(s, 'last_message')) - from_last) < 1e-9) AS from_last,
       bool_and(n_counted(s) = answered) AS answered, bool_and(n_pending(s) = pending) AS pending
  FROM ours JOIN answers USING (chat);
SELECT bool_and(abs(mean - from_first) < 1e-9) AS from_first, bool_and(abs(mean_from_last - from_last) < 1e-9) AS from_last, bool_and(n = answered) AS answered
  FROM (SELECT chat, avg(extract(epoch FROM response)) AS mean, avg(extract(epoch FROM from_last)) AS mean_from_last, count(response) AS n
          FROM (SELECT chat, response_time(at, is_agent) OVER chats AS response, response_time(at, is_agent, 'last_message') OVER chats AS from_last
                  FROM many WINDOW chats AS (PARTITION BY chat ORDER BY at, is_agent)) AS responses GROUP BY chat) AS windows JOIN answers USING (chat);
-- over all chats: the response times roll up, with their interval
SELECT abs(mean(m) - (SELECT sum(from_first * answered) / sum(answered) FROM answers)) < 1e-9 AS mean, n_counted(m) = (SELECT sum(answered) FROM answers) AS n
  FROM (SELECT mean_agg(response) AS m FROM ours, unnest(response_times(s)) AS response) AS pooled;
SELECT ci_lower(s) = ci_lower(m) AND ci_upper(s, 0.99) = ci_upper(m, 0.99) AS student, ci_lower(s, 0.9, 'last_message') = ci_lower(l, 0.9) AS from_last
  FROM ours, LATERAL (SELECT mean_agg(r) AS m FROM unnest(response_times(s)) AS r) AS a, LATERAL (SELECT mean_agg(r) AS l FROM unnest(response_times(s, 'last_message')) AS r) AS b WHERE chat = 7;
SELECT ci_lower('(n=2 customer=0 agent=1)'::conversation_summary), ci_lower('empty'::conversation_summary);

-- an open turn begins with the next message when its first leaves the frame
SELECT at, average_response_time(at, is_agent) OVER (ORDER BY at ROWS 2 PRECEDING), average_response_time_from_last_message(at, is_agent) OVER (ORDER BY at ROWS 2 PRECEDING) AS from_last
  FROM (VALUES (0, false), (1, false), (2, false), (3, true)) AS v(at, is_agent);
SELECT cardinality(response_times(s)), cardinality(response_times(s, 'last_message')), response_times('(n=3 customer=0 customer=1 agent=2.5)'::conversation_summary, 'last_message') FROM (SELECT conversation_agg(n, n % 2 = 0) AS s FROM generate_series(1, 1000) AS n) AS alternating;
SELECT response_times('(n=1 customer=1)'::conversation_summary), ci_lower('(n=4 customer=0 agent=5 customer=9 agent=10)'::conversation_summary) AS clipped;

-- streams that overlap merge into one chat
SELECT rollup(s) = whole AS rollup, rollup(s) - (SELECT conversation_agg(at, is_agent) FROM many WHERE n % 3 = 1) = (SELECT conversation_agg(at, is_agent) FROM many WHERE n % 3 <> 1) AS un_merged
  FROM (SELECT conversation_agg(at, is_agent) AS s FROM many GROUP BY n % 3) AS streams, (SELECT conversation_agg(at, is_agent) AS whole FROM many) AS w GROUP BY whole;
SELECT seconds(average_response_time('(n=2 customer=0 agent=100)'::conversation_summary + '(n=2 customer=40 agent=10)')) AS merged;

-- sliding frames, in order of time and not: as computed anew
CREATE TABLE numbered AS SELECT *, row_number() OVER (ORDER BY at, is_agent, n) AS i FROM many WHERE n <= 600;
SELECT count(*) FILTER (WHERE in_order = anew_in_order AND in_order_from_last = anew_from_last) AS in_order, count(*) FILTER (WHERE shuffled = anew_shuffled) AS shuffled,
       count(*) FILTER (WHERE in_order IS NULL AND anew_in_order IS NULL) AS nothing_yet
  FROM (SELECT n, i, average_response_time(at, is_agent) OVER in_order AS in_order, average_response_time_from_last_message(at, is_agent) OVER in_order AS in_order_from_last,
               average_response_time(at, is_agent) OVER shuffled AS shuffled
          FROM numbered WINDOW in_order AS (ORDER BY i ROWS 9 PRECEDING), shuffled AS (ORDER BY n ROWS BETWEEN 5 PRECEDING AND 4 FOLLOWING)) AS moving,
       LATERAL (SELECT average_response_time(at, is_agent) AS anew_in_order, average_response_time(conversation_agg(at, is_agent), 'last_message') AS anew_from_last
                  FROM numbered WHERE numbered.i BETWEEN moving.i - 9 AND moving.i) AS a,
       LATERAL (SELECT average_response_time(at, is_agent) AS anew_shuffled FROM numbered WHERE numbered.n BETWEEN moving.n - 5 AND moving.n + 4) AS b;
SELECT count(*) AS frames, count(*) FILTER (WHERE rolled <> anew) AS differing
  FROM (SELECT i, rollup(s) OVER (ORDER BY i ROWS 9 PRECEDING) AS rolled FROM (SELECT i, conversation_agg(at, is_agent) AS s FROM numbered GROUP BY i) AS one) AS moving,
       LATERAL (SELECT conversation_agg(at, is_agent) AS anew FROM numbered WHERE numbered.i BETWEEN moving.i - 9 AND moving.i) AS a;
DROP VIEW ours;
DROP TABLE messages, many, answers, numbered;

SELECT response_time(at, true) OVER (ORDER BY at DESC) FROM (VALUES (1), (36)) AS v(at);
SELECT response_time(at, true) OVER (ORDER BY n) FROM (VALUES (1, 1), (2, 36), (3, 20)) AS v(n, at);
SELECT at, response_time(at, is_agent) OVER (ORDER BY at, is_agent) FROM (VALUES (7, false), (7, true)) AS v(at, is_agent);
SELECT response_time(at, true, 'first') OVER (ORDER BY at) FROM (VALUES (1)) AS v(at);
SELECT response_time(at, true, NULL) OVER (ORDER BY at) FROM (VALUES (1)) AS v(at);
SELECT average_response_time('empty'::conversation_summary, 'middle');
SELECT average_response_time('empty'::conversation_summary, NULL);
SELECT average_response_time('infinity'::timestamptz, true);
SELECT average_response_time('NaN'::float8, true);
SELECT average_response_time(5e12, true);
SELECT conversation_agg(4611686018427.387904, true);
SELECT conversation_agg(-4611686018427.387904, true);
SELECT response_time('infinity'::timestamptz, true) OVER ();
SELECT '(n=2 customer=1 agent)'::conversation_summary;
SELECT '(n=1 bot=1)'::conversation_summary;
SELECT '(n=1 customer=1.1234567)'::conversation_summary;
SELECT '(n=1 customer=4611686018427.387904)'::conversation_summary;
SELECT '(n=1 customer=99999999999999999999)'::conversation_summary;
SELECT '(n=1 customer=1.)'::conversation_summary;
SELECT '(n=1 customer=.5)'::conversation_summary;
SELECT '(n=1 customer=1e3)'::conversation_summary;
SELECT ''::conversation_summary;
SELECT 'empty (n=1 customer=1)'::conversation_summary;
SELECT '(n=4 agent=-4611686018427.387903 customer=4611686018427.387903 agent=0 customer=-0)'::conversation_summary;
SELECT '(n=1 customer=1)'::conversation_summary - '(n=1 agent=1)';
SELECT '(n=2 customer=1 customer=2)'::conversation_summary - '(n=2 customer=1 customer=1)';
SELECT conversation_summary_uncount_float8('(n=1 customer=1)', 2, false);
-- an aggregate of somebody else over our functions: without a final function its states are read, compared and stored all the same
CREATE AGGREGATE conversation_of(float8, boolean) (SFUNC = conversation_summary_count_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add);
CREATE TABLE states AS SELECT conversation_of(at, is_agent) AS s FROM (VALUES (9, true), (0, false), (4, true), (4, false)) AS v(at, is_agent);
SELECT s, s = conversation_agg(at, is_agent) AS same, average_response_time(s), s + s, s - '(n=1 agent=4)', n_pending(s) FROM states, (VALUES (9, true), (0, false), (4, true), (4, false)) AS v(at, is_agent) GROUP BY s;
SELECT rolled *= stored AS same_bytes, rolled *= states AS as_state FROM states, (SELECT conversation_summary_final(s) AS s FROM states) AS stored, (SELECT rollup(s) AS s FROM states) AS rolled;
CREATE AGGREGATE average_of(conversation_summary) (SFUNC = conversation_summary_add, STYPE = conversation_summary, INITCOND = 'empty', FINALFUNC = average_response_time,
	MSFUNC = conversation_summary_add, MINVFUNC = conversation_summary_subtract, MSTYPE = conversation_summary, MINITCOND = 'empty', MFINALFUNC = average_response_time);
SELECT n, average_of(s) OVER (ORDER BY n ROWS 2 PRECEDING) FROM (VALUES (1, '(n=2 customer=0 customer=2)'::conversation_summary), (2, '(n=1 agent=5)'), (3, '(n=1 customer=4)'), (4, '(n=2 agent=9 customer=8)'), (5, '(n=1 agent=3)')) AS v(n, s);
DROP AGGREGATE conversation_of(float8, boolean), average_of(conversation_summary);
DROP TABLE states;
-- a variable merged with itself
DO $$
DECLARE
	s conversation_summary := '(n=2 customer=1 agent=2)';
BEGIN
	s := s + s;
	s := s + s;
	RAISE NOTICE '%', s;
	s := s - s;
	RAISE NOTICE '%', s;
END $$;
RESET timezone;
