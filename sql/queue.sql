-- Contacts offered to a queue: service level, abandon rate, speed of answer

@family queue_summary 136

COMMENT ON TYPE queue_summary IS 'what became of the contacts offered to a queue: answered, abandoned, still waiting, each against its target, and exact sums of waits';

@transition nullable _interval(interval, boolean, interval)
	(wait, answered, target).
@transition nullable _interval(interval, boolean, interval, interval)
	(wait, answered, target, short).
@transition nullable _seconds(float8, boolean, float8)
	(wait, answered, target), in seconds.
@transition nullable _seconds(float8, boolean, float8, float8)
	(wait, answered, target, short), in seconds.

@aggregate queue_agg(wait interval, answered boolean, target interval) = _interval
	Builds the queue_summary of contacts: answered is true, false (abandoned) or NULL (still waiting); each contact is judged against its own target.
@aggregate queue_agg(wait interval, answered boolean, target interval, short interval) = _interval
	Builds the queue_summary of contacts, with a threshold up to which an abandoned contact is a short abandon.
@aggregate queue_agg(wait float8, answered boolean, target float8) = _seconds
	Builds the queue_summary of contacts from seconds: answered is true, false (abandoned) or NULL (still waiting); each contact is judged against its own target.
@aggregate queue_agg(wait float8, answered boolean, target float8, short float8) = _seconds
	Builds the queue_summary of contacts from seconds, with a threshold up to which an abandoned contact is a short abandon.

@function service_level(queue_summary) -> float8 = queue_summary_service_level
	Service level: answered within the target / offered, a fraction from 0 to 1; NULL where nothing was offered.
@nullable service_level(summary queue_summary, method text) -> float8 = queue_summary_service_level
	Service level by the named method: offered, answered_only, credit_abandons_in_target, exclude_abandons_in_target, credit_short_abandons, exclude_short_abandons or a vendor's synonym; a fraction from 0 to 1.
@nullable ci_lower(summary queue_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offered') -> float8 = queue_summary_ci_lower
	Lower end of Wilson's score interval of the service level, a fraction; NULL where nothing was offered.
@nullable ci_upper(summary queue_summary, confidence float8 DEFAULT 0.95, method text DEFAULT 'offered') -> float8 = queue_summary_ci_upper
	Upper end of Wilson's score interval of the service level, a fraction; NULL where nothing was offered.
@function abandon_rate(queue_summary) -> float8 = queue_summary_abandon_rate
	Abandon rate: abandoned / (answered + abandoned), a fraction from 0 to 1; NULL where there is neither.
@nullable abandon_rate(summary queue_summary, method text) -> float8 = queue_summary_abandon_rate
	Abandon rate by the named method: offered, or exclude_short, which leaves short abandons out of both parts; a fraction from 0 to 1.
@function offered(queue_summary) -> bigint = queue_summary_offered
	Number of contacts answered, abandoned, or waiting past their target.
@function answered(queue_summary) -> bigint = queue_summary_answered
	Number of contacts answered.
@function abandoned(queue_summary) -> bigint = queue_summary_abandoned
	Number of contacts abandoned.
@function n_counted(queue_summary) -> bigint = queue_summary_offered
	Number of contacts that the service level counts: offered.
@function n_pending(queue_summary) -> bigint = queue_summary_n_pending
	Number of contacts still waiting within their target.
@function n_excluded(queue_summary) -> bigint = queue_summary_n_excluded
	Number of contacts left out: answered without a wait, or with a negative wait.
@function asa(queue_summary) -> interval = queue_summary_asa
	Average speed of answer: mean wait of the answered contacts, zero waits included; NULL where none was answered.
@function asa_seconds(queue_summary) -> float8 = queue_summary_asa_seconds
	Average speed of answer in seconds: mean wait of the answered contacts, zero waits included; NULL where none was answered.
@function average_wait(queue_summary) -> interval = queue_summary_average_wait
	Mean wait of the contacts answered or abandoned with a recorded wait; NULL where there is none.
@function average_wait_seconds(queue_summary) -> float8 = queue_summary_average_wait_seconds
	Mean wait in seconds of the contacts answered or abandoned with a recorded wait; NULL where there is none.

@aggregate service_level(wait interval, answered boolean, target interval) -> service_level = _interval
	Service level: share of offered contacts answered within the target, a fraction from 0 to 1; answered is true, false (abandoned) or NULL (still waiting).
@aggregate service_level(wait float8, answered boolean, target float8) -> service_level = _seconds
	Service level of waits in seconds: share of offered contacts answered within the target, a fraction from 0 to 1; answered is true, false (abandoned) or NULL (still waiting).
