/*
 * call_stories.sql
 *		Two weeks of invented calls in neutral words, until noon of the last day.  The file of
 *		each system of calls writes them down as that system would, so that all systems must
 *		give the same figures.
 */
CREATE SCHEMA stories;

-- A leg is a stay in a queue, and what follows it.  Times are in seconds.
CREATE TABLE stories.legs
(
	call int NOT NULL,
	leg int NOT NULL,
	entered timestamptz NOT NULL,
	caller text,				-- NULL if withheld
	queue text NOT NULL,
	wait int NOT NULL,
	outcome text NOT NULL,		-- answered, abandoned, timeout (to the queue overflow), callback
	agent text,
	talk int,					-- without hold
	hold int,
	wrap int,
	transferred boolean,		-- by the agent, to the other queue
	reason text,
	PRIMARY KEY (call, leg)
);

-- One call in ten minutes from 9:00 to 17:00 in Madrid, from Monday to Friday.  On the eighth day two of three agents are missing.
INSERT INTO stories.legs
SELECT n, 1, entered, CASE WHEN n % 13 <> 6 THEN '+34910' || lpad((CASE WHEN n % 5 = 0 AND n > 0 THEN n - 3 ELSE n END)::text, 6, '0') END,
       CASE WHEN n % 5 < 3 THEN 'sales' ELSE 'support' END, wait, outcome, agent,
       CASE WHEN agent IS NOT NULL THEN 90 + n * 37 % 300 + CASE agent WHEN 'carla' THEN 70 ELSE 0 END END,
       CASE WHEN agent IS NOT NULL AND n % 4 = 0 THEN 20 + n % 60 ELSE CASE WHEN agent IS NOT NULL THEN 0 END END,
       CASE WHEN agent IS NOT NULL THEN 20 + n * 11 % 50 END,
       CASE WHEN agent IS NOT NULL THEN n % 17 = 3 END,
       CASE WHEN agent IS NOT NULL THEN (ARRAY['invoice', 'delivery', 'order', 'invoice', 'delivery', 'invoice', 'password'])[1 + n % 7] END
  FROM generate_series(0, 479) AS n,
       LATERAL (SELECT n / 48 AS day, n / 48 + n / 48 / 5 * 2 AS date) AS d,
       LATERAL (SELECT timestamptz '2026-03-02 08:00Z' + date * interval '1 day' + n % 48 * interval '10 min' + n * 7919 % 540 * interval '1 s' AS entered) AS e,
       LATERAL (SELECT CASE WHEN n % 12 = 5 OR day = 7 AND n % 4 = 1 THEN 'abandoned' WHEN n % 29 = 7 THEN 'timeout' WHEN n % 31 = 9 THEN 'callback' ELSE 'answered' END AS outcome) AS o,
       LATERAL (SELECT CASE outcome WHEN 'timeout' THEN 90 WHEN 'callback' THEN 25 + n % 9 ELSE n * n * 31 % 29 + CASE WHEN day = 7 THEN 30 ELSE 0 END END AS wait,
                       CASE WHEN outcome = 'answered' THEN (ARRAY['ana', 'beto', 'carla'])[CASE WHEN day = 7 THEN 3 ELSE 1 + n % 3 END] END AS agent) AS w
 WHERE entered < '2026-03-13 10:45Z';

-- What the queue gives up after 90 seconds goes to a queue that takes everything; what an agent transfers goes to the other queue
INSERT INTO stories.legs
SELECT call, 2, entered + (wait + coalesce(talk + hold, 0)) * interval '1 s', caller, CASE WHEN outcome = 'timeout' THEN 'overflow' WHEN queue = 'sales' THEN 'support' ELSE 'sales' END,
       3 + call % 20, 'answered', CASE WHEN entered BETWEEN '2026-03-11' AND '2026-03-12' THEN 'carla' ELSE (ARRAY['beto', 'carla', 'ana'])[1 + call % 3] END, 60 + call * 13 % 200, 0, 15, false, coalesce(reason, 'order')
  FROM stories.legs WHERE outcome = 'timeout' OR transferred;
