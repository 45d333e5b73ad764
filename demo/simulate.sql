/*
 * simulate.sql
 *		Six weeks of a call centre, simulated as events.
 *
 * Calls arrive in a daily and weekly rhythm and wait, first come first served,
 * for an agent of their queue who is on duty and free.  A caller whose patience
 * ends first hangs up and often calls again.  The agent's skill decides how
 * long the talk takes, whether it settles the matter, whether the ticket goes
 * to the second line or comes back, and how the customer likes the call; a long
 * wait spoils the mood.  Few customers answer the survey.
 *
 * From 2 February on customers may chat instead: a chat is offered to one agent
 * after another until somebody takes it, and an agent holds up to three at a
 * time.  Around all this agents come and go, a monitor listens to some calls,
 * and in the end the staff are asked as well.
 *
 * The data are the same on every machine and server version: the dice are a
 * generator of our own in integers, logarithms are taken in numeric, and time
 * is whole seconds on fixed dates.  Each story begins with a throw of its own, so
 * that none disturbs another.
 */
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS demo CASCADE;
CREATE SCHEMA demo;
SET search_path = demo, public;

-- What the simulation is given

CREATE TABLE queues
(
	queue text PRIMARY KEY,
	target interval NOT NULL,
	calls_per_day integer NOT NULL,
	mean_talk integer NOT NULL, -- seconds, by an agent of skill 50
	mean_patience integer NOT NULL, -- seconds
	rhythm integer[] NOT NULL	-- weights of the half-hours from 08:00 to 20:00
);

-- An agent works nine hours with an hour's pause
CREATE TABLE agents
(
	agent text PRIMARY KEY,
	queue text NOT NULL REFERENCES queues,
	skill integer NOT NULL,		-- 0 to 100; known to the simulation alone
	starts interval NOT NULL,
	pause interval NOT NULL,
	saturdays boolean NOT NULL,
	first_day date NOT NULL DEFAULT '2026-01-05'
);

CREATE TABLE days
(
	day date PRIMARY KEY,
	demand integer NOT NULL,	-- per cent of the usual calls
	trouble integer NOT NULL	-- points by which a matter is less likely to be settled
);

-- They chat from nine to five, Monday to Friday
CREATE TABLE chat_agents
(
	agent text PRIMARY KEY,
	department text NOT NULL,
	skill integer NOT NULL,		-- 0 to 100
	seat integer NOT NULL		-- takes turns in being asked first
);

-- What it produces

CREATE TABLE calls
(
	queue text NOT NULL,
	ticket integer NOT NULL,
	customer integer NOT NULL,
	started timestamp NOT NULL,
	queued interval NOT NULL,	-- of the wait, until an agent was free and the phone rang
	wait interval NOT NULL,
	answered boolean NOT NULL,
	agent text,					-- with all that follows: NULL where the caller hung up
	talk interval,				-- without hold
	wrap_up interval,
	hold interval,
	transferred boolean			-- to a colleague
);

CREATE TABLE tickets
(
	ticket integer PRIMARY KEY,
	queue text NOT NULL,
	customer integer NOT NULL,
	agent text NOT NULL,		-- who took the first contact
	opened timestamp NOT NULL,
	resolved timestamp,			-- NULL: still open
	contacts integer NOT NULL,
	reopens integer NOT NULL,
	escalated boolean NOT NULL
);

-- The times that a ticket was open: once, and again whenever it was reopened
CREATE TABLE openings
(
	ticket integer,
	queue text NOT NULL,
	opened timestamp,
	resolved timestamp,			-- NULL: still open
	PRIMARY KEY (ticket, opened)
);

-- One is sent after every answered call; no answer, no score and no stars
CREATE TABLE surveys
(
	queue text NOT NULL,
	agent text NOT NULL,
	sent timestamp NOT NULL,
	score integer,				-- 0 to 10: would you recommend us?
	stars integer				-- 1 to 5: how did you like the call?
);

-- Asked when the matter of a ticket is resolved
CREATE TABLE effort_surveys
(
	ticket integer PRIMARY KEY REFERENCES tickets,
	ease integer				-- 1 (hard) to 7 (easy); NULL: no answer
);

-- When agents were to be at work, and when they were
CREATE TABLE shifts
(
	agent text,
	starts timestamp,
	ends timestamp NOT NULL,
	PRIMARY KEY (agent, starts)
);
CREATE TABLE presence (LIKE shifts INCLUDING ALL);

-- What the telephone switch counts of an agent in a day
CREATE TABLE agent_days
(
	queue text,
	agent text,
	day date,
	handled integer NOT NULL,
	busy interval NOT NULL,		-- talk, hold and wrap-up
	idle interval NOT NULL,
	logged_in interval NOT NULL,
	paid interval NOT NULL,
	PRIMARY KEY (agent, day)
);

-- Calls that a monitor has listened to; NULL: not judged for such errors
CREATE TABLE monitored
(
	queue text NOT NULL,
	agent text NOT NULL,
	customer_error boolean,		-- one that matters to the customer, such as a wrong answer
	business_error boolean		-- one that matters to the company, such as a refund not owed
);

CREATE TABLE chats
(
	chat integer PRIMARY KEY,
	department text NOT NULL,
	started timestamp NOT NULL,
	agent text,					-- with the next two: NULL where the customer left before anybody took it
	accepted timestamp,
	ended timestamp,
	thumb boolean				-- up or down; NULL: not given
);
CREATE INDEX ON chats (agent, ended);

-- A chat is offered until it is accepted or the customer leaves
CREATE TABLE offers
(
	chat integer NOT NULL REFERENCES chats,
	department text NOT NULL,
	agent text NOT NULL,
	offered timestamp NOT NULL,
	outcome text NOT NULL
);

CREATE TABLE messages
(
	chat integer NOT NULL,
	at timestamp NOT NULL,
	is_agent boolean NOT NULL
);

-- One is sent to every agent in the last week; no answer, no figures
CREATE TABLE staff_survey
(
	agent text PRIMARY KEY,
	team text NOT NULL,
	recommends integer,			-- 0 to 10: would you recommend us as an employer?
	satisfied integer			-- 1 to 5: how do you like your work?
);

-- Calls that will be made; a caller who decides to call again joins it for later
CREATE TABLE agenda
(
	queue text,
	day date,
	at integer,					-- second of the day
	ticket integer,
	customer integer NOT NULL,
	PRIMARY KEY (queue, day, at, ticket)
);

CREATE SEQUENCE ticket_number;

INSERT INTO queues VALUES
	('Billing', '30 s', 245, 210, 270,
	 '{60,90,120,140,155,160,150,130,100,85,85,95,110,120,125,120,110,100,90,80,65,50,40,30}'),
	('Premium', '15 s', 110, 270, 240,
	 '{40,60,90,110,120,125,120,115,105,95,90,95,105,115,120,125,120,115,110,100,85,70,50,40}'),
	('Sales', '20 s', 185, 260, 220,
	 '{30,40,60,75,90,100,105,110,110,105,100,95,95,100,105,115,120,125,135,140,135,115,90,70}'),
	('Support', '60 s', 340, 270, 300,
	 '{70,110,145,160,165,155,140,125,100,80,75,90,115,130,135,130,120,105,90,75,60,50,40,35}');

INSERT INTO agents VALUES
	('Amara', 'Billing', 82, '08:00', '12:00', true),
	('Bruno', 'Billing', 64, '08:00', '13:00', false),
	('Chiara', 'Billing', 71, '09:00', '13:30', true),
	('Dmitri', 'Billing', 38, '11:00', '14:30', false),
	('Elena', 'Billing', 55, '11:00', '15:30', true),
	('Greta', 'Premium', 88, '08:00', '12:00', true),
	('Hugo', 'Premium', 76, '09:00', '13:00', false),
	('Ines', 'Premium', 59, '11:00', '15:00', true),
	('Jonas', 'Premium', 92, '10:30', '14:00', false),
	('Lucia', 'Sales', 45, '08:00', '12:00', false),
	('Marek', 'Sales', 79, '08:00', '13:00', true),
	('Nadia', 'Sales', 66, '10:00', '14:00', true),
	('Oscar', 'Sales', 30, '11:00', '15:00', false),
	('Paula', 'Sales', 84, '11:00', '16:00', true),
	('Rosa', 'Support', 77, '08:00', '12:00', true),
	('Stefan', 'Support', 50, '08:00', '12:30', true),
	('Tomas', 'Support', 90, '08:00', '13:00', false),
	('Uma', 'Support', 35, '09:00', '13:30', true),
	('Viktor', 'Support', 70, '09:00', '14:00', false),
	('Wanda', 'Support', 81, '10:00', '14:30', true),
	('Xavier', 'Support', 42, '11:00', '15:00', false),
	('Yara', 'Support', 57, '11:00', '15:30', true);

-- The newcomers, of whom little is known yet
INSERT INTO agents VALUES
	('Farid', 'Billing', 60, '10:00', '14:00', false, '2026-02-12'),
	('Keiko', 'Premium', 66, '10:00', '15:00', true, '2026-02-13'),
	('Quentin', 'Sales', 52, '11:00', '14:30', false, '2026-02-11'),
	('Zeno', 'Support', 58, '10:00', '15:00', true, '2026-02-14');

INSERT INTO chat_agents VALUES
	('Anton', 'Billing', 74, 0),
	('Beatriz', 'Billing', 48, 1),
	('Carlo', 'Sales', 86, 0),
	('Dora', 'Sales', 61, 1),
	('Emil', 'Support', 35, 0),
	('Fatima', 'Support', 90, 1),
	('Gustav', 'Support', 68, 2);

-- Six weeks without Sundays; a botched release from 28 to 30 January brings more calls and harder ones
INSERT INTO days
SELECT day, (ARRAY[125, 108, 100, 97, 92, 42])[weekday] + 20 * released, 18 * released
FROM (SELECT day::date, extract(isodow FROM day)::integer AS weekday,
			 (day BETWEEN '2026-01-28' AND '2026-01-30')::integer AS released
	  FROM generate_series(timestamp '2026-01-05', '2026-02-15', '1 day') AS day) AS calendar
WHERE weekday <= 6;

-- The day's clock

CREATE FUNCTION second(clock interval) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
	SELECT extract(epoch FROM clock)::integer
$$;

CREATE FUNCTION moment(day date, second integer) RETURNS timestamp LANGUAGE sql IMMUTABLE AS $$
	SELECT day + second * interval '1 s'
$$;

-- The dice

CREATE PROCEDURE take_dice(seed integer) LANGUAGE sql AS $$
	SELECT set_config('demo.dice', seed::text, false)
$$;

-- Lehmer's generator, from 1 to 2^31 - 2; random() is another one in every other server version
CREATE FUNCTION roll() RETURNS bigint LANGUAGE sql AS $$
	SELECT set_config('demo.dice', (current_setting('demo.dice')::bigint * 48271 % 2147483647)::text, false)::bigint
$$;

CREATE FUNCTION chance(percent numeric) RETURNS boolean LANGUAGE sql AS $$
	SELECT roll() % 1000 < 10 * percent
$$;

-- Whole numbers from lowest to highest, all as likely
CREATE FUNCTION uniform(lowest integer, highest integer) RETURNS integer LANGUAGE sql AS $$
	SELECT lowest + (roll() % (highest - lowest + 1))::integer
$$;

-- Exponential, in numeric: the last digits of a double precision logarithm depend on the machine
CREATE FUNCTION exponential(mean numeric) RETURNS integer LANGUAGE sql AS $$
	SELECT round(-mean * ln(roll() / 2147483647.0))::integer
$$;

-- The sum of two exponentials: as skewed as talk times are
CREATE FUNCTION duration(mean numeric) RETURNS integer LANGUAGE sql AS $$
	SELECT exponential(mean / 2) + exponential(mean / 2)
$$;

-- The events

-- First calls of customers: within a half-hour the gaps between them are exponential
CREATE PROCEDURE customers_call(in_queue queues, on_day days) LANGUAGE plpgsql AS $$
DECLARE
	calls_per_weight numeric := in_queue.calls_per_day * on_day.demand / 100.0 /
		(SELECT sum(weight) FROM unnest(in_queue.rhythm) AS weight);
	at integer;
BEGIN
	FOR half_hour IN 1 .. cardinality(in_queue.rhythm) LOOP
		at := second('08:00') + 1800 * (half_hour - 1);
		LOOP
			at := at + exponential(1800 / (in_queue.rhythm[half_hour] * calls_per_weight));
			EXIT WHEN at >= second('08:00') + 1800 * half_hour;
			INSERT INTO agenda
			VALUES (in_queue.queue, on_day.day, at, nextval('ticket_number'), uniform(1, 9000));
		END LOOP;
	END LOOP;
END $$;

-- Some days later, never on a Sunday, at the hour when this customer has time to call
CREATE PROCEDURE customer_calls_back(call agenda, not_before date) LANGUAGE plpgsql AS $$
DECLARE
	day date := not_before + 1 + exponential(1);
BEGIN
	INSERT INTO agenda
	VALUES (call.queue, day + (extract(isodow FROM day) = 7)::integer, call.at, call.ticket, call.customer);
END $$;

CREATE PROCEDURE customer_hangs_up(call agenda, queued integer, patience integer) LANGUAGE plpgsql AS $$
DECLARE
	again integer := call.at + patience + 60 + exponential(400);
BEGIN
	INSERT INTO calls
	VALUES (call.queue, call.ticket, call.customer, moment(call.day, call.at),
			least(queued, patience) * interval '1 s', patience * interval '1 s', false);

	IF chance(55) AND again < second('20:00') THEN
		INSERT INTO agenda VALUES (call.queue, call.day, again, call.ticket, call.customer);
	END IF;
END $$;

-- Sent after every answered call; the annoyed are the readiest to answer
CREATE PROCEDURE survey_is_sent(by_agent agents, sent timestamp, wait integer, settled boolean)
LANGUAGE plpgsql AS $$
DECLARE
	mood integer := 46 + by_agent.skill * 2 / 5 + CASE WHEN settled THEN 18 ELSE -22 END - least(wait, 300) / 6 +
		uniform(-25, 25) + uniform(-25, 25);
	answered boolean := chance(CASE WHEN mood < 40 THEN 20 ELSE 13 END);
BEGIN
	INSERT INTO surveys
	VALUES (by_agent.queue, by_agent.agent, sent,
			CASE WHEN answered THEN greatest(0, least(10, mood / 9)) END,
			CASE WHEN answered THEN greatest(1, least(5, 1 + mood / 20)) END);
END $$;

/*
 * What is not settled in the call goes to the second line, which takes days, or
 * has the customer call back.  A call about a resolved ticket reopens it.
 */
CREATE PROCEDURE ticket_moves_on(call agenda, by_agent agents, ended timestamp, settled boolean)
LANGUAGE plpgsql AS $$
<<now>>
DECLARE
	escalated boolean := NOT settled AND chance(60 - by_agent.skill / 3);
	resolved timestamp := CASE
		WHEN settled THEN ended
		WHEN escalated THEN ended + duration(2 * 86400) * interval '1 s'
	END;
BEGIN
	INSERT INTO tickets AS ticket
	VALUES (call.ticket, call.queue, call.customer, by_agent.agent, moment(call.day, call.at),
			resolved, 1, 0, escalated)
	ON CONFLICT ON CONSTRAINT tickets_pkey DO UPDATE
	SET resolved = excluded.resolved,
		contacts = ticket.contacts + 1,
		reopens = ticket.reopens + (ticket.resolved IS NOT NULL)::integer,
		escalated = ticket.escalated OR excluded.escalated;

	UPDATE openings AS opening SET resolved = now.resolved
	WHERE opening.ticket = call.ticket AND opening.resolved IS NULL;
	IF NOT FOUND THEN
		INSERT INTO openings VALUES (call.ticket, call.queue, moment(call.day, call.at), resolved);
	END IF;

	IF resolved IS NULL THEN
		CALL customer_calls_back(call, call.day);
	ELSIF chance(16 - by_agent.skill / 8.0) THEN
		CALL customer_calls_back(call, resolved::date);
	END IF;
END $$;

-- Returns the second of the day at which the agent is free again
CREATE FUNCTION agent_answers(call agenda, by_agent agents, in_queue queues, trouble integer,
							  queued integer, wait integer)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	talk integer := 20 + duration(in_queue.mean_talk * (150 - by_agent.skill) / 100.0);
	wrap_up integer := 5 + exponential(25);
	ended timestamp := moment(call.day, call.at + wait + talk);
	settled boolean := chance(64 + by_agent.skill / 3 - trouble);
BEGIN
	INSERT INTO calls
	VALUES (call.queue, call.ticket, call.customer, moment(call.day, call.at),
			queued * interval '1 s', wait * interval '1 s', true,
			by_agent.agent, talk * interval '1 s', wrap_up * interval '1 s');

	CALL ticket_moves_on(call, by_agent, ended, settled);
	CALL survey_is_sent(by_agent, ended, wait, settled);
	RETURN call.at + wait + talk + wrap_up;
END $$;

-- The stretches of time at work: before the pause and after it
CREATE FUNCTION on_duty(in_queue queues, on_day days)
RETURNS TABLE (person agents, starts integer, ends integer) LANGUAGE sql AS $$
	SELECT person, second(stretch.starts), second(stretch.ends)
	FROM agents AS person,
		 LATERAL (VALUES (person.starts, pause), (pause + '1 h', person.starts + '9 h')) AS stretch (starts, ends)
	WHERE queue = in_queue.queue AND first_day <= on_day.day
		AND (saturdays OR extract(isodow FROM on_day.day) < 6)
	ORDER BY agent, stretch.starts
$$;

/*
 * One day of one queue.  Whoever becomes free first takes the next call, so
 * free holds all that must be known of the agents: from when on each stretch
 * of work has time for another call.
 */
CREATE PROCEDURE queue_is_served(in_queue queues, on_day days) LANGUAGE plpgsql AS $$
DECLARE
	agents agents[];
	free integer[];
	ends integer[];
	call agenda;
	next integer;
	patience integer;
	queued integer;
	wait integer;
BEGIN
	SELECT array_agg(duty.person), array_agg(duty.starts), array_agg(duty.ends) INTO agents, free, ends
	FROM on_duty(in_queue, on_day) AS duty;

	call.at := 0;
	call.ticket := 0;
	LOOP
		SELECT * INTO call FROM agenda
		WHERE queue = in_queue.queue AND day = on_day.day AND (at, ticket) > (call.at, call.ticket)
		ORDER BY at, ticket LIMIT 1;
		EXIT WHEN NOT FOUND;

		SELECT stretch INTO next FROM generate_subscripts(free, 1) AS stretch
		WHERE greatest(free[stretch], call.at) < ends[stretch]
		ORDER BY free[stretch], stretch LIMIT 1;

		patience := exponential(in_queue.mean_patience);
		queued := CASE WHEN next IS NULL THEN patience ELSE greatest(free[next] - call.at, 0) END;
		wait := queued + uniform(2, 8);	-- the phone rings
		IF patience < wait THEN
			CALL customer_hangs_up(call, queued, patience);
		ELSE
			free[next] := agent_answers(call, agents[next], in_queue, on_day.trouble, queued, wait);
		END IF;
	END LOOP;
END $$;

CREATE PROCEDURE simulate() LANGUAGE plpgsql AS $$
DECLARE
	on_day days;
	in_queue queues;
BEGIN
	CALL take_dice(26);
	FOR on_day IN SELECT * FROM days ORDER BY day LOOP
		FOR in_queue IN SELECT * FROM queues ORDER BY queue LOOP
			CALL customers_call(in_queue, on_day);
			CALL queue_is_served(in_queue, on_day);
		END LOOP;
	END LOOP;

	-- The data end with 15 February, whatever the second line still does
	UPDATE tickets SET resolved = NULL WHERE resolved >= '2026-02-16';
	UPDATE openings SET resolved = NULL WHERE resolved >= '2026-02-16';
END $$;

CALL simulate();

-- What happened besides

-- While an agent looks something up, the caller is on hold
CREATE FUNCTION on_hold(talk interval, skill integer) RETURNS interval LANGUAGE sql AS $$
	SELECT CASE WHEN chance(50 - skill / 3) THEN least(5 + exponential(55), second(talk) / 2) ELSE 0 END * interval '1 s'
$$;

CALL take_dice(37);
WITH handling AS MATERIALIZED
(
	SELECT started, ticket, on_hold(talk, skill) AS hold, chance(14 - skill / 8) AS transferred
	FROM calls JOIN agents USING (queue, agent)
	ORDER BY started, ticket
)
UPDATE calls SET talk = talk - handling.hold, hold = handling.hold, transferred = handling.transferred
FROM handling WHERE (calls.started, calls.ticket) = (handling.started, handling.ticket);

CREATE VIEW handled AS
SELECT queue, agent, started + wait AS began, started + wait + talk + hold + wrap_up AS ended
FROM calls WHERE answered;

-- Each further contact and the second line cost effort; one customer in eight says how much
CREATE FUNCTION ease(contacts integer, escalated boolean) RETURNS integer LANGUAGE sql AS $$
	SELECT greatest(1, least(7, 8 - contacts - escalated::integer + uniform(-2, 1)))
$$;

CALL take_dice(28);
INSERT INTO effort_surveys
SELECT ticket, CASE WHEN chance(12) THEN ease(contacts, escalated) END
FROM tickets WHERE resolved IS NOT NULL
ORDER BY ticket;

-- Every fiftieth call is monitored; one in eight is not judged for errors of the second kind
CALL take_dice(29);
INSERT INTO monitored
SELECT queue, agent, chance(22 - skill / 5), CASE WHEN chance(88) THEN chance(16 - skill / 8) END
FROM (SELECT queue, agent, row_number() OVER (ORDER BY started, ticket) AS call FROM calls WHERE answered) AS answered
	 JOIN agents USING (queue, agent)
WHERE call % 50 = 0
ORDER BY call;

INSERT INTO shifts
SELECT (duty.person).agent, moment(day, duty.starts), moment(day, duty.ends)
FROM queues, days, on_duty(queues, days) AS duty;

/*
 * Agents leave where no call keeps them: they come late, have a coffee, go early,
 * some more often than others.  A last call keeps them longer, and half of the
 * time they make up for what they missed, up to a quarter of an hour.
 */
CREATE PROCEDURE agents_come_and_go() LANGUAGE plpgsql AS $$
DECLARE
	shift record;
	agent text;
	restless integer;
	came timestamp;
	free timestamp;
	second interval := '1 s';
	lull integer;
	off timestamp;
	missed integer;
BEGIN
	FOR shift IN
		SELECT shifts.*, array_agg(began ORDER BY began) || ends AS began,
			   array_agg(ended ORDER BY began) || greatest(ends, max(ended)) AS ended
		FROM shifts JOIN handled ON handled.agent = shifts.agent AND began::date = starts::date
			AND began >= starts AND began < ends + interval '30 min'
		GROUP BY shifts.agent, starts, ends
		ORDER BY shifts.agent, starts
	LOOP
		IF shift.agent IS DISTINCT FROM agent THEN
			agent := shift.agent;
			restless := uniform(10, 60);
		END IF;
		came := shift.starts;
		free := shift.starts;
		missed := 0;
		FOR nth IN 1 .. cardinality(shift.began) LOOP
			lull := second(shift.began[nth] - free);
			IF lull > 240 AND chance(restless) THEN
				off := free + (nth > 1)::integer * uniform(20, 60) * second;
				INSERT INTO presence SELECT agent, came, off WHERE off > came;
				came := off + uniform(120, least(lull - 61, 900)) * second;
				missed := missed + second(came - off);
			END IF;
			free := shift.ended[nth];
		END LOOP;
		INSERT INTO presence
		VALUES (agent, came, free + chance(50)::integer * least(missed, 900) * second);
	END LOOP;
END $$;

CALL take_dice(30);
CALL agents_come_and_go();

-- Without the pause, work is paid as planned
INSERT INTO agent_days
SELECT queue, agent, day, handled, busy, logged_in - busy, logged_in, paid
FROM (SELECT queue, agent, began::date AS day, count(*) AS handled, sum(ended - began) AS busy
	  FROM handled GROUP BY queue, agent, day) AS work
JOIN (SELECT agent, starts::date AS day, sum(ends - starts) AS logged_in FROM presence GROUP BY agent, day) AS present
	 USING (agent, day)
JOIN (SELECT agent, starts::date AS day, sum(ends - starts) AS paid FROM shifts GROUP BY agent, day) AS planned
	 USING (agent, day);

-- Chats

/*
 * Customers write a message or two, agents answer, the slower the more chats they
 * hold.  Most customers say thank you, which nobody answers.  Thumbs depend on the
 * agent and the slowest answer.
 */
CREATE PROCEDURE chat_is_held(chat integer, by_agent chat_agents, others integer, asked timestamp, accepted timestamp)
LANGUAGE plpgsql AS $$
DECLARE
	at timestamp := asked;
	free timestamp := accepted;
	second interval := '1 s';
	delay integer;
	worst integer := 0;
BEGIN
	FOR turn IN 1 .. uniform(2, 7) LOOP
		INSERT INTO messages VALUES (chat, at, false);
		WHILE chance(35) LOOP
			at := at + uniform(4, 25) * second;
			INSERT INTO messages VALUES (chat, at, false);
		END LOOP;

		delay := 6 + exponential((130 - by_agent.skill) / 3 * (1 + others));
		worst := greatest(worst, delay);
		at := greatest(at, free) + delay * second;
		INSERT INTO messages VALUES (chat, at, true);
		IF chance(25) THEN
			at := at + uniform(5, 30) * second;
			INSERT INTO messages VALUES (chat, at, true);
		END IF;
		free := at;
		at := at + (8 + exponential(70)) * second;
	END LOOP;
	IF chance(60) THEN
		INSERT INTO messages VALUES (chat, at, false);
	END IF;

	UPDATE chats SET agent = by_agent.agent, accepted = chat_is_held.accepted, ended = at,
		thumb = CASE WHEN chance(40) THEN chance(70 + by_agent.skill / 3 - worst / 5) END
	WHERE chats.chat = chat_is_held.chat;
END $$;

CREATE FUNCTION answer_to_offer(by_agent chat_agents, others integer) RETURNS text LANGUAGE sql AS $$
	SELECT CASE WHEN chance(80 + by_agent.skill / 6 - 8 * others) THEN 'accepted'
		ELSE ('{expired,expired,expired,rejected,rejected,rejected,rejected,customer_left,customer_left,taken_by_other}'::text[])
			 [uniform(1, 10)] END
$$;

-- Whoever has the fewest chats is asked first
CREATE PROCEDURE chat_is_offered(chat integer, department text, asked timestamp) LANGUAGE plpgsql AS $$
DECLARE
	candidate record;
	outcome text := '';
	offered timestamp := asked;
BEGIN
	INSERT INTO chats VALUES (chat, department, asked);
	FOR candidate IN
		SELECT person, open, row_number() OVER by_load = count(*) OVER () AS last
		FROM chat_agents AS person,
			 LATERAL (SELECT count(*)::integer FROM chats WHERE chats.agent = person.agent AND ended > asked) AS chats (open)
		WHERE person.department = chat_is_offered.department AND open < 3
		WINDOW by_load AS (ORDER BY open, (seat + chat) % 3)
		ORDER BY row_number() OVER by_load
	LOOP
		outcome := CASE outcome WHEN 'taken_by_other' THEN 'accepted'
			ELSE answer_to_offer(candidate.person, candidate.open) END;
		IF outcome = 'taken_by_other' AND candidate.last THEN
			outcome := 'rejected';
		END IF;
		INSERT INTO offers VALUES (chat, department, (candidate.person).agent, offered, outcome);
		EXIT WHEN outcome = 'customer_left';

		offered := offered + CASE outcome WHEN 'expired' THEN 30 ELSE uniform(3, 12) END * interval '1 s';
		IF outcome = 'accepted' THEN
			CALL chat_is_held(chat, candidate.person, candidate.open, asked, offered);
			EXIT;
		END IF;
	END LOOP;
END $$;

CREATE PROCEDURE customers_chat() LANGUAGE plpgsql AS $$
DECLARE
	asking record;
	at integer;
	chat integer := 0;
BEGIN
	FOR asking IN
		SELECT day, department, gap
		FROM days, (VALUES ('Billing', 360), ('Sales', 450), ('Support', 240)) AS departments (department, gap)
		WHERE day >= '2026-02-02' AND extract(isodow FROM day) < 6
		ORDER BY day, department
	LOOP
		at := second('09:00');
		LOOP
			at := at + exponential(asking.gap);
			EXIT WHEN at >= second('16:50');
			chat := chat + 1;
			CALL chat_is_offered(chat, asking.department, moment(asking.day, at));
		END LOOP;
	END LOOP;
END $$;

CALL take_dice(31);
CALL customers_chat();

INSERT INTO shifts
SELECT agent, day + interval '9 h', day + interval '17 h'
FROM chat_agents, days
WHERE day >= '2026-02-02' AND extract(isodow FROM day) < 6;

INSERT INTO presence
SELECT agent, starts, greatest(ends, (SELECT max(ended) FROM chats
									  WHERE chats.agent = shifts.agent AND started::date = starts::date))
FROM shifts JOIN chat_agents USING (agent);

-- Three in four of the staff answer; the chats are new and liked
CALL take_dice(32);
INSERT INTO staff_survey
SELECT agent, team, CASE WHEN answers THEN least(10, mood) END,
	   CASE WHEN answers THEN least(5, (mood + whim) / 2) END
FROM (SELECT agent, team, chance(75) AS answers, uniform(4, 11) + (team = 'Chat')::integer AS mood, uniform(0, 2) AS whim
	  FROM (SELECT agent, queue AS team FROM agents UNION ALL SELECT agent, 'Chat' FROM chat_agents) AS staff
	  ORDER BY agent) AS staff;

-- The recorder of Support delivers a day's calls late
CREATE TABLE late_calls (LIKE calls);
WITH late AS (DELETE FROM calls WHERE queue = 'Support' AND started::date = '2026-02-09' RETURNING *)
INSERT INTO late_calls SELECT * FROM late;

-- What the questions of doc/questions.md need besides

/*
 * Written requests, by day and night, Sundays too.  A dispatcher passes each to
 * its team, which replies in working hours.  A team sometimes asks the back
 * office.  Half of the first replies settle the matter.  Otherwise the request
 * waits for the customer or for the team.  Support has more of them every week.
 */
CREATE TABLE requests
(
	request integer PRIMARY KEY,
	team text NOT NULL,
	channel text NOT NULL,
	created timestamp NOT NULL,
	work interval NOT NULL		-- of agents, for all replies together
);

CREATE TABLE request_log
(
	request integer NOT NULL REFERENCES requests,
	at timestamp NOT NULL,
	event text NOT NULL			-- in the words of ticket_agg
);
CREATE INDEX ON request_log (request);

CREATE TABLE assignments
(
	request integer NOT NULL REFERENCES requests,
	at timestamp NOT NULL,
	team text					-- NULL: nobody yet
);

-- The time after so many seconds of work, from 8 to 20 o'clock, Monday to Saturday
CREATE FUNCTION after_work(at timestamp, seconds integer) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	closes timestamp;
BEGIN
	LOOP
		closes := at::date + interval '20 h';
		at := greatest(at, at::date + interval '8 h');
		IF extract(isodow FROM at) < 7 AND at + seconds * interval '1 s' <= closes THEN
			RETURN at + seconds * interval '1 s';
		END IF;
		IF extract(isodow FROM at) < 7 AND at < closes THEN
			seconds := seconds - second(closes - at);
		END IF;
		at := at::date + interval '32 h';
	END LOOP;
END $$;

CREATE PROCEDURE request_is_handled(request integer, team text, channel text, created timestamp)
LANGUAGE plpgsql AS $$
DECLARE
	pace numeric := CASE team WHEN 'Premium' THEN 0.5 WHEN 'Support' THEN 1.4 ELSE 1 END;
	mean numeric := pace * CASE channel WHEN 'messenger' THEN 1200 WHEN 'web' THEN 9000 ELSE 14400 END;
	dispatched timestamp := after_work(created, 60 + exponential(900));
	at timestamp := after_work(dispatched, 60 + exponential(mean));
	back timestamp;
	replies integer := 1;
	worked interval := interval '2 min';
BEGIN
	INSERT INTO requests VALUES (request, team, channel, created, worked);
	INSERT INTO assignments VALUES (request, created, NULL), (request, dispatched, team);
	INSERT INTO request_log VALUES (request, created, 'created');
	LOOP
		worked := worked + duration(300) * interval '1 s';
		INSERT INTO request_log VALUES (request, at, 'replied');
		EXIT WHEN replies = 4 OR chance(50);

		replies := replies + 1;
		IF chance(60) THEN
			-- The customer has to answer, and one in six never does
			INSERT INTO request_log VALUES (request, at, 'pending');
			IF chance(16) THEN
				at := at + interval '7 days';
				EXIT;
			END IF;
			at := at + (300 + exponential(50000)) * interval '1 s';
			INSERT INTO request_log VALUES (request, at, 'contacted'), (request, at, 'open');
		ELSE
			INSERT INTO request_log VALUES (request, at, 'open');
			IF chance(40) THEN
				at := after_work(at, 300 + exponential(1800));
				back := after_work(at, 600 + exponential(21600));
				INSERT INTO assignments VALUES (request, at, 'Back office'), (request, back, team);
				at := back;
			END IF;
		END IF;
		at := after_work(at, 60 + exponential(mean));
	END LOOP;
	INSERT INTO request_log VALUES (request, at, 'solved'), (request, at + interval '4 days', 'closed');
	UPDATE requests SET work = worked WHERE requests.request = request_is_handled.request;
END $$;

CREATE PROCEDURE customers_write() LANGUAGE plpgsql AS $$
DECLARE
	source record;
	at numeric;
	request integer := 0;
BEGIN
	FOR source IN
		SELECT day, team, channel,
			   86400 * 100.0 / (per_day * share * CASE WHEN extract(isodow FROM day) < 6 THEN 1 ELSE 0.4 END
				* CASE team WHEN 'Support' THEN 1 + 0.06 * ((day::date - date '2026-01-05') / 7) ELSE 1 END) AS gap
		FROM generate_series(timestamp '2026-01-05', '2026-02-15', '1 day') AS day,
			 (VALUES ('Billing', 10), ('Premium', 5), ('Sales', 7), ('Support', 14)) AS teams (team, per_day),
			 (VALUES ('email', 50), ('messenger', 20), ('web', 30)) AS channels (channel, share)
		ORDER BY day, team, channel
	LOOP
		at := 0;
		LOOP
			at := at + exponential(source.gap);
			EXIT WHEN at >= 86400;
			request := request + 1;
			CALL request_is_handled(request, source.team, source.channel, moment(source.day::date, at::integer));
		END LOOP;
	END LOOP;
	DELETE FROM request_log WHERE request_log.at >= '2026-02-16';
	DELETE FROM assignments WHERE assignments.at >= '2026-02-16';
END $$;

CALL take_dice(38);
CALL customers_write();

-- A bot answers on the web site since 2 February; some of those whom it did not help call later
CREATE TABLE bot_sessions
(
	session integer PRIMARY KEY,
	customer integer NOT NULL,
	started timestamp NOT NULL,
	intent text NOT NULL,
	to_agent boolean NOT NULL	-- handed over to a human
);

CALL take_dice(39);
INSERT INTO bot_sessions
SELECT row_number() OVER (ORDER BY started, customer), customer, started,
	   ('{balance,delivery,login,login,tariff}'::text[])[intent], to_agent
FROM (SELECT customer, started - uniform(2, CASE WHEN customer % 3 = 0 THEN 15 ELSE 1200 END) * interval '1 min' AS started,
			 uniform(2, 5) AS intent, customer % 3 = 0 AS to_agent
	  FROM (SELECT customer, opened AS started FROM tickets
			WHERE opened >= '2026-02-04' AND customer % 17 = 0 ORDER BY ticket) AS callers
	  UNION ALL
	  SELECT 10000 + nth, timestamp '2026-02-02' + uniform(0, 14 * 1440 - 1) * interval '1 min', uniform(1, 5), chance(18)
	  FROM generate_series(1, 1400) AS nth) AS sessions;

-- The same questions as in the last staff survey, in the three quarters before, to those who worked here then
CREATE TABLE staff_surveys
(
	quarter date,
	agent text,
	team text NOT NULL,
	recommends integer,
	satisfied integer,
	PRIMARY KEY (quarter, agent)
);
INSERT INTO staff_surveys SELECT date '2026-01-01', * FROM staff_survey;

CALL take_dice(40);
INSERT INTO staff_surveys
SELECT quarter, agent, team, CASE WHEN answers THEN greatest(0, least(10, mood)) END,
	   CASE WHEN answers THEN greatest(1, least(5, (mood + whim) / 2)) END
FROM (SELECT quarter, agent, team, chance(80) AS answers, uniform(3, 10) - 3 * leaves AS mood, uniform(0, 2) AS whim
	  FROM (SELECT quarter::date, agent, team, leaves
			FROM generate_series(timestamp '2025-04-01', '2025-10-01', '3 months') AS quarter,
				 (SELECT agent, queue AS team, 0 AS leaves, date '2026-01-01' AS until FROM agents WHERE first_day < '2026-02-01'
				  UNION ALL
				  VALUES ('Boris', 'Billing', 1, date '2025-10-01'), ('Celia', 'Sales', 1, '2025-10-01'), ('Darko', 'Support', 1, '2025-07-01'),
						 ('Edith', 'Support', 1, '2026-01-01'), ('Franz', 'Premium', 1, '2026-01-01')) AS staff
			WHERE quarter < until) AS asked
	  ORDER BY quarter, agent) AS asked;

-- Whom agents work for, and what an hour of theirs costs
CREATE TABLE outsourcers
(
	outsourcer text PRIMARY KEY,
	hourly_cost numeric NOT NULL
);
INSERT INTO outsourcers VALUES ('In-house', 27), ('Callwell', 19), ('Northline', 22);

CREATE TABLE contracts
(
	agent text PRIMARY KEY REFERENCES agents,
	outsourcer text NOT NULL REFERENCES outsourcers
);
INSERT INTO contracts
SELECT agent, CASE WHEN agent IN ('Dmitri', 'Elena', 'Farid', 'Lucia', 'Oscar', 'Quentin', 'Stefan', 'Uma') THEN 'Callwell'
		WHEN agent IN ('Bruno', 'Nadia', 'Viktor', 'Wanda', 'Xavier', 'Yara', 'Zeno') THEN 'Northline' ELSE 'In-house' END
FROM agents;

-- A throw from 0 to 999 that belongs to a number of a story: views need no table to keep it
CREATE FUNCTION throw(story integer, number integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
	SELECT (mixed * mixed % 2147483647 * 48271 % 2147483647 % 1000)::integer
	FROM (SELECT (number + story * 1000003::bigint) * 48271 % 2147483647 AS mixed) AS first
$$;

/*
 * What agents note of a call: its reason, and whether they followed the script,
 * which those of little skill do more often.  The release of 28 January was of
 * the app, and brings questions about it.  Every eighth customer withholds the
 * number.
 */
CREATE VIEW call_details AS
SELECT calls.*,
	   CASE WHEN NOT answered THEN NULL
			WHEN throw(41, ticket) < CASE WHEN started < '2026-01-28' THEN 60 ELSE 140 END THEN 'app'
			ELSE (ARRAY[CASE queue WHEN 'Sales' THEN 'offer' WHEN 'Support' THEN 'outage' ELSE 'invoice' END,
						CASE queue WHEN 'Sales' THEN 'contract' WHEN 'Support' THEN 'outage' ELSE 'payment' END,
						'login', 'delivery', 'other'])[1 + throw(42, ticket) % 5]
	   END AS reason,
	   throw(43, ticket) < 850 - 7 * skill AS script,
	   CASE WHEN throw(44, customer) >= 125 THEN '6' || 10000000 + customer * 9973
			WHEN customer % 2 = 0 THEN 'anonymous'
	   END AS number
FROM calls LEFT JOIN agents USING (queue, agent);

-- The same handled calls as a switch logs them: a row for each agent who had the caller
CREATE VIEW call_legs AS
SELECT queue, ticket, started, leg, CASE leg WHEN 1 THEN agent ELSE colleague END AS agent,
	   CASE WHEN NOT transferred THEN talk WHEN leg = 1 THEN talk / 3 ELSE talk - talk / 3 END AS talk,
	   CASE WHEN leg = 1 THEN hold ELSE '0' END AS hold,
	   CASE WHEN leg = 1 + transferred::integer THEN wrap_up ELSE '0' END AS wrap_up
FROM calls JOIN (SELECT queue, agent, coalesce(lead(agent) OVER by_queue, first_value(agent) OVER by_queue) AS colleague
				 FROM agents WINDOW by_queue AS (PARTITION BY queue ORDER BY agent)) AS colleagues USING (queue, agent),
	 generate_series(1, 1 + transferred::integer) AS leg;

-- An export of the switch for the week of 2 February, in which abandoned calls carry zeros and 'N'
CREATE VIEW switch_export AS
SELECT ticket || '/' || nth AS call, queue, to_char(started, 'YYYY-MM-DD HH24:MI:SS') AS started,
	   CASE WHEN answered THEN 'Y' ELSE 'N' END AS answered, second(wait) AS wait_s,
	   coalesce(second(talk + hold + wrap_up), 0) AS handle_s,
	   CASE WHEN answered AND nth = last AND resolved IS NOT NULL AND NOT escalated THEN 'Y' ELSE 'N' END AS resolved
FROM (SELECT *, row_number() OVER by_ticket AS nth, count(*) OVER (PARTITION BY ticket) AS last
	  FROM calls WINDOW by_ticket AS (PARTITION BY ticket ORDER BY started)) AS calls
	 LEFT JOIN (SELECT ticket, resolved, escalated FROM tickets) AS tickets USING (ticket)
WHERE started >= '2026-02-02' AND started < '2026-02-09';

ANALYZE;
