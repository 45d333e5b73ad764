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

-- unanswered, not asked, at the same time
SELECT name, average_response_time(s), response_times(s), n_counted(s), n_pending(s), s
  FROM (VALUES (1, 'nobody answered', '(n=2 customer=0 customer=20)'::conversation_summary), (2, 'nobody asked', '(n=2 agent=0 agent=20)'), (3, 'asked again', '(n=3 customer=0 agent=30 customer=40)'),
               (4, 'greeted first', '(n=3 agent=0 customer=10 agent=30)'), (5, 'at once', '(n=2 customer=10 agent=10)'), (6, 'one after the other', '(n=4 agent=10 customer=10 customer=11 agent=13)'),
               (7, 'before the origin', '(n=2 customer=-10.5 agent=-0.000001)'), (8, 'twice the same', '(n=4 customer=5 customer=5 agent=6 agent=6)'), (9, 'none', 'empty')) AS v(n, name, s) ORDER BY n;
SELECT average_response_time(NULL::float8, NULL), conversation_agg(NULL::timestamptz, true), conversation_agg(now(), NULL), average_response_time(NULL::conversation_summary, 'last_message');
SELECT at, is_agent, response_time(at, is_agent) OVER (ORDER BY n)
  FROM (VALUES (1, 0, false), (2, NULL, true), (3, 5, NULL), (4, 10, true)) AS v(n, at, is_agent);

-- many chats: window function, aggregate and plain SQL agree, in any order of the rows
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
-- over all chats: response times roll up, with their interval
SELECT abs(mean(m) - (SELECT sum(from_first * answered) / sum(answered) FROM answers)) < 1e-9 AS mean, n_counted(m) = (SELECT sum(answered) FROM answers) AS n
  FROM (SELECT mean_agg(response) AS m FROM ours, unnest(response_times(s)) AS response) AS pooled;
SELECT ci_lower(s) = ci_lower(m) AND ci_upper(s, 0.99) = ci_upper(m, 0.99) AS student, ci_lower(s, 0.9, 'last_message') = ci_lower(l, 0.9) AS from_last
  FROM ours, LATERAL (SELECT mean_agg(r) AS m FROM unnest(response_times(s)) AS r) AS a, LATERAL (SELECT mean_agg(r) AS l FROM unnest(response_times(s, 'last_message')) AS r) AS b WHERE chat = 7;
SELECT ci_lower('(n=2 customer=0 agent=1)'::conversation_summary), ci_lower('empty'::conversation_summary);

-- an open turn begins with the next message after its first message leaves the frame
SELECT at, average_response_time(at, is_agent) OVER (ORDER BY at ROWS 2 PRECEDING), average_response_time_from_last_message(at, is_agent) OVER (ORDER BY at ROWS 2 PRECEDING) AS from_last
  FROM (VALUES (0, false), (1, false), (2, false), (3, true)) AS v(at, is_agent);
SELECT cardinality(response_times(s)), cardinality(response_times(s, 'last_message')), response_times('(n=3 customer=0 customer=1 agent=2.5)'::conversation_summary, 'last_message') FROM (SELECT conversation_agg(n, n % 2 = 0) AS s FROM generate_series(1, 1000) AS n) AS alternating;
SELECT response_times('(n=1 customer=1)'::conversation_summary), ci_lower('(n=4 customer=0 agent=5 customer=9 agent=10)'::conversation_summary) AS clipped;

-- overlapping streams merge into one chat
SELECT rollup(s) = whole AS rollup, rollup(s) - (SELECT conversation_agg(at, is_agent) FROM many WHERE n % 3 = 1) = (SELECT conversation_agg(at, is_agent) FROM many WHERE n % 3 <> 1) AS un_merged
  FROM (SELECT conversation_agg(at, is_agent) AS s FROM many GROUP BY n % 3) AS streams, (SELECT conversation_agg(at, is_agent) AS whole FROM many) AS w GROUP BY whole;
SELECT seconds(average_response_time('(n=2 customer=0 agent=100)'::conversation_summary + '(n=2 customer=40 agent=10)')) AS merged;

-- sliding frames, in order of time and not in order: equal to a new computation
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

-- resolved ends a turn without an answer.  Asked 9:00, asked 9:30, replied 10:00, replied 10:05, asked 11:00, solved 11:30, asked 12:00, as of 12:20:
-- 60 minutes; none; waiting since 12:00
CREATE TABLE oracle AS
SELECT conversation_agg(at, event) AS s, timestamptz '2026-03-02 12:20Z' AS as_of, business_calendar 'UTC; Mon-Fri 09:15-12:10' AS c
  FROM (VALUES (timestamptz '2026-03-02 09:00Z', 'customer'), ('2026-03-02 09:30Z', 'customer'), ('2026-03-02 10:00Z', 'agent'), ('2026-03-02 10:05Z', 'agent'), ('2026-03-02 11:00Z', 'customer'),
               ('2026-03-02 11:30Z', 'resolved'), ('2026-03-02 12:00Z', 'customer')) AS v(at, event);
SELECT s FROM oracle;
SELECT response_times(s) AS answered, response_times(s, as_of) AS so_far, pending_time(s, as_of) AS waits, pending_time(s) AS nobody_asks, n_counted(s), n_unanswered(s), n_pending(s), first_reply_times(s) AS first, first_reply_times(s, as_of) AS first_so_far FROM oracle;
SELECT average_response_time(s), average_response_time(s, 'last_message') AS from_last, average_response_time(s, as_of) AS so_far, average_response_time(s, 'last_message', as_of) AS from_last_so_far,
       average_response_time(s, calendar => c) AS business, average_response_time(s, as_of, c) AS business_so_far, average_response_time(s, 'last_message', as_of, c) AS from_last_business
  FROM oracle;
-- named arguments, untyped literals, omitted arguments
SELECT average_response_time(s, as_of => '2026-03-02 12:20Z') AS named, average_response_time(s, starting_point => 'last_message') AS from_last, average_response_time(s, calendar => 'UTC; Mon-Fri 09:15-12:10') AS business,
       average_response_time(s, 'last_message', calendar => c) AS both, average_response_time(s, 'last_message', NULL, c) AS the_same, average_response_time(s, as_of => as_of, calendar => c, starting_point => 'first_message') AS all_three,
       response_times(s, 'last_message', calendar => c), pending_time(s, 'last_message', as_of, c), pending_time(s, as_of => '2026-03-02 12:20Z', calendar => c), n_pending(s, '2026-03-02 11:10Z'), n_unanswered(s, as_of => '2026-03-02 11:10Z'), first_reply_times(s, '2026-03-02 12:20Z', c)
  FROM oracle;
-- up to and including the as-of time
SELECT at, response_times(s, at), pending_time(s, at), n_counted(s, at), n_unanswered(s, at), n_pending(s, at), first_reply_times(s, at)
  FROM oracle, (VALUES (timestamptz '2026-03-02 08:59Z'), ('2026-03-02 09:00Z'), ('2026-03-02 09:45Z'), ('2026-03-02 10:00Z'), ('2026-03-02 11:00Z'), ('2026-03-02 11:30Z'), ('2026-03-02 12:00Z'), ('2026-04-02 12:00Z')) AS v(at) ORDER BY at;
-- the rows of a window
SELECT at, event, response_time(at, event) OVER chat, response_time(at, event, 'last_message') OVER chat AS from_last, response_time(at, event, calendar => 'UTC; Mon-Fri 09:15-12:10') OVER chat AS business,
       response_time(at AT TIME ZONE 'UTC', event, 'last_message', 'UTC; Mon-Fri 09:15-12:10') OVER chat AS local, response_time(extract(epoch FROM at)::float8, event) OVER chat AS seconds, response_time(at, event = 'agent') OVER chat AS not_resolved
  FROM (VALUES (timestamptz '2026-03-02 09:00Z', 'customer'), ('2026-03-02 09:30Z', 'customer'), ('2026-03-02 10:00Z', 'agent'), ('2026-03-02 11:00Z', 'customer'), ('2026-03-02 11:30Z', 'resolved'), ('2026-03-02 12:15Z', 'agent'),
               ('2026-03-02 13:00Z', 'customer'), ('2026-03-02 13:00Z', 'agent'), ('2026-03-02 13:00Z', 'resolved')) AS v(at, event) WINDOW chat AS (ORDER BY at, event = 'resolved', event = 'agent');
-- the calendar of the answering row applies; without one, all hours count
SELECT n, response_time(at, event, 'first_message', calendar) OVER (ORDER BY n)
  FROM (VALUES (1, timestamp '2026-03-02 08:00', 'customer', 'not_read'), (2, '2026-03-02 10:00', 'agent', 'UTC; Mon 09:00-18:00'), (3, '2026-03-02 17:00', 'customer', NULL), (4, '2026-03-02 19:30', 'agent', 'UTC; Mon 12:00-20:00'),
               (5, '2026-03-02 20:00', 'customer', NULL), (6, '2026-03-02 21:00', 'agent', NULL)) AS v(n, at, event, zone), LATERAL (SELECT nullif(zone, 'not_read')::business_calendar) AS c(calendar);
-- thanks: without resolved, a closing message waits for weeks
SELECT average_response_time(at, event = 'agent') FILTER (WHERE event <> 'resolved') AS waits_for_weeks, average_response_time(at, event) AS of_the_question, average_response_time(conversation_agg(at, event), as_of => timestamptz '2026-03-31 09:00Z') AS so_far,
       n_unanswered(conversation_agg(at, event)) AS thanks
  FROM (VALUES (timestamptz '2026-03-02 09:00Z', 'customer'), ('2026-03-02 09:10Z', 'agent'), ('2026-03-02 09:12Z', 'customer'), ('2026-03-02 10:00Z', 'resolved'), ('2026-03-23 09:00Z', 'agent')) AS v(at, event);
-- resolved when nobody waits, twice, before everything else; at one time the customer writes first, and resolved comes last
SELECT name, response_times(s), n_counted(s), n_unanswered(s), n_pending(s), first_reply_times(s), response_times(s, 100) AS so_far, pending_time(s, 100) AS waits, s
  FROM (VALUES (1, 'answered before', '(n=3 customer=0 agent=1 resolved=2)'::conversation_summary), (2, 'twice', '(n=4 customer=0 resolved=1 resolved=2 agent=3)'), (3, 'at first', '(n=3 resolved=0 customer=1 agent=2)'), (4, 'nobody asked', '(n=3 agent=0 resolved=1 agent=2)'),
               (5, 'at once', '(n=3 resolved=7 agent=7 customer=7)'), (6, 'asked and resolved at once', '(n=3 resolved=7 customer=7 agent=8)'), (7, 'again', '(n=7 customer=0 agent=1 customer=2 resolved=3 customer=4 customer=5 agent=9)'), (8, 'only resolved', '(n=1 resolved=0)'),
               (9, 'replied, still open', '(n=4 customer=0 agent=1 customer=2 customer=50)'), (10, 'none', 'empty')) AS v(n, name, s) ORDER BY n;
SELECT average_response_time(NULL::conversation_summary), response_times(NULL, 'last_message', NULL, NULL), pending_time(NULL, now()), n_unanswered(NULL), first_reply_times(NULL::conversation_summary), n_counted(NULL::conversation_summary, now()),
       average_response_time('empty', as_of => now()), response_times('empty', 300), pending_time('empty', now()), n_unanswered('empty', now()), first_reply_times('empty'::conversation_summary, now()), average_response_time('empty', calendar => 'UTC; Mon 09:00-10:00');
SELECT conversation_agg(at, event), average_response_time(at, event), average_response_time_from_last_message(at, event) AS from_last FROM (VALUES (1, 'customer'), (NULL, 'agent'), (3, NULL), (NULL, 'unheard of'), (4, 'agent')) AS v(at, event);
SELECT conversation_agg(NULL::date, NULL), conversation_agg(1, NULL), conversation_agg(date '2026-03-02', 'customer'), conversation_agg(timestamp '2026-03-02', true), conversation_agg('2026-03-02'::timestamptz, 'resolved'), conversation_agg(1.5, false);

-- random events: summary, window function and plain SQL agree, for any as-of time, with and without a calendar, in instants and local times.
-- Clocks change on 29 March 2026 in Madrid
CREATE TABLE talks AS
SELECT *, row_number() OVER (PARTITION BY chat ORDER BY at, array_position('{customer,agent,resolved}', event), n) AS i, at AT TIME ZONE 'Europe/Madrid' AS local
  FROM (SELECT n, n * 7919 % 12 AS chat, timestamptz '2026-03-23' + n * 104729 % 20011 * interval '1 min' AS at,
               (ARRAY['customer', 'agent', 'customer', 'resolved', 'customer', 'agent', 'customer'])[1 + n * n % 1009 % 7] AS event FROM generate_series(1::bigint, 1000) AS n) AS v;
SELECT event, count(*), count(*) FILTER (WHERE at >= '2026-03-29') AS later FROM talks GROUP BY event ORDER BY event;
-- a turn: a customer's message that does not follow another, the last one that follows it, and the event after them
CREATE FUNCTION turns(up_to timestamptz) RETURNS TABLE (chat bigint, first timestamptz, last timestamptz, ending text, ended timestamptz, ended_i bigint) LANGUAGE sql AS $$
	WITH known AS (SELECT * FROM talks WHERE at <= up_to)
	SELECT a.chat, a.at, (SELECT max(b.at) FROM known AS b WHERE b.chat = a.chat AND b.i >= a.i AND b.event = 'customer' AND (e.i IS NULL OR b.i < e.i)), e.event, e.at, e.i
	  FROM known AS a LEFT JOIN LATERAL (SELECT * FROM known AS b WHERE b.chat = a.chat AND b.i > a.i AND b.event <> 'customer' ORDER BY b.i LIMIT 1) AS e ON true
	 WHERE a.event = 'customer' AND NOT EXISTS (SELECT FROM known AS b WHERE b.chat = a.chat AND b.i = a.i - 1 AND b.event = 'customer')
$$;
CREATE TABLE as_of AS SELECT timestamptz '2026-03-22' + m * interval '9 hours 7 min' AS as_of FROM generate_series(0, 40) AS m;
CREATE TABLE summaries AS SELECT chat, conversation_agg(at, event) AS s, conversation_agg(local, event) AS l FROM (SELECT * FROM talks ORDER BY n * 31 % 1009) AS shuffled GROUP BY chat;
CREATE TABLE expected AS
SELECT as_of, chat, count(*) FILTER (WHERE ending = 'agent') AS answered, count(*) FILTER (WHERE ending = 'resolved') AS unanswered, count(*) FILTER (WHERE ending IS NULL) AS pending,
       array_agg(coalesce(ended, as_of) - first ORDER BY first) FILTER (WHERE ending IS DISTINCT FROM 'resolved') AS times, avg(coalesce(ended, as_of) - last) FILTER (WHERE ending IS DISTINCT FROM 'resolved') AS from_last,
       array_agg(business_time(c, first, coalesce(ended, as_of)) ORDER BY first) FILTER (WHERE ending IS DISTINCT FROM 'resolved') AS business,
       array_agg(business_time(c, last, coalesce(ended, as_of)) ORDER BY first) FILTER (WHERE ending IS DISTINCT FROM 'resolved') AS business_from_last,
       max(as_of - first) FILTER (WHERE ending IS NULL) AS wait, max(business_time(c, last, as_of)) FILTER (WHERE ending IS NULL) AS business_wait
  FROM as_of, turns(as_of), (VALUES (business_calendar 'Europe/Madrid; Mon-Fri 09:00-18:00; Sat 22:00-06:00; 2026-03-25 closed')) AS v(c) GROUP BY as_of, chat;
SELECT count(*) AS n, bool_and(n_counted(s, as_of) = answered AND n_unanswered(s, as_of) = unanswered AND n_pending(s, as_of) = pending) AS counts, bool_and(response_times(s, as_of) IS NOT DISTINCT FROM times) AS times,
       bool_and(average_response_time(s, 'last_message', as_of) - from_last BETWEEN '-2 us' AND '2 us' OR from_last IS NULL) AS from_last,
       bool_and(response_times(s, as_of, c) IS NOT DISTINCT FROM business AND response_times(s, 'last_message', as_of, c) IS NOT DISTINCT FROM business_from_last) AS business,
       bool_and(average_response_time(s, as_of, c) - (SELECT avg(b) FROM unnest(business) AS b) BETWEEN '-2 us' AND '2 us' OR business IS NULL) AS mean, bool_and(pending_time(s, as_of) IS NOT DISTINCT FROM wait) AS wait,
       bool_and(pending_time(s, 'last_message', as_of, c) IS NOT DISTINCT FROM business_wait) AS business_wait,
       bool_and(response_times(l, as_of AT TIME ZONE 'Europe/Madrid', c) IS NOT DISTINCT FROM business AND pending_time(l, 'last_message', as_of AT TIME ZONE 'Europe/Madrid', c) IS NOT DISTINCT FROM business_wait) AS local_times,
       sum(pending) AS pending, count(*) FILTER (WHERE business <> times) AS differ
  FROM expected JOIN summaries USING (chat), (VALUES (business_calendar 'Europe/Madrid; Mon-Fri 09:00-18:00; Sat 22:00-06:00; 2026-03-25 closed')) AS v(c);
-- before the first message nothing is known
SELECT count(*), count(response_times(s, as_of)), sum(n_pending(s, as_of)), count(average_response_time(s, as_of)) FROM summaries, as_of WHERE NOT EXISTS (SELECT FROM expected AS e WHERE e.chat = summaries.chat AND e.as_of = as_of.as_of);
-- the window function, row by row
SELECT count(*) FILTER (WHERE ended IS NOT NULL) AS answers, count(*) FILTER (WHERE response IS DISTINCT FROM ended - first OR from_last IS DISTINCT FROM ended - last OR business IS DISTINCT FROM business_time(c, last, ended)
       OR local IS DISTINCT FROM business OR seconds IS DISTINCT FROM seconds(ended - first)) AS differing
  FROM (SELECT chat, i, c, response_time(at, event) OVER w AS response, response_time(at, event, 'last_message') OVER w AS from_last, response_time(at, event, 'last_message', c) OVER w AS business, response_time(local, event, 'last_message', c) OVER w AS local,
               response_time(extract(epoch FROM at)::float8, event) OVER w AS seconds
          FROM talks, (VALUES (business_calendar 'Europe/Madrid; Mon-Fri 09:00-18:00; Sat 22:00-06:00; 2026-03-25 closed')) AS v(c) WINDOW w AS (PARTITION BY chat ORDER BY i)) AS rows
  LEFT JOIN turns('infinity') AS t ON t.chat = rows.chat AND ended_i = i AND ending = 'agent';
-- the first reply in each period open, which begins with a customer's message and ends with resolved
SELECT count(*) AS n, bool_and(first_reply_times(s, as_of, c) IS NOT DISTINCT FROM so_far) AS so_far, bool_and(first_reply_times(s, calendar => c) IS NOT DISTINCT FROM known) FILTER (WHERE as_of > '2026-04-06') AS known, sum(cardinality(so_far)) AS times_open, sum(cardinality(array_remove(so_far, NULL))) AS with_reply
  FROM (SELECT as_of, chat, array_agg(CASE WHEN reply IS NOT NULL OR NOT resolved THEN business_time(c, opened, coalesce(reply, as_of)) END ORDER BY opened_i) AS so_far, array_agg(business_time(c, opened, reply) ORDER BY opened_i) AS known, min(c::text)::business_calendar AS c
          FROM (SELECT as_of, chat, spell, min(at) FILTER (WHERE event = 'customer') AS opened, min(i) FILTER (WHERE event = 'customer') AS opened_i, bool_or(event = 'resolved') AS resolved
                  FROM (SELECT *, count(*) FILTER (WHERE event = 'resolved') OVER (PARTITION BY as_of, chat ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS spell FROM as_of JOIN talks ON at <= as_of) AS known GROUP BY as_of, chat, spell) AS spells
          CROSS JOIN (VALUES (business_calendar 'Europe/Madrid; Mon-Fri 09:00-18:00')) AS v(c)
          LEFT JOIN LATERAL (SELECT min(at) AS reply FROM talks WHERE talks.chat = spells.chat AND event = 'agent' AND at <= as_of AND i > opened_i
                                AND NOT EXISTS (SELECT FROM talks AS r WHERE r.chat = spells.chat AND r.event = 'resolved' AND r.i > opened_i AND r.i < talks.i)) AS r ON true
         WHERE opened IS NOT NULL GROUP BY as_of, chat) AS e JOIN summaries USING (chat);
-- sliding frames, in order of time and not in order: equal to a new computation
CREATE TABLE ordered AS SELECT *, row_number() OVER (ORDER BY at, array_position('{customer,agent,resolved}', event), n) AS j FROM talks;
SELECT count(*) FILTER (WHERE in_order IS NOT DISTINCT FROM anew AND from_last IS NOT DISTINCT FROM anew_from_last) AS in_order, count(*) FILTER (WHERE shuffled IS NOT DISTINCT FROM anew_shuffled) AS shuffled, count(in_order) AS figures
  FROM (SELECT j, n, average_response_time(at, event) OVER in_order AS in_order, average_response_time_from_last_message(at, event) OVER in_order AS from_last, average_response_time(at, event) OVER (ORDER BY n ROWS BETWEEN 5 PRECEDING AND 4 FOLLOWING) AS shuffled
          FROM ordered WINDOW in_order AS (ORDER BY j ROWS 6 PRECEDING)) AS moving,
       LATERAL (SELECT average_response_time(at, event) AS anew, average_response_time(conversation_agg(at, event), 'last_message') AS anew_from_last FROM ordered AS o WHERE o.j BETWEEN moving.j - 6 AND moving.j) AS a,
       LATERAL (SELECT average_response_time(at, event) AS anew_shuffled FROM ordered AS o WHERE o.n BETWEEN moving.n - 5 AND moving.n + 4) AS b;
-- every sequence of seven events, with each frame of four
SELECT count(*) AS frames, count(*) FILTER (WHERE moving IS DISTINCT FROM anew OR from_last IS DISTINCT FROM anew_from_last) AS differing, count(moving) AS figures
  FROM (SELECT kinds, k, average_response_time(k, event) OVER w AS moving, average_response_time_from_last_message(k, event) OVER w AS from_last,
               conversation_agg(k, event) OVER w AS s
          FROM (SELECT kinds, k::float8 AS k, (ARRAY['customer', 'agent', 'resolved'])[1 + kinds / (3 ^ k)::int % 3] AS event FROM generate_series(0, 2186) AS kinds, generate_series(0, 6) AS k) AS v
        WINDOW w AS (PARTITION BY kinds ORDER BY k ROWS 3 PRECEDING)) AS frames,
       LATERAL (SELECT seconds(average_response_time(s)) AS anew, seconds(average_response_time(s, 'last_message')) AS anew_from_last) AS a;
-- parts merge, and are subtracted again
SELECT bool_and(merged = s) AS merged, bool_and(merged - part = rest) AS un_merged
  FROM (SELECT chat, rollup(p) AS merged, rollup(p) FILTER (WHERE part > 0) AS rest, rollup(p) FILTER (WHERE part = 0) AS part FROM (SELECT chat, n % 3 AS part, conversation_agg(at, event) AS p FROM talks GROUP BY chat, part) AS parts GROUP BY chat) AS m JOIN summaries USING (chat);
-- one clock: instants, local times or numbers; and for the same messages either is_agent or event
SELECT conversation_agg(at, event) = conversation_agg(at, event = 'agent') FILTER (WHERE event <> 'resolved') AS with_resolved, conversation_agg(at, event) FILTER (WHERE event <> 'resolved') = conversation_agg(at, event = 'agent') FILTER (WHERE event <> 'resolved') AS without FROM talks;
DROP TABLE talks, as_of, summaries, expected, ordered;
DROP FUNCTION turns;
SELECT '(n=1 customer=2026-03-02T09:00:00Z)'::conversation_summary + '(n=1 agent=2026-03-02T09:00:00)';
SELECT '(n=1 customer=2026-03-02T09:00:00)'::conversation_summary + '(n=1 agent=9)';
SELECT '(n=2 customer=2026-03-02T09:00:00 agent=9)'::conversation_summary;
SELECT '(n=1 customer=2026-03-02T09:00:00Z)'::conversation_summary = '(n=1 customer=2026-03-02T09:00:00)' AS same, '(n=1 customer=2026-03-02T09:00:00Z)'::conversation_summary - '(n=1 customer=2026-03-02T09:00:00Z)' + '(n=1 agent=9)' AS emptied;
SELECT average_response_time(s, as_of => timestamp '2026-03-02 12:20') FROM oracle;
SELECT average_response_time(s, as_of => date '2026-03-03') FROM oracle;
SELECT pending_time(s, 300) FROM oracle;
SELECT n_pending('(n=1 customer=1)'::conversation_summary, now());
SELECT response_times('(n=1 customer=2026-03-02T09:00:00)', 'last_message', timestamptz '2026-03-02 12:20Z');
SELECT response_times('(n=2 customer=1 agent=2)', calendar => 'UTC; Mon-Fri 09:00-18:00');
SELECT first_reply_times('(n=2 customer=1 agent=2)'::conversation_summary, calendar => 'UTC; Mon-Fri 09:00-18:00');
SELECT average_response_time('(n=1 customer=2026-03-02T09:00:00)', as_of => date '2026-03-03', calendar => 'UTC; Mon-Fri 09:00-18:00');
-- a literal in second place is the starting point; after it, a literal may be a time or a number
SELECT average_response_time(s, '2026-03-02 12:20Z') FROM oracle;
\set VERBOSITY terse
SELECT average_response_time(s, 'last_message', '2026-03-02 12:20Z') FROM oracle;
\set VERBOSITY default
SELECT average_response_time(s, 'middle', as_of) FROM oracle;
SELECT average_response_time(s, as_of => 'infinity') FROM oracle;
SELECT average_response_time(s, as_of => '10000-01-01Z') FROM oracle;
SELECT pending_time('(n=1 customer=1)', 'NaN'::float8);
SELECT pending_time('(n=1 customer=1)', 6e11);
SELECT pending_time('(n=1 customer=1)', 0.5), pending_time('(n=1 customer=-576460752303.423487)', 576460752303.4233);
SELECT conversation_agg(at, 'resolved') FROM (VALUES (timestamptz '0001-01-01 00:00Z'), ('9999-12-31 23:59:59.999999Z'), ('2026-03-02 09:00:00.5Z')) AS v(at);
SELECT conversation_agg(timestamp '0001-12-31 BC', true);
SELECT conversation_agg(date '10000-01-01', true);
SELECT conversation_agg('-infinity'::date, 'agent');
SELECT conversation_agg(now(), 'bot');
SELECT conversation_agg(now(), 'Agent');
SELECT conversation_agg(now(), '');
SELECT response_time(now(), 'solved') OVER ();
SELECT response_time(1, 'agent', 'first') OVER ();
SELECT response_time(now(), 'agent', NULL) OVER ();
SELECT response_time(now(), true, calendar => 'Mars; Mon 09:00-10:00') OVER ();
SELECT '(n=1 resolved)'::conversation_summary;
SELECT '(n=1 solved=1)'::conversation_summary;
SELECT '(n=1 =1)'::conversation_summary;
SELECT '(n=1 resolved=)'::conversation_summary;
SELECT '(n=1 customer=2026-02-29T09:00:00Z)'::conversation_summary;
SELECT '(n=1 customer=2026-03-02T09:00:00.50Z)'::conversation_summary;
SELECT '(n=1 customer=0000-12-31T00:00:00)'::conversation_summary;
SELECT '(n=1 customer=1Z)'::conversation_summary;
SELECT '(n=1 customer=1#1)'::conversation_summary;
SELECT '(n=3 resolved=2026-03-02T09:00:00 agent=2026-03-02T09:00:00 customer=2026-03-02T09:00:00)'::conversation_summary;
DROP TABLE oracle;

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
SELECT conversation_agg(576460752303.423488, true);
SELECT conversation_agg(-576460752303.423488, true);
SELECT conversation_agg(at, at > 0) FROM (VALUES (576460752303.4233), (-576460752303.4233)) AS v(at);
SELECT response_time('infinity'::timestamptz, true) OVER ();
SELECT '(n=2 customer=1 agent)'::conversation_summary;
SELECT '(n=1 bot=1)'::conversation_summary;
SELECT '(n=1 customer=1.1234567)'::conversation_summary;
SELECT '(n=1 customer=576460752303.423488)'::conversation_summary;
SELECT '(n=1 agent=-576460752303.423488)'::conversation_summary;
SELECT '(n=1 customer=99999999999999999999)'::conversation_summary;
SELECT '(n=1 customer=1.)'::conversation_summary;
SELECT '(n=1 customer=.5)'::conversation_summary;
SELECT '(n=1 customer=1e3)'::conversation_summary;
SELECT ''::conversation_summary;
SELECT 'empty (n=1 customer=1)'::conversation_summary;
SELECT '(n=4 agent=-576460752303.423487 customer=576460752303.423487 agent=0 customer=-0)'::conversation_summary;
SELECT '(n=1 customer=1)'::conversation_summary - '(n=1 agent=1)';
SELECT '(n=2 customer=1 customer=2)'::conversation_summary - '(n=2 customer=1 customer=1)';
SELECT conversation_summary_uncount_float8('(n=1 customer=1)', 2, false);
-- a third-party aggregate with our functions: even without a final function its states are read, compared and stored
CREATE AGGREGATE conversation_of(float8, boolean) (SFUNC = conversation_summary_count_float8, STYPE = conversation_summary, INITCOND = 'empty', COMBINEFUNC = conversation_summary_add);
CREATE TABLE states AS SELECT conversation_of(at, is_agent) AS s FROM (VALUES (9, true), (0, false), (4, true), (4, false)) AS v(at, is_agent);
SELECT s, s = conversation_agg(at, is_agent) AS same, average_response_time(s), s + s, s - '(n=1 agent=4)', n_pending(s) FROM states, (VALUES (9, true), (0, false), (4, true), (4, false)) AS v(at, is_agent) GROUP BY s;
SELECT rolled *= stored AS same_bytes, rolled *= states AS as_state FROM states, (SELECT conversation_summary_final(s) AS s FROM states) AS stored, (SELECT rollup(s) AS s FROM states) AS rolled;
CREATE AGGREGATE average_of(conversation_summary) (SFUNC = conversation_summary_add, STYPE = conversation_summary, INITCOND = 'empty', FINALFUNC = conversation_summary_average_response_time,
	MSFUNC = conversation_summary_add, MINVFUNC = conversation_summary_subtract, MSTYPE = conversation_summary, MINITCOND = 'empty', MFINALFUNC = conversation_summary_average_response_time);
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
