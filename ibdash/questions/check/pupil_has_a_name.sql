-- question: Does every pupil have a name?
-- nl:       Heeft elke leerling een naam?
-- row:      one broken fact
-- families: facts
select pupil_id from pupil
where closed_by is null
    and coalesce(call_name, family_name) is null
    -- Of an anonymous file a pupil has only a key: "leerling 1001".
    and coalesce(display_name, '') not like 'leerling _%'
