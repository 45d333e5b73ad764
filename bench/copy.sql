-- COPY of a million rows into tables without and with a live roll-up.
--
-- Tables and parts are emptied between runs.
CREATE TABLE plain (id bigint PRIMARY KEY, queue text NOT NULL, started timestamptz NOT NULL, wait interval, answered boolean, talk interval);
CREATE INDEX ON plain (started);
CREATE TABLE followed (LIKE plain INCLUDING ALL);
CREATE TABLE plain_parted (LIKE plain) PARTITION BY RANGE (started);
CREATE INDEX ON plain_parted (started);
CREATE TABLE followed_parted (LIKE plain) PARTITION BY RANGE (started);
CREATE INDEX ON followed_parted (started);
SELECT format('CREATE TABLE %1$s_%2$s PARTITION OF %1$s FOR VALUES FROM (%3$L) TO (%4$L)', parent, to_char(month, 'MM'),
              month AT TIME ZONE 'Europe/Madrid', (month + interval '1 month') AT TIME ZONE 'Europe/Madrid')
  FROM unnest('{plain_parted,followed_parted}'::text[]) AS parent,
       generate_series(timestamp '2025-01-01', '2025-12-01', '1 month') AS month \gexec
\o /dev/null
SELECT follow(name::regclass, name || '_rollup', 'half-hour', $$queue_agg(wait, answered, '20 s') AS calls, duration_agg(talk) AS talk$$)
  FROM unnest('{followed,followed_parted}'::text[]) AS name;

CREATE TABLE copies (what text, variant text, target text, file text);
INSERT INTO copies
SELECT what, variant, variants.target || suffix, :'file' || days
  FROM (VALUES ('of a year', '', 365), ('of a day', '', 1), ('of a year into partitions', '_parted', 365)) AS whats(what, suffix, days),
       (VALUES ('no roll-up', 'plain'), ('roll-up', 'followed')) AS variants(variant, target);
SELECT format('COPY (SELECT * FROM drawn(1000000, %s)) TO %L', days, :'file' || days) FROM unnest(ARRAY[1, 365]) AS days \gexec

SELECT format('TRUNCATE %s%s', target, CASE WHEN variant = 'roll-up' THEN format(', %s_rollup_parts', target) END),
       format('INSERT INTO runs SELECT %L, %L, %s, 1000 * seconds_of(%L)',
              'COPY of a million rows ' || what, variant, round, format('COPY %s FROM %L', target, file))
  FROM copies, generate_series(1, :rounds) AS round ORDER BY what, round, variant \gexec
\o
