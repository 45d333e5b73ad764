/*
 * stories.sql
 *		Sixty invented tickets in neutral words.  The file of each system of tickets writes
 *		them down as that system would, so that all systems must give the same figures.
 */
CREATE SCHEMA stories;

CREATE TABLE stories.people (person int PRIMARY KEY, name text, role text);
INSERT INTO stories.people VALUES
(1, 'Ana Ruiz', 'agent'), (2, 'Bruno Costa', 'agent'), (3, 'Carla Rossi', 'agent'), (4, 'Dario Conti', 'agent'), (5, 'Elena Marin', 'agent'),
(9, 'Robot', 'robot');
INSERT INTO stories.people SELECT 100 + n, 'Customer ' || n, 'customer' FROM generate_series(1, 20) AS n;

CREATE TABLE stories.tickets
(
	ticket int PRIMARY KEY,
	created timestamptz NOT NULL,
	team text NOT NULL,
	agent int NOT NULL REFERENCES stories.people,
	requester int NOT NULL REFERENCES stories.people,
	channel text NOT NULL,
	reason text NOT NULL,
	priority text NOT NULL,
	score int				-- 1 to 5, of those who answered the survey
);
INSERT INTO stories.tickets
SELECT n, timestamptz '2026-03-02 08:00Z' + n * interval '11 h 17 min',
       CASE WHEN n % 5 < 3 THEN 'billing' ELSE 'technical' END,
       1 + n % 5, 100 + 1 + n * 7 % 20,
       (ARRAY['email', 'web', 'email', 'chat'])[1 + n % 4],
       (ARRAY['invoice', 'delivery', 'login', 'invoice', 'refund', 'delivery', 'invoice'])[1 + n % 7],
       (ARRAY['normal', 'high', 'normal', 'low'])[1 + n * 3 % 4],
       CASE WHEN n % 4 <> 3 THEN least(5, greatest(1, 1 + n % 5 / 2 + n * 7919 % 7 / 2)) END
  FROM generate_series(1, 60) AS n;

-- What happened, by whom: message and reply are seen by the customer, note is not; status has the status in detail
CREATE TABLE stories.events (ticket int, at timestamptz, kind text, person int, detail text, sequence bigint GENERATED ALWAYS AS IDENTITY);
INSERT INTO stories.events (ticket, at, kind, person, detail)
SELECT ticket, at, kind, person, detail
  FROM stories.tickets, LATERAL (SELECT 15 + ticket * 7919 % 331 AS reply, CASE WHEN ticket % 5 = 0 THEN 1700 WHEN ticket % 3 = 0 THEN 240 ELSE 30 END + ticket * 104729 % 2401 AS work) AS minutes,
       LATERAL (VALUES
	(0, created, 'message', requester, NULL),
	(1, created, 'status', requester, 'new'),
	(2, created + interval '7 min', 'assign', agent, NULL),
	(3, created + interval '7 min', 'status', agent, 'open'),
	(4, created + interval '9 min', 'note', CASE WHEN ticket % 6 = 0 THEN agent END, NULL),
	(5, created + reply * interval '1 min', 'reply', CASE WHEN ticket % 11 <> 0 THEN agent END, NULL),
	-- We ask, and the customer answers three hours later
	(6, created + (reply + 1) * interval '1 min', 'status', CASE WHEN ticket % 3 = 0 THEN agent END, 'pending'),
	(7, created + (reply + 181) * interval '1 min', 'message', CASE WHEN ticket % 3 = 0 THEN requester END, NULL),
	(8, created + (reply + 181) * interval '1 min', 'status', CASE WHEN ticket % 3 = 0 THEN requester END, 'open'),
	-- A supplier takes a day
	(9, created + (reply + 200) * interval '1 min', 'status', CASE WHEN ticket % 5 = 0 THEN agent END, 'hold'),
	(10, created + (reply + 1640) * interval '1 min', 'status', CASE WHEN ticket % 5 = 0 THEN agent END, 'open'),
	(11, created + (reply + work) * interval '1 min', 'status', agent, 'solved'),
	-- The customer is not satisfied, and another agent takes over
	(12, created + (reply + 900 + work) * interval '1 min', 'message', CASE WHEN ticket % 7 = 0 THEN requester END, NULL),
	(13, created + (reply + 900 + work) * interval '1 min', 'status', CASE WHEN ticket % 7 = 0 THEN requester END, 'open'),
	(14, created + (reply + 930 + work) * interval '1 min', 'assign', CASE WHEN ticket % 14 = 0 THEN agent % 5 + 1 END, NULL),
	(15, created + (reply + 1200 + work) * interval '1 min', 'reply', CASE WHEN ticket % 7 = 0 THEN agent END, NULL),
	(16, created + (reply + 1200 + work) * interval '1 min', 'status', CASE WHEN ticket % 7 = 0 THEN agent END, 'solved'),
	(17, created + (reply + 7000 + work) * interval '1 min', 'status', CASE WHEN ticket % 4 <> 0 THEN 9 END, 'closed')
       ) AS events(ordinal, at, kind, person, detail)
 WHERE person IS NOT NULL AND at <= '2026-03-31 12:00Z'
 ORDER BY at, ticket, ordinal;

-- The last change of each ticket, and the status and agent to which its changes led
CREATE VIEW stories.ends AS
SELECT t.*, (SELECT max(e.at) FROM stories.events AS e WHERE e.ticket = t.ticket) AS updated,
       (SELECT e.detail FROM stories.events AS e WHERE e.ticket = t.ticket AND e.kind = 'status' ORDER BY sequence DESC LIMIT 1) AS status,
       (SELECT e.person FROM stories.events AS e WHERE e.ticket = t.ticket AND e.kind = 'assign' ORDER BY sequence DESC LIMIT 1) AS assignee,
       (SELECT e.at FROM stories.events AS e WHERE e.ticket = t.ticket AND e.detail = 'solved' ORDER BY sequence DESC LIMIT 1) AS solved
  FROM stories.tickets AS t;
