-- question: In which numbering of a school could the pupil keys be citizen service numbers?
-- nl:       In welke nummering van een school kunnen de sleutels burgerservicenummers zijn?
-- params:   school_id bigint
-- row:      one per system with at least two keys of nine digits of which nine in ten pass the
--           eleven test: one key in eleven passes by chance, a list of real ones as a whole (as
--           check/no_secret_number).  The intake refuses such a file; this also sees keys that came
--           a few at a time.  No key is given; pupil_id is null
-- order:    system
-- families: facts
-- check:    Leerlingnummers lijken op een BSN
-- severity: fout
-- explains: De nummers hebben negen cijfers en slagen voor de elfproef van het
--           burgerservicenummer. Een BSN hoort hier niet: ibdash heeft het niet nodig.
-- sentence: {proof} van de {keys} leerlingnummers uit ‘{system}’ kunnen een BSN zijn
-- remedy:   Maak de export opnieuw met het leerlingnummer van de school, en maak het overnemen van
--           dit bestand ongedaan
with digits as (
    select key, system, opened_by, source_row
    from pupil_alias
    where closed_by is null
        and school_id = $school_id
        and system <> 'eck'
        and regexp_full_match(key, '[0-9]{9}')
),
proved as (
    select
        system,
        count(*) as keys,
        count(*) filter (
            (9 * key[1]::integer + 8 * key[2]::integer + 7 * key[3]::integer
            + 6 * key[4]::integer + 5 * key[5]::integer + 4 * key[6]::integer
            + 3 * key[7]::integer + 2 * key[8]::integer - key[9]::integer) % 11 = 0
        ) as proof,
        max(opened_by) as from_change,
        arg_max(source_row, opened_by) as source_row
    from digits
    group by system
)
select null::bigint as pupil_id, from_change, source_row, proof, keys, system
from proved
where keys >= 2 and proof >= 0.9 * keys
order by system;
