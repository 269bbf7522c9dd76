-- question: How many signals came and went after a day?
-- nl:       Hoeveel signalen kwamen erbij en verdwenen er na een dag?
-- params:   school_id bigint, after date, restricted boolean
-- row:      one; came: shown for the first time after that day and still there; worse: there before,
--           and worse since; gone: there before, and gone since.  Of restricted facts only with
--           `restricted`.  "te weinig gegevens" is no signal
-- order:    one row
-- families: signals
select
    count(*) filter (first_seen_on > $after and gone_on is null) as came,
    count(*) filter (first_seen_on <= $after and worsened_on > $after and gone_on is null) as worse,
    count(*) filter (first_seen_on <= $after and gone_on > $after) as gone
from signal
where school_id = $school_id and outcome = 'signal' and ($restricted or not is_restricted);
