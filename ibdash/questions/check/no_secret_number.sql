-- question: Is there no key that could be a citizen service number with its check digit?
-- nl:       Is er geen sleutel die een burgerservicenummer (BSN) kan zijn?
-- row:      one broken fact
-- families: facts
with digits as (
    select distinct key, school_id, system from pupil_alias
    where closed_by is null and system <> 'eck' and regexp_full_match(key, '[0-9]{9}')
),
eleven_proof as (
    select school_id, system, count(*) as keys, count(*) filter (
        (9 * key[1]::integer + 8 * key[2]::integer + 7 * key[3]::integer + 6 * key[4]::integer
        + 5 * key[5]::integer + 4 * key[6]::integer + 3 * key[7]::integer + 2 * key[8]::integer
        - key[9]::integer) % 11 = 0
    ) as proof
    from digits group by school_id, system
)
-- one key in eleven passes by chance; a list of citizen service numbers passes as a whole
select school_id, system, keys from eleven_proof where keys >= 2 and proof >= 0.9 * keys
