-- Offers of chats to agents

CREATE TABLE offers AS
SELECT CASE WHEN n <= 80 THEN 'accepted' WHEN n <= 90 THEN 'rejected' WHEN n <= 95 THEN 'expired' WHEN n <= 98 THEN 'customer_left' ELSE 'taken_by_other' END AS outcome,
       'agent ' || n % 3 AS agent, CASE WHEN n % 3 = 0 THEN 'sales' ELSE 'support' END AS department, n
  FROM generate_series(1, 100) AS n;
-- published: 80 accepted, 10 rejected, 5 expired, 3 with the customer gone, 2 taken by another
SELECT chat_acceptance_rate(outcome), chat_acceptance_rate(s) = chat_acceptance_rate(outcome) AS two_steps, s
  FROM offers, (SELECT offer_agg(outcome) AS s FROM offers) AS one GROUP BY s;
SELECT method, round(chat_acceptance_rate(s, method)::numeric, 4) AS rate,
       (ci_lower(s, 0.95, method), ci_upper(s, 0.95, method)) = (ci_lower(r), ci_upper(r)) AS wilson
  FROM (SELECT offer_agg(outcome) AS s FROM offers) AS one,
       (VALUES ('offers', '(hits=80 trials=100)'::rate_summary), ('exclude_customer_left', '(hits=80 trials=97)'), ('exclude_taken_by_other', '(hits=80 trials=98)'), ('exclude_both', '(hits=80 trials=95)')) AS v(method, r);
-- by agent, by department and in total in one pass
SELECT department, agent, chat_acceptance_rate(outcome), n_counted(offer_agg(outcome)) AS offers
  FROM offers GROUP BY GROUPING SETS ((department, agent), (department), ()) ORDER BY department, agent;
-- the same rolled up
SELECT department, chat_acceptance_rate(rollup(s)) FROM (SELECT department, agent, offer_agg(outcome) AS s FROM offers GROUP BY 1, 2) AS stored GROUP BY ROLLUP (department) ORDER BY department;

-- ringing offers are pending
SELECT chat_acceptance_rate(outcome), n_counted(offer_agg(outcome)), n_pending(offer_agg(outcome)), offer_agg(outcome) FROM (VALUES ('accepted'), (NULL), ('expired'), (NULL)) AS v(outcome);
SELECT chat_acceptance_rate(NULL), chat_acceptance_rate('empty'::offer_summary), chat_acceptance_rate('(customer_left=3)'::offer_summary, 'exclude_both') AS none_left, chat_acceptance_rate(NULL::offer_summary, 'offers');
SELECT n, chat_acceptance_rate(outcome) OVER (ORDER BY n ROWS 1 PRECEDING) FROM (VALUES (1, 'accepted'), (2, NULL), (3, 'expired'), (4, 'accepted'), (5, NULL), (6, NULL)) AS v(n, outcome);

SELECT chat_acceptance_rate('answered');
SELECT chat_acceptance_rate('Accepted');
SELECT chat_acceptance_rate('');
SELECT chat_acceptance_rate('(accepted=1)'::offer_summary, 'exclude_rejected');
SELECT chat_acceptance_rate('(accepted=1)'::offer_summary, NULL);
SELECT chat_acceptance_rate('(accepted=9223372036854775807 expired=9223372036854775807)'::offer_summary), n_counted('(accepted=9223372036854775807 expired=9223372036854775807)'::offer_summary);
SELECT chat_acceptance_rate('(accepted=9223372036854775807 expired=9223372036854775807)'::offer_summary);
DROP TABLE offers;
