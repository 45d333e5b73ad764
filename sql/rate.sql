-- Shares of yes among yes and no: rate, first contact resolution, reopen rate

@family rate_summary 24

COMMENT ON TYPE rate_summary IS 'hits, trials and pending rows of a rate';

@transition (boolean)
	true is a hit, false a miss.
@transition nullable _pending(boolean, boolean)
	(hit, pending); a pending row is in neither part of the rate.
@transition _first_contact(boolean, integer, boolean, boolean)
	(resolved, contacts, reopened, escalated); a hit is resolved in one contact, not reopened, not escalated.
@transition _reopens(boolean, integer)
	(resolved, reopens); of rows ever resolved, those reopened are hits.

@aggregate rate_agg(hit boolean) =
	Builds the rate_summary of a yes-or-no column; NULL rows are skipped.
@aggregate rate_agg(hit boolean, pending boolean) = _pending
	Builds the rate_summary of a yes-or-no column in which pending rows have no outcome yet and are counted apart.

@function rate(rate_summary) -> float8 = rate_summary_rate
	Rate: hits / trials, a fraction from 0 to 1; NULL where there are no trials.
@function n_hits(rate_summary) -> bigint = rate_summary_n_hits
	Number of hits.
@function n_counted(rate_summary) -> bigint = rate_summary_n_counted
	Number of trials: rows with an outcome.
@function n_pending(rate_summary) -> bigint = rate_summary_n_pending
	Number of rows whose outcome is not known yet.
@nullable ci_lower(summary rate_summary, confidence float8 DEFAULT 0.95) -> float8 = rate_summary_ci_lower
	Lower end of Wilson's score interval of the rate, a fraction; NULL where there are no trials.
@nullable ci_upper(summary rate_summary, confidence float8 DEFAULT 0.95) -> float8 = rate_summary_ci_upper
	Upper end of Wilson's score interval of the rate, a fraction; NULL where there are no trials.

@aggregate rate(hit boolean) -> rate =
	Rate: share of true among true and false, a fraction from 0 to 1; NULL rows are skipped.
@aggregate fcr_rate(resolved_at_first_contact boolean) -> rate =
	First contact resolution: share of contacts resolved at first contact, a fraction from 0 to 1; NULL rows are skipped.
@aggregate fcr_rate(resolved boolean, contacts integer, reopened boolean, escalated boolean) -> rate = _first_contact
	First contact resolution: share of tickets resolved in one contact, not reopened and not escalated, a fraction from 0 to 1; rows with a NULL are skipped.
@aggregate reopen_rate(reopened boolean) -> rate =
	Reopen rate: share of resolved tickets that were reopened, a fraction from 0 to 1; NULL rows are skipped.
@aggregate reopen_rate(resolved boolean, reopens integer) -> rate = _reopens
	Reopen rate: of the tickets ever resolved, the share reopened at least once, open again now or not, a fraction from 0 to 1; rows with a NULL are skipped.
