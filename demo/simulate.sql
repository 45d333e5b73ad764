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
 * The data are the same on every machine and server version: the dice are a
 * generator of our own in integers, logarithms are taken in numeric, and time
 * is whole seconds on fixed dates.
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

-- What it produces

CREATE TABLE calls
(
	queue text NOT NULL,
	ticket integer NOT NULL,
	customer integer NOT NULL,
	started timestamp NOT NULL,
	wait interval NOT NULL,
	answered boolean NOT NULL,
	agent text,					-- with talk and wrap_up: NULL where the caller hung up
	talk interval,
	wrap_up interval
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

-- One is sent after every answered call; no answer, no score and no stars
CREATE TABLE surveys
(
	queue text NOT NULL,
	agent text NOT NULL,
	sent timestamp NOT NULL,
	score integer,				-- 0 to 10: would you recommend us?
	stars integer				-- 1 to 5: how did you like the call?
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

CREATE PROCEDURE customer_hangs_up(call agenda, patience integer) LANGUAGE plpgsql AS $$
DECLARE
	again integer := call.at + patience + 60 + exponential(400);
BEGIN
	INSERT INTO calls
	VALUES (call.queue, call.ticket, call.customer, moment(call.day, call.at), patience * interval '1 s', false);

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

	IF resolved IS NULL THEN
		CALL customer_calls_back(call, call.day);
	ELSIF chance(16 - by_agent.skill / 8.0) THEN
		CALL customer_calls_back(call, resolved::date);
	END IF;
END $$;

-- Returns the second of the day at which the agent is free again
CREATE FUNCTION agent_answers(call agenda, by_agent agents, in_queue queues, trouble integer, wait integer)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	talk integer := 20 + duration(in_queue.mean_talk * (150 - by_agent.skill) / 100.0);
	wrap_up integer := 5 + exponential(25);
	ended timestamp := moment(call.day, call.at + wait + talk);
	settled boolean := chance(64 + by_agent.skill / 3 - trouble);
BEGIN
	INSERT INTO calls
	VALUES (call.queue, call.ticket, call.customer, moment(call.day, call.at), wait * interval '1 s', true,
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
		wait := greatest(free[next] - call.at, 0) + uniform(2, 8);	-- the phone rings
		IF next IS NULL OR patience < wait THEN
			CALL customer_hangs_up(call, patience);
		ELSE
			free[next] := agent_answers(call, agents[next], in_queue, on_day.trouble, wait);
		END IF;
	END LOOP;
END $$;

CREATE PROCEDURE simulate() LANGUAGE plpgsql AS $$
DECLARE
	on_day days;
	in_queue queues;
BEGIN
	PERFORM set_config('demo.dice', '26', false);
	FOR on_day IN SELECT * FROM days ORDER BY day LOOP
		FOR in_queue IN SELECT * FROM queues ORDER BY queue LOOP
			CALL customers_call(in_queue, on_day);
			CALL queue_is_served(in_queue, on_day);
		END LOOP;
	END LOOP;

	-- The data end with 15 February, whatever the second line still does
	UPDATE tickets SET resolved = NULL WHERE resolved >= '2026-02-16';
END $$;

CALL simulate();

-- The recorder of Support delivers a day's calls late
CREATE TABLE late_calls (LIKE calls);
WITH late AS (DELETE FROM calls WHERE queue = 'Support' AND started::date = '2026-02-09' RETURNING *)
INSERT INTO late_calls SELECT * FROM late;

ANALYZE;
