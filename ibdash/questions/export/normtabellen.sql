-- question: Open table `normtabellen`: which norms of publishers are there?
-- nl:       Welke normregels staan er in de open tabel normtabellen?
-- row:      one per level of a norm table
-- order:    publisher, test, norm version, moment, then score
-- families: facts
select
    publisher as uitgever,
    test as toets,
    generation as generatie,
    norm_version as normversie,
    learning_line as leerlijn,
    moment as moment,
    level_scale as niveauschaal,
    level as niveau,
    score_from as score_van,
    score_to as score_tot_en_met,
    mean as gemiddelde,
    norm_source as bron
from norm
where closed_by is null
order by publisher, test, generation, norm_version, learning_line, moment, level_scale, score_from;
